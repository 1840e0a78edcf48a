"""Function transforms."""


def functional_call(module, parameter_and_buffer_dicts, args=(), kwargs=None, *, tie_weights=True, strict=False):
    return module(*(args if isinstance(args, tuple) else (args,)), **(kwargs or {}))


def stack_module_state(models):
    import torch

    params = {k: torch.stack([dict(m.named_parameters())[k] for m in models]) for k, _ in models[0].named_parameters()}
    buffers = {k: torch.stack([dict(m.named_buffers())[k] for m in models]) for k, _ in models[0].named_buffers()}
    return params, buffers


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    return _unmodelled("torch.vmap")


def grad(func, argnums=0, has_aux=False):
    return _unmodelled("torch.func.grad")


def grad_and_value(func, argnums=0, has_aux=False):
    return _unmodelled("torch.func.grad_and_value")


def jacrev(func, argnums=0, **kwargs):
    return _unmodelled("torch.func.jacrev")


def jacfwd(func, argnums=0, **kwargs):
    return _unmodelled("torch.func.jacfwd")


def vjp(func, *primals, **kwargs):
    return _unmodelled("torch.func.vjp")


def jvp(func, primals, tangents, **kwargs):
    return _unmodelled("torch.func.jvp")
