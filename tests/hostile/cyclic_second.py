"""Hostile: the other half of a cycle."""

import cyclic_first
from cyclic_first import *

value = cyclic_first.value + 1
__all__ = cyclic_first.__all__ + ["value"]
