"""Broadcasting of shapes (https://pytorch.org/docs/stable/notes/broadcasting.html)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flake8_greenai.symbolic import equal, maximum
from flake8_greenai.tensors.errors import ShapeError

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.tensor import Shape


def same(left: Amount, right: Amount) -> bool | None:
    """Whether two sizes are equal; None when that depends on the value of a symbol."""
    if type(left) is int and type(right) is int:
        return left == right
    return equal(left, right)


def broadcast_shapes(*shapes: Shape) -> Shape:
    """The shape that all ``shapes`` broadcast to.

    A symbolic size against another one that is not 1 is taken to fit; the result is then the known size, or the larger one.

    Raises:
        ShapeError: when two sizes differ and neither is 1.
    """
    result: Shape = shapes[0] if shapes else ()
    for shape in shapes[1:]:
        if shape != result:
            result = _pair(result, shape)
    return result


def _pair(left: Shape, right: Shape) -> Shape:
    rank = max(len(left), len(right))
    padded_left: Shape = (1,) * (rank - len(left)) + left
    padded_right: Shape = (1,) * (rank - len(right)) + right
    return tuple(
        one if one is other else _size(one, other, axis, left, right)
        for axis, (one, other) in enumerate(zip(padded_left, padded_right, strict=True))
    )


def _size(one: Dim, other: Dim, axis: int, left: Shape, right: Shape) -> Dim:
    if type(other) is int and other == 1:
        return one
    if type(one) is int and one == 1:
        return other
    fits = same(one, other)
    if fits:
        return one
    if type(one) is int:
        if fits is None:
            return one
    elif type(other) is int:
        if fits is None:
            return other
    else:
        return one if fits else maximum(one, other)
    raise ShapeError(
        f"The size of tensor a ({one}) must match the size of tensor b ({other}) at non-singleton dimension {axis}; "
        f"the shapes are {written(left)} and {written(right)}"
    )


def expand_shape(shape: Shape, target: Sequence[Dim]) -> Shape:
    """The shape of ``expand(target)``, where -1 keeps a size.

    Raises:
        ShapeError: when a size other than 1 would change.
    """
    extra = len(target) - len(shape)
    if extra < 0:
        raise ShapeError(
            f"expand: the number of sizes provided ({len(target)}) must be greater or equal to the number of dimensions in the "
            f"tensor ({len(shape)}); the shapes are {written(shape)} and {written(target)}"
        )
    result: list[Dim] = []
    for axis, size in enumerate(target):
        own = shape[axis - extra] if axis >= extra else None
        if type(size) is int and size == -1:
            if own is None:
                raise ShapeError(f"The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension {axis}")
            result.append(own)
        elif own is None or (type(own) is int and own == 1) or same(own, size) is not False:
            result.append(size)
        else:
            raise ShapeError(
                f"The expanded size of the tensor ({size}) must match the existing size ({own}) at non-singleton dimension {axis}.  "
                f"Target sizes: {written(target)}.  Tensor sizes: {written(shape)}"
            )
    return tuple(result)


def written(shape: Sequence[Amount]) -> str:
    """The shape as torch prints it in messages."""
    return f"[{', '.join(map(str, shape))}]"
