"""From module names to source files to astroid trees, without importing anything."""
