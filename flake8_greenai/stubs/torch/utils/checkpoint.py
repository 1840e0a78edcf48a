"""Activation checkpointing: the forward is what the function computes; the backward pass computes it again."""
import torch
from torch._C import _set_grad_enabled


def checkpoint(function, *args, use_reentrant=None, context_fn=None, determinism_check=None, debug=False, early_stop=True, **kwargs):
    kwargs.pop("preserve_rng_state", None)
    # Without a word it is the older variant, which runs to the end of the segment.
    reentrant = use_reentrant is not False
    if not torch.is_grad_enabled():
        return function(*args, **kwargs)
    if reentrant and not any(isinstance(arg, torch.Tensor) and arg.requires_grad for arg in args):
        # The older variant gives no gradients when none of the inputs needs one.
        previous = _set_grad_enabled(False)
        try:
            return function(*args, **kwargs)
        finally:
            _set_grad_enabled(previous)
    return _segment(function, args, kwargs, reentrant or not early_stop)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    if hasattr(functions, "children"):
        functions = list(functions.children())
    size = len(functions) // segments
    start = 0
    for segment in range(segments):
        part = functions[start:] if segment == segments - 1 else functions[start : start + size]
        start = start + size

        def run(x, part=part):
            for function in part:
                x = function(x)
            return x

        input = run(input) if segment == segments - 1 else checkpoint(run, input, use_reentrant=use_reentrant)
    return input


def set_checkpoint_early_stop(enable):
    from torch.autograd.graph import saved_tensors_hooks

    return saved_tensors_hooks()


def noop_context_fn():
    from torch.autograd.graph import saved_tensors_hooks

    return saved_tensors_hooks(), saved_tensors_hooks()
