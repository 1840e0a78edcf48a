"""Losses that are operations of their own; the others are composed in ``stubs/torch/nn/functional.py``.

FLOPs: cross_entropy 4n + nT + 2 per row, backward 2n (cost-model.md); the elementwise ones are counted from their formula, given
beside each, and the reduction n. Saved, measured with ``saved_tensors_hooks``: what the gradient's formula needs.
"""

from __future__ import annotations

from math import prod

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.broadcasting import broadcast_shapes, same
from flake8_greenai.tensors.dtype import Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.promotion import promote_types
from flake8_greenai.tensors.tensor import Shape, Tensor


def reduction_of(size_average: bool | None, reduce: bool | None, reduction: str) -> str:
    """``none``, ``mean`` or ``sum``, also from the two deprecated flags.

    Raises:
        ShapeError: for another word.
    """
    if size_average is not None or reduce is not None:
        if reduce is False:
            return "none"
        return "mean" if size_average is not False else "sum"
    if reduction not in ("none", "mean", "sum", "batchmean"):
        raise ShapeError(f"{reduction} is not a valid value for reduction")
    return reduction


def _reduced(shape: Shape, dtype: Dtype, like: Tensor, reduction: str) -> tuple[Tensor, Amount]:
    """The loss tensor and the FLOPs of its reduction."""
    if reduction == "none":
        return Tensor(shape, dtype, like.device), 0
    return Tensor((), dtype, like.device), prod(shape)


def _gradients(operands: tuple[Tensor | None, ...], amount: Amount) -> tuple[Gradient, ...]:
    return tuple(Gradient(operand, pointwise=amount) for operand in operands if operand is not None and operand.requires_grad)


def _class_rows(input: Tensor, target: Tensor) -> Shape:
    """Shape of the target of class indices, checked against ``input`` [C], [N, C] or [N, C, d1, ...].

    Raises:
        ShapeError: when they do not fit.
    """
    if input.ndim == 0:
        raise ShapeError("Expected an input of at least 1 dim, got a 0-dim tensor")
    rows = () if input.ndim == 1 else (input.shape[0], *input.shape[2:])
    if input.ndim == 1 and target.ndim == 1 and target.shape == (1,):
        return target.shape
    if len(rows) != target.ndim or any(same(one, other) is False for one, other in zip(rows, target.shape, strict=True)):
        if rows and target.shape and same(rows[0], target.shape[0]) is False:
            raise ShapeError(f"Expected input batch_size ({rows[0]}) to match target batch_size ({target.shape[0]}).")
        raise ShapeError(f"Expected target size {list(rows)}, got {list(target.shape)}")
    if target.dtype.name not in ("int64", "uint8"):
        raise ShapeError(f"expected scalar type Long but found {target.dtype.name} for class indices of shape {list(target.shape)}")
    return rows


def _check_weight(weight: Tensor | None, input: Tensor) -> None:
    classes = input.shape[0 if input.ndim == 1 else 1]
    if weight is not None and same(weight.numel, classes) is False:
        raise ShapeError(
            f"weight tensor should be defined either for all {classes} classes or no classes "
            f"but got weight tensor of shape: {list(weight.shape)}"
        )


def _total_weight(input: Tensor) -> Tensor:
    """The sum of the classes' weights, by which the gradient of a mean is divided: kept whatever the reduction."""
    return Tensor((), input.dtype, input.device)


@op("torch.nn.functional.nll_loss")
def nll_loss(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Result:
    """Negative log-probability of the target classes: one element per row is read and negated."""
    rows = _class_rows(input, target)
    _check_weight(weight, input)
    output, extra = _reduced(rows, input.dtype, input, reduction_of(size_average, reduce, reduction))
    saved = (input, target, _total_weight(input)) if input.requires_grad else ()
    return Result(output, Cost(pointwise=prod(rows) + extra, saved=saved, gradients=_gradients((input,), prod(rows))), "nll_loss")


@op("torch.nn.functional.cross_entropy")
def cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    ignore_index: int = -100,
    reduce: bool | None = None,
    reduction: str = "mean",
    label_smoothing: float = 0.0,
) -> Result:
    """log-softmax over the classes, then the negative log-probability of the target (class indices or probabilities)."""
    reduction = reduction_of(size_average, reduce, reduction)
    count = input.numel
    is_probabilities = target.dtype.category == "float" and target.ndim == input.ndim
    if is_probabilities:
        if any(same(one, other) is False for one, other in zip(input.shape, target.shape, strict=True)):
            raise ShapeError(f"Expected the probabilities' shape {list(target.shape)} to be that of the input, {list(input.shape)}")
        rows: Shape = () if input.ndim == 1 else (input.shape[0], *input.shape[2:])
    else:
        rows = _class_rows(input, target)
    _check_weight(weight, input)
    output, _ = _reduced(rows, input.dtype, input, reduction)
    # Probabilities and smoothing weight every class: one product and one sum more per element.
    per_element = 4 + (2 if is_probabilities or label_smoothing else 0)
    saved: tuple[Tensor, ...] = (Tensor(input.shape, input.dtype, input.device), target) if input.requires_grad else ()
    if saved and not is_probabilities:
        saved = (*saved, _total_weight(input))
    cost = Cost(
        pointwise=per_element * count + 2 * prod(rows), transcendentals=count, saved=saved, gradients=_gradients((input,), 2 * count)
    )
    return Result(output, cost, "cross_entropy")


