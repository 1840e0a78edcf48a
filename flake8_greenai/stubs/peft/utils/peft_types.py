"""Helpers of adapters."""
from peft.config import PeftType, TaskType
