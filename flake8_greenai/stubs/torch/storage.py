"""Storages."""
from torch import TypedStorage, UntypedStorage
