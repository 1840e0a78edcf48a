"""Hostile: has the name of a module that the analysis imports."""

raise SystemExit("shadow tomllib was imported")
