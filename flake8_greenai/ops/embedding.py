"""Lookup tables (cost-model.md, "embedding": core 0; bytes P·D·b + 8P; a dense backward pass writes V·D; EmbeddingBag P·D adds)."""

from __future__ import annotations

from typing import Any

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.arguments import integer
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import symbol
from flake8_greenai.tensors.broadcasting import written
from flake8_greenai.tensors.content import derive
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor


def lookup(weight: Tensor, indices: Tensor) -> Result:
    """The row of ``weight`` for each index; the indices are saved."""
    if weight.ndim != 2:
        raise ShapeError(f"'weight' must be 2-D, its shape is {written(weight.shape)}")
    if indices.dtype.name not in ("int64", "int32"):
        raise ShapeError(
            f"Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got {indices.dtype.name}"
        )
    width = weight.shape[1]
    content = None
    if weight.content is not None and isinstance(width, int):
        content = derive(
            lambda table, places: [value for place in places for value in table[place * width : (place + 1) * width]],
            [weight.content, indices.content], None, indices.numel * width,
        )  # fmt: skip
    output = Tensor((*indices.shape, width), weight.dtype, weight.device, content=content)
    gradients = (Gradient(weight, pointwise=output.numel),) if weight.requires_grad else ()
    cost = Cost(bytes_read=output.nbytes + indices.nbytes, saved=(indices,) if weight.requires_grad else (), gradients=gradients)
    return Result(output, cost, "embedding")


@op("torch.nn.functional.embedding")
def embedding(
    input: Tensor,
    weight: Tensor,
    padding_idx: Any = None,
    max_norm: Any = None,
    norm_type: Any = 2.0,
    scale_grad_by_freq: Any = False,
    sparse: Any = False,
) -> Result:
    """Rows of ``weight``."""
    return lookup(weight, input)


@op("torch.embedding")
def embedding_(weight: Tensor, indices: Tensor, padding_idx: Any = -1, scale_grad_by_freq: Any = False, sparse: Any = False) -> Result:
    """Rows of ``weight``."""
    return lookup(weight, indices)


@op("torch.nn.functional.embedding_bag")
def embedding_bag(
    input: Tensor, weight: Tensor, offsets: Tensor | None = None, max_norm: Any = None, norm_type: Any = 2, scale_grad_by_freq: Any = False,
    mode: str = "mean", sparse: Any = False, per_sample_weights: Tensor | None = None, include_last_offset: Any = False,
    padding_idx: Any = None,
) -> Result:  # fmt: skip
    """Sums, means or maxima of rows per bag: P·D additions, and as many multiplications with weights."""
    if input.ndim == 2:
        bags = input.shape[0]
    elif offsets is None:
        raise ShapeError("offsets has to be a 1D Tensor but got None")
    else:
        bags = offsets.shape[0] - (1 if include_last_offset is True else 0)
    width = weight.shape[1]
    count = input.numel * width
    output = Tensor((bags, width), weight.dtype, weight.device)
    flops = count * (2 if per_sample_weights is not None else 1) + (output.numel if mode == "mean" else 0)
    gradients = (Gradient(weight, pointwise=count),) if weight.requires_grad else ()
    read = count * weight.dtype.itemsize + input.nbytes
    return Result(output, Cost(pointwise=flops, bytes_read=read, saved=(input,), gradients=gradients))


@op("torch.nn.functional.one_hot", "torch._C._nn.one_hot", differentiable=False, accepts_sizes=True)
def one_hot(input: Tensor, num_classes: Any = -1) -> Result:
    """Ones at the positions given, in a new last dim; its size is the largest position + 1 unless given."""
    classes = integer(num_classes)
    values = input.content.values() if input.content is not None else None
    if type(classes) is int and classes == -1:
        classes = max(int(value.real) for value in values) + 1 if values else symbol(minimum=1)
    if input.dtype.name != "int64":
        raise ShapeError("one_hot is only applicable to index tensor of type LongTensor.")
    content = None
    if isinstance(classes, int):
        number = classes
        content = derive(
            lambda places: [int(place == column) for place in places for column in range(number)],
            [input.content],
            None,
            input.numel * number,
        )
    return Result(Tensor((*input.shape, classes), DTYPES["int64"], input.device, content=content), Cost())
