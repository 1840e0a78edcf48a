"""Operations of keras.ops on whole arrays: joining, cutting, sorting, sums along axes."""

from keras import _host
from keras._graph import operation
from keras.backend import torch_dtype
import builtins
import torch
import torch.nn.functional as F
from keras.ops.numpy import _t


@operation
def take(x, indices, axis=None):
    indices = _t(indices)
    if axis is None:
        return torch.take(x, indices)
    if axis == 0:
        return x[indices]
    axis = axis % x.dim()
    flat = torch.index_select(x, axis, indices.flatten())
    return flat.reshape((*x.shape[:axis], *indices.shape, *x.shape[axis + 1 :]))


@operation
def take_along_axis(x, indices, axis=None):
    return torch.take_along_dim(x, indices.long(), axis)


@operation
def pad(x, pad_width, mode="constant", constant_values=None):
    if isinstance(pad_width, int):
        pad_width = ((pad_width, pad_width),) * x.dim()
    if isinstance(pad_width[0], int):
        pad_width = (tuple(pad_width),) * x.dim()
    pads = []
    for before, after in reversed(list(pad_width)):
        pads += [before, after]
    if mode == "constant":
        return F.pad(x, pads, value=constant_values or 0)
    return _padded_by_copies(x, pad_width)


def _padded_by_copies(x, pad_width):
    for axis, (before, after) in enumerate(pad_width):
        if before or after:
            x = torch.cat([x.narrow(axis, 0, before), x, x.narrow(axis, 0, after)], axis)
    return x


@operation
def zeros_like(x, dtype=None):
    return torch.zeros_like(x, dtype=None if dtype is None else torch_dtype(dtype))


@operation
def ones_like(x, dtype=None):
    return torch.ones_like(x, dtype=None if dtype is None else torch_dtype(dtype))


@operation
def full_like(x, fill_value, dtype=None):
    return torch.full_like(x, fill_value, dtype=None if dtype is None else torch_dtype(dtype))


@operation
def empty_like(x, dtype=None):
    return torch.empty_like(x)


def _shape(shape):
    return (shape,) if not isinstance(shape, (list, tuple)) else tuple(shape)


def zeros(shape, dtype=None):
    return torch.zeros(_shape(shape), dtype=torch_dtype(dtype))


def ones(shape, dtype=None):
    return torch.ones(_shape(shape), dtype=torch_dtype(dtype))


def empty(shape, dtype=None):
    return torch.empty(_shape(shape), dtype=torch_dtype(dtype))


def full(shape, fill_value, dtype=None):
    return torch.full(_shape(shape), fill_value, dtype=torch_dtype(dtype))


def eye(N, M=None, k=0, dtype=None):
    return torch.eye(N, N if M is None else M, dtype=torch_dtype(dtype))


def identity(n, dtype=None):
    return torch.eye(n, dtype=torch_dtype(dtype))


def array(x, dtype=None):
    from keras.ops._core import convert_to_tensor

    return convert_to_tensor(x, dtype)


def arange(start, stop=None, step=None, dtype=None):
    if stop is None:
        start, stop = 0, start
    step = 1 if step is None else step
    if dtype is None:
        dtype = "float32" if builtins.any([isinstance(one, float) for one in (start, stop, step)]) else "int32"
    return torch.arange(start, stop, step, dtype=torch_dtype(dtype))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0):
    return torch.linspace(start, stop, num, dtype=torch_dtype(dtype))


def logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0):
    return torch.logspace(start, stop, num, base, dtype=torch_dtype(dtype))


def tri(N, M=None, k=0, dtype=None):
    return torch.tril(torch.ones((N, N if M is None else M), dtype=torch_dtype(dtype)), k)


@operation
def tril(x, k=0):
    return torch.tril(x, k)


@operation
def triu(x, k=0):
    return torch.triu(x, k)


@operation
def diag(x, k=0):
    return torch.diag(x, k)


@operation
def diagonal(x, offset=0, axis1=0, axis2=1):
    return torch.diagonal(x, offset, axis1, axis2)


@operation
def trace(x, offset=0, axis1=0, axis2=1):
    return torch.diagonal(x, offset, axis1, axis2).sum(-1)


@operation
def meshgrid(*x, indexing="xy"):
    return list(torch.meshgrid(*x, indexing=indexing))


@operation
def einsum(subscripts, *operands, **kwargs):
    return _host.einsum(subscripts, *operands) if len(operands) == 2 else torch.einsum(subscripts, *operands)


@operation
def dot(x1, x2):
    if x1.dim() == 0 or x2.dim() == 0:
        return x1 * x2
    if x2.dim() == 1 or x1.dim() == 1:
        return torch.matmul(x1, x2)
    return torch.tensordot(x1, x2, ([x1.dim() - 1], [x2.dim() - 2]))


@operation
def vdot(x1, x2):
    return torch.dot(x1.flatten(), x2.flatten())


@operation
def inner(x1, x2):
    return torch.inner(x1, x2)


@operation
def tensordot(x1, x2, axes=2):
    return torch.tensordot(x1, x2, axes)


@operation
def nonzero(x):
    return torch.nonzero(x, as_tuple=True)


@operation
def bincount(x, weights=None, minlength=0, sparse=False):
    return torch.bincount(x, weights, minlength)


@operation
def digitize(x, bins):
    return torch.bucketize(x, torch.as_tensor(bins)).to(torch.int32)


@operation
def searchsorted(sorted_sequence, values, side="left"):
    return torch.searchsorted(sorted_sequence, values, right=side == "right").to(torch.int32)


@operation
def diff(a, n=1, axis=-1):
    return torch.diff(a, n, axis)


@operation
def nan_to_num(x, nan=0.0, posinf=None, neginf=None):
    return torch.nan_to_num(x, nan, posinf, neginf)


@operation
def isclose(x1, x2, rtol=1e-5, atol=1e-8, equal_nan=False):
    return torch.isclose(x1, x2)


@operation
def select(condlist, choicelist, default=0):
    result = default
    for condition, choice in zip(reversed(condlist), reversed(choicelist)):
        result = torch.where(condition, choice, result)
    return result


@operation
def copy(x):
    return x.clone()


@operation
def size(x):
    return x.numel()


@operation
def ndim(x):
    return x.dim()


@operation
def get_item(x, key):
    return x[key]


@operation
def slogdet(x):
    return torch.linalg.slogdet(x)


@operation
def correlate(x1, x2, mode="valid"):
    return F.conv1d(x1[None, None], x2[None, None], padding={"valid": 0, "same": x2.shape[0] // 2, "full": x2.shape[0] - 1}[mode])[0, 0]


@operation
def vectorize(pyfunc, *args, **kwargs):
    return torch.vmap(pyfunc)
