"""Less common functions: traces, covariance, similarity, integrals, histograms, coordinates, layouts."""

from __future__ import annotations

from math import prod
from typing import Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value
from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import axis_of, dtype_of, integer, sizes_of
from flake8_greenai.ops.copying import flip
from flake8_greenai.ops.pointwise import SAVES_OPERANDS, pointwise, register_pointwise
from flake8_greenai.ops.reduction import sum_
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.ops.slicing import diagonal
from flake8_greenai.tensors import arithmetic
from flake8_greenai.tensors.broadcasting import broadcast_shapes, written
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.promotion import float_of, result_type, sum_of
from flake8_greenai.tensors.tensor import Tensor


@op("torch.trace", "torch.Tensor.trace")
def trace(input: Tensor) -> Result:
    """The sum of the diagonal of a matrix: n - 1 additions."""
    if input.ndim != 2:
        raise ShapeError(f"trace: expected a matrix, but got tensor with dim {input.ndim} (shape {written(input.shape)})")
    return sum_(diagonal(input), dtype=sum_of(input.dtype))


@op("torch.cov", "torch.Tensor.cov")
def cov(input: Tensor, *, correction: Any = 1, fweights: Any = None, aweights: Any = None) -> Result:
    """The covariance of the rows: means (n), differences (n) and the product of the rows, a contraction."""
    rows = 1 if input.ndim < 2 else input.shape[0]
    columns = input.numel // rows
    output = Tensor(() if input.ndim < 2 else (rows, rows), float_of(input.dtype), input.device)
    return Result(output, Cost(core=2 * rows * rows * columns, pointwise=2 * input.numel + rows * rows, saved=(input,)))


@op("torch.corrcoef", "torch.Tensor.corrcoef")
def corrcoef(input: Tensor) -> Result:
    """Covariance divided by both standard deviations."""
    result = cov(input)
    count = result.output.numel
    cost = result.cost
    return Result(result.output, Cost(core=cost.core, pointwise=cost.pointwise + 2 * count, transcendentals=count, saved=cost.saved))


@op("torch.cosine_similarity", "torch.nn.functional.cosine_similarity")
def cosine_similarity(x1: Tensor, x2: Tensor, dim: Any = 1, eps: float = 1e-08) -> Result:
    """Products and both squares (6 FLOPs per element), two roots and a division per element of the result."""
    shape = broadcast_shapes(x1.shape, x2.shape)
    axis = axis_of(dim, len(shape))
    output = Tensor((*shape[:axis], *shape[axis + 1 :]), float_of(x1.dtype), x1.device)
    count, results = prod(shape), output.numel
    gradients = tuple(Gradient(tensor, pointwise=4 * count) for tensor in (x1, x2) if tensor.requires_grad)
    return Result(output, Cost(pointwise=6 * count + 2 * results, transcendentals=2 * results, saved=(x1, x2), gradients=gradients))


@op("torch.trapezoid", "torch.trapz")
def trapezoid(y: Tensor, x: Any = None, *, dx: Any = None, dim: Any = -1) -> Result:
    """The integral along a dim: 3 FLOPs per interval."""
    axis = axis_of(dim, y.ndim)
    output = Tensor((*y.shape[:axis], *y.shape[axis + 1 :]), y.dtype, y.device)
    return Result(output, Cost(pointwise=3 * y.numel))


@op("torch.cumulative_trapezoid")
def cumulative_trapezoid(y: Tensor, x: Any = None, *, dx: Any = None, dim: Any = -1) -> Result:
    """The running integral along a dim: 4 FLOPs per interval."""
    axis = axis_of(dim, y.ndim)
    output = Tensor((*y.shape[:axis], y.shape[axis] - 1, *y.shape[axis + 1 :]), y.dtype, y.device)
    return Result(output, Cost(pointwise=4 * output.numel))


@op("torch.gradient")
def gradient(input: Tensor, *, spacing: Any = 1, dim: Any = None, edge_order: int = 1) -> Result:
    """Central differences along each dim: 2 FLOPs per element."""
    axes = range(input.ndim) if dim is None else [axis_of(one, input.ndim) for one in (dim if isinstance(dim, (list, tuple)) else [dim])]
    outputs = [Tensor(input.shape, float_of(input.dtype), input.device) for _ in axes]
    return Result(outputs, Cost(pointwise=2 * input.numel * len(outputs)))


