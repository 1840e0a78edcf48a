"""Estimates: what a model costs, from a request or from the models that a file shows."""
