"""The ambient modes of a tensor framework."""

from __future__ import annotations

from dataclasses import dataclass, field

from flake8_greenai.tensors.device import CPU, Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype


@dataclass(slots=True)
class Modes:
    """What ``torch.no_grad``, ``set_default_dtype``, ``with torch.device(...)`` and ``autocast`` set.

    ``autocast`` maps a device type to the dtype that contractions run in, absent when off. ``trains`` is what the outermost call of a
    Keras layer says of the layers in it, None outside any; ``tapes`` counts the gradient tapes of TensorFlow that record.
    """

    grad_enabled: bool = True
    default_dtype: Dtype = DTYPES["float32"]
    default_device: Device = CPU
    autocast: dict[str, Dtype] = field(default_factory=dict)
    trains: bool | None = None
    tapes: int = 0
