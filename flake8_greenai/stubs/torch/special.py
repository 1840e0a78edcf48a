"""Special functions: operations of the engine."""
