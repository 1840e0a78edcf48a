"""Convolution and transposed convolution.

Formulas (cost-model.md): a convolution costs 2 x N x Cout x prod(Lo) x Cin/g x prod(k) core FLOPs, padded taps included; a transposed
one 2 x N x Cin x prod(Lin) x Cout/g x prod(k). The gradients of input and weight cost the same each, also when grouped. The bias
adds one pointwise FLOP per output element.
"""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.attributes import strides_in_order
from flake8_greenai.ops.products import product, require_rank, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.windows import spatial, window_counts
from flake8_greenai.symbolic import less
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Shape

Convolution = Callable[..., Result]


def convolve(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    groups: Any,
    modes: Modes | None,
) -> Result:
    """Convolution over as many spatial dims as ``weight[Cout, Cin / groups, *kernel]`` has; ``padding`` may be same or valid."""
    kernel = weight.shape[2:]
    rank = len(kernel)
    shape = _batched(input, rank)
    outputs, depth = weight.shape[:2]
    _require_channels(input, weight, shape[1], depth * groups, groups)
    _require_groups(weight, groups)
    _require_bias(bias, weight, outputs)
    steps, spread = spatial(stride, rank, "stride"), spatial(dilation, rank, "dilation")
    sizes = shape[2:]
    if isinstance(padding, str):
        pads = _named_padding(padding, kernel, steps, spread)
    else:
        pads = tuple(2 * pad for pad in spatial(padding, rank, "padding"))
        if any(less(pad, 0) is True for pad in pads):
            raise ShapeError("negative padding is not supported")
    places = window_counts(sizes, kernel, steps, pads, spread)
    full = (shape[0], outputs, *places)
    core = 2 * prod(full) * depth * prod(kernel)
    return _result(input, weight, bias, full, core, modes)


def convolve_transposed(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    output_padding: Any,
    groups: Any,
    dilation: Any,
    modes: Modes | None,
) -> Result:
    """Transposed convolution with ``weight[Cin, Cout / groups, *kernel]``: Lo = (L - 1) s - 2p + d (k - 1) + op + 1."""
    kernel = weight.shape[2:]
    rank = len(kernel)
    shape = _batched(input, rank)
    inputs, depth = weight.shape[:2]
    _require_channels(input, weight, shape[1], inputs, groups)
    _require_groups(weight, groups)
    outputs = depth * groups
    _require_bias(bias, weight, outputs)
    steps, spread = spatial(stride, rank, "stride"), spatial(dilation, rank, "dilation")
    pads, extra = spatial(padding, rank, "padding"), spatial(output_padding, rank, "output_padding")
    for more, step, wide in zip(extra, steps, spread, strict=True):
        if less(more, step) is False and less(more, wide) is False:
            raise ShapeError(f"output padding must be smaller than either stride or dilation, but got output_padding: {list(extra)}")
    places = tuple(
        (size - 1) * step - 2 * pad + wide * (width - 1) + more + 1
        for size, step, pad, wide, width, more in zip(shape[2:], steps, pads, spread, kernel, extra, strict=True)
    )
    if any(less(size, 1) is True for size in places):
        raise ShapeError(
            f"Given input size per channel: {written(shape[2:])}. Calculated output size per channel: {written(places)}. "
            "Output size is too small"
        )
    core = 2 * prod(shape) * depth * prod(kernel)
    return _result(input, weight, bias, (shape[0], outputs, *places), core, modes)


def _batched(input: Tensor, rank: int) -> Shape:
    """The shape with a batch dim, which unbatched inputs lack."""
    shape = input.shape
    if len(shape) == rank + 2:
        return shape
    if len(shape) == rank + 1:
        return (1, *shape)
    raise ShapeError(
        f"Expected {rank + 1}D (unbatched) or {rank + 2}D (batched) input to conv{rank}d, but got input of size: {written(shape)}"
    )


def _require_channels(input: Tensor, weight: Tensor, channels: Amount, expected: Amount, groups: Any) -> None:
    if channels != expected and same(channels, expected) is False:
        raise ShapeError(
            f"Given groups={groups}, weight of size {written(weight.shape)}, expected input{written(input.shape)} to have {expected} "
            f"channels, but got {channels} channels instead"
        )


def _require_groups(weight: Tensor, groups: Any) -> None:
    outputs = weight.shape[0]
    if type(groups) is int and groups <= 0:
        raise ShapeError("non-positive groups is not supported")
    if type(outputs) is int and type(groups) is int and outputs % groups:
        raise ShapeError(
            f"Given groups={groups}, expected weight to be divisible by {groups} at dimension 0, but got weight of size "
            f"{written(weight.shape)}"
        )


