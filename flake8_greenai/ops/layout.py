"""Views: the same elements under another shape. They compute nothing and move nothing.

``reshape`` and its kin fall back to a copy (bytes, no FLOPs) where strides allow no view.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import axes_of, axis_of, dtype_of, sizes_of
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes, expand_shape, same, written
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.strides import view_strides
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim


def infer_sizes(numel: Amount, sizes: Sequence[Dim]) -> Shape:
    """``sizes`` with -1 replaced by what remains of ``numel`` elements.

    Raises:
        ShapeError: when the numbers of elements differ.
    """
    unknown = [axis for axis, size in enumerate(sizes) if type(size) is int and size == -1]
    if len(unknown) > 1:
        raise ShapeError("only one dimension can be inferred")
    if any(type(size) is int and size < -1 for size in sizes):
        raise ShapeError(f"invalid shape dimension in {written(sizes)}")
    if not unknown:
        if same(prod(sizes), numel) is False:
            raise ShapeError(f"shape '{written(sizes)}' is invalid for input of size {numel}")
        return tuple(sizes)
    known = prod(size for axis, size in enumerate(sizes) if axis != unknown[0])
    if type(known) is int and known == 0:
        raise ShapeError(f"cannot reshape tensor of {numel} elements into shape {written(sizes)} because the unspecified size is ambiguous")
    remaining = numel // known
    if same(remaining * known, numel) is False:
        raise ShapeError(f"shape '{written(sizes)}' is invalid for input of size {numel}")
    return (*sizes[: unknown[0]], remaining, *sizes[unknown[0] + 1 :])


def reshaped(tensor: Tensor, shape: Shape) -> Tensor | Result:
    """A view under the new shape, or a copy where strides allow none."""
    if tensor.strides is None or view_strides(tensor.shape, tensor.strides, shape) is not None:
        return tensor.view(shape)
    return Result(Tensor(shape, tensor.dtype, tensor.device, content=tensor.content), Cost())


def with_shape_message(tensor: Tensor, sizes: Sequence[Dim]) -> Shape:
    """:func:`infer_sizes` whose error also names the shape of the tensor."""
    try:
        return infer_sizes(tensor.numel, sizes)
    except ShapeError as error:
        raise ShapeError(f"{error} (a tensor of shape {written(tensor.shape)})") from None


@op("torch.Tensor.view", accepts_sizes=True)
def view(self: Tensor, *size: Any, dtype: Any = None) -> Tensor:
    """Another shape over the same elements, or the same bytes read as another dtype."""
    if dtype is None and len(size) == 1 and not isinstance(size[0], (int, tuple, list, Expression, Tensor)):
        dtype = size[0]
    if dtype is not None:
        return _view_dtype(self, dtype_of(dtype, self.dtype))
    return self.view(with_shape_message(self, sizes_of(size)))


def _view_dtype(tensor: Tensor, dtype: Dtype) -> Tensor:
    if dtype.itemsize == tensor.dtype.itemsize:
        return tensor.view(tensor.shape, dtype=dtype)
    if not tensor.shape:
        raise ShapeError(f"self.dim() cannot be 0 to view {tensor.dtype.name} as {dtype.name} (different element sizes)")
    last = tensor.shape[-1] * tensor.dtype.itemsize // dtype.itemsize
    return tensor.view((*tensor.shape[:-1], last), dtype=dtype)


@op("torch.reshape", "torch.Tensor.reshape", accepts_sizes=True)
def reshape(input: Tensor, *shape: Any, **named: Any) -> Tensor | Result:
    """Another shape; a view where possible."""
    return reshaped(input, with_shape_message(input, sizes_of((named["shape"],) if named else shape)))


@op("torch.Tensor.view_as", "torch.Tensor.reshape_as")
def view_as(self: Tensor, other: Tensor) -> Tensor | Result:
    """The shape of ``other``."""
    return reshaped(self, with_shape_message(self, other.shape))


@op("torch.flatten", "torch.Tensor.flatten")
def flatten(input: Tensor, start_dim: Any = 0, end_dim: Any = -1) -> Tensor | Result:
    """Dims ``start_dim`` to ``end_dim`` become one."""
    if not input.shape:
        return input.view((1,))
    start, end = axis_of(start_dim, input.ndim), axis_of(end_dim, input.ndim)
    if start > end:
        raise ShapeError("flatten() has invalid args: start_dim cannot come after end_dim")
    if start == end:
        return input
    return reshaped(input, (*input.shape[:start], prod(input.shape[start : end + 1]), *input.shape[end + 1 :]))


@op("torch.ravel", "torch.Tensor.ravel")
def ravel(input: Tensor) -> Tensor | Result:
    """One dim."""
    if input.strides is not None:
        return Result(Tensor((input.numel,), input.dtype, input.device, content=input.content), Cost())
    return input.view((input.numel,))


@op("torch.unflatten", "torch.Tensor.unflatten", accepts_sizes=True)
def unflatten(input: Tensor, dim: Any, sizes: Any) -> Tensor:
    """One dim becomes several."""
    axis = axis_of(dim, input.ndim)
    parts = sizes_of((sizes,))
    try:
        inner = infer_sizes(input.shape[axis], parts)
    except ShapeError:
        raise ShapeError(
            f"unflatten: Provided sizes {written(parts)} don't multiply up to the size of dim {axis} ({input.shape[axis]}) in the "
            "input tensor"
        ) from None
    return input.view((*input.shape[:axis], *inner, *input.shape[axis + 1 :]))


def permuted(tensor: Tensor, order: Sequence[int]) -> Tensor:
    """Dims in another order."""
    own = tensor.stride
    return tensor.restride(tuple(tensor.shape[axis] for axis in order), tuple(own[axis] for axis in order))


@op("torch.permute", "torch.Tensor.permute")
def permute(input: Tensor, *dims: Any, **named: Any) -> Tensor:
    """Dims in the order given."""
    order = sizes_of((named["dims"],) if named else dims)
    axes = axes_of(order, input.ndim) if order else ()
    if len(axes) != input.ndim:
        raise ShapeError(
            "permute: number of dimensions in the tensor input does not match the length of the desired ordering of dimensions "
            f"i.e. input.dim() = {input.ndim} is not equal to len(dims) = {len(axes)} (shape {written(input.shape)}, dims {written(order)})"
        )
    return permuted(input, axes)


@op(
    "torch.transpose", "torch.Tensor.transpose", "torch.swapaxes", "torch.Tensor.swapaxes", "torch.swapdims", "torch.Tensor.swapdims"
)  # fmt: skip
def transpose(input: Tensor, dim0: Any = None, dim1: Any = None, *, axis0: Any = None, axis1: Any = None) -> Tensor:
    """Two dims swapped."""
    first = axis_of(axis0 if dim0 is None else dim0, input.ndim)
    second = axis_of(axis1 if dim1 is None else dim1, input.ndim)
    order = list(range(input.ndim))
    if order:
        order[first], order[second] = order[second], order[first]
    return permuted(input, order)


@op("torch.t", "torch.Tensor.t")
def t(input: Tensor) -> Tensor:
    """A matrix transposed; vectors stay."""
    if input.ndim > 2:
        raise ShapeError(f"t() expects a tensor with <= 2 dimensions, but self is {input.ndim}D (shape {written(input.shape)})")
    return permuted(input, tuple(reversed(range(input.ndim))))


@op("torch.Tensor.T", kind="property")
def transposed(self: Tensor) -> Tensor:
    """All dims reversed."""
    return permuted(self, tuple(reversed(range(self.ndim))))


@op("torch.Tensor.mT", "torch.Tensor.mH", "torch.Tensor.H", kind="property")
def matrix_transposed(self: Tensor) -> Tensor:
    """The last two dims swapped."""
    return adjoint(self)


@op("torch.adjoint", "torch.Tensor.adjoint")
def adjoint(self: Tensor) -> Tensor:
    """The last two dims swapped (conjugation is a flag)."""
    if self.ndim < 2:
        raise ShapeError(f"tensor.mT is only supported on matrices or batches of matrices. Got {self.ndim}-D tensor.")
    return permuted(self, (*range(self.ndim - 2), self.ndim - 1, self.ndim - 2))


@op("torch.movedim", "torch.Tensor.movedim", "torch.moveaxis", "torch.Tensor.moveaxis")
def movedim(input: Tensor, source: Any, destination: Any) -> Tensor:
    """Dims moved to other positions, the rest in order."""
    sources, targets = axes_of(source, input.ndim), axes_of(destination, input.ndim)
    if len(sources) != len(targets):
        raise ShapeError(
            f"movedim: Invalid source or destination dims: source ({source}) should contain the same number of dims as "
            f"destination ({destination})"
        )
    placed = dict(zip(targets, sources, strict=True))
    rest = iter(axis for axis in range(input.ndim) if axis not in sources)
    return permuted(input, [placed[axis] if axis in placed else next(rest) for axis in range(input.ndim)])


@op("torch.squeeze", "torch.Tensor.squeeze")
def squeeze(input: Tensor, dim: Any = None) -> Tensor:
    """Without dims of size 1; a symbolic size is taken not to be 1."""
    axes = range(input.ndim) if dim is None else axes_of(dim, input.ndim) if not isinstance(dim, (tuple, list)) or dim else ()
    dropped = {axis for axis in axes if axis < input.ndim and type(input.shape[axis]) is int and input.shape[axis] == 1}
    return _without(input, dropped)


def _without(tensor: Tensor, dropped: set[int]) -> Tensor:
    kept = [axis for axis in range(tensor.ndim) if axis not in dropped]
    if tensor.strides is None:
        return tensor.view(tuple(tensor.shape[axis] for axis in kept))
    return permuted(tensor, kept)


@op("torch.unsqueeze", "torch.Tensor.unsqueeze")
def unsqueeze(input: Tensor, dim: Any) -> Tensor:
    """A new dim of size 1."""
    axis = axis_of(dim, input.ndim + 1)
    shape = (*input.shape[:axis], 1, *input.shape[axis:])
    if input.strides is None:
        return input.view(shape)
    own = input.stride
    step = own[axis] * input.shape[axis] if axis < input.ndim else 1
    return input.restride(shape, (*own[:axis], step, *own[axis:]))


def _becomes(target: Tensor, source: Tensor) -> Tensor:
    """In-place change of shape."""
    target.shape, target.strides, target.offset = source.shape, source.strides, source.offset
    return target


@op("torch.Tensor.squeeze_")
def squeeze_(self: Tensor, dim: Any = None) -> Tensor:
    """In-place :func:`squeeze`."""
    return _becomes(self, squeeze(self, dim))


@op("torch.Tensor.unsqueeze_")
def unsqueeze_(self: Tensor, dim: Any) -> Tensor:
    """In-place :func:`unsqueeze`."""
    return _becomes(self, unsqueeze(self, dim))


@op("torch.Tensor.transpose_", "torch.Tensor.swapaxes_", "torch.Tensor.swapdims_")
def transpose_(self: Tensor, dim0: Any, dim1: Any) -> Tensor:
    """In-place :func:`transpose`."""
    return _becomes(self, transpose(self, dim0, dim1))


@op("torch.Tensor.t_")
def t_(self: Tensor) -> Tensor:
    """In-place :func:`t`."""
    return _becomes(self, t(self))


def expanded(tensor: Tensor, shape: Shape) -> Tensor:
    """Dims of size 1 (and new leading ones) repeated without copying."""
    if shape == tensor.shape:
        return tensor.restride(shape, tensor.stride)
    extra = len(shape) - tensor.ndim
    own = tensor.stride
    strides = tuple(
        0 if axis < extra or (tensor.shape[axis - extra] == 1 and shape[axis] != 1) else own[axis - extra] for axis in range(len(shape))
    )
    return tensor.restride(shape, strides)


@op("torch.Tensor.expand", accepts_sizes=True)
def expand(self: Tensor, *size: Any, implicit: bool = False) -> Tensor:
    """Dims of size 1 repeated without copying."""
    return expanded(self, expand_shape(self.shape, sizes_of(size)))


@op("torch.broadcast_to", "torch.Tensor.broadcast_to", accepts_sizes=True)
def broadcast_to(input: Tensor, size: Any) -> Tensor:
    """As ``expand(size)``."""
    return expanded(input, expand_shape(input.shape, sizes_of((size,))))


@op("torch.Tensor.expand_as")
def expand_as(self: Tensor, other: Tensor) -> Tensor:
    """As ``expand(other.shape)``."""
    return expanded(self, expand_shape(self.shape, other.shape))


@op("torch.broadcast_tensors")
def broadcast_tensors(*tensors: Any) -> list[Tensor]:
    """All expanded to their common shape."""
    operands = tensors[0] if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)) else tensors
    shape = broadcast_shapes(*(tensor.shape for tensor in operands))
    return [expanded(tensor, shape) for tensor in operands]


@op("torch.broadcast_shapes")
def broadcast_shapes_(*shapes: Any) -> Shape:
    """The shape that all shapes broadcast to."""
    return broadcast_shapes(*((shape,) if isinstance(shape, int) else tuple(shape) for shape in shapes))


def _atleast(rank: int) -> Any:
    def apply(*tensors: Any) -> Any:
        operands = tensors[0] if isinstance(tensors[0], (list, tuple)) else tensors
        results = [_promote_rank(tensor, rank) for tensor in operands]
        return results[0] if len(tensors) == 1 and isinstance(tensors[0], Tensor) else tuple(results)

    return apply


def _promote_rank(tensor: Tensor, rank: int) -> Tensor:
    if tensor.ndim >= rank:
        return tensor
    if tensor.ndim == 0:
        return tensor.view((1,) * rank)
    if tensor.ndim == 1:
        return unsqueeze(tensor, 0) if rank == 2 else unsqueeze(unsqueeze(tensor, 0), 2)
    return unsqueeze(tensor, 2)


for _rank in (1, 2, 3):
    op(f"torch.atleast_{_rank}d")(_atleast(_rank))
