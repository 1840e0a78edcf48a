"""Linear algebra: operations of the engine."""
