"""Products of Keras layers: ``x @ kernel + bias`` over the last dim, and einsums of two operands."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.ops.products import product, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import broadcast_shapes, written
from flake8_greenai.tensors.errors import ShapeError, Undetermined

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Dim
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Tensor


@op("keras._host.dense", modes=True)
def dense(input: Tensor, kernel: Tensor, bias: Tensor | None, *, modes: Modes | None = None) -> Result:
    """``input[..., I] @ kernel[I, O] + bias[O]``: 2 x P x I x O core FLOPs, P the product of the leading dims."""
    if not input.shape:
        raise ShapeError("Input 0 of layer Dense is incompatible with the layer: expected min_ndim=2, found ndim=0")
    require_same(
        input.shape[-1],
        kernel.shape[0],
        f"Input 0 of layer Dense is incompatible with the layer: expected axis -1 of input shape to have value {kernel.shape[0]}, but "
        f"received input with shape {written(input.shape)}",
    )
    shape = (*input.shape[:-1], kernel.shape[1])
    return product((input, kernel), shape, 2 * prod(shape) * kernel.shape[0], "matmul", modes=modes, added=bias)


@op("keras._host.einsum", modes=True)
def einsum(equation: str, left: Tensor, right: Tensor, *, modes: Modes | None = None) -> Result:
    """The product of two operands: 2 x the product of all distinct sizes where an index is summed, one of size 1 too, else 1 x (all)."""
    inputs, arrow, result = equation.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if len(terms) != 2:
        raise Undetermined(f"einsum of {equation!r}")
    free: tuple[Dim, ...] = ()
    sizes: dict[str, Dim] = {}
    for term, operand in zip(terms, (left, right), strict=True):
        before, dots, after = term.partition("...")
        letters = before + after
        if len(set(letters)) < len(letters) or (not dots and len(letters) != operand.ndim) or len(letters) > operand.ndim:
            raise ShapeError(f"einsum {equation!r} does not fit an operand of shape {written(operand.shape)}")
        extra = operand.shape[len(before) : operand.ndim - len(after)]
        free = broadcast_shapes(free, extra) if free else extra
        shape = (*operand.shape[: len(before)], *operand.shape[operand.ndim - len(after) :])
        for letter, size in zip(letters, shape, strict=True):
            known = sizes.get(letter, 1)
            message = f"einsum {equation!r}: operands {written(left.shape)} and {written(right.shape)} do not fit together"
            if known != 1 and size != 1:
                require_same(known, size, message)
            sizes[letter] = size if type(known) is int and known == 1 else known
    if not arrow:
        both = terms[0] + terms[1]
        result = "".join(sorted(letter for letter in sizes if both.count(letter) == 1))
    kept = result.replace("...", "")
    place = result.find("...")
    shape = tuple(sizes[letter] for letter in kept)
    if "..." in inputs and place >= 0:
        shape = (*shape[:place], *free, *shape[place:])
    total = prod(sizes.values()) * prod(free)
    is_summed = any(letter not in kept for letter in sizes)
    return product((left, right), shape, 2 * total if is_summed else 0, "einsum", modes=modes, pointwise=0 if is_summed else total)
