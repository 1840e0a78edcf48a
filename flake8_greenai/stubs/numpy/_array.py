"""The array class of NumPy: a shell of a tensor, with NumPy's rules of dtypes, views and operators."""

import builtins

import torch
from _greenai import is_unknown, temporary_operand, unknown, whole_number
from numpy._operands import common, element, floats, is_number, plain, sizes, tensor_of, torch_dtype, wrapped
from numpy.scalars import dtype as _dtype


def _is_reversed(part):
    return type(part) is slice and type(part.step) is builtins.int and part.step < 0


def _reversed(tensor, parts):
    """Views go backwards in numpy alone: torch copies what is flipped."""
    before, after, axis, axes = [], [], 0, []
    dims = tensor.dim() - builtins.sum([1 for part in parts if part is not None and part is not Ellipsis])
    for part in parts:
        step = None
        if _is_reversed(part):
            axes.append(axis)
            start, stop, step = part.start, part.stop, -part.step
            # From ``start`` down to the element behind ``stop`` is the flipped stretch between them.
            part = slice(None if stop is None else stop + 1, None if start is None or start == -1 else start + 1)
        before.append(plain(part))
        after.append(slice(None, None, step))
        axis += dims if part is Ellipsis else 0 if part is None else 1
    cut = tensor[tuple(before)].flip(axes)
    return cut[tuple(after[: len(parts)])] if builtins.any([part.step not in (None, 1) for part in after]) else cut


