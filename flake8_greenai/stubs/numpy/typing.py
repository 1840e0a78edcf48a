"""Annotations."""
from typing import Any

ArrayLike = Any
NDArray = Any
DTypeLike = Any
