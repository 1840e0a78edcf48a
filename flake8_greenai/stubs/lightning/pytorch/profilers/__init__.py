"""Profilers."""
from _greenai import nothing

SimpleProfiler = AdvancedProfiler = PyTorchProfiler = PassThroughProfiler = nothing
