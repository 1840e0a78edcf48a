"""What users may set: quantities, settings, budgets, and how they are read."""
