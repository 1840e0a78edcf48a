"""Layers of architecture optimisation."""