def _elementwise(
    name: str,
    input: Tensor,
    target: Tensor,
    reduction: str,
    flops: int,
    transcendentals: int,
    backward: int,
    others: tuple[Tensor | None, ...] = (),
) -> Result:
    """A loss of corresponding elements: ``flops`` and ``backward`` per element."""
    shape = broadcast_shapes(input.shape, target.shape, *(other.shape for other in others if other is not None))
    dtype = promote_types(input.dtype, target.dtype)
    output, extra = _reduced(shape, dtype, input, reduction)
    count = prod(shape)
    weights = sum(1 for other in others if other is not None)
    gradients = _gradients((input, target), backward * count)
    cost = Cost(
        pointwise=(flops + weights) * count + extra,
        transcendentals=transcendentals * count,
        saved=(input, target) if gradients else (),
        gradients=gradients,
    )
    return Result(output, cost, name)


def _register(name: str, flops: int, backward: int) -> None:
    @op(f"torch.nn.functional.{name}")
    def loss(
        input: Tensor,
        target: Tensor,
        size_average: bool | None = None,
        reduce: bool | None = None,
        reduction: str = "mean",
        beta: float = 1.0,
        weight: Tensor | None = None,
    ) -> Result:
        """A function of ``input - target``, element by element."""
        return _elementwise(name, input, target, reduction_of(size_average, reduce, reduction), flops, 0, backward, (weight,))

    DIFFERENCE_LOSSES[name] = loss


DIFFERENCE_LOSSES: dict[str, object] = {}
_register("mse_loss", 2, 2)  # (x - y)²
_register("l1_loss", 2, 1)  # |x - y|
_register("smooth_l1_loss", 5, 3)  # d = |x - y|; d < beta ? d² / 2beta : d - beta / 2


@op("torch.nn.functional.huber_loss")
def huber_loss(input: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0, weight: Tensor | None = None) -> Result:
    """``d = |x - y|; d < delta ? d² / 2 : delta (d - delta / 2)``."""
    return _elementwise("huber_loss", input, target, reduction_of(None, None, reduction), 5, 0, 3, (weight,))


@op("torch.nn.functional.binary_cross_entropy")
def binary_cross_entropy(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
) -> Result:
    """``-(y log x + (1 - y) log(1 - x))``."""
    if input.shape != target.shape and any(same(one, other) is False for one, other in zip(input.shape, target.shape, strict=False)):
        raise ShapeError(f"Using a target size ({list(target.shape)}) that is different to the input size ({list(input.shape)})")
    return _elementwise("binary_cross_entropy", input, target, reduction_of(size_average, reduce, reduction), 6, 2, 5, (weight,))


@op("torch.nn.functional.binary_cross_entropy_with_logits")
def binary_cross_entropy_with_logits(
    input: Tensor,
    target: Tensor,
    weight: Tensor | None = None,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    pos_weight: Tensor | None = None,
) -> Result:
    """``(1 - y) x + max(-x, 0) + log(1 + exp(-|x|))``; the gradient is ``sigmoid(x) - y``."""
    if input.ndim != target.ndim or any(same(one, other) is False for one, other in zip(input.shape, target.shape, strict=True)):
        raise ShapeError(f"Target size ({list(target.shape)}) must be the same as input size ({list(input.shape)})")
    chosen = reduction_of(size_average, reduce, reduction)
    return _elementwise("binary_cross_entropy_with_logits", input, target, chosen, 7, 2, 5, (weight, pos_weight))


@op("torch.nn.functional.kl_div")
def kl_div(
    input: Tensor,
    target: Tensor,
    size_average: bool | None = None,
    reduce: bool | None = None,
    reduction: str = "mean",
    log_target: bool = False,
) -> Result:
    """``y (log y - x)``, with ``y = exp(target)`` when ``log_target``: 2 FLOPs and one transcendental each."""
    return _elementwise("kl_div", input, target, reduction_of(size_average, reduce, reduction), 2, 1, 1)


@op("torch.nn.functional.ctc_loss")
def ctc_loss(
    log_probs: Tensor,
    targets: Tensor,
    input_lengths: object,
    target_lengths: object,
    blank: int = 0,
    reduction: str = "mean",
    zero_infinity: bool = False,
) -> Result:
    """Log-probs [T, N, C] or [T, C] against targets [N, S], [S] or concatenated.

    The forward recursion fills T·(2S + 1) cells, each a log-sum-exp of three: 6 FLOPs and 4 transcendentals. Backward fills as many.
    """
    if log_probs.ndim not in (2, 3):
        raise ShapeError(f"log_probs must be [T, N, C] or [T, C], got shape {list(log_probs.shape)}")
    batch = 1 if log_probs.ndim == 2 else log_probs.shape[1]
    if targets.ndim == 2 and same(targets.shape[0], batch) is False:
        raise ShapeError(f"Expected tensor targets to have size {batch} at dimension 0, but got size {targets.shape[0]}")
    steps = log_probs.shape[0]
    cells = steps * (2 * targets.numel + batch)
    output, extra = _reduced(() if log_probs.ndim == 2 else (batch,), log_probs.dtype, log_probs, reduction_of(None, None, reduction))
    saved: tuple[Tensor, ...] = ()
    if log_probs.requires_grad:
        saved = (log_probs, targets, Tensor((batch,), log_probs.dtype), Tensor((cells,), log_probs.dtype))
    cost = Cost(pointwise=6 * cells + extra, transcendentals=4 * cells, saved=saved, gradients=_gradients((log_probs,), 6 * cells))
    return Result(output, cost, "ctc_loss")
