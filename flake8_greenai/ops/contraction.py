"""Matrix and vector products.

Formulas (cost-model.md): a product contracting K elements per output element costs 2 x numel(output) x K core FLOPs, and so does
the gradient of each factor. Adding a bias or another tensor costs numel(output) pointwise FLOPs; outer and Kronecker products
multiply once per output element, which is pointwise too.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.ops.folding import as_batch, as_columns, as_rows
from flake8_greenai.ops.pointwise import deliver, store
from flake8_greenai.ops.products import lower_precision, product, require_expandable, require_matrices, require_rank, require_same
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.broadcasting import broadcast_shapes, written
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.tensors.modes import Modes


@op("torch.nn.functional.linear", "torch._C._nn.linear", "torch.ops.aten.linear", modes=True)
def linear(input: Tensor, weight: Tensor, bias: Tensor | None = None, *, modes: Modes | None = None) -> Result:
    """``input[.., I] @ weight[O, I].T + bias[O]``: 2 x rows x I x O core FLOPs."""
    shape = input.shape
    if not shape or not weight.shape:
        raise ShapeError(
            f"both arguments to linear need to be at least 1D, but they are {len(shape)}D and {len(weight.shape)}D "
            f"(shapes {written(shape)} and {written(weight.shape)})"
        )
    inner = shape[-1]
    if len(weight.shape) == 1 and bias is None:
        require_same(inner, weight.shape[0], f"size mismatch, got input {written(shape)}, weight {written(weight.shape)}")
        return product((input, weight), shape[:-1], 2 * prod(shape), "dot" if len(shape) == 1 else "mv", modes=modes)
    require_rank("linear", weight, 2, "weight")
    features, own = weight.shape
    if inner != own:
        require_same(inner, own, f"mat1 and mat2 shapes cannot be multiplied ({prod(shape[:-1])}x{inner} and {own}x{features})")
    result_shape = (*shape[:-1], features)
    kernel = "mm"
    if bias is not None:
        require_expandable(bias, result_shape)
        if len(shape) == 2 or (input.strides is None and len(bias.shape) == 1):
            kernel = "addmm"
    arrange = None if input.strides is None or len(shape) == 2 else _input_as_rows
    return product((input, weight), result_shape, 2 * prod(shape) * features, kernel, modes=modes, added=bias, arrange=arrange)


def _input_as_rows(operands: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
    return as_rows(operands[0]), operands[1]


@op("torch.matmul", "torch.Tensor.matmul", "torch.linalg.matmul", "torch.ops.aten.matmul", modes=True)
def matmul(input: Tensor, other: Tensor, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """Product of matrices or vectors, leading dims broadcast: 2 x numel(output) x K core FLOPs."""
    left, right = input.shape, other.shape
    if not left or not right:
        raise ShapeError(
            f"both arguments to matmul need to be at least 1D, but they are {len(left)}D and {len(right)}D "
            f"(shapes {written(left)} and {written(right)})"
        )
    inner = left[-1]
    depth = right[0] if len(right) == 1 else right[-2]
    if inner != depth:
        require_same(
            inner,
            depth,
            f"mat1 and mat2 shapes cannot be multiplied: {written(left)} @ {written(right)} contracts {inner} with {depth} elements",
        )
    batch = left[:-2] if len(right) <= 2 else right[:-2] if len(left) <= 2 else broadcast_shapes(left[:-2], right[:-2])
    shape = (*batch, *left[-2:-1], *(right[-1:] if len(right) > 1 else ()))
    core = 2 * prod(shape) * inner
    kernel = _kernel(input, other)

    def arrange(operands: tuple[Tensor, ...]) -> tuple[Tensor, ...]:
        first, second = operands
        if kernel == "bmm":
            return as_batch(first, batch) if len(left) > 1 else first, as_batch(second, batch) if len(right) > 1 else second
        return (first, as_columns(second)) if len(right) > len(left) else (as_rows(first), second)

    is_plain = len(left) <= 2 and len(right) <= 2
    return deliver(product((input, other), shape, core, kernel, modes=modes, arrange=None if is_plain else arrange), out)


def _kernel(left: Tensor, right: Tensor) -> str:
    """The kernel that ``at::native::matmul`` chooses: a large operand is folded into a matrix when the other has no batch."""
    if len(left.shape) == len(right.shape) == 3 and (left.shape[0] == 1) != (right.shape[0] == 1):
        # A batch of one that broadcasts is no batch.
        left, right = _without_batch(left), _without_batch(right)
    ranks = len(left.shape), len(right.shape)
    if max(ranks) <= 2:
        return {(1, 1): "dot", (2, 1): "mv"}.get(ranks, "mm")
    large, small = (left, right) if ranks[0] >= ranks[1] else (right, left)
    if len(small.shape) > 2:
        return "bmm"
    is_folded = small.requires_grad
    if not is_folded:
        if ranks[0] == 2:
            return "bmm"
        # A view suffices where the dims to fold are adjacent in memory; right operands are transposed first.
        is_folded = _is_foldable(large, transposed=large is right)
    if not is_folded:
        return "bmm"
    return "mv" if len(small.shape) == 1 else "mm"


def _without_batch(tensor: Tensor) -> Tensor:
    return tensor.restride(tensor.shape[1:], tensor.stride[1:]) if tensor.shape[0] == 1 else tensor


def _is_foldable(tensor: Tensor, *, transposed: bool) -> bool:
    shape, strides = list(tensor.shape), list(tensor.stride)
    if any(size == 0 for size in shape):
        return True
    if transposed:
        shape[-2:] = shape[:-3:-1]
        strides[-2:] = strides[:-3:-1]
    return all(strides[axis] == strides[axis + 1] * shape[axis + 1] for axis in range(len(shape) - 2))


@op("torch.Tensor.__matmul__", modes=True)
def matmul_operator(self: Tensor, other: Any, *, modes: Modes | None = None) -> Any:
    """``self @ other``."""
    return matmul(self, other, modes=modes) if isinstance(other, Tensor) else NotImplemented


@op("torch.Tensor.__rmatmul__", modes=True)
def reflected_matmul(self: Tensor, other: Any, *, modes: Modes | None = None) -> Any:
    """``other @ self``."""
    return matmul(other, self, modes=modes) if isinstance(other, Tensor) else NotImplemented


@op(
    "torch.mm",
    "torch.spmm",
    "torch.sparse.mm",
    "torch.smm",
    "torch.hspmm",
    "torch.Tensor.smm",
    "torch.Tensor.mm",
    "torch.ops.aten.mm",
    modes=True,
)
def mm(input: Tensor, mat2: Tensor, out_dtype: Any = None, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``[M, K] @ [K, N]``: 2MNK."""
    require_rank("mm", input, 2, "self")
    require_rank("mm", mat2, 2, "mat2")
    rows, inner = input.shape
    depth, columns = mat2.shape
    require_matrices(input, mat2, inner, depth)
    return deliver(product((input, mat2), (rows, columns), 2 * rows * columns * inner, "mm", modes=modes, dtype=out_dtype), out)


