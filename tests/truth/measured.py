"""What real torch measures: FLOPs by FlopCounterMode on the meta device, tensors kept for the backward pass by its hooks.

FlopCounterMode ignores groups in the backward pass of convolutions; here each gradient that is wanted costs one forward pass.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import math
import sys
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")
flop_counter = pytest.importorskip("torch.utils.flop_counter")

PROGRAMS = Path(__file__).parent / "programs"


def _convolution_backward(gradient: Any, x: Any, w: Any, _bias: Any, _s: Any, _p: Any, _d: Any, transposed: bool, _o: Any, _g: Any,
                          mask: Any, out_shape: Any = None) -> int:  # fmt: skip
    forward = 2 * x[0] * math.prod(w) * math.prod((x if transposed else gradient)[2:])
    return int(forward) * (mask[0] + mask[1])


def _vector(matrix: Any, *_: Any, out_shape: Any = None) -> int:
    return 2 * int(math.prod(matrix))


OURS = {
    torch.ops.aten.convolution_backward: _convolution_backward,
    torch.ops.aten.mv: _vector,
    torch.ops.aten.dot: _vector,
}
"""FLOPs of operations that FlopCounterMode counts wrongly or not at all."""


class Kept:
    """A tensor that the graph keeps for the backward pass."""

    def __init__(self, tensor: Any) -> None:
        self.tensor = tensor


@contextlib.contextmanager
def counted_by_child(model: Any, counter: Any) -> Iterator[dict[str, int]]:
    """FLOPs of the calls of each direct child, wherever they happen."""
    sums, starts, handles = {name: 0 for name, _ in model.named_children()}, [], []
    for name, child in model.named_children():

        def finish(*_: Any, name: str = name) -> None:
            sums[name] += counter.get_total_flops() - starts.pop()

        handles.append(child.register_forward_pre_hook(lambda *_: starts.append(counter.get_total_flops()), prepend=True))
        handles.append(child.register_forward_hook(finish))
    yield sums
    for handle in handles:
        handle.remove()


@dataclass
class Measured:
    """Figures of one model."""

    params: int
    trainable: int
    buffers: int
    param_bytes: int
    outputs: list[tuple[tuple[int, ...], str]]
    flops: int
    children: dict[str, int]
    train_flops: int


@functools.cache
def load(program: str) -> Any:
    """The module of a program, run by Python."""
    specification = importlib.util.spec_from_file_location(f"program_{program}", PROGRAMS / f"{program}.py")
    assert specification is not None
    assert specification.loader is not None
    module = sys.modules[specification.name] = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def tensors_in(value: Any) -> list[Any]:
    """The tensors of a result, in order."""
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, dict):
        return [tensor for item in value.values() for tensor in tensors_in(item)]
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in tensors_in(item)]
    return tensors_in(vars(value)) if hasattr(value, "__dict__") else []


def make_input(spec: Any, device: str) -> Any:
    """A tensor of zeros for a spec of ours."""
    if isinstance(spec, (list, tuple)):
        return type(spec)(make_input(item, device) for item in spec)
    if hasattr(spec, "dtype"):
        return torch.zeros(spec.shape, dtype=getattr(torch, spec.dtype), device=device)
    return spec


def arguments(inputs: dict[str, Any], device: str = "meta") -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments for inputs."""
    made = {name: make_input(spec, device) for name, spec in inputs.items()}
    return [item for name, item in made.items() if name[0] == "*"], {name: item for name, item in made.items() if name[0] != "*"}


def measure(build: Any, inputs: dict[str, Any]) -> Measured:
    """Build a model on the meta device, run it in eval mode (gradients on, so that no fused kernel is taken) and train it one step."""
    with torch.device("meta"):
        model = build()
    model.eval()
    args, kwargs = arguments(inputs)
    with flop_counter.FlopCounterMode(display=False, custom_mapping=OURS) as counter, counted_by_child(model, counter) as children:
        outputs = model(*args, **kwargs)
    flops = counter.get_total_flops()
    model.train()
    args, kwargs = arguments(inputs)
    with flop_counter.FlopCounterMode(display=False, custom_mapping=OURS) as counter:
        results = [tensor for tensor in tensors_in(model(*args, **kwargs)) if tensor.requires_grad]
        if results:
            torch.autograd.backward([tensor.sum() for tensor in results])
    parameters = list(model.parameters())
    return Measured(
        params=sum(tensor.numel() for tensor in parameters),
        trainable=sum(tensor.numel() for tensor in parameters if tensor.requires_grad),
        buffers=sum(tensor.numel() for tensor in model.buffers()),
        param_bytes=sum(tensor.nbytes for tensor in parameters),
        outputs=[(tuple(tensor.shape), str(tensor.dtype)[6:]) for tensor in tensors_in(outputs)],
        flops=flops,
        children=children,
        train_flops=counter.get_total_flops(),
    )


def saved_bytes(build: Any, inputs: dict[str, Any], device: str) -> int:
    """Bytes of the storages that one forward pass in train mode keeps for the backward pass: no parameters, buffers, inputs."""
    with torch.device(device):
        model = build().train()
    args, kwargs = arguments(inputs, device)
    excluded = {tensor.untyped_storage()._cdata for tensor in [*model.parameters(), *model.buffers(), *tensors_in([args, kwargs])]}
    kept: weakref.WeakSet[Kept] = weakref.WeakSet()

    def keep(tensor: Any) -> Kept:
        wrapped = Kept(tensor.detach())  # a graph that holds its own output would never be freed
        kept.add(wrapped)
        return wrapped

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda wrapped: wrapped.tensor):
        results = model(*args, **kwargs)
    storages = {wrapped.tensor.untyped_storage()._cdata: wrapped.tensor.untyped_storage() for wrapped in kept}
    del results
    return sum(storage.nbytes() for key, storage in storages.items() if key not in excluded)
