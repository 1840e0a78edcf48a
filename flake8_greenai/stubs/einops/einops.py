"""Operations on patterns, by ordinary tensor operations."""
import torch


class EinopsError(RuntimeError):
    pass


def _stacked(tensor):
    return torch.stack(list(tensor)) if isinstance(tensor, (list, tuple)) else tensor


def rearrange(tensor, pattern, **axes_lengths):
    tensor = _stacked(tensor)
    split, _, order, _, final = _plan(pattern, "rearrange", tensor.shape, axes_lengths)
    return tensor.reshape(split).permute(order).reshape(final)


def reduce(tensor, pattern, reduction, **axes_lengths):
    tensor = _stacked(tensor)
    split, reduced, order, _, final = _plan(pattern, "reduce", tensor.shape, axes_lengths)
    tensor = tensor.reshape(split)
    if reduced:
        if callable(reduction):
            tensor = reduction(tensor, reduced)
        elif reduction in ("min", "max"):
            tensor = tensor.amax(dim=reduced) if reduction == "max" else tensor.amin(dim=reduced)
        elif reduction == "prod":
            for dim in sorted(reduced, reverse=True):
                tensor = tensor.prod(dim=dim)
        else:
            tensor = getattr(tensor, reduction)(dim=reduced)
    return tensor.permute(order).reshape(final)


def repeat(tensor, pattern, **axes_lengths):
    tensor = _stacked(tensor)
    split, _, order, added, final = _plan(pattern, "repeat", tensor.shape, axes_lengths)
    tensor = tensor.reshape(split).permute(order)
    for position, _ in added:
        tensor = tensor.unsqueeze(position)
    sizes = list(tensor.shape)
    for position, size in added:
        sizes[position] = size
    return tensor.expand(sizes).reshape(final)


def einsum(*tensors_and_pattern):
    *tensors, pattern = tensors_and_pattern
    return torch.einsum(_equation(pattern), *tensors)


def parse_shape(x, pattern):
    return {name: size for name, size in zip(_names(pattern), x.shape) if name != "_"}


def asnumpy(tensor):
    return tensor.numpy()


def pack(tensors, pattern):
    names = pattern.split()
    before = names.index("*")
    after = len(names) - before - 1
    shapes = []
    flat = []
    for tensor in tensors:
        end = tensor.ndim - after
        shapes.append(tuple(tensor.shape[before:end]))
        flat.append(tensor.reshape(*tensor.shape[:before], -1, *tensor.shape[end:]))
    return torch.cat(flat, dim=before), shapes


def unpack(tensor, packed_shapes, pattern):
    before = pattern.split().index("*")
    sizes = []
    for shape in packed_shapes:
        size = 1
        for dim in shape:
            size = size * dim
        sizes.append(size)
    known = sum(size for size in sizes if size > 0)
    sizes = [size if size > 0 else tensor.shape[before] - known for size in sizes]
    parts = torch.split(tensor, sizes, dim=before)
    lead, trail = tensor.shape[:before], tensor.shape[before + 1 :]
    return [part.reshape(*lead, *shape, *trail) for part, shape in zip(parts, packed_shapes)]
