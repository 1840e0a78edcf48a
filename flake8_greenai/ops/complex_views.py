"""Views between complex tensors and their real and imaginary parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.ops.registry import op
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.promotion import complex_of, real_of
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    pass


@op("torch.view_as_real")
def view_as_real(input: Tensor) -> Tensor:
    """A complex tensor as pairs of reals."""
    if input.dtype.category != "complex":
        raise ShapeError(f"view_as_real is only supported for complex tensors, got {input.dtype.name}")
    return input.view((*input.shape, 2), dtype=real_of(input.dtype))


@op("torch.view_as_complex")
def view_as_complex(input: Tensor) -> Tensor:
    """Pairs of reals as a complex tensor."""
    if not input.shape or same(input.shape[-1], 2) is False:
        raise ShapeError(f"Tensor must have a last dimension of size 2, its shape is {written(input.shape)}")
    return input.view(input.shape[:-1], dtype=complex_of(input.dtype))


@op("torch.real", "torch.imag")
def part(input: Tensor) -> Tensor:
    """The real or imaginary parts."""
    return _part(input)


@op("torch.Tensor.real", "torch.Tensor.imag", kind="property")
def part_(self: Tensor) -> Tensor:
    """The real or imaginary parts."""
    return _part(self)


def _part(tensor: Tensor) -> Tensor:
    if tensor.dtype.category != "complex":
        return tensor
    pairs = view_as_real(tensor)
    return pairs.restride(tensor.shape, pairs.stride[:-1])


@op("torch.conj", "torch.Tensor.conj", "torch.resolve_conj", "torch.Tensor.resolve_conj", "torch.resolve_neg", "torch.Tensor.resolve_neg")
def conj(input: Tensor) -> Tensor:
    """The conjugate, which is a flag on a view."""
    if input.dtype.category != "complex":
        return input
    return input.view(input.shape, dtype=input.dtype)
