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
python_dispatch = pytest.importorskip("torch.utils._python_dispatch")

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


def _memory_efficient(query: Any, key: Any, value: Any, attn_mask: Any = None, dropout_p: float = 0.0, is_causal: bool = False,
                      scale: float | None = None, enable_gqa: bool = False) -> Any:  # fmt: skip
    """The kernel of accelerators for float32, which the meta device does not choose by itself."""
    if attn_mask is not None and attn_mask.dtype == torch.bool:
        attn_mask = torch.zeros_like(attn_mask, dtype=query.dtype).masked_fill_(~attn_mask, -math.inf)
    kernel = torch.ops.aten._scaled_dot_product_efficient_attention
    return kernel(query, key, value, attn_mask, True, dropout_p, is_causal, scale=scale)[0]


@contextlib.contextmanager
def memory_efficient_attention() -> Iterator[None]:
    """Attention as on accelerators, not as the composition that the meta device falls back on."""
    functional = torch.nn.functional
    plain = functional.scaled_dot_product_attention
    functional.scaled_dot_product_attention = _memory_efficient
    try:
        yield
    finally:
        functional.scaled_dot_product_attention = plain


def saved_bytes(build: Any, inputs: dict[str, Any], *, fused: bool = False) -> int:
    """Bytes of the storages that one forward pass in train mode keeps for the backward pass: no parameters, buffers, inputs.

    With ``fused``, attention runs as on accelerators, not as the composition that the meta device falls back on.
    """
    device = "meta"
    with torch.device(device):
        model = build().train()
    args, kwargs = arguments(inputs, device)
    with memory_efficient_attention() if fused else contextlib.nullcontext():
        return _kept_bytes(model, args, kwargs)


class Memory(python_dispatch.TorchDispatchMode):  # type: ignore[misc]
    """Bytes of the storages that operations make on a device, at present and at their peak; scalars are left out."""

    def __init__(self, excluded: list[Any], device: str = "meta") -> None:
        super().__init__()
        self.device = device
        self.live = self.peak = 0
        self._excluded = {tensor.untyped_storage()._cdata for tensor in excluded}
        self._known: dict[int, Any] = {}

    def add(self, tensor: Any) -> None:
        """Count a tensor's storage for as long as it exists."""
        storage = tensor.untyped_storage()
        key, size = storage._cdata, storage.nbytes()
        if key in self._excluded or key in self._known:
            return

        def gone(_: Any) -> None:
            self.live -= size
            del self._known[key]

        self._known[key] = weakref.ref(storage, gone)
        self.live += size
        self.peak = max(self.peak, self.live)

    def __torch_dispatch__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = function(*args, **(kwargs or {}))
        for tensor in tensors_in(result):
            if tensor.device.type == self.device and tensor.ndim:
                self.add(tensor)
        return result


def peak_bytes(build: Any, inputs: dict[str, Any], *, train: bool) -> int:
    """Most bytes in use in a forward pass, with ``train`` and a backward pass too: inputs, activations, gradients; no parameters."""
    with torch.device("meta"):
        model = build().train(train)
    args, kwargs = arguments(inputs)
    memory = Memory([*model.parameters(), *model.buffers()])
    for tensor in tensors_in([args, kwargs]):
        memory.add(tensor)
    with memory, contextlib.nullcontext() if train else torch.no_grad():
        losses = [tensor.sum() for tensor in tensors_in(model(*args, **kwargs)) if tensor.requires_grad]
        if losses:  # the outputs are gone, as where the loss is a function of the model's call
            torch.autograd.backward(losses)
    return memory.peak


def _kept_bytes(model: Any, args: list[Any], kwargs: dict[str, Any]) -> int:
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
