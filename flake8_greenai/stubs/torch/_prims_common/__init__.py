"""Internals that other code names."""
