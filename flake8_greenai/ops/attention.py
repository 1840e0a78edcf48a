"""Attention.

Formulas (cost-model.md) for Q[.., Hq, Sq, D], K[.., Hkv, Sk, D], V[.., Hkv, Sk, Dv]: 2 x B x Hq x Sq x Sk x (D + Dv) core FLOPs, masks and
causality notwithstanding; + 6 x B x Hq x Sq x Sk pointwise and as many exponentials. The backward pass is that of the plain
composition, two products for each forward one: 4 x B x Hq x Sq x Sk x (D + Dv). What a fused kernel computes again is the kernel's
affair, but what it saves is not: where one applies the scores are not kept. Sizes and layouts are those of the kernels of
accelerators: memory-efficient attention for float32, flash attention for half precision.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.values import Unknown
from flake8_greenai.ops.attributes import strides_in_order
from flake8_greenai.ops.pairwise import Composition, Term, distinct
from flake8_greenai.ops.products import lower_precision, traffic
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.ops.returns import named
from flake8_greenai.symbolic import ceil_divide, equal
from flake8_greenai.tensors.broadcasting import broadcast_shapes, expand_shape, same, written
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError, Undetermined
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.ledger.cost import Cost
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.modes import Modes
    from flake8_greenai.tensors.tensor import Shape

POINTWISE_PER_SCORE = 6
"""Scaling, masking and softmax without its exponential."""
BACKWARD_POINTWISE_PER_SCORE = 5
"""Softmax 4, scaling 1."""

FUSED_ROWS = 32


@op("torch.nn.functional.scaled_dot_product_attention", "torch._C._nn.scaled_dot_product_attention", modes=True, accepts_unknown=True)
def scaled_dot_product_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | Unknown | None = None,
    dropout_p: Any = 0.0,
    is_causal: Any = False,
    scale: Any = None,
    enable_gqa: Any = False,
    *,
    modes: Modes | None = None,
) -> Result:
    """``softmax(Q K^T / sqrt(D) + mask) V``: whether there is a mask, which data may decide, changes nothing but bytes."""
    for argument in (query, key, value, dropout_p, enable_gqa):
        if isinstance(argument, Unknown):
            raise Undetermined(argument.reason)
    if isinstance(attn_mask, Unknown):
        attn_mask = None
    if attn_mask is not None and is_causal is True:
        raise ShapeError("_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True")
    scores, shape = _shapes(query, key, value, enable_gqa)
    if attn_mask is not None and attn_mask.shape != scores:
        expand_shape(attn_mask.shape, scores)
    operands = tuple(lower_precision(operand, modes) for operand in (query, key, value))
    drops = not (isinstance(dropout_p, (int, float)) and dropout_p == 0)
    steps = Composition()
    terms = [Composition.operand(operand, original) for operand, original in zip(operands, (query, key, value), strict=True)]
    probabilities, _ = _attend(steps, terms, scores, shape)
    count = prod(scores)
    steps.pointwise = POINTWISE_PER_SCORE * count + (2 * count if drops else 0)
    steps.book(probabilities, pointwise=(BACKWARD_POINTWISE_PER_SCORE + (2 if drops else 0)) * count)
    if attn_mask is not None and attn_mask.requires_grad:
        steps.book(Composition.operand(attn_mask), pointwise=count - attn_mask.numel)
    output = Tensor(shape, operands[0].dtype, query.device, strides=_strides(query, shape))
    steps.saved = _saved(query, operands, output, scores, attn_mask, drops=drops) if steps.saved else []
    read, write = traffic((query, key, value), operands, output, attn_mask)
    return Result(output, _cost(steps, count, read, write), "mm" if len(scores) == 2 else "bmm")


def _cost(steps: Composition, count: Amount, read: Amount | None, write: Amount | None) -> Cost:
    return steps.cost(transcendentals=count, bytes_read=read, bytes_written=write)


def _shapes(query: Tensor, key: Tensor, value: Tensor, enable_gqa: Any) -> tuple[Shape, Shape]:
    """Shapes of the scores and of the output."""
    first, second, third = query.shape, key.shape, value.shape
    shapes = f"query {written(first)}, key {written(second)}, value {written(third)}"
    if min(len(first), len(second), len(third)) < 2:
        raise ShapeError(f"scaled_dot_product_attention: Expected query, key, and value to all be at least 2 dimensional, but got {shapes}")
    if same(first[-1], second[-1]) is False:
        raise ShapeError(f"scaled_dot_product_attention: query and key differ in the size of their last dim: {shapes}")
    if same(second[-2], third[-2]) is False:
        raise ShapeError(f"scaled_dot_product_attention: key and value differ in length: {shapes}")
    key_batch, value_batch = second[:-2], third[:-2]
    if enable_gqa is True:
        key_batch, value_batch = _repeated(first, key_batch, shapes), _repeated(first, value_batch, shapes)
    scores = (*broadcast_shapes(first[:-2], key_batch), first[-2], second[-2])
    return scores, (*broadcast_shapes(scores[:-2], value_batch), first[-2], third[-1])


def _repeated(query: Shape, batch: Shape, shapes: str) -> Shape:
    """Batch dims of keys or values whose heads are repeated for the groups of query heads."""
    if len(query) < 3 or not batch:
        raise ShapeError(f"scaled_dot_product_attention: grouped queries need a dim of heads: {shapes}")
    heads, own = query[-3], batch[-1]
    if equal(heads % own, 0) is False:
        raise ShapeError(f"Number of heads in key and value must divide the number of heads in query: {shapes}")
    return (*batch[:-1], heads)


def _attend(steps: Composition, terms: list[Term], scores: Shape, shape: Shape) -> tuple[Term, Term]:
    """The two products; returns the terms of the probabilities and of the output."""
    query, key, value = terms
    weights = steps.contract(query, key, scores, 2 * prod(scores) * query.tensor.shape[-1])
    return weights, steps.contract(weights, value, shape, 2 * prod(shape) * scores[-1])


def _strides(query: Tensor, shape: Shape) -> Shape | None:
    """Fused kernels of float32 lay the output out as [B, S, H, D], those of half precision as the queries are."""
    if len(shape) == 4 and query.device.type != "meta" and query.dtype.itemsize >= 4:
        return strides_in_order(shape, (0, 2, 1, 3))
    if query.strides is None or query.shape[:-1] != shape[:-1]:
        return None
    strides = query.strides
    if any(type(stride) is not int for stride in strides):
        return None
    order = sorted(range(len(strides)), key=lambda axis: -strides[axis])
    return strides_in_order(shape, tuple(order))


def _saved(query: Tensor, operands: tuple[Tensor, ...], output: Tensor, scores: Shape, mask: Tensor | None, *, drops: bool) -> list[Tensor]:
    kept = list(operands) if mask is None else [*operands, mask]
    is_fused = len(scores) == 4 and query.device.type != "meta" and same(operands[1].shape[-1], operands[2].shape[-1]) is not False
    if is_fused:
        if query.dtype.itemsize >= 4 and same(operands[1].shape[-3], scores[-3]) is False:
            # The kernel of float32 wants as many heads of keys and values as of queries.
            kept[1:3] = [Tensor((*scores[:2], *operand.shape[-2:]), operand.dtype, operand.device) for operand in operands[1:]]
        return list(distinct([*kept, output, *_statistics(query, scores)]))
    probabilities = Tensor(scores, operands[0].dtype, query.device)
    # Dropout keeps its mask, of the scores' dtype, and gives the values other probabilities.
    extra = [Tensor(scores, operands[0].dtype, query.device) for _ in range(2)] if drops else []
    return list(distinct([*operands, probabilities, *extra]))


def _statistics(query: Tensor, scores: Shape) -> list[Tensor]:
    """What a fused kernel keeps beside its operands: a logarithm per query and two numbers of the generator of random numbers.

    The kernel of float32 fills its rows up to a multiple of 32.
    """
    length = ceil_divide(scores[-2], FUSED_ROWS) * FUSED_ROWS if query.dtype.itemsize >= 4 else scores[-2]
    rows = Tensor((*scores[:-2], length), DTYPES["float32"], query.device)
    return [rows, Tensor((), DTYPES["int64"], query.device), Tensor((), DTYPES["int64"], query.device)]


@op("torch.nn.attention.flex_attention.flex_attention", modes=True)
def flex_attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    score_mod: Any = None,
    block_mask: Any = None,
    scale: Any = None,
    enable_gqa: Any = False,
    return_lse: Any = False,
    kernel_options: Any = None,
    *,
    return_aux: Any = None,
    modes: Modes | None = None,
) -> Result:
    """Attention with a function of the scores: counted dense, whatever blocks the mask skips, as torch's counter does.

    ``score_mod`` is within the pointwise FLOPs of a score.
    """
    result = scaled_dot_product_attention(query, key, value, enable_gqa=enable_gqa, modes=modes)
    sums = Tensor(query.shape[:-1], DTYPES["float32"], query.device)
    if return_aux is not None:
        return Result((result.output, named("AuxOutput", sums, sums)), result.cost, "flex_attention")
    return Result((result.output, sums) if return_lse else result.output, result.cost, "flex_attention")
