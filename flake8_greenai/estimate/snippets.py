"""What a few lines of code would cost: alternatives that rules propose are priced by the engine that priced the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from flake8_greenai.estimate.evidence import Operand
from flake8_greenai.estimate.requests import Failure, guarded
from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.estimate.session import Session, is_module
from flake8_greenai.interpreter.limits import Limits
from flake8_greenai.interpreter.values import Value
from flake8_greenai.ledger.events import tensors_of
from flake8_greenai.ledger.work import Kernel, forward_kernels, gradient_kernels
from flake8_greenai.ops.modules import named_modules
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.dtype import dtype
from flake8_greenai.tensors.tensor import Tensor

LIMITS = Limits(steps=200_000, space=500_000, depth=100, iterations=1_000)
"""Bounds of one snippet."""


@dataclass(frozen=True, slots=True)
class SnippetCost:
    """What a snippet asks for.

    Attributes:
        kernels: of the forward pass.
        gradient_kernels: of the gradients of its operands and parameters, when these are wanted.
        outputs: the tensors that it gives.
        peak_bytes: most memory in use, its operands not included.
        parameters: of the layers that were built for it.
    """

    kernels: tuple[Kernel, ...]
    gradient_kernels: tuple[Kernel, ...]
    outputs: tuple[TensorSpec, ...]
    peak_bytes: Amount
    parameters: Amount


def snippet_cost(
    expression: str, operands: Mapping[str, Operand | TensorSpec], layers: Mapping[str, str] | None = None, *, gradients: bool = False
) -> SnippetCost | None:
    """The cost of an expression; None when it cannot be evaluated.

    Args:
        expression: Python, in which the names of operands and layers are bound, e.g. ``torch.linalg.solve(a, b)``.
        operands: the tensors that it is given, by name.
        layers: expressions that build what it calls, by name, e.g. ``{"layer": "torch.nn.Linear(8, 8)"}``.
        gradients: whether it runs where gradients are recorded.
    """
    described = tuple((name, (each.shape, each.dtype, _wants_gradient(each))) for name, each in operands.items())
    return _cost(expression, described, tuple((layers or {}).items()), gradients)


def _wants_gradient(operand: Operand | TensorSpec) -> bool:
    return isinstance(operand, Operand) and operand.requires_grad


@lru_cache(maxsize=1)
def _session() -> Session:
    return Session(limits=LIMITS)


@lru_cache(maxsize=256)
def _cost(
    expression: str,
    operands: tuple[tuple[str, tuple[tuple[Amount, ...], str, bool]], ...],
    layers: tuple[tuple[str, str], ...],
    gradients: bool,
) -> SnippetCost | None:
    session = _session()
    machine, recorder = session.machine, session.recorder
    machine.steps, machine.space, machine.exhaustions = LIMITS.steps, LIMITS.space, 0
    module = session.module("<alternative>", "<alternative>", "")
    try:
        for name, code in layers:
            module.values[name] = guarded(session, lambda code=code: session.evaluate(code, module))
        recorder.restart()
        recorder.modes.grad_enabled = gradients
        for name, (shape, dtype_name, requires_grad) in operands:
            module.values[name] = Tensor(shape, dtype(dtype_name), requires_grad=requires_grad and gradients)
        result = guarded(session, lambda: session.evaluate(expression, module, is_building=False))
    except Failure:
        return None
    ledger = recorder.ledger
    outputs = tuple(TensorSpec(tensor.shape, tensor.dtype.name) for tensor in tensors_of(result))
    if ledger.unknown or not outputs:
        return None
    events = list(ledger.events())
    return SnippetCost(
        forward_kernels(ledger.entries),
        gradient_kernels(events) if gradients else (),
        outputs,
        ledger.peak_bytes,
        sum(_parameters(session, module.values[name]) for name, _ in layers),
    )


def _parameters(session: Session, value: Value) -> Amount:
    """The parameters of a layer, tied ones once."""
    if not is_module(value):
        return 0
    found: dict[int, Tensor] = {}
    for _, layer in named_modules(session.machine, value, None, "", True):
        for tensor in layer.attributes.get("_parameters", {}).values():
            if isinstance(tensor, Tensor):
                found[id(tensor)] = tensor
    return sum(tensor.numel for tensor in found.values())
