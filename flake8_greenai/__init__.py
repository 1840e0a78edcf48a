"""flake8-greenai: what machine-learning code costs, from its source alone."""

__version__ = "0.1.0"
