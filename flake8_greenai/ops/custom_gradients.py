"""Gradients that a program computes itself (``torch.autograd.Function``): its ``backward`` is run on gradients of the outputs' shapes.

What that records is the cost of the function's backward pass, whatever the operations of its ``forward`` would cost there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Instance, Raised, Unknown, UnknownIteration, Value
from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.ledger.totals import total
from flake8_greenai.ops.registry import tensors_in
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_NAME = "torch.autograd.Function.apply"


@native("torch.autograd.function._needs_gradients")
def needs_gradients(machine: Machine, args: tuple[Value, ...]) -> tuple[bool, ...]:
    """For each argument of ``apply`` whether its gradient is wanted."""
    enabled = machine.context.modes.grad_enabled
    return tuple(enabled and isinstance(value, Tensor) and value.requires_grad for value in args)


@native("torch.autograd.function._with_backward")
def with_backward(machine: Machine, backward: Value, ctx: Instance, args: tuple[Value, ...], outputs: Value, written: Value) -> Value:
    """The outputs of a function's ``forward``, computed without gradients, with the gradients that ``backward`` gives.

    ``written`` are the arguments that ``forward`` wrote in place and gives back.
    """
    context = machine.context
    operands = tuple(tensors_in(args))
    changed = {id(tensor) for tensor in tensors_in((written,))}
    outputs = _apart(outputs, {id(tensor) for tensor in operands} - changed)
    wanted = [tensor for tensor in operands if tensor.requires_grad]
    results = tuple(tensors_in((outputs,)))
    if not wanted or not results or not context.modes.grad_enabled:
        return outputs
    gradients = [Tensor(tensor.shape, tensor.dtype, tensor.device) for tensor in results]
    peak = context.ledger.peak_bytes
    context.begin_alternative()
    context.modes.grad_enabled = False
    try:
        machine.call(backward, (ctx, *gradients))
    except (Raised, UnknownIteration) as error:
        reason = f"the backward pass of {machine.describe(backward)} cannot be followed: {_text(machine, error)}"
        context.unknown_call(_NAME, Unknown(reason, machine.location()))
    finally:
        context.modes.grad_enabled = True
        entries = context.end_alternative()
        context.ledger.peak_bytes = peak
    core, pointwise = total(entries, lambda event: event.core), total(entries, lambda event: event.pointwise)
    if core[0] != core[1] or pointwise[0] != pointwise[1]:
        reason = f"what the backward pass of {machine.describe(backward)} does depends on data"
        context.unknown_call(_NAME, Unknown(reason, machine.location()))
    saved = tuple(tensors_in((machine.get_attribute(ctx, "saved_tensors", ()),)))
    cost = Cost(bytes_read=0, bytes_written=0, saved=saved, gradients=(Gradient(wanted[0], core[1], pointwise[1]),))
    context.record(_NAME, "custom_gradient", cost, operands, outputs, True)
    for tensor in tensors_in((machine.get_attribute(ctx, "_without_gradients", ()),)):
        tensor.requires_grad, tensor.origin = False, None
    return outputs


@native("torch._call_hook")
def call_hook(machine: Machine, tensor: Value, hook: Value, *given: Value) -> None:
    """Run a hook on a gradient of a tensor: hooks seldom cost anything; where one does, the backward pass is not known.

    Args:
        machine: the interpreter.
        tensor: whose gradient the hook gets.
        hook: what is called.
        given: the module and its inputs, for hooks of modules, which get tuples of gradients.
    """
    context = machine.context
    if not isinstance(tensor, Tensor) or not tensor.requires_grad:
        return
    peak, enabled = context.ledger.peak_bytes, context.modes.grad_enabled
    context.begin_alternative()
    context.modes.grad_enabled = False
    reason = "is called in the backward pass and computes there"
    try:
        gradient = Tensor(tensor.shape, tensor.dtype, tensor.device)
        machine.call(hook, (*given, (gradient,)) if given else (gradient,))
        fails = False
    except (Raised, UnknownIteration) as error:
        reason, fails = f"cannot be followed: {_text(machine, error)}", True
    finally:
        context.modes.grad_enabled = enabled
        core = total(context.end_alternative(), lambda event: event.core)
        context.ledger.peak_bytes = peak
    if fails or core != (0, 0):
        context.unknown_call("torch.Tensor.register_hook", Unknown(f"the hook {machine.describe(hook)} {reason}", machine.location()))


def _apart(value: Value, identities: set[int]) -> Value:
    """The value with tensors that are arguments replaced by views of them, as torch does."""
    if isinstance(value, Tensor):
        return value.view(value.shape) if id(value) in identities else value
    if type(value) in (tuple, list):
        return type(value)(_apart(item, identities) for item in value)
    return value


def _text(machine: Machine, error: Raised | UnknownIteration) -> Value:
    return error.unknown.reason if isinstance(error, UnknownIteration) else machine.to_str(error.value)
