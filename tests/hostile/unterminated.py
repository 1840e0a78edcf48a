"""Hostile: never closed.
import torch
