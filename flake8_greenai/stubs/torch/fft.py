"""Discrete Fourier transforms: operations of the engine."""
