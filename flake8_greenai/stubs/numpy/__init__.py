"""NumPy: arrays are shells of tensors, whose elements are followed when they are few and whose operations are priced."""
import math

from _greenai import unknown
from numpy import exceptions
from numpy._array import ndarray
from numpy._creation import (
    arange, array, asanyarray, asarray, ascontiguousarray, asfortranarray, can_cast, copy, diag, diagflat, empty, empty_like, eye,
    frombuffer, fromfunction, fromiter, full, full_like, geomspace, identity, indices, linspace, logspace, meshgrid, mgrid, ogrid, ones,
    ones_like, result_type, tri, vander, zeros, zeros_like,
)
from numpy._products import convolve, correlate, cross, dot, einsum, inner, kron, matmul, outer, polyval, tensordot, vdot
from numpy._python import errstate, get_printoptions, printoptions, seterr, set_printoptions, vectorize
from numpy._reductions import (
    all, allclose, amax, amin, any, argmax, argmin, array_equal, average, bincount, corrcoef, count_nonzero, cov, cumprod, cumsum, diff,
    gradient, histogram, histogram2d, interp, max, mean, median, min, nanargmax, nanargmin, nancumsum, nanmax, nanmean, nanmedian, nanmin,
    nanpercentile, nanprod, nanquantile, nanstd, nansum, nanvar, percentile, prod, ptp, quantile, std, sum, trace, trapezoid, trapz, var,
)
from numpy._saved import fromfile, genfromtxt, loadtxt, memmap, save, unique
from numpy._shaping import (
    append, apply_along_axis, argpartition, argsort, argwhere, array_split, atleast_1d, atleast_2d, broadcast_arrays, broadcast_shapes,
    broadcast_to, c_, choose, column_stack, compress, concat, concatenate, copyto, delete, diagonal, digitize, dstack, expand_dims,
    extract, fill_diagonal, flatnonzero, flip, fliplr, flipud, hsplit, hstack, in1d, insert, iscomplexobj, isin, isrealobj, isscalar,
    lexsort, may_share_memory, moveaxis, ndenumerate, ndim, ndindex, nonzero, pad, partition, permute_dims, put, put_along_axis, r_,
    ravel, ravel_multi_index, repeat, reshape, roll, rollaxis, rot90, row_stack, searchsorted, select, shape, size, sort, split, squeeze,
    stack, swapaxes, take, take_along_axis, tile, transpose, tril, tril_indices, triu, triu_indices, unravel_index, vsplit, vstack, where,
)
from numpy._ufuncs import (
    abs, absolute, acos, add, angle, arccos, arccosh, arcsin, arcsinh, arctan, arctan2, arctanh, around, asin, atan, atan2, bitwise_and,
    bitwise_not, bitwise_or, bitwise_xor, cbrt, ceil, clip, conj, conjugate, copysign, cos, cosh, deg2rad, degrees, divide, divmod, equal,
    exp, exp2, expm1, fabs, fix, float_power, floor, floor_divide, fmax, fmin, fmod, gcd, greater, greater_equal, heaviside, hypot, imag,
    invert, isclose, isfinite, isinf, isnan, lcm, left_shift, less, less_equal, log, log10, log1p, log2, logaddexp, logical_and,
    logical_not, logical_or, logical_xor, maximum, minimum, mod, modf, multiply, nan_to_num, negative, not_equal, positive, power, rad2deg,
    radians, real, reciprocal, remainder, right_shift, rint, round, sign, signbit, sin, sinc, sinh, sqrt, square, subtract, tan, tanh,
    true_divide, trunc, ufunc,
)
from numpy.scalars import (
    bool_, complex64, complex128, complexfloating, dtype, finfo, float16, float32, float64, floating, generic, iinfo, int8, int16, int32,
    int64, integer, number, signedinteger, uint8, uint16, uint32, uint64, unsignedinteger,
)

__version__ = "2.3.0"
pi = math.pi
e = math.e
inf = math.inf
nan = math.nan
euler_gamma = 0.5772156649015329
newaxis = None
float_ = float64
int_ = int64
intp = int64
uint = uint64
single = float32
double = float64
half = float16
longlong = int64
intc = int32
byte = int8
ubyte = uint8
cdouble = complex128
Inf = inf


def _greenai_array(tensor):
    """The array that a function of an array program is given."""
    return ndarray(tensor)


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(f"module 'numpy' has no attribute '{name}'")
    return unknown(f"numpy.{name} is not known")
