"""The built-in classes and functions of Python."""
