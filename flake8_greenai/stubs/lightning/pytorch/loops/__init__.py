"""The loops of the Trainer."""
