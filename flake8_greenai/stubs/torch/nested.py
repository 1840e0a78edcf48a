"""Nested tensors: operations of the engine."""
