"""Accounting shared by all contractions: autocast, bytes, what is saved, gradients per operand."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.registry import Result
from flake8_greenai.tensors.broadcasting import expand_shape, same, written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.dtype import Dtype
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Shape


def lower_precision(tensor: Tensor, modes: Modes | None) -> Tensor:
    """``tensor`` in the dtype that autocast runs contractions in; itself when autocast is off or leaves it alone.

    Autocast converts floating-point tensors of its device type except float64 (``at::autocast::cached_cast``).
    """
    if modes is None or not modes.autocast:
        return tensor
    dtype = modes.autocast.get(tensor.device.type)
    if dtype is None or dtype is tensor.dtype or tensor.dtype.category != "float" or tensor.dtype.name == "float64":
        return tensor
    return Tensor(tensor.shape, dtype, tensor.device, requires_grad=tensor.requires_grad, strides=tensor.strides)


def product(
    factors: tuple[Tensor, ...],
    shape: Shape,
    core: Amount,
    op: str,
    *,
    modes: Modes | None = None,
    added: Tensor | None = None,
    pointwise: Amount = 0,
    dtype: Dtype | None = None,
    strides: Shape | None = None,
    arrange: Callable[[tuple[Tensor, ...]], tuple[Tensor, ...]] | None = None,
) -> Result:
    """A contraction of ``factors`` that costs ``core`` FLOPs, linear in each of them.

    The gradient of each factor is a contraction of the same sizes as the forward one, so it costs ``core`` too; it needs the
    other factors. Products without core FLOPs (outer products) have pointwise gradients. The gradient of what is ``added``
    (a bias) is the sum of the output's gradient over broadcast dims.

    Args:
        factors: operands.
        shape: of the output.
        core: FLOPs, 2 per multiply-add.
        op: name of the kernel.
        modes: ambient modes, for autocast.
        added: tensor broadcast and added to the product.
        pointwise: FLOPs beyond core; the addition of ``added`` comes on top.
        dtype: of the output; default that of the first factor.
        strides: of the output; None for row-major.
        arrange: gives the operands as the kernel takes them, copies where their order in memory does not suit it.
    """
    operands = factors if modes is None or not modes.autocast else tuple(lower_precision(factor, modes) for factor in factors)
    arranged = operands if arrange is None else arrange(operands)
    copies = () if arranged is factors else tuple(new for new, old in zip(arranged, factors, strict=True) if new is not old)
    output = Tensor(shape, dtype or operands[0].dtype, operands[0].device, strides=strides)
    saved: tuple[Tensor, ...] = ()
    gradients: tuple[Gradient, ...] = ()
    wanting = [place for place, factor in enumerate(factors) if factor.requires_grad]
    if wanting:
        if type(core) is int and core == 0:
            # An outer product: each gradient multiplies by the other factor and sums over the dims that are not its own.
            gradients = tuple(Gradient(factors[place], pointwise=2 * prod(shape) - factors[place].numel) for place in wanting)
        else:
            gradients = tuple(Gradient(factors[place], core) for place in wanting)
        saved = tuple(operand for place, operand in enumerate(arranged) if wanting != [place])
    if added is not None:
        size = prod(shape)
        pointwise = pointwise + size
        if added.requires_grad:
            rest = size - added.numel
            gradients = (*gradients, Gradient(added, pointwise=rest)) if type(rest) is not int or rest else gradients
    read, write = (None, None) if operands is factors else traffic(factors, operands, output, added)
    return Result(output, Cost(core, pointwise, 0, read, write, saved, gradients, copies), op)


def traffic(
    factors: Sequence[Tensor], operands: Sequence[Tensor], output: Tensor, added: Tensor | None = None
) -> tuple[Amount | None, Amount | None]:
    """Bytes read and written where ``operands`` are the ``factors`` converted by autocast; (None, None), the rule, without."""
    copies = [(factor, operand) for factor, operand in zip(factors, operands, strict=True) if factor is not operand]
    if not copies:
        return None, None
    made = sum(operand.nbytes for _, operand in copies)
    read = sum(operand.nbytes for operand in operands) + sum(factor.nbytes for factor, _ in copies)
    return read + (0 if added is None else added.nbytes), output.nbytes + made


def require_rank(name: str, tensor: Tensor, rank: int, argument: str) -> None:
    """Check that ``tensor`` has ``rank`` dims.

    Raises:
        ShapeError: when it has not.
    """
    if len(tensor.shape) != rank:
        raise ShapeError(f"{name}: {argument} must be {rank}-D, but has shape {written(tensor.shape)}")


def require_same(one: Dim, other: Dim, message: str) -> None:
    """Check that two sizes may be equal.

    Raises:
        ShapeError: with ``message`` when they surely differ.
    """
    if one != other and same(one, other) is False:
        raise ShapeError(message)


def require_matrices(left: Tensor, right: Tensor, inner: Dim, other: Dim) -> None:
    """Check the contracted sizes of ``left @ right``.

    Raises:
        ShapeError: worded as torch does, when they surely differ.
    """
    if inner != other and same(inner, other) is False:
        raise ShapeError(f"mat1 and mat2 shapes cannot be multiplied ({_sizes(left)} and {_sizes(right)})")


def require_expandable(added: Tensor, shape: Shape) -> None:
    """Check that ``added`` broadcasts to ``shape``, which does not grow.

    Raises:
        ShapeError: when it does not.
    """
    if added.shape != shape[len(shape) - len(added.shape) :]:
        expand_shape(added.shape, shape)


def _sizes(tensor: Tensor) -> str:
    """Sizes as torch writes them in errors of matrix products: leading dims folded into the rows."""
    if len(tensor.shape) < 2:
        return written(tensor.shape)
    return f"{prod(tensor.shape[:-1])}x{tensor.shape[-1]}"
