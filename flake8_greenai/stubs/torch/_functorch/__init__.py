"""Function transforms."""


def functional_call(module, parameter_and_buffer_dicts, args=(), kwargs=None, *, tie_weights=True, strict=False):
    return module(*(args if isinstance(args, tuple) else (args,)), **(kwargs or {}))


def stack_module_state(models):
    import torch

    params = {k: torch.stack([dict(m.named_parameters())[k] for m in models]) for k, _ in models[0].named_parameters()}
    buffers = {k: torch.stack([dict(m.named_buffers())[k] for m in models]) for k, _ in models[0].named_buffers()}
    return params, buffers


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    def mapped(*args, **kwargs):
        dims = in_dims if isinstance(in_dims, (tuple, list)) else (in_dims,) * len(args)
        if len(dims) != len(args):
            raise ValueError("vmap(): in_dims is not compatible with the structure of inputs")
        sizes = []
        positional = [_samples(arg, dim, sizes) for arg, dim in zip(args, dims)]
        named = {name: _samples(arg, 0, sizes) for name, arg in kwargs.items()}
        if not sizes:
            raise ValueError("vmap(): at least one input must be mapped over")
        for size in sizes:
            if size != sizes[0]:
                raise ValueError(f"vmap: Expected all tensors to have the same size in the mapped dimension, got sizes {sizes}")
        result = _for_each(sizes[0], lambda: func(*positional, **named))
        return _batches(result, sizes[0], out_dims)

    return mapped


def _samples(value, dim, sizes):
    import torch

    if dim is None:
        return value
    if isinstance(value, torch.Tensor):
        sizes.append(value.shape[dim])
        return _sample(value, dim)
    if isinstance(value, (list, tuple)):
        dims = dim if isinstance(dim, (list, tuple)) else (dim,) * len(value)
        return type(value)([_samples(each, at, sizes) for each, at in zip(value, dims)])
    if isinstance(value, dict):
        return {key: _samples(each, dim[key] if isinstance(dim, dict) else dim, sizes) for key, each in value.items()}
    return value


def _batches(value, size, dim):
    import torch

    if isinstance(value, torch.Tensor):
        return value if dim is None else _batch(value, size, dim)
    if isinstance(value, (list, tuple)):
        dims = dim if isinstance(dim, (list, tuple)) else (dim,) * len(value)
        return type(value)([_batches(each, size, at) for each, at in zip(value, dims)])
    if isinstance(value, dict):
        return {key: _batches(each, size, dim) for key, each in value.items()}
    return value


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
