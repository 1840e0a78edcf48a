"""Data sets are held by the host: their tensors take no memory of the device, the batches made of them do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine


@native("torch.utils.data.dataset._on_host")
def on_host(machine: Machine, tensors: Value) -> None:
    """Count the tensors' storages no longer."""
    for tensor in tensors if isinstance(tensors, (tuple, list)) else ():
        if isinstance(tensor, Tensor) and tensor.storage.meter is not None:
            tensor.storage.meter.live_bytes -= tensor.storage.nbytes
            tensor.storage.meter = None
