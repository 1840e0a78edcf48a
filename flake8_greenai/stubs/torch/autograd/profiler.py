"""Profiling contexts: no effect."""
from torch.profiler import profile, record_function
