"""Hostile: another language."""
import torch
print "torch"
exec "1"
raise ValueError, "x"
