"""Sparse layouts, counted as dense tensors of the same shape.

``torch.utils.flop_counter`` counts a product with a sparse matrix by shape, whatever its number of non-zeros, which no shape tells:
figures are those of the dense product, an upper bound of the work done, and every figure says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.ops.registry import op
from flake8_greenai.tensors.errors import Undetermined

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_LAYOUTS = ("coo", "csr", "csc", "bsr", "bsc")
_FUNCTIONS = ("addmm", "sampled_addmm", "spdiags", "spsolve", "as_sparse_gradcheck")
NOTE = "sparse tensors count as dense ones of the same shape"


@op(*(f"torch.sparse.{name}" for name in _FUNCTIONS), "torch.sspaddmm", "torch.Tensor.sparse_mask")
def sparse(*args: Any, **kwargs: Any) -> Any:
    """An operation whose cost follows from the elements alone."""
    raise Undetermined("sparse layouts are not followed")


def _note(machine: Machine) -> None:
    machine.context.assume(NOTE)
    machine.context.remark(NOTE)


@native("torch.Tensor.to_sparse")
def to_sparse(machine: Machine, self: Value, *args: Value, **kwargs: Value) -> Value:
    """A tensor of the same shape."""
    _note(machine)
    return machine.call(machine.get_attribute(self, "clone"))


for _layout in _LAYOUTS[1:]:
    native(f"torch.Tensor.to_sparse_{_layout}")(to_sparse)


@native("torch.sparse_coo_tensor")
def sparse_coo_tensor(machine: Machine, indices: Value, values: Value = None, size: Value = None, **options: Value) -> Value:
    """A tensor of the given size."""
    return _made(machine, values, size, options)


@native("torch.sparse_compressed_tensor")
def sparse_compressed_tensor(
    machine: Machine, compressed_indices: Value, plain_indices: Value, values: Value, size: Value = None, **options: Value
) -> Value:
    """A tensor of the given size."""
    return _made(machine, values, size, options)


for _layout in _LAYOUTS[1:]:
    native(f"torch.sparse_{_layout}_tensor")(sparse_compressed_tensor)


def _made(machine: Machine, values: Value, size: Value, options: dict[str, Value]) -> Value:
    if not isinstance(size, (tuple, list)):
        return machine.context.unknown_call(
            "sparse tensor", Unknown("the size of a sparse tensor follows from its indices", machine.location())
        )
    _note(machine)
    kept = {name: option for name, option in options.items() if name in ("dtype", "device", "requires_grad")}
    if kept.get("dtype") is None and not isinstance(values, (list, tuple)):
        kept["dtype"] = machine.get_attribute(values, "dtype", None)
    return machine.call(machine.get_attribute(machine.import_module("torch"), "empty"), (tuple(size),), kept)
