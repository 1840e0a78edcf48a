"""Sliding blocks as columns (im2col) and back (col2im)."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.products import require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.windows import spatial, window_counts
from flake8_greenai.tensors.broadcasting import same, written
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.tensor import Shape


def _blocks(sizes: Shape, kernel_size: Any, dilation: Any, padding: Any, stride: Any) -> tuple[tuple[Amount, ...], Shape]:
    """Kernel size and number of blocks along height and width."""
    kernel = spatial(kernel_size, 2, "kernel_size")
    pads = tuple(2 * pad for pad in spatial(padding, 2, "padding"))
    counts = window_counts(sizes, kernel, spatial(stride, 2, "stride"), pads, spatial(dilation, 2, "dilation"))
    return kernel, counts


@op("torch.nn.functional.unfold", "torch._C._nn.im2col", "torch.ops.aten.im2col")
def im2col(input: Tensor, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Result:
    """``[N, C, H, W]`` to ``[N, C x prod(k), blocks]``: a copy without FLOPs; its gradient adds each element of the output once."""
    shape = input.shape
    if len(shape) not in (3, 4):
        raise ShapeError(f"Expected 3D or 4D (batch mode) tensor for input, but got {written(shape)}")
    kernel, counts = _blocks(shape[-2:], kernel_size, dilation, padding, stride)
    output = Tensor((*shape[:-3], shape[-3] * prod(kernel), prod(counts)), input.dtype, input.device)
    gradients = (Gradient(input, pointwise=output.numel),) if input.requires_grad else ()
    return Result(output, Cost(gradients=gradients))


@op("torch.nn.functional.fold", "torch._C._nn.col2im", "torch.ops.aten.col2im")
def col2im(input: Tensor, output_size: Any, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1) -> Result:
    """``[N, C x prod(k), blocks]`` to ``[N, C, H, W]``: each element of the input is added once."""
    shape = input.shape
    if len(shape) not in (2, 3):
        raise ShapeError(f"Expected 2D or 3D (batch mode) tensor for input, but got {written(shape)}")
    sizes = spatial(output_size, 2, "output_size")
    kernel, counts = _blocks(sizes, kernel_size, dilation, padding, stride)
    area = prod(kernel)
    if same(shape[-2] % area, 0) is False:
        raise ShapeError(
            f"Expected size of input's dimension 1 to be divisible by the product of kernel_size, but got input.size(1)={shape[-2]} and "
            f"kernel_size={written(kernel)}"
        )
    require_same(
        shape[-1],
        prod(counts),
        f"Given output_size={written(sizes)}, kernel_size={written(kernel)}, expected size of input's dimension 2 to match the calculated "
        f"number of sliding blocks {written(counts)} = {prod(counts)}, but got input.size(2)={shape[-1]}",
    )
    output = Tensor((*shape[:-2], shape[-2] // area, *sizes), input.dtype, input.device)
    return Result(output, Cost(pointwise=input.numel))
