"""Forward-mode differentiation: not modelled."""
