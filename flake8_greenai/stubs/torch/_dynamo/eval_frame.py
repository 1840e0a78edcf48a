"""Compiled modules: nothing is ever one."""
from torch._dynamo import OptimizedModule
