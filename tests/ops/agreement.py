"""Call an operation by its name as a program would, and real torch with the same arguments on the CPU, and compare everything.

Arguments are torch values; tensors become abstract ones whose elements are known. Compared are shapes, dtypes, strides, which
results are views, and elements wherever ours knows them.
"""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from differential import abstract

from flake8_greenai import ops
from flake8_greenai.interpreter import primitives
from flake8_greenai.interpreter.values import MISSING, Primitive
from flake8_greenai.tensors.content import Content
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.tensor import Tensor

torch = pytest.importorskip("torch")
ops.load()
_OF_DTYPES = re.compile(
    r"not implemented|not supported|unsupported|only support|does not support|must be Tensor|can't be cast"
    r"|[Ee]xpected .*(dtype|type|tensor for argument)|Bool|[Ii]nteg(er|ral)|ZeroDivision"
)
"""Complaints about dtypes, which differ between devices of torch and are none of ours."""


class Context:
    """Keeps the last cost; shape errors and unknown calls are raised."""

    def __init__(self) -> None:
        self.modes = Modes()
        self.cost: Any = None

    def record(self, name: str, kernel: str, cost: Any, operands: Any, output: Any, differentiable: bool) -> Any:
        self.cost = cost
        return output

    def shape_error(self, name: str, message: str) -> Any:
        raise ShapeError(message)

    def unknown_call(self, name: str, unknown: Any) -> Any:
        raise Undetermined(f"{name}: {unknown}")


class Host:
    """What operations ask of the interpreter."""

    def __init__(self) -> None:
        self.context = Context()
        self.steps = 1 << 62

    def location(self) -> None:
        return None

    def error(self, kind: str, message: str) -> Exception:
        return ShapeError(message)

    def class_named(self, name: str) -> Any:
        return name

    def truth(self, value: Any) -> bool:
        return bool(value)

    def count_generator(self, steps: int = 1) -> None:
        """Steps are not bounded here."""


def call(name: str, *args: Any, **kwargs: Any) -> tuple[Any, Any]:
    """Result and cost of the operation called ``name`` on our own values."""
    primitive = primitives.find(name)
    assert primitive is not MISSING, f"{name} is not registered"
    host = Host()
    assert isinstance(primitive, Primitive)
    return primitive.invoke(host, args, kwargs), host.context.cost  # type: ignore[arg-type]


