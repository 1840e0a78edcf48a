"""Fourier transforms.

cost-model.md: 5 N log2(n) FLOPs for complex transforms of N elements in blocks of n, half of that when input or output is real; rounded
down. They are core FLOPs: a transform is the product with a fixed matrix, computed fast, and often replaces one (FNet's mixing of tokens,
long convolutions). The gradient is a transform of the same size.
"""

from __future__ import annotations

import math
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axes_of, axis_of, device_of, dtype_of, integer
from flake8_greenai.ops.creation import created
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import less
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.promotion import complex_of, float_of, real_of
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount, Dim

COMPLEX, REAL_TO_COMPLEX, COMPLEX_TO_REAL = "c2c", "r2c", "c2r"
_KINDS = {
    "fft": COMPLEX,
    "ifft": COMPLEX,
    "rfft": REAL_TO_COMPLEX,
    "ihfft": REAL_TO_COMPLEX,
    "irfft": COMPLEX_TO_REAL,
    "hfft": COMPLEX_TO_REAL,
}


def transform_flops(elements: Dim, block: Dim, *, is_real: bool = False) -> Amount:
    """``5 N log2(n)`` for ``elements`` N in blocks of n, half for real ends.

    Raises:
        Undetermined: for a symbolic block, whose logarithm is no polynomial.
    """
    if not isinstance(block, int):
        raise Undetermined(f"the cost of a Fourier transform of symbolic size {block}")
    if block <= 1:
        return 0
    each = 5 * math.log2(block) / (2 if is_real else 1)
    return int(each * elements) if isinstance(elements, int) else elements // block * int(each * block)


def _transform(input: Tensor, kind: str, axes: tuple[int, ...], sizes: tuple[Any, ...]) -> Result:
    """Transform ``axes`` to ``sizes`` (of the time domain for real ends); None keeps a size. The last axis is the real one."""
    if kind == REAL_TO_COMPLEX and input.dtype.is_complex:
        raise ShapeError(f"rfft expects a real input tensor, but got {input.dtype.name}")
    if not axes:
        return Result(input, Cost())
    shape = list(input.shape)
    last = axes[-1]
    for axis, size in zip(axes, sizes, strict=True):
        if size is not None and not (type(size) is int and size == -1):
            shape[axis] = integer(size)
        elif kind == COMPLEX_TO_REAL and axis == last:
            shape[axis] = 2 * (shape[axis] - 1)
        if less(shape[axis], 1) is True:
            raise ShapeError(
                f"Invalid number of data points ({shape[axis]}) specified for dim {axis} of a tensor of shape {written(input.shape)}"
            )
    flops = transform_flops(prod(shape), prod(shape[axis] for axis in axes), is_real=kind != COMPLEX)
    if kind == REAL_TO_COMPLEX:
        shape[last] = shape[last] // 2 + 1
    element = float_of(input.dtype)
    dtype = real_of(element) if kind == COMPLEX_TO_REAL else complex_of(element)
    output = Tensor(tuple(shape), dtype, input.device)
    gradients = (Gradient(input, core=flops),) if input.requires_grad else ()
    return Result(output, Cost(core=flops, gradients=gradients))


def _register_lines(name: str, kind: str) -> None:
    def along_one(input: Tensor, n: Any = None, dim: Any = -1, norm: Any = None, *, out: Tensor | None = None) -> Result:
        return _transform(input, kind, (axis_of(dim, input.ndim),), (n,))

    def along_many(input: Tensor, s: Any = None, dim: Any = None, norm: Any = None, *, out: Tensor | None = None) -> Result:
        axes = tuple(range(input.ndim - len(s), input.ndim)) if dim is None and s is not None else axes_of(dim, input.ndim)
        if s is not None and len(s) != len(axes):
            raise ShapeError(f"When given, dim and shape arguments must have the same length, got {list(axes)} and {list(s)}")
        return _transform(input, kind, axes, tuple(s) if s is not None else (None,) * len(axes))

    def along_two(input: Tensor, s: Any = None, dim: Any = (-2, -1), norm: Any = None, *, out: Tensor | None = None) -> Result:
        return along_many(input, s, dim)

    for suffix, function in (("", along_one), ("n", along_many), ("2", along_two)):
        function.__name__ = f"{name}{suffix}"
        op(f"torch.fft.{name}{suffix}")(function)
        globals()[f"{name}{suffix}"] = function


for _name, _kind in _KINDS.items():
    _register_lines(_name, _kind)


@op("torch.fft.fftshift", "torch.fft.ifftshift")
def fftshift(input: Tensor, dim: Any = None) -> Result:
    """Rotate the zero frequency to the middle (or back): a copy."""
    axes_of(dim, input.ndim)
    return Result(Tensor(input.shape, input.dtype, input.device), Cost())