@op("torch.frexp", "torch.Tensor.frexp")
def frexp(input: Tensor) -> Result:
    """Mantissa and exponent: 1 FLOP per element."""
    mantissa, exponent = Tensor(input.shape, input.dtype, input.device), Tensor(input.shape, DTYPES["int32"], input.device)
    return Result(named("frexp", mantissa, exponent), Cost(pointwise=input.numel))


def float_power(input: Any, exponent: Any) -> Result:
    """Powers in double precision."""
    is_complex = result_type((input, exponent)).category == "complex"
    dtype = DTYPES["complex128" if is_complex else "float64"]
    return pointwise((input, exponent), dtype, arithmetic.power, flops=0, transcendentals=1, saves=SAVES_OPERANDS, backward=(3, 3))


register_pointwise("float_power", float_power)


def _special(name: str) -> None:
    def apply(input: Tensor, other: Tensor) -> Result:
        dtype = float_of(result_type((input, other)))
        return pointwise((input, other), dtype, None, flops=0, transcendentals=1, saves=SAVES_OPERANDS, backward=(4, 4), op=name)

    register_pointwise(name, apply)


for _name in ("igamma", "igammac"):
    _special(_name)


@op("torch.renorm", "torch.Tensor.renorm")
def renorm(input: Tensor, p: Any, dim: Any, maxnorm: Any) -> Result:
    """Slices scaled down to a norm: 2n for the norms, n for the scaling."""
    axis_of(dim, input.ndim)
    return Result(Tensor(input.shape, input.dtype, input.device), Cost(pointwise=3 * input.numel, saved=(input,)))


@op("torch.unravel_index", differentiable=False)
def unravel_index(indices: Tensor, shape: Any) -> Result:
    """Coordinates of flat positions: 2 FLOPs per coordinate."""
    rank = len(sizes_of((shape,))) if isinstance(shape, (tuple, list)) else 1
    outputs = tuple(Tensor(indices.shape, DTYPES["int64"], indices.device) for _ in range(rank))
    return Result(outputs, Cost(pointwise=2 * rank * indices.numel))


@op("torch.histogram", "torch.Tensor.histogram", differentiable=False)
def histogram(input: Tensor, bins: Any, *, range: Any = None, weight: Any = None, density: Any = False) -> Result:
    """Counts per bin and the edges of the bins: 3 FLOPs per element."""
    count = bins.shape[0] - 1 if isinstance(bins, Tensor) else integer(bins)
    outputs = (Tensor((count,), input.dtype, input.device), Tensor((count + 1,), input.dtype, input.device))
    return Result(outputs, Cost(pointwise=3 * input.numel))


@op("torch.nonzero_static", "torch.Tensor.nonzero_static", differentiable=False)
def nonzero_static(input: Tensor, *, size: Any, fill_value: Any = -1) -> Result:
    """Coordinates of elements that are not zero, padded to a fixed number."""
    return Result(Tensor((integer(size), input.ndim), DTYPES["int64"], input.device), Cost())


@op("torch.Tensor.sum_to_size")
def sum_to_size(self: Tensor, *size: Any) -> Result:
    """Sums over the dims that are 1 in ``size``."""
    shape = sizes_of(size)
    extra = self.ndim - len(shape)
    axes = tuple(axis for axis in range(self.ndim) if axis < extra or (shape[axis - extra] == 1 and self.shape[axis] != 1))
    result = sum_(self, axes, keepdim=True) if axes else Result(self, Cost(bytes_read=0, bytes_written=0))
    return Result(result.output.view(shape), result.cost)


@op("torch.Tensor.__reversed__")
def reversed_(self: Tensor) -> Result:
    """Reversed along all dims."""
    return flip(self, *range(self.ndim)) if self.shape else flip(self)


@op("torch.Tensor.to_dense", "torch.Tensor.to_mkldnn", "torch.Tensor.dequantize", "torch.dequantize")
def to_layout(self: Tensor, *args: Any, **options: Any) -> Result:
    """Another layout of the same elements."""
    return Result(Tensor(self.shape, dtype_of(options.get("dtype"), self.dtype), self.device, content=self.content), Cost())


@native("torch.Tensor.__dlpack__", "torch.utils.dlpack.to_dlpack", "torch.to_dlpack")
def to_dlpack(machine: Any, self: Value, *args: Value, **options: Value) -> Value:
    """Arrays are exchanged as they are."""
    return self