def with_elements(value: Any, memo: dict[int, Any] | None = None) -> Any:
    """Our counterpart of torch values, tensors with their elements and strides."""
    memo = {} if memo is None else memo
    if isinstance(value, torch.Tensor):
        if id(value) not in memo:
            ours = abstract(value)
            if value.layout is torch.strided and ours.strides is not None:
                memory = torch.as_strided(value, (value.untyped_storage().nbytes() // value.element_size(),), (1,), 0).tolist()
                ours.storage.elements, ours.offset = len(memory), value.storage_offset()
                ours.storage.content = Content(lambda: tuple(memory))
            else:
                elements = tuple(value.reshape(-1).tolist())
                ours.storage.content = Content(lambda: elements)
            memo[id(value)] = ours
        return memo[id(value)]
    if isinstance(value, slice):
        return slice(*(with_elements(part, memo) for part in (value.start, value.stop, value.step)))
    if type(value) in (list, tuple):
        return type(value)(with_elements(item, memo) for item in value)
    if isinstance(value, dict):
        return {key: with_elements(item, memo) for key, item in value.items()}
    return abstract(value)


def torch_function(name: str) -> Any:
    """The attribute of torch called ``name``."""
    found: Any = torch
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


def agree(name: str, *args: Any, exact: bool = True, strides: bool = True, known: bool = False, **kwargs: Any) -> Any:
    """Assert that the operation called ``name`` does what torch's does, and return our result (None: both refuse).

    Args:
        name: qualified name of the operation.
        args: arguments, torch values.
        exact: whether elements are equal to the last bit, or within rounding.
        strides: whether strides are compared.
        known: whether our result must know its elements.
        kwargs: keyword arguments, torch values.
    """
    memo: dict[int, Any] = {}
    ours_args, ours_kwargs = with_elements(args, memo), with_elements(kwargs, memo)
    function = torch_function(name)
    if not callable(function):
        function = function.__get__
    try:
        theirs = function(*args, **kwargs)
    except (RuntimeError, IndexError, ValueError, TypeError) as error:
        if _OF_DTYPES.search(str(error)):
            return None
        try:
            result, _ = call(name, *ours_args, **ours_kwargs)
        except (ShapeError, Undetermined):
            return None
        pytest.fail(f"torch refuses: {error}; ours gives {result}")
    ours, _ = call(name, *ours_args, **ours_kwargs)
    memories = {id(theirs_memory): memo[id(theirs_memory)] for theirs_memory in _tensors(args) + _tensors(kwargs)}
    if name.endswith("__setitem__"):
        ours = None
    compare(ours, theirs, exact=exact, strides=strides, known=known)
    _compare_views(ours, theirs, [(tensor, memories[id(tensor)]) for tensor in _tensors(args)])
    for tensor in _tensors(args):  # operations in place
        if tensor.dtype is not None and memo[id(tensor)].content is not None:
            compare(memo[id(tensor)], tensor, exact=exact, strides=strides, known=False)
    return ours


def compare(ours: Any, theirs: Any, *, exact: bool = True, strides: bool = True, known: bool = False) -> None:
    """Assert that a result of ours is that of torch."""
    if isinstance(theirs, torch.Tensor):
        assert isinstance(ours, Tensor)
        assert ours.shape == tuple(theirs.shape)
        assert repr(ours.dtype) == str(theirs.dtype)
        if strides and theirs.numel():
            _compare_strides(ours, theirs)
        values = None if ours.content is None else ours.content.values()
        assert values is not None or not known, "elements are not known"
        if values is not None:
            _compare_elements(values, theirs.reshape(-1).tolist(), exact, 1e-2 if theirs.dtype.itemsize == 2 else 1e-5)
    elif isinstance(theirs, (list, tuple)):
        assert len(ours) == len(theirs)
        for one, other in zip(ours, theirs, strict=True):
            compare(one, other, exact=exact, strides=strides, known=known)
    elif isinstance(theirs, torch.dtype):
        assert repr(ours) == str(theirs)
    elif isinstance(theirs, float) and math.isnan(theirs):
        assert math.isnan(ours)
    else:
        assert ours == theirs


def _compare_strides(ours: Tensor, theirs: Any) -> None:
    for size, one, other in zip(theirs.shape, ours.stride, theirs.stride(), strict=True):
        assert size == 1 or one == other, f"strides {ours.stride}, torch {theirs.stride()}, shape {tuple(theirs.shape)}"


def _compare_elements(ours: tuple[Any, ...], theirs: list[Any], exact: bool, tolerance: float) -> None:
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        if isinstance(other, float) and math.isnan(other):
            assert math.isnan(one)
        elif exact:
            assert one == other, (ours, theirs)
        else:
            assert one == pytest.approx(other, rel=0 if isinstance(other, int) else tolerance, abs=1e-5), (ours, theirs)


def _compare_views(ours: Any, theirs: Any, operands: list[tuple[Any, Tensor]]) -> None:
    """A result shares memory with an operand exactly where it does in torch."""
    results = [(ours, theirs)] if isinstance(theirs, torch.Tensor) else []
    if isinstance(theirs, (list, tuple)):
        results = [(one, other) for one, other in zip(ours, theirs, strict=True) if isinstance(other, torch.Tensor)]
    for one, other in results:
        for real, abstracted in operands:
            shares = other.untyped_storage().data_ptr() == real.untyped_storage().data_ptr() and real.untyped_storage().nbytes() > 0
            assert (one.storage is abstracted.storage) == shares or not other.numel(), "view" if shares else "copy"


def _tensors(value: Any) -> list[Any]:
    if isinstance(value, torch.Tensor):
        return [value]
    if isinstance(value, (list, tuple)):
        return [tensor for item in value for tensor in _tensors(item)]
    if isinstance(value, dict):
        return _tensors(list(value.values()))
    return []
