"""Version of the modelled library."""
__version__ = "2.13.0"
cuda = None
hip = None
debug = False
git_version = ""
