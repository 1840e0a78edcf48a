"""Pooling in 1 to 3 dims: max, average, adaptive, fractional, and unpooling.

FLOPs (cost-model.md, "pooling"): numel(out)·prod(kernel); adaptive pooling numel(in). Backward: average pooling spreads each
gradient over its window (as many FLOPs as forward), max pooling adds it at one place. Saved: the input; max pooling also the int64
index of each output.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import integer
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Amount, Dim, ceil_divide, minimum
from flake8_greenai.tensors.content import repeated
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Shape, Tensor

INT64 = DTYPES["int64"]


def expand(value: Any, count: int, name: str) -> tuple[Amount, ...]:
    """One size per spatial dim from a number or a sequence of 1 or ``count`` numbers.

    Raises:
        ShapeError: for a sequence of another length.
    """
    if not isinstance(value, (tuple, list)):
        return (integer(value),) * count
    if len(value) == 1:
        return (integer(value[0]),) * count
    if len(value) != count:
        raise ShapeError(f"{name} must either be a single int, or a tuple of {count} ints, got {tuple(value)}")
    return tuple(integer(one) for one in value)


def _check_rank(name: str, input: Tensor, spatial: int) -> None:
    if input.ndim not in (spatial + 1, spatial + 2):
        raise ShapeError(f"{name}: Expected {spatial + 1}D or {spatial + 2}D input tensor, but got input of shape {list(input.shape)}")


def pooled_size(size: Dim, kernel: Amount, stride: Amount, padding: Amount, dilation: Amount, ceil_mode: bool) -> Dim:
    """``floor((size + 2p - d(k - 1) - 1) / s) + 1``; with ``ceil_mode`` rounded up, unless the last window would start in the padding."""
    span = size + 2 * padding - dilation * (kernel - 1) - 1
    if not ceil_mode:
        return span // stride + 1
    # The last window has to start inside the input or the padding on its left.
    return minimum(ceil_divide(span, stride) + 1, ceil_divide(size + padding, stride))


def _window(
    name: str, input: Tensor, spatial: int, kernel_size: Any, stride: Any, padding: Any, dilation: Any, ceil_mode: bool
) -> tuple[Shape, Amount]:
    """Shape of the output and elements of the window."""
    _check_rank(name, input, spatial)
    kernel = expand(kernel_size, spatial, "kernel_size")
    absent = stride is None or (isinstance(stride, (tuple, list)) and not stride)
    strides = kernel if absent else expand(stride, spatial, "stride")
    pads = expand(padding, spatial, "padding")
    dilations = expand(dilation, spatial, "dilation")
    sizes: list[Dim] = []
    for size, k, s, p, d in zip(input.shape[-spatial:], kernel, strides, pads, dilations, strict=True):
        for one, what in ((k, "kernel size"), (s, "stride"), (d, "dilation")):
            if type(one) is int and one <= 0:
                raise ShapeError(f"{name}: {what} should be greater than zero, but got {one}")
        if type(p) is int and type(k) is int and (p < 0 or p > k // 2):
            raise ShapeError(f"{name}: pad should be at most half of kernel size, but got pad={p} and kernel_size={k}")
        result = pooled_size(size, k, s, p, d, ceil_mode)
        if type(result) is int and result < 1:
            raise ShapeError(f"{name}: Given input size: {list(input.shape)}. Calculated output size: {result}. Output size is too small")
        sizes.append(result)
    return input.shape[:-spatial] + tuple(sizes), prod(kernel)


def _gradient(input: Tensor, amount: Amount) -> tuple[Gradient, ...]:
    return (Gradient(input, pointwise=amount),) if input.requires_grad else ()


def maximum_of_windows(name: str, input: Tensor, shape: Shape, flops: Amount, return_indices: bool) -> Result:
    """The largest element of each window, and its index; ``shape`` is that of the output."""
    # No window lies in the padding only, which is never the largest.
    output = Tensor(shape, input.dtype, input.device, content=repeated(input.content, prod(shape)))
    indices = Tensor(shape, INT64, input.device)
    saved = (input, indices) if input.requires_grad else ()
    cost = Cost(pointwise=flops, saved=saved, gradients=_gradient(input, output.storage.elements), temporary=(indices,))
    return Result((output, indices) if return_indices else output, cost, name)


def average(name: str, input: Tensor, shape: Shape, flops: Amount, *, saves: bool = True, is_padded: bool = False) -> Result:
    """The mean of each window; ``shape`` is that of the output, ``saves`` tells whether backward needs the input."""
    saved = (input,) if saves and input.requires_grad else ()
    output = Tensor(shape, input.dtype, input.device)
    content = None if is_padded else repeated(input.content, prod(shape))
    value = content.uniform() if content is not None else None
    if isinstance(value, (int, float)) and value % 1 == 0:  # the mean of others is rounded
        output.storage.content = content
    return Result(output, Cost(pointwise=flops, saved=saved, gradients=_gradient(input, flops)), name)


def _max_pool(spatial: int) -> Callable[..., Result]:
    name = f"max_pool{spatial}d"

    def max_pool(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = False,
    ) -> Result:
        """The largest element of each window."""
        shape, elements = _window(name, input, spatial, kernel_size, stride, padding, dilation, ceil_mode)
        return maximum_of_windows(name, input, shape, prod(shape) * elements, return_indices)

    return max_pool


def _with_indices(pool: Callable[..., Result]) -> Callable[..., Result]:
    def with_indices(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        dilation: Any = 1,
        ceil_mode: bool = False,
        return_indices: bool = True,
    ) -> Result:
        """The largest element of each window and its index."""
        return pool(input, kernel_size, stride, padding, dilation, ceil_mode, True)

    return with_indices


def _avg_pool(spatial: int) -> Callable[..., Result]:
    name = f"avg_pool{spatial}d"

    def avg_pool(
        input: Tensor,
        kernel_size: Any,
        stride: Any = None,
        padding: Any = 0,
        ceil_mode: bool = False,
        count_include_pad: bool = True,
        divisor_override: int | None = None,
    ) -> Result:
        """The mean of each window."""
        shape, elements = _window(name, input, spatial, kernel_size, stride, padding, 1, ceil_mode)
        if spatial == 3:
            kernel = expand(kernel_size, spatial, "kernel_size")
            if any(type(size) is int and type(k) is int and size < k for size, k in zip(input.shape[-3:], kernel, strict=True)):
                raise ShapeError(f"{name}: input image {list(input.shape[-3:])} smaller than kernel size {list(kernel)}")
        is_padded = divisor_override is not None or any(pad != 0 for pad in expand(padding, spatial, "padding"))
        return average(name, input, shape, prod(shape) * elements, is_padded=is_padded)

    return avg_pool


def _adaptive_shape(name: str, input: Tensor, spatial: int, output_size: Any) -> Shape:
    _check_rank(name, input, spatial)
    wanted = output_size if isinstance(output_size, (tuple, list)) else (output_size,) * spatial
    if len(wanted) != spatial:
        raise ShapeError(f"{name}: output_size must be {spatial}, got {tuple(wanted)}")
    own = input.shape[-spatial:]
    sizes = tuple(size if one is None else integer(one) for one, size in zip(wanted, own, strict=True))
    if any(type(size) is int and size < 0 for size in sizes):
        raise ShapeError(f"{name}: elements of output_size must be greater than or equal to 0, got {sizes}")
    return input.shape[:-spatial] + sizes


def _adaptive_max_pool(spatial: int) -> Callable[..., Result]:
    name = f"adaptive_max_pool{spatial}d"

    def adaptive_max_pool(input: Tensor, output_size: Any, return_indices: bool = False) -> Result:
        """The largest element of each of ``output_size`` windows that tile the input."""
        return maximum_of_windows(name, input, _adaptive_shape(name, input, spatial, output_size), input.numel, return_indices)

    return adaptive_max_pool


def _adaptive_avg_pool(spatial: int) -> Callable[..., Result]:
    name = f"adaptive_avg_pool{spatial}d"

    def adaptive_avg_pool(input: Tensor, output_size: Any) -> Result:
        """The mean of each of ``output_size`` windows that tile the input."""
        shape = _adaptive_shape(name, input, spatial, output_size)
        # Global pooling is a mean, which keeps nothing for the backward pass.
        is_global = all(type(size) is int and size == 1 for size in shape[-spatial:])
        return average(name, input, shape, input.numel, saves=not is_global)

    return adaptive_avg_pool


def _fractional_max_pool(spatial: int) -> Callable[..., Result]:
    name = f"fractional_max_pool{spatial}d"

    def fractional_max_pool(
        input: Tensor,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> Result:
        """The largest element of windows whose places are drawn at random; ``output_size`` or ``output_ratio`` of them."""
        _check_rank(name, input, spatial)
        kernel = expand(kernel_size, spatial, "kernel_size")
        if output_size is None:
            if output_ratio is None:
                raise ShapeError(f"{name} requires specifying either an output_size or an output_ratio")
            ratios = output_ratio if isinstance(output_ratio, (tuple, list)) else (output_ratio,) * spatial
            output_size = tuple(_scaled(size, ratio) for size, ratio in zip(input.shape[-spatial:], ratios, strict=True))
        sizes = expand(output_size, spatial, "output_size")
        for size, k, result in zip(input.shape[-spatial:], kernel, sizes, strict=True):
            # The three-dimensional kernel asks for one element more.
            if type(size) is int and type(k) is int and type(result) is int and result + k - 1 > size - (spatial == 3):
                raise ShapeError(f"{name}: pool size ({k}) too large relative to input size ({size}) and output size ({result})")
        shape = input.shape[:-spatial] + sizes
        return maximum_of_windows(name, input, shape, prod(shape) * prod(kernel), return_indices)

    return fractional_max_pool


def _scaled(size: Dim, ratio: float) -> int:
    if type(size) is not int:
        raise Undetermined(f"{ratio} times the symbolic size {size}")
    return int(size * ratio)


def _max_unpool(spatial: int) -> Callable[..., Result]:
    name = f"max_unpool{spatial}d"

    def max_unpool(
        input: Tensor, indices: Tensor, kernel_size: Any, stride: Any = None, padding: Any = 0, output_size: Sequence[Any] | None = None
    ) -> Result:
        """Each element put back at its index, zeros elsewhere: no FLOPs, the bytes of both."""
        _check_rank(name, input, spatial)
        if indices.shape != input.shape:
            raise ShapeError(f"Expected shape of indices to be: {list(input.shape)} but got: {list(indices.shape)}")
        kernel = expand(kernel_size, spatial, "kernel_size")
        strides = kernel if stride is None else expand(stride, spatial, "stride")
        pads = expand(padding, spatial, "padding")
        default = tuple((size - 1) * s + k - 2 * p for size, k, s, p in zip(input.shape[-spatial:], kernel, strides, pads, strict=True))
        sizes = default if output_size is None else _chosen(tuple(output_size), default, strides)
        output = Tensor(input.shape[:-spatial] + sizes, input.dtype, input.device)
        return Result(output, Cost(saved=(indices,) if input.requires_grad else ()), name)

    return max_unpool


def _chosen(output_size: tuple[Any, ...], default: tuple[Amount, ...], strides: tuple[Amount, ...]) -> tuple[Amount, ...]:
    sizes = tuple(integer(size) for size in output_size[-len(default) :])
    if len(output_size) not in (len(default), len(default) + 1, len(default) + 2):
        raise ShapeError(
            f"output_size should be a sequence containing {len(default)} or {len(default) + 2} elements, "
            f"but it has a length of '{len(output_size)}'"
        )
    for size, middle, stride in zip(sizes, default, strides, strict=True):
        if type(size) is int and type(middle) is int and not middle - stride < size < middle + stride:
            raise ShapeError(f"invalid output_size {list(output_size)}: {size} must be between {middle - stride} and {middle + stride}")
    return sizes


MAX_POOL = {spatial: _max_pool(spatial) for spatial in (1, 2, 3)}
AVG_POOL = {spatial: _avg_pool(spatial) for spatial in (1, 2, 3)}
ADAPTIVE_MAX_POOL = {spatial: _adaptive_max_pool(spatial) for spatial in (1, 2, 3)}
ADAPTIVE_AVG_POOL = {spatial: _adaptive_avg_pool(spatial) for spatial in (1, 2, 3)}
FRACTIONAL_MAX_POOL = {spatial: _fractional_max_pool(spatial) for spatial in (2, 3)}
MAX_UNPOOL = {spatial: _max_unpool(spatial) for spatial in (1, 2, 3)}

for _spatial in (1, 2, 3):
    _suffix = f"{_spatial}d"
    op(f"torch.nn.functional.max_pool{_suffix}", f"torch.max_pool{_suffix}")(MAX_POOL[_spatial])
    op(f"torch.nn.functional.max_pool{_suffix}_with_indices", f"torch.max_pool{_suffix}_with_indices")(_with_indices(MAX_POOL[_spatial]))
    op(f"torch.nn.functional.avg_pool{_suffix}", f"torch.avg_pool{_suffix}")(AVG_POOL[_spatial])
    op(f"torch.nn.functional.adaptive_max_pool{_suffix}")(ADAPTIVE_MAX_POOL[_spatial])
    op(f"torch.nn.functional.adaptive_avg_pool{_suffix}", f"torch.adaptive_avg_pool{_suffix}")(ADAPTIVE_AVG_POOL[_spatial])
    op(f"torch.nn.functional.max_unpool{_suffix}")(MAX_UNPOOL[_spatial])
for _spatial in (2, 3):
    op(f"torch.nn.functional.fractional_max_pool{_spatial}d")(FRACTIONAL_MAX_POOL[_spatial])