@op("torch.fft.fftfreq", modes=True, differentiable=False)
def fftfreq(
    n: Any, d: Any = 1.0, *, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
    modes: Modes,
) -> Result:  # fmt: skip
    """Frequencies of the ``n`` elements of :func:`fft`."""
    return created((integer(n),), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


@op("torch.fft.rfftfreq", modes=True, differentiable=False)
def rfftfreq(
    n: Any, d: Any = 1.0, *, out: Any = None, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
    modes: Modes,
) -> Result:  # fmt: skip
    """Frequencies of the ``n // 2 + 1`` elements of :func:`rfft`."""
    size = integer(n) // 2 + 1
    return created((size,), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


@op("torch.stft", "torch.Tensor.stft", "torch.functional.stft")
def stft(
    input: Tensor,
    n_fft: Any,
    hop_length: Any = None,
    win_length: Any = None,
    window: Tensor | None = None,
    center: Any = True,
    pad_mode: Any = "reflect",
    normalized: Any = False,
    onesided: Any = None,
    return_complex: Any = None,
    align_to_window: Any = None,
) -> Result:
    """Transforms of windows of ``n_fft`` samples, one every ``hop_length``: ``[.., frequencies, frames]``."""
    if len(input.shape) not in (1, 2):
        raise ShapeError(f"stft: expected a 1D or 2D tensor, but got {written(input.shape)}")
    size = integer(n_fft)
    hop = size // 4 if hop_length is None else integer(hop_length)
    _require_window("stft", window, size if win_length is None else integer(win_length))
    length = input.shape[-1] + (2 * (size // 2) if center else 0)
    if less(length, size) is True:
        raise ShapeError(f"stft: expected 0 < n_fft <= {length}, but got n_fft={size} for input of shape {written(input.shape)}")
    frames = 1 + (length - size) // hop
    is_complex = input.dtype.is_complex or (window is not None and window.dtype.is_complex)
    is_half = not is_complex if onesided is None else bool(onesided)
    frequencies = size // 2 + 1 if is_half else size
    lines = prod(input.shape[:-1]) * frames
    flops = transform_flops(lines * size, size, is_real=not is_complex)
    windowing = lines * size * (0 if window is None else 1)
    shape = (*input.shape[:-1], frequencies, frames)
    element = complex_of(input.dtype)
    output = Tensor(shape, element, input.device) if return_complex else Tensor((*shape, 2), real_of(element), input.device)
    saved = () if window is None or not input.requires_grad else (window,)
    gradients = (Gradient(input, core=flops, pointwise=windowing),) if input.requires_grad else ()
    return Result(output, Cost(core=flops, pointwise=windowing, saved=saved, gradients=gradients))


def _require_window(name: str, window: Tensor | None, length: Amount) -> None:
    if window is not None and len(window.shape) != 1:
        raise ShapeError(f"{name}: expected a 1D window tensor, but got {written(window.shape)}")
    if window is not None:
        message = (
            f"{name}: expected a 1D window tensor of size equal to win_length={length}, but got window with size {written(window.shape)}"
        )
        require_same(window.shape[0], length, message)


@op("torch.istft", "torch.Tensor.istft")
def istft(
    input: Tensor,
    n_fft: Any,
    hop_length: Any = None,
    win_length: Any = None,
    window: Tensor | None = None,
    center: Any = True,
    normalized: Any = False,
    onesided: Any = None,
    length: Any = None,
    return_complex: Any = False,
) -> Result:
    """Inverse of :func:`stft` with overlapping frames added: ``[.., frequencies, frames]`` to ``[.., samples]``."""
    if len(input.shape) not in (2, 3):
        raise ShapeError(f"istft: expected a tensor with 2 or 3 dimensions, but got {written(input.shape)}")
    if not input.dtype.is_complex:
        raise ShapeError(
            f"istft requires a complex-valued input tensor, as stft with return_complex=True gives, but got {input.dtype.name}"
        )
    size = integer(n_fft)
    hop = size // 4 if hop_length is None else integer(hop_length)
    _require_window("istft", window, size if win_length is None else integer(win_length))
    frequencies, frames = input.shape[-2:]
    is_half = not return_complex if onesided is None else bool(onesided)
    expected = size // 2 + 1 if is_half else size
    require_same(
        frequencies,
        expected,
        f"istft: expected the frequency dimension (3rd to the last) of the input tensor to be {expected}, but got {frequencies}",
    )
    full = size + hop * (frames - 1)
    samples = integer(length) if length is not None else full - (2 * (size // 2) if center else 0)
    lines = prod(input.shape[:-2]) * frames
    # Besides the transforms: each frame times the window and added; the squared window likewise, and a division.
    flops = transform_flops(lines * size, size, is_real=not return_complex)
    adding = 3 * lines * size + prod(input.shape[:-2]) * full
    output = Tensor((*input.shape[:-2], samples), input.dtype if return_complex else real_of(input.dtype), input.device)
    gradients = (Gradient(input, core=flops, pointwise=adding),) if input.requires_grad else ()
    return Result(output, Cost(core=flops, pointwise=adding, gradients=gradients))
