"""Estimates and findings as JSON and as text."""
