"""The update of parameters by an optimizer, per parameter and step (cost-model.md, table of optimizers)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Instance, Unknown, Value
from flake8_greenai.ledger.cost import Cost
from flake8_greenai.symbolic import Amount, maximum, minimum
from flake8_greenai.tensors.tensor import Shape, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

Options = Mapping[str, Any]
WORD = 4
"""Bytes that the table's fp32 figures are in."""


@dataclass(frozen=True, slots=True)
class Update:
    """What one parameter costs in one step.

    Attributes:
        flops: FLOPs per element.
        state: tensors of the parameter's size kept from step to step.
        traffic: words of memory traffic per element.
        together: tensors of the size of all parameters that exist during a step when all are updated together (``foreach``, what
            torch chooses on accelerators); measured on the meta device.
        singly: likewise of the size of the largest parameter, when they are updated one by one.
    """

    flops: int
    state: int
    traffic: int
    together: int = 1
    singly: int = 1


def _sgd(options: Options) -> Update:
    decays = bool(options.get("weight_decay"))
    together, singly = int(decays), int(decays or bool(options.get("nesterov")))
    if not options.get("momentum"):
        return Update(2 + 2 * decays, 0, 3, together, singly)
    return Update((6 if options.get("nesterov") else 4) + 2 * decays, 1, 5, together, singly)


def _adam(options: Options) -> Update:
    if options.get("amsgrad"):
        return Update(14, 3, 9, 1, 2)
    return Update(15, 2, 7, 1, 3) if options.get("weight_decay") else Update(13, 2, 7, 1, 2)


def _adamw(options: Options) -> Update:
    return Update(14, 3, 9, 1, 2) if options.get("amsgrad") else Update(14, 2, 7, 1, 2)


def _rmsprop(options: Options) -> Update:
    return Update(9, 1 + bool(options.get("centered")) + bool(options.get("momentum")), 5)


def _lbfgs(options: Options) -> Update:
    # Two loops of history_size inner products and sums of vectors, 4 FLOPs each pair; beside the history a direction and a gradient.
    history = int(options.get("history_size") or 100)
    return Update(8 * history, 2 * history + 2, 4, 2)


TABLE: dict[str, Callable[[Options], Update]] = {
    "SGD": _sgd,
    "Adam": _adam,
    "AdamW": _adamw,
    "Adagrad": lambda options: Update(7, 1, 5, 2),
    "RMSprop": _rmsprop,
    "Muon": lambda options: Update(0, 1, 5, 0),
    # m = b1 m + (1 - b1) g; u = max(b2 u, |g| + eps); p -= lr m / u: 3 + 4 + 3 FLOPs.
    "Adamax": lambda options: Update(10, 2, 7),
    # As Adam, with the momentum of the next step mixed in.
    "NAdam": lambda options: Update(15, 2, 7, 1, 2),
    "RAdam": lambda options: Update(14, 2, 7),
    "SparseAdam": lambda options: Update(13, 2, 7),
    # Two running averages of squares (3 each), two square roots and a quotient (4), the step (2).
    "Adadelta": lambda options: Update(12, 2, 7, 2, 2),
    # Product with the last gradient, its sign, the clamped step size, the step.
    "Rprop": lambda options: Update(6, 2, 7, 1, 3),
    "ASGD": lambda options: Update(7, 1, 5, 1, 0),
    # cost-model.md: "~10" with factored statistics; parameters are updated one by one.
    "Adafactor": lambda options: Update(10, 0, 4, 0),
    "LBFGS": _lbfgs,
}


def update_cost(name: str, options: Options, shapes: Iterable[Shape], itemsize: int = WORD) -> Cost:
    """The cost of one step of the optimizer called ``name`` on parameters of the given shapes.

    Raises:
        KeyError: when the table has no such optimizer.
    """
    row = TABLE[name](options)
    state: Amount = 0
    flops: Amount = 0
    core: Amount = 0
    traffic: Amount = 0
    for shape in shapes:
        count = prod(shape)
        flops = flops + row.flops * count
        traffic = traffic + row.traffic * WORD * count
        state = state + (_factored(shape) if name == "Adafactor" else row.state * count) * itemsize
        if name == "Muon" and len(shape) == 2:
            core = core + _newton_schulz(shape, int(options.get("ns_steps") or 5))
    third = traffic // 3  # the parameter is written once beside its state; what is written is about a third of the traffic
    return Cost(core=core, pointwise=flops, bytes_read=traffic - third, bytes_written=third, state=state)


def _factored(shape: Shape) -> Amount:
    """Adafactor's averages of a matrix: one number per row and one per column; of vectors, as many as elements."""
    if len(shape) < 2:
        return prod(shape)
    return prod(shape[:-1]) + prod(shape[:-2]) * shape[-1]


def _temporary_bytes(name: str, options: Options, params: tuple[Tensor, ...]) -> Amount:
    """What exists during a step only."""
    if not params or options.get("fused") is True:
        return 0
    row = TABLE[name](options)
    largest: Amount = 0
    together: Amount = 0
    for param in params:
        largest = maximum(largest, param.nbytes)
        together = together + param.nbytes
    if options.get("foreach") is False or row.together == 0:
        return row.singly * largest
    if name == "Rprop":  # the gradients whose sign changed are looked for, with a mask of a byte per element, and zeroed one by one
        return row.together * together + largest + largest // params[0].dtype.itemsize
    return row.together * together


def _newton_schulz(shape: Shape, steps: int) -> Amount:
    """``steps`` · (4m²n + 2m³) for a matrix with sides m <= n."""
    rows, columns = shape
    m = minimum(rows, columns)
    n = rows + columns - m
    return steps * (4 * m * m * n + 2 * m * m * m)


def state_tensors(name: str, options: Options) -> int:
    """How many tensors of the parameter's size the optimizer keeps."""
    return TABLE[name](options).state


@native("torch.optim.optimizer._update")
def update(machine: Machine, optimizer: Instance, group: dict[str, Value]) -> None:
    """One step on a group of parameters: recorded in the ledger under ``optimizer``."""
    cls = optimizer.cls
    name = next((base.name for base in cls.mro if base.name in TABLE), None) if cls is not None else None
    if name is None:
        machine.context.unknown_call("torch.optim.Optimizer.step", Unknown("an optimizer without a cost model", machine.location()))
        return
    params = tuple(param for param in group["params"] if isinstance(param, Tensor) and param.requires_grad)
    known = {key: value for key, value in group.items() if key != "params" and not isinstance(value, Unknown)}
    itemsize = params[0].dtype.itemsize if params else WORD
    cost = update_cost(name, known, [param.shape for param in params], itemsize)
    ledger = machine.context.ledger
    extra = _temporary_bytes(name, known, params)
    ledger.note_moment(extra, ledger.live_bytes + extra)
    ledger.raise_peak(ledger.live_bytes + extra)
    machine.context.record(f"torch.optim.{name}.step", "optimizer", cost, params, None, False)
