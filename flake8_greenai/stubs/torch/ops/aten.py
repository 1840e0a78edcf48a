"""aten operators under their own names."""
