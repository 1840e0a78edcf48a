"""isinstance of TorchScript: container types are checked by their origin."""
from typing import get_origin


def _isinstance(obj, target_type):
    targets = target_type if isinstance(target_type, tuple) else (target_type,)
    return any(isinstance(obj, get_origin(target) or target) for target in targets)