class ndarray:
    __array_priority__ = 0
    _greenai_is_value = True

    def __init__(self, tensor, dtype=None, buffer=None, offset=0, strides=None, order=None):
        self._t = tensor if isinstance(tensor, torch.Tensor) else torch.empty(sizes(tensor), dtype=torch_dtype(dtype) or torch.float64)

    shape = property(lambda self: tuple(self._t.shape))
    ndim = property(lambda self: self._t.dim())
    size = property(lambda self: self._t.numel())
    itemsize = property(lambda self: self._t.element_size())
    nbytes = property(lambda self: self._t.numel() * self._t.element_size())
    T = property(lambda self: ndarray(self._t.permute(tuple(range(self._t.dim() - 1, -1, -1)))))
    mT = property(lambda self: ndarray(self._t.transpose(-2, -1)))
    dtype = property(lambda self: _dtype(str(self._t.dtype)[6:]))
    flat = property(lambda self: self.ravel())

    @property
    def real(self):
        return ndarray(self._t.real) if self._t.is_complex() else self

    @real.setter
    def real(self, value):
        self._t.real.copy_(tensor_of(value))

    @property
    def imag(self):
        return ndarray(self._t.imag) if self._t.is_complex() else ndarray(torch.zeros_like(self._t))

    @imag.setter
    def imag(self, value):
        self._t.imag.copy_(tensor_of(value))

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(f"'ndarray' object has no attribute '{name}'")
        return unknown(f"numpy.ndarray.{name} is not known")

    def __len__(self):
        return len(self._t)

    def __iter__(self):
        return iter([element(item) for item in self._t])

    def __getitem__(self, index):
        parts = index if type(index) is tuple else (index,)
        if builtins.any([_is_reversed(part) for part in parts]):
            return element(_reversed(self._t, parts))
        return element(self._t[plain(index)])

    def __setitem__(self, index, value):
        parts = index if type(index) is tuple else (index,)
        if builtins.any([_is_reversed(part) for part in parts]):
            if not is_number(value):
                value = tensor_of(value)
                kept = [part if _is_reversed(part) else slice(None) for part in parts if isinstance(part, slice)]
                value = _reversed(value, kept[-value.dim() :]) if value.dim() else value
            index = tuple([slice(None) if _is_reversed(part) else part for part in parts])
        if not is_number(value):
            value = plain(value) if isinstance(value, ndarray) else tensor_of(value) if isinstance(value, (list, tuple)) else value
        self._t[plain(index)] = value

    def __bool__(self):
        return builtins.bool(self._t)

    def __float__(self):
        return builtins.float(self._t)

    def __int__(self):
        return builtins.int(self._t) if self._t.is_floating_point() else whole_number(self._t)

    def __index__(self):
        return whole_number(self._t)

    def __complex__(self):
        return builtins.complex(self._t)

    def __round__(self, digits=0):
        return wrapped(self._t.round(decimals=digits))

    def __abs__(self):
        return wrapped(self._t.abs())

    def __contains__(self, item):
        return (self == item).any()

    def tolist(self):
        return self._t.tolist()

    def item(self, *args):
        return self._t.item() if not args else self._t[args if len(args) > 1 else args[0]].item()

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        kind = torch_dtype(dtype)
        return ndarray(self._t.clone() if copy and kind == self._t.dtype else self._t.to(kind))

    def copy(self, order="C"):
        return ndarray(self._t.clone())

    def view(self, dtype=None, type=None):
        return ndarray(self._t.view(torch_dtype(dtype)) if dtype is not None else self._t)

    def fill(self, value):
        self._t.fill_(plain(value))

    def reshape(self, *shape, order="C", copy=None):
        return ndarray(self._t.reshape(sizes(shape[0] if len(shape) == 1 else shape)))

    def resize(self, *shape, refcheck=True):
        self._t = self._t.reshape(sizes(shape[0] if len(shape) == 1 else shape))

    def transpose(self, *axes):
        axes = axes[0] if len(axes) == 1 and isinstance(axes[0], (tuple, list)) else axes
        return ndarray(self._t.permute(tuple(axes))) if axes and axes[0] is not None else self.T

    def swapaxes(self, axis1, axis2):
        return ndarray(self._t.transpose(axis1, axis2))

    def flatten(self, order="C"):
        return ndarray(self._t.reshape(-1).clone())

    def ravel(self, order="C"):
        return ndarray(self._t.reshape(-1))

    def squeeze(self, axis=None):
        return ndarray(self._t.squeeze() if axis is None else self._t.squeeze(axis))

    def dot(self, b, out=None):
        return numpy_module().dot(self, b, out=out)

    def sort(self, axis=-1, kind=None):
        self._t.copy_(torch.sort(self._t, dim=axis).values)

    def tobytes(self, order="C"):
        return unknown("the bytes of an array")

    def sum(self, axis=None, *args, **kwargs):
        return numpy_module().sum(self, axis, *args, **kwargs)

    def mean(self, axis=None, *args, **kwargs):
        return numpy_module().mean(self, axis, *args, **kwargs)

    def max(self, axis=None, *args, **kwargs):
        return numpy_module().max(self, axis, *args, **kwargs)

    def min(self, axis=None, *args, **kwargs):
        return numpy_module().min(self, axis, *args, **kwargs)

    def prod(self, axis=None, *args, **kwargs):
        return numpy_module().prod(self, axis, *args, **kwargs)

    def std(self, axis=None, *args, **kwargs):
        return numpy_module().std(self, axis, *args, **kwargs)

    def var(self, axis=None, *args, **kwargs):
        return numpy_module().var(self, axis, *args, **kwargs)

    def argmax(self, axis=None, *args, **kwargs):
        return numpy_module().argmax(self, axis, *args, **kwargs)

    def argmin(self, axis=None, *args, **kwargs):
        return numpy_module().argmin(self, axis, *args, **kwargs)

    def any(self, axis=None, *args, **kwargs):
        return numpy_module().any(self, axis, *args, **kwargs)

    def all(self, axis=None, *args, **kwargs):
        return numpy_module().all(self, axis, *args, **kwargs)

    def cumsum(self, axis=None, *args, **kwargs):
        return numpy_module().cumsum(self, axis, *args, **kwargs)

    def cumprod(self, axis=None, *args, **kwargs):
        return numpy_module().cumprod(self, axis, *args, **kwargs)

    def ptp(self, axis=None, *args, **kwargs):
        return numpy_module().ptp(self, axis, *args, **kwargs)

    def argsort(self, axis=-1, *args, **kwargs):
        return numpy_module().argsort(self, axis, *args, **kwargs)

    def clip(self, a_min=None, a_max=None, *args, **kwargs):
        return numpy_module().clip(self, a_min, a_max, *args, **kwargs)

    def round(self, decimals=0, *args, **kwargs):
        return numpy_module().round(self, decimals, *args, **kwargs)

    def repeat(self, repeats, *args, **kwargs):
        return numpy_module().repeat(self, repeats, *args, **kwargs)

    def take(self, indices, *args, **kwargs):
        return numpy_module().take(self, indices, *args, **kwargs)

    def nonzero(self, *args, **kwargs):
        return numpy_module().nonzero(self, *args, **kwargs)

    def trace(self, offset=0, *args, **kwargs):
        return numpy_module().trace(self, offset, *args, **kwargs)

    def diagonal(self, offset=0, *args, **kwargs):
        return numpy_module().diagonal(self, offset, *args, **kwargs)

    def conj(self, *args, **kwargs):
        return numpy_module().conj(self, *args, **kwargs)

    def conjugate(self, *args, **kwargs):
        return numpy_module().conjugate(self, *args, **kwargs)

    def searchsorted(self, v, *args, **kwargs):
        return numpy_module().searchsorted(self, v, *args, **kwargs)

    def compress(self, condition, *args, **kwargs):
        return numpy_module().compress(condition, self, *args, **kwargs)

    def partition(self, kth, *args, **kwargs):
        return numpy_module().partition(self, kth, *args, **kwargs)

    def argpartition(self, kth, *args, **kwargs):
        return numpy_module().argpartition(self, kth, *args, **kwargs)

    def choose(self, choices, *args, **kwargs):
        return numpy_module().choose(self, choices, *args, **kwargs)

    def put(self, indices, *args, **kwargs):
        return numpy_module().put(self, indices, *args, **kwargs)

    def __add__(self, other):
        return _operator(torch.add, self, other)

    def __radd__(self, other):
        return _operator(torch.add, other, self)

    def __sub__(self, other):
        return _operator(torch.sub, self, other)

    def __rsub__(self, other):
        return _operator(torch.sub, other, self)

    def __mul__(self, other):
        return _operator(torch.mul, self, other)

    def __rmul__(self, other):
        return _operator(torch.mul, other, self)

    def __truediv__(self, other):
        return _operator(torch.true_divide, _true(self), _true(other))

    def __rtruediv__(self, other):
        return _operator(torch.true_divide, _true(other), _true(self))

    def __floordiv__(self, other):
        return _operator(torch.floor_divide, self, other)

    def __rfloordiv__(self, other):
        return _operator(torch.floor_divide, other, self)

    def __mod__(self, other):
        return _operator(torch.remainder, self, other)

    def __rmod__(self, other):
        return _operator(torch.remainder, other, self)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        return _operator(torch.pow, self, other)

    def __rpow__(self, other):
        return _operator(torch.pow, other, self)

    def __matmul__(self, other):
        return wrapped(torch.matmul(*common(self, other)))

    def __rmatmul__(self, other):
        return wrapped(torch.matmul(*common(other, self)))

    def __and__(self, other):
        return _operator(torch.bitwise_and, self, other)

    def __rand__(self, other):
        return _operator(torch.bitwise_and, other, self)

    def __or__(self, other):
        return _operator(torch.bitwise_or, self, other)

    def __ror__(self, other):
        return _operator(torch.bitwise_or, other, self)

    def __xor__(self, other):
        return _operator(torch.bitwise_xor, self, other)

    def __rxor__(self, other):
        return _operator(torch.bitwise_xor, other, self)

    def __lshift__(self, other):
        return _operator(torch.bitwise_left_shift, self, other)

    def __rshift__(self, other):
        return _operator(torch.bitwise_right_shift, self, other)

    def __iadd__(self, other):
        return _in_place(torch.add, self, other)

    def __isub__(self, other):
        return _in_place(torch.sub, self, other)

    def __imul__(self, other):
        return _in_place(torch.mul, self, other)

    def __itruediv__(self, other):
        return _in_place(torch.true_divide, self, other)

    def __ifloordiv__(self, other):
        return _in_place(torch.floor_divide, self, other)

    def __imod__(self, other):
        return _in_place(torch.remainder, self, other)

    def __ipow__(self, other):
        return _in_place(torch.pow, self, other)

    def __invert__(self):
        return ndarray(torch.bitwise_not(self._t))

    def __neg__(self):
        return ndarray(-self._t)

    def __pos__(self):
        return self

    def __eq__(self, other):
        return _compared(torch.eq, self, other)

    def __ne__(self, other):
        return _compared(torch.ne, self, other)

    def __lt__(self, other):
        return _compared(torch.lt, self, other)

    def __le__(self, other):
        return _compared(torch.le, self, other)

    def __gt__(self, other):
        return _compared(torch.gt, self, other)

    def __ge__(self, other):
        return _compared(torch.ge, self, other)

    __hash__ = None


