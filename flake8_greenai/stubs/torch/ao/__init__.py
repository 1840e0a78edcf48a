"""Architecture optimisation."""