@op("torch.bmm", "torch.Tensor.bmm", "torch.ops.aten.bmm", modes=True)
def bmm(input: Tensor, mat2: Tensor, out_dtype: Any = None, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``[B, M, K] @ [B, K, N]``: 2BMNK."""
    shape, core = _batched("bmm", input, mat2)
    return deliver(product((input, mat2), shape, core, "bmm", modes=modes, dtype=out_dtype), out)


def _batched(name: str, left: Tensor, right: Tensor) -> tuple[Any, Any]:
    """Shape and core FLOPs of a batch of matrix products."""
    require_rank(name, left, 3, "batch1")
    require_rank(name, right, 3, "batch2")
    batch, rows, inner = left.shape
    other, depth, columns = right.shape
    message = f"Expected size for first two dimensions of batch2 tensor to be: [{batch}, {inner}] but got: [{other}, {depth}]."
    require_same(batch, other, message)
    require_same(inner, depth, message)
    return (batch, rows, columns), 2 * batch * rows * columns * inner


@op("torch.mv", "torch.Tensor.mv", "torch.ops.aten.mv", modes=True)
def mv(input: Tensor, vec: Tensor, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """``[M, K] @ [K]``: 2MK."""
    _require_vector_product("mv", input, vec)
    return deliver(product((input, vec), input.shape[:1], 2 * prod(input.shape), "mv", modes=modes), out)


def _require_vector_product(name: str, matrix: Tensor, vector: Tensor) -> None:
    require_rank(name, matrix, 2, "the matrix")
    require_rank(name, vector, 1, "the vector")
    message = f"size mismatch, got input ({matrix.shape[0]}), mat ({matrix.shape[0]}x{matrix.shape[1]}), vec ({vector.shape[0]})"
    require_same(matrix.shape[1], vector.shape[0], message)


@op("torch.dot", "torch.Tensor.dot", "torch.vdot", "torch.Tensor.vdot", "torch.ops.aten.dot")
def dot(input: Tensor, other: Tensor, *, out: Tensor | None = None) -> Result:
    """``[K] . [K]``: 2K."""
    if len(input.shape) != 1 or len(other.shape) != 1:
        raise ShapeError(f"1D tensors expected, but got {len(input.shape)}D and {len(other.shape)}D tensors")
    length, other_length = input.shape[0], other.shape[0]
    require_same(length, other_length, f"inconsistent tensor size, expected tensor {written(input.shape)} and src {written(other.shape)}")
    return deliver(product((input, other), (), 2 * length, "dot"), out)


@op("torch.inner", "torch.Tensor.inner", modes=True)
def inner(input: Tensor, other: Tensor, *, out: Tensor | None = None, modes: Modes | None = None) -> Result:
    """Contraction of the last dims: 2 x numel(output) x K; with a 0-dim operand a multiplication of each element."""
    left, right = input.shape, other.shape
    if not left or not right:
        shape = left or right
        return deliver(product((input, other), shape, 0, "mul", pointwise=prod(shape)), out)
    message = f"inner() the last dimension must match on both input tensors but got shapes {written(left)} and {written(right)}"
    require_same(left[-1], right[-1], message)
    shape = (*left[:-1], *right[:-1])
    size = prod(shape)
    kernel = "dot" if type(size) is int and size == 1 else "mm"
    return deliver(product((input, other), shape, 2 * size * left[-1], kernel, modes=modes), out)


@op("torch.outer", "torch.ger", "torch.Tensor.outer", "torch.Tensor.ger", "torch.linalg.outer")
def outer(input: Tensor, vec2: Tensor, *, out: Tensor | None = None) -> Result:
    """``[M] x [N]``: one multiplication per element of the output."""
    require_rank("outer", input, 1, "self")
    require_rank("outer", vec2, 1, "vec2")
    shape = (input.shape[0], vec2.shape[0])
    return deliver(product((input, vec2), shape, 0, "mul", pointwise=prod(shape)), out)


@op("torch.kron", "torch.Tensor.kron")
def kron(input: Tensor, other: Tensor, *, out: Tensor | None = None) -> Result:
    """Kronecker product: one multiplication per element of the output."""
    rank = max(len(input.shape), len(other.shape))
    left = (1,) * (rank - len(input.shape)) + input.shape
    right = (1,) * (rank - len(other.shape)) + other.shape
    shape = tuple(one * another for one, another in zip(left, right, strict=True))
    return deliver(product((input, other), shape, 0, "mul", pointwise=prod(shape)), out)


@op("torch.addmm", "torch.Tensor.addmm", "torch.ops.aten.addmm", modes=True)
def addmm(
    input: Tensor,
    mat1: Tensor,
    mat2: Tensor,
    *,
    beta: Any = 1,
    alpha: Any = 1,
    out: Tensor | None = None,
    modes: Modes | None = None,
) -> Result:
    """``beta * input + alpha * [M, K] @ [K, N]``: 2MNK, + MN pointwise."""
    require_rank("addmm", mat1, 2, "mat1")
    require_rank("addmm", mat2, 2, "mat2")
    rows, contracted = mat1.shape
    depth, columns = mat2.shape
    require_matrices(mat1, mat2, contracted, depth)
    require_expandable(input, (rows, columns))
    return deliver(product((mat1, mat2), (rows, columns), 2 * rows * columns * contracted, "addmm", modes=modes, added=input), out)


@op("torch.baddbmm", "torch.Tensor.baddbmm", "torch.ops.aten.baddbmm", modes=True)
def baddbmm(
    input: Tensor,
    batch1: Tensor,
    batch2: Tensor,
    *,
    beta: Any = 1,
    alpha: Any = 1,
    out: Tensor | None = None,
    modes: Modes | None = None,
) -> Result:
    """``beta * input + alpha * [B, M, K] @ [B, K, N]``: 2BMNK, + BMN pointwise."""
    shape, core = _batched("baddbmm", batch1, batch2)
    require_expandable(input, shape)
    return deliver(product((batch1, batch2), shape, core, "baddbmm", modes=modes, added=input), out)


@op("torch.addbmm", "torch.Tensor.addbmm", modes=True)
def addbmm(
    input: Tensor,
    batch1: Tensor,
    batch2: Tensor,
    *,
    beta: Any = 1,
    alpha: Any = 1,
    out: Tensor | None = None,
    modes: Modes | None = None,
) -> Result:
    """``beta * input`` + the sum over the batch of ``[M, K] @ [K, N]``: 2BMNK, + MN pointwise."""
    shape, core = _batched("addbmm", batch1, batch2)
    require_expandable(input, shape[1:])
    return deliver(product((batch1, batch2), shape[1:], core, "addbmm", modes=modes, added=input), out)


@op("torch.addmv", "torch.Tensor.addmv", modes=True)
def addmv(
    input: Tensor,
    mat: Tensor,
    vec: Tensor,
    *,
    beta: Any = 1,
    alpha: Any = 1,
    out: Tensor | None = None,
    modes: Modes | None = None,
) -> Result:
    """``beta * input + alpha * [M, K] @ [K]``: 2MK, + M pointwise."""
    _require_vector_product("addmv", mat, vec)
    require_expandable(input, mat.shape[:1])
    return deliver(product((mat, vec), mat.shape[:1], 2 * prod(mat.shape), "addmv", modes=modes, added=input), out)


@op("torch.addr", "torch.Tensor.addr")
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: Any = 1, alpha: Any = 1, out: Tensor | None = None) -> Result:
    """``beta * input + alpha * vec1 x vec2``: one multiplication and one addition per element of the output."""
    require_rank("addr", vec1, 1, "vec1")
    require_rank("addr", vec2, 1, "vec2")
    shape = (vec1.shape[0], vec2.shape[0])
    require_expandable(input, shape)
    return deliver(product((vec1, vec2), shape, 0, "addr", pointwise=prod(shape), added=input), out)


def _register_in_place() -> None:
    for function, name in ((addmm, "addmm_"), (baddbmm, "baddbmm_"), (addbmm, "addbmm_"), (addmv, "addmv_"), (addr, "addr_")):

        def in_place(self: Tensor, *args: Any, _function: Any = function, _name: str = name, **kwargs: Any) -> Result:
            return store(self, _function(self, *args, **kwargs), _name)

        op(f"torch.Tensor.{name}", modes=function is not addr)(in_place)


_register_in_place()


@op("torch.nn.functional.bilinear", "torch.bilinear")
def bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias: Tensor | None = None) -> Result:
    """``sum_ij input1[.., i] weight[o, i, j] input2[.., j] + bias[o]``.

    Counted as the two contractions ``(input1 @ weight) . input2``: 2 rows O I J + 2 rows O J. Each gradient is a contraction of
    the same three tensors and is taken to cost the same.
    """
    require_rank("bilinear", weight, 3, "weight")
    outputs, first, second = weight.shape
    leading = input1.shape[:-1]
    if len(leading) != len(input2.shape) - 1:
        raise ShapeError(f"bilinear(): input dimensions do not match: got {len(input1.shape)} and {len(input2.shape)}")
    for one, other in zip(leading, input2.shape[:-1], strict=True):
        require_same(one, other, f"bilinear(): input batch dimensions do not match: got {one} and {other}")
    require_same(
        input1.shape[-1], first, f"bilinear(): input1 size does not match weight size: got {input1.shape[-1]} but expected {first}"
    )
    require_same(
        input2.shape[-1], second, f"bilinear(): input2 size does not match weight size: got {input2.shape[-1]} but expected {second}"
    )
    shape = (*leading, outputs)
    core = 2 * prod(shape) * first * second + 2 * prod(shape) * second
    return product((input1, input2, weight), shape, core, "_trilinear", added=bias)


@op("torch._scaled_mm", modes=True)
def scaled_mm(
    input: Tensor,
    mat2: Tensor,
    scale_a: Tensor,
    scale_b: Tensor,
    bias: Tensor | None = None,
    scale_result: Tensor | None = None,
    out_dtype: Any = None,
    use_fast_accum: bool = False,
    *,
    out: Tensor | None = None,
    modes: Modes | None = None,
) -> Result:
    """Product of 8-bit matrices with scales: 2MNK, + MN pointwise for the scales."""
    result = mm(input, mat2, out_dtype)
    rows, columns = result.output.shape
    return deliver(
        product((input, mat2), (rows, columns), result.cost.core, "_scaled_mm", added=bias, pointwise=rows * columns, dtype=out_dtype), out
    )


@op("torch._int_mm", differentiable=False)
def int_mm(input: Tensor, mat2: Tensor, *, out: Tensor | None = None) -> Result:
    """Product of int8 matrices accumulated in int32: 2MNK."""
    result = mm(input, mat2, DTYPES["int32"])
    return deliver(Result(result.output, result.cost, "_int_mm"), out)


@op("torch._grouped_mm", "torch.nn.functional.grouped_mm", modes=True)
def grouped_mm(
    mat_a: Tensor,
    mat_b: Tensor,
    offs: Tensor | None = None,
    bias: Tensor | None = None,
    out_dtype: Any = None,
    *,
    modes: Modes | None = None,
) -> Result:
    """A product per group: rows, columns or the contracted dim of 2-D operands are split at ``offs`` (one end per group).

    Whatever the split, each row meets each column of its group once: 2 x rows x K x N core FLOPs with the total size of the
    split dim; a batch of products when both operands are 3-D.
    """
    left, right = mat_a.shape, mat_b.shape
    require_same(left[-1], right[-2], f"contraction dimension of mat_a and mat_b must match: {written(left)} and {written(right)}")
    groups = offs.shape[0] if offs is not None else None
    if (groups is None) != (len(left) == len(right) == 3):
        raise ShapeError(f"offs must be given exactly when an operand is 2-D; the shapes are {written(left)} and {written(right)}")
    shape = (*(right[:1] if len(left) == 3 and len(right) == 3 else () if len(left) + len(right) == 5 else (groups,)), left[-2], right[-1])
    repeats = left[0] if len(left) == len(right) == 3 else 1
    core = 2 * repeats * left[-2] * right[-1] * left[-1]
    mat_a, mat_b = lower_precision(mat_a, modes), lower_precision(mat_b, modes)
    return product((mat_a, mat_b), shape, core, "_grouped_mm", added=bias, dtype=out_dtype)
