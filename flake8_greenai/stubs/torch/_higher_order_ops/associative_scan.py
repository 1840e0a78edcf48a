"""The scan of torch's mode "generic": neighbours are combined in pairs, the pairs are scanned, the rest follows from them."""
import torch


def associative_scan(combine_fn, xs, dim, reverse=False, combine_mode="pointwise"):
    leaves = [leaf.flip(dim) if reverse else leaf for leaf in _leaves(xs)]
    if len(leaves) == 0:
        raise ValueError("Expected at least 1 xs leaf")
    dim = dim % leaves[0].ndim

    def combine(left, right):
        return _leaves(combine_fn(_like(xs, iter(left)), _like(xs, iter(right))))

    result = _scan(combine, leaves, dim)
    return _like(xs, iter([leaf.flip(dim) if reverse else leaf for leaf in result]))


def _scan(combine, elements, dim):
    size = elements[0].shape[dim]
    if size < 2:
        return elements
    first = [_every_other(each, dim, 0, size // 2 * 2) for each in elements]
    second = [_every_other(each, dim, 1, size) for each in elements]
    odd = _scan(combine, combine(first, second), dim)
    rest = [_every_other(each, dim, 2, size) for each in elements]
    starts = [each.narrow(dim, 0, 1) for each in elements]
    if rest[0].shape[dim] == 0:
        even = starts
    else:
        even = combine([each.narrow(dim, 0, rest[0].shape[dim]) for each in odd], rest)
        even = [torch.cat([start, each], dim=dim) for start, each in zip(starts, even)]
    return [_interleaved(one, other, dim) for one, other in zip(even, odd)]


def _every_other(tensor, dim, start, stop):
    return tensor[(slice(None),) * dim + (slice(start, stop, 2),)]


def _interleaved(even, odd, dim):
    missing = even.shape[dim] - odd.shape[dim]
    if missing:
        odd = torch.cat([odd, odd.narrow(dim, 0, 1)], dim=dim)
    result = torch.stack([even, odd], dim=dim + 1).flatten(dim, dim + 1)
    return result.narrow(dim, 0, result.shape[dim] - missing)


def _leaves(tree):
    if isinstance(tree, (list, tuple)):
        return [leaf for each in tree for leaf in _leaves(each)]
    if isinstance(tree, dict):
        return [leaf for each in tree.values() for leaf in _leaves(each)]
    return [tree]


def _like(tree, leaves):
    if isinstance(tree, (list, tuple)):
        return type(tree)([_like(each, leaves) for each in tree])
    if isinstance(tree, dict):
        return {key: _like(each, leaves) for key, each in tree.items()}
    return next(leaves)
