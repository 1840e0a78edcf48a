"""Derivatives of functions: not modelled."""
