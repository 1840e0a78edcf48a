"""Compare an operation with real torch on the meta device: shapes, dtypes, core FLOPs forward and backward.

torch is the judge. A case is torch's own call; its tensor arguments are turned into abstract ones for ours::

    check(contraction.linear, torch.nn.functional.linear, meta(3, 4), meta(5, 4))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from flake8_greenai.ledger.cost import FREE
from flake8_greenai.ops.registry import Result, tensors_in
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

torch = pytest.importorskip("torch")
flop_counter = pytest.importorskip("torch.utils.flop_counter")


def meta(*shape: int, dtype: Any = None, grad: bool = True) -> Any:
    """A torch tensor on the meta device, requiring grad where its dtype can."""
    tensor = torch.empty(shape, dtype=dtype or torch.float32, device="meta")
    return tensor.requires_grad_(grad and (tensor.is_floating_point() or tensor.is_complex()))


def abstract(value: Any, memo: dict[int, Tensor] | None = None) -> Any:
    """The abstract counterpart of torch values, in lists, tuples and dicts too; one tensor stays one tensor."""
    memo = {} if memo is None else memo
    if isinstance(value, torch.Tensor):
        if id(value) not in memo:
            strides = None if value.is_contiguous() else tuple(value.stride())
            memo[id(value)] = Tensor(
                tuple(value.shape),
                DTYPES[str(value.dtype)[6:]],
                Device(value.device.type),
                requires_grad=value.requires_grad,
                strides=strides,
            )
        return memo[id(value)]
    if isinstance(value, torch.dtype):
        return DTYPES[str(value)[6:]]
    if isinstance(value, torch.device):
        return Device(value.type, value.index)
    if isinstance(value, torch.Size):
        return tuple(value)
    if isinstance(value, (list, tuple)):
        items = [abstract(item, memo) for item in value]
        return type(value)(items) if type(value) in (list, tuple) else tuple(items)
    if isinstance(value, dict):
        return {key: abstract(item, memo) for key, item in value.items()}
    return value


@dataclass
class Counted:
    """What real torch says: outputs and FLOPs by kernel (``mm``, ``convolution_backward``) of the two passes."""

    outputs: Any
    forward: dict[str, int]
    backward: dict[str, int]


def count(function: Callable[..., Any], args: Any, kwargs: dict[str, Any], *, backward: bool = True) -> Counted:
    """Run ``function`` under torch's flop counter, then the backward pass of all outputs that require grad."""
    with flop_counter.FlopCounterMode(display=False) as counter:
        outputs = function(*args, **kwargs)
    forward = _by_kernel(counter)
    after: dict[str, int] = {}
    roots = [output for output in _real_tensors(outputs) if output.requires_grad and output.grad_fn is not None]
    if backward and roots:
        with flop_counter.FlopCounterMode(display=False) as counter:
            torch.autograd.backward(roots, [torch.ones_like(root) for root in roots])
        after = _by_kernel(counter)
    return Counted(outputs, forward, after)


def _by_kernel(counter: Any) -> dict[str, int]:
    counts = counter.get_flop_counts().get("Global", {})
    return {str(kernel).removeprefix("aten."): int(number) for kernel, number in counts.items() if number}


def _real_tensors(value: Any) -> list[Any]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in _real_tensors(item)]
    return []


def outcome(operation: Callable[..., Any], args: Any, kwargs: dict[str, Any]) -> Result:
    """Our answer as a Result, also for free operations."""
    memo: dict[int, Tensor] = {}
    answer = operation(*[abstract(item, memo) for item in args], **{key: abstract(item, memo) for key, item in kwargs.items()})
    return answer if isinstance(answer, Result) else Result(answer, FREE)


def check(
    operation: Callable[..., Any],
    function: Callable[..., Any],
    *args: Any,
    backward: bool = True,
    flops: bool = True,
    kernel: bool = False,
    ours: dict[str, Any] | None = None,
    **kwargs: Any,
) -> Result | None:
    """Assert that ``operation`` agrees with torch's ``function`` on meta tensors.

    Where torch refuses the arguments, ours has to raise ShapeError; None is returned then.

    Args:
        operation: the raw function of our operation.
        function: the function of torch.
        args: arguments of both.
        backward: whether the costs of gradients are compared.
        flops: whether core FLOPs are compared.
        kernel: whether the name of the kernel is compared.
        ours: keyword arguments only for our operation (``modes``).
        kwargs: keyword arguments of both.
    """
    try:
        truth = count(function, args, kwargs, backward=backward and flops)
    except (RuntimeError, IndexError, ValueError, AssertionError):
        with pytest.raises(ShapeError):
            outcome(operation, args, {**kwargs, **(ours or {})})
        return None
    result = outcome(operation, args, {**kwargs, **(ours or {})})
    assert_same_outputs(result.output, truth.outputs)
    if flops:
        assert result.cost.core == sum(truth.forward.values()), f"forward core FLOPs; torch counts {truth.forward}"
        if kernel and len(truth.forward) == 1:
            assert result.op == next(iter(truth.forward))
        if backward:
            gradients = sum(gradient.core for gradient in result.cost.gradients if gradient.operand.requires_grad)
            assert gradients == sum(truth.backward.values()), f"backward core FLOPs; torch counts {truth.backward}"
    return result


def assert_same_outputs(ours: Any, theirs: Any) -> None:
    """Shapes and dtypes of all tensors agree; plain values are equal."""
    found = list(tensors_in([ours]))
    expected = _real_tensors(theirs)
    assert [tensor.shape for tensor in found] == [tuple(tensor.shape) for tensor in expected]
    assert [tensor.dtype for tensor in found] == [_dtype(tensor) for tensor in expected]
    if isinstance(theirs, (bool, int, float, str)):
        assert ours == theirs


def _dtype(tensor: Any) -> Dtype:
    return DTYPES[str(tensor.dtype)[6:]]