def _true(value):
    """An operand of a division: whole numbers are divided as float64."""
    return value if is_number(value) else floats(value)


def _operator(function, left, right):
    """The result of an operator: in the memory of an operand that nothing else holds, where NumPy does so."""
    one, other = common(left, right)
    side = temporary_operand()
    reused = one if side == "left" else other if side == "right" and function in _COMMUTATIVE else None
    if isinstance(reused, torch.Tensor) and _can_hold(reused, one, other):
        return ndarray(function(one, other, out=reused))
    return ndarray(function(one, other))


_COMMUTATIVE = (torch.add, torch.mul, torch.bitwise_and, torch.bitwise_or, torch.bitwise_xor)
LEAST_REUSED = 262144
"""Bytes from which NumPy computes in the memory of a temporary operand (``NPY_MIN_ELIDE_BYTES``)."""


def _can_hold(tensor, one, other):
    size = tensor.numel() * tensor.element_size()
    if is_unknown(size >= LEAST_REUSED) or size < LEAST_REUSED or tensor.dtype == torch.bool:
        return False
    return builtins.all([is_number(each) or (each.dtype == tensor.dtype and _fits(each, tensor)) for each in (one, other)])


def _fits(operand, tensor):
    return operand.dim() <= tensor.dim() and torch.broadcast_shapes(operand.shape, tensor.shape) == tensor.shape


def _in_place(function, array, other):
    tensor = array._t
    function(tensor, other if is_number(other) else tensor_of(other), out=tensor)
    return array


def _compared(function, left, right):
    if right is None or isinstance(right, str):
        return False
    return ndarray(function(*common(left, right)))


def numpy_module():
    import numpy

    return numpy
