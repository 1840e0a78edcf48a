"""Predictions: what counted work costs on a target, in time, energy, carbon and water, each as an interval."""
