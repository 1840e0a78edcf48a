"""Hostile: tabs and spaces."""
import torch
if True:
        x = 1
	y = 2