def _require_bias(bias: Tensor | None, weight: Tensor, outputs: Amount) -> None:
    if bias is not None:
        message = (
            f"Given weight of size {written(weight.shape)}, expected bias to be 1-dimensional with {outputs} elements, but got "
            f"{written(bias.shape)}"
        )
        if len(bias.shape) != 1:
            raise ShapeError(message)
        require_same(bias.shape[0], outputs, message)


def _named_padding(name: str, kernel: Shape, stride: tuple[Amount, ...], dilation: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Sum of the padding of both sides."""
    if name == "valid":
        return (0,) * len(kernel)
    if name != "same":
        raise ShapeError(f"Invalid padding string: {name!r}")
    if any(step != 1 for step in stride):
        raise ShapeError("padding='same' is not supported for strided convolutions")
    return tuple(wide * (width - 1) for wide, width in zip(dilation, kernel, strict=True))


def _result(input: Tensor, weight: Tensor, bias: Tensor | None, full: Shape, core: Amount, modes: Modes | None) -> Result:
    shape = full if len(input.shape) == len(full) else full[1:]
    strides = None
    if input.strides is not None or weight.strides is not None:
        # Kernels keep the layout of images whose channels lie innermost.
        order = (0, *range(2, len(full)), 1)
        if len(shape) == len(full) and (_is_laid_out(input, order) or _is_laid_out(weight, order)):
            strides = strides_in_order(full, order)
    return product((input, weight), shape, core, "convolution", modes=modes, added=bias, strides=strides)


def _is_laid_out(tensor: Tensor, order: tuple[int, ...]) -> bool:
    return tensor.strides is not None and len(order) > 3 and tensor.strides == strides_in_order(tensor.shape, order)


def _register(rank: int) -> None:
    """The functions for ``rank`` spatial dims; torch's own order of arguments."""

    def conv(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        dilation: Any = 1,
        groups: Any = 1,
        *,
        modes: Modes | None = None,
    ) -> Result:
        require_rank(f"conv{rank}d", weight, rank + 2, "weight")
        return convolve(input, weight, bias, stride, padding, dilation, groups, modes)

    def conv_transpose(
        input: Tensor,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Any = 1,
        padding: Any = 0,
        output_padding: Any = 0,
        groups: Any = 1,
        dilation: Any = 1,
        *,
        modes: Modes | None = None,
    ) -> Result:
        require_rank(f"conv_transpose{rank}d", weight, rank + 2, "weight")
        return convolve_transposed(input, weight, bias, stride, padding, output_padding, groups, dilation, modes)

    for name, function in ((f"conv{rank}d", conv), (f"conv_transpose{rank}d", conv_transpose)):
        function.__name__ = name
        owner = "input" if name == f"conv_transpose{rank}d" else ""
        op(f"torch.{name}", f"torch.nn.functional.{name}", f"torch.ops.aten.{name}{'.' + owner if owner else ''}", modes=True)(function)
        globals()[name] = function


for _rank in (1, 2, 3):
    _register(_rank)


@op("torch.convolution", "torch._convolution", "torch.ops.aten.convolution", modes=True)
def convolution(
    input: Tensor,
    weight: Tensor,
    bias: Tensor | None,
    stride: Any,
    padding: Any,
    dilation: Any,
    transposed: bool,
    output_padding: Any,
    groups: Any,
    *switches: bool,
    modes: Modes | None = None,
) -> Result:
    """The general form; ``switches`` choose among kernels of equal cost."""
    if transposed:
        return convolve_transposed(input, weight, bias, stride, padding, output_padding, groups, dilation, modes)
    return convolve(input, weight, bias, stride, padding, dilation, groups, modes)


@op("torch.conv_tbc", "torch.nn.functional.conv_tbc", modes=True)
def conv_tbc(input: Tensor, weight: Tensor, bias: Tensor, pad: Any = 0, *, modes: Modes | None = None) -> Result:
    """Convolution over time of ``input[T, B, Cin]`` with ``weight[k, Cin, Cout]``."""
    require_rank("conv_tbc", input, 3, "input")
    require_rank("conv_tbc", weight, 3, "weight")
    length, batch, channels = input.shape
    width, depth, outputs = weight.shape
    require_same(channels, depth, f"Input dim 2 (input channels) is not equal to dim 1 of the weight: {channels} and {depth}")
    if not isinstance(bias, Tensor):
        raise Undetermined("conv_tbc needs a bias")
    places = window_counts((length,), (width,), (1,), (2 * pad,), (1,))
    shape = (places[0], batch, outputs)
    return product((input, weight), shape, 2 * prod(shape) * channels * width, "conv_tbc", modes=modes, added=bias)
