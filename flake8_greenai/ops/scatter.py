"""Writing at positions given by index tensors: bytes, one FLOP per element where values are accumulated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axis_of
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.content import Content, derive, filled
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.indexing import select
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    pass
from flake8_greenai.ops.indexing import copied, put, row_gather


def _scatter(target: Tensor, axis: int, index: Tensor, src: Any, reduce: str | None) -> Result:
    """Write ``src`` into ``target`` at ``index`` along a dim; with a reduction one FLOP per element of ``index``."""
    if target.shape and index.shape and target.ndim != index.ndim:
        raise ShapeError(
            "Index tensor must have the same number of dimensions as self tensor; the shapes are "
            f"{written(index.shape)} and {written(target.shape)}"
        )
    before, source, places = target.content, None, index.content
    after: Content | None = None
    if isinstance(src, Tensor):
        if src.shape == index.shape:
            source = src.content
    elif not isinstance(src, Expression):
        source = filled(src, index.numel, target.dtype)
    if before is not None and source is not None and places is not None and reduce in (None, "add", "sum"):
        shape, index_shape = target.shape, index.shape

        def compute(old: Sequence[Any], new: Sequence[Any], positions: Sequence[Any]) -> list[Any]:
            result = list(old)
            for place, element in zip(row_gather((), positions, shape, index_shape, axis), new, strict=True):
                result[place] = element if reduce is None else result[place] + element
            return result

        after = derive(compute, [before, source, places], target.dtype, target.numel)
    target.write(after)
    count = index.numel
    flops = 0 if reduce is None else count
    read = index.nbytes + (count * target.dtype.itemsize if isinstance(src, Tensor) else 0)
    gradients = (Gradient(src),) if isinstance(src, Tensor) and src.requires_grad else ()
    cost = Cost(pointwise=flops, bytes_read=read, bytes_written=count * target.dtype.itemsize, saved=(index,), gradients=gradients)
    return Result(target, cost, "scatter" if reduce is None else "scatter_reduce")


def _copy_first(result: Result, source: Tensor) -> Result:
    """The cost of the variant that leaves its operand: the rest of it is copied."""
    cost = result.cost
    copied = Cost(
        pointwise=cost.pointwise,
        bytes_read=source.nbytes + (cost.bytes_read or 0),
        bytes_written=source.nbytes,
        saved=cost.saved,
        gradients=cost.gradients,
    )
    return Result(result.output, copied, result.op)


def _register_in_place_and_copy(name: str, function: Any) -> None:
    """``X_`` writes into its operand, ``X`` into a copy."""

    def in_place(self: Tensor, *args: Any, **kwargs: Any) -> Result:
        result: Result = function(self, *args, **kwargs)
        return result

    def copying(input: Tensor, *args: Any, **kwargs: Any) -> Result:
        return _copy_first(function(copied(input), *args, **kwargs), input)

    in_place.__name__ = copying.__name__ = name
    op(f"torch.Tensor.{name}_", f"torch.{name}_")(in_place)
    op(f"torch.Tensor.{name}", f"torch.{name}")(copying)


def _scatter_plain(target: Tensor, dim: Any, index: Tensor, src: Any = None, *, value: Any = None, reduce: str | None = None) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, value if src is None else src, reduce)


def _scatter_add(target: Tensor, dim: Any, index: Tensor, src: Tensor) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, src, "add")


def _scatter_reduce(target: Tensor, dim: Any, index: Tensor, src: Tensor, reduce: str, *, include_self: bool = True) -> Result:
    return _scatter(target, axis_of(dim, target.ndim), index, src, reduce if reduce != "sum" or include_self else f"{reduce}_only")


def _index_write(target: Tensor, dim: Any, index: Tensor, source: Any, mode: str | None) -> Result:
    """Slices of ``source`` written or added at the positions ``index`` of a dim."""
    axis = axis_of(dim, target.ndim)
    if isinstance(source, Tensor) and source.shape and same(source.shape[axis], index.numel) is False:
        raise ShapeError(f"Number of indices ({index.numel}) should be equal to source.size(dim) ({source.shape[axis]}) for dim {axis}")
    selection = select(target, (slice(None),) * axis + (index.view((index.numel,)),))
    return put(target, selection, source, is_sum=mode == "add")


_register_in_place_and_copy("scatter", _scatter_plain)
_register_in_place_and_copy("scatter_add", _scatter_add)
_register_in_place_and_copy("scatter_reduce", _scatter_reduce)
_register_in_place_and_copy("index_add", lambda target, dim, index, source, *, alpha=1: _index_write(target, dim, index, source, "add"))
_register_in_place_and_copy("index_copy", lambda target, dim, index, source: _index_write(target, dim, index, source, None))
_register_in_place_and_copy("index_fill", lambda target, dim, index, value: _index_write(target, dim, index, value, None))
_register_in_place_and_copy(
    "index_reduce", lambda target, dim, index, source, reduce, *, include_self=True: _index_write(target, dim, index, source, "reduce")
)


def _put_flat(target: Tensor, index: Tensor, source: Tensor, accumulate: bool = False) -> Result:
    target.write(None)
    count = index.numel
    return Result(target, Cost(pointwise=count if accumulate else 0, bytes_read=index.nbytes + source.nbytes, bytes_written=source.nbytes))


_register_in_place_and_copy("put", _put_flat)
