"""Activation checkpointing: the forward is what the function computes; its recomputation belongs to the training step."""


def checkpoint(function, *args, use_reentrant=None, context_fn=None, determinism_check=None, debug=False, early_stop=True, **kwargs):
    kwargs.pop("preserve_rng_state", None)
    return _checkpointed(function, args, kwargs)


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

        input = run(input) if segment == segments - 1 else checkpoint(run, input)
    return input


def set_checkpoint_early_stop(enable):
    from torch.autograd.graph import saved_tensors_hooks

    return saved_tensors_hooks()


def noop_context_fn():
    from torch.autograd.graph import saved_tensors_hooks

    return saved_tensors_hooks(), saved_tensors_hooks()


def _checkpointed(function, args, kwargs):
    return function(*args, **kwargs)
