"""Experimental parts of tracing."""
