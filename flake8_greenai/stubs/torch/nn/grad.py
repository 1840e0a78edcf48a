"""Gradients of convolutions: operations of the engine."""
