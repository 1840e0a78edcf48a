"""TensorFlow as this analysis knows it: tensors are those of the engine, layers those of the stub of Keras."""

import builtins

import keras as _keras
import tensorflow.data as data
import tensorflow.image as image
import tensorflow.keras as keras
import tensorflow.linalg as linalg
import tensorflow.math as math
import tensorflow.nn as nn
import tensorflow.random as random
import tensorflow.signal as signal
import torch
from _greenai import effect, is_unknown, nothing, unknown
from keras import _tape
from keras._graph import holds_symbolic, operation
from keras._layer import Layer as _Layer
from keras._layer import below, initialize, weights_of
from keras._layer import Variable
from keras.backend import torch_dtype
from keras.ops.numpy import (
    abs,
    add,
    divide,
    einsum,
    equal,
    exp,
    floor,
    greater,
    greater_equal,
    less,
    less_equal,
    linspace,
    logical_and,
    logical_not,
    logical_or,
    maximum,
    meshgrid,
    minimum,
    multiply,
    negative,
    not_equal,
    repeat,
    round,
    sign,
    sin,
    cos,
    sqrt,
    square,
    subtract,
    tan,
    tanh,
    tensordot,
    where,
)
from keras.ops import convert_to_tensor as _converted
from keras.ops import one_hot as _one_hot
from keras.activations import sigmoid
from tensorflow.distribute import _Strategy
from torch import bool, complex64, complex128, float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64
from torch.nn.modules.module import Module as _TorchModule
from tensorflow._objects import (
    Checkpoint,
    TensorArray,
    _Audio,
    _Config,
    _Errors,
    _Io,
    _Nest,
    _Strings,
    _Train,
    audio,
    config,
    errors,
    io,
    nest,
    strings,
    train,
)
from tensorflow._arrays import (
    _many,
    _sizes,
    argmax,
    argmin,
    argsort,
    boolean_mask,
    broadcast_to,
    case,
    concat,
    cond,
    expand_dims,
    fill,
    gather,
    gather_nd,
    one_hot,
    ones,
    ones_initializer,
    ones_like,
    pad,
    random_normal_initializer,
    range,
    repeat,
    reshape,
    reverse,
    roll,
    scatter_nd,
    sequence_mask,
    slice,
    sort,
    split,
    squeeze,
    stack,
    strided_slice,
    tensor_scatter_nd_add,
    tensor_scatter_nd_update,
    tile,
    transpose,
    unstack,
    zeros,
    zeros_initializer,
    zeros_like,
)

__version__ = "2.21.0"
string = int64
half = float16
double = float64
resource = variant = int64
newaxis = None
Tensor = torch.Tensor
DType = torch.dtype
RaggedTensor = SparseTensor = IndexedSlices = type("RaggedTensor", (), {})
pow = _keras.ops.power
logical_xor = _keras.ops.logical_xor
acos = _keras.ops.arccos
asin = _keras.ops.arcsin
atan = _keras.ops.arctan
atan2 = _keras.ops.arctan2
floordiv = _keras.ops.floor_divide
mod = _keras.ops.mod
truediv = divide
norm = _keras.ops.norm
eye = operation(
    lambda num_rows, num_columns=None, batch_shape=None, dtype=None, name=None: _keras.ops.eye(num_rows, num_columns, dtype=dtype)
)
clip_by_value = operation(lambda t, clip_value_min, clip_value_max, name=None: t.clamp(clip_value_min, clip_value_max))


class TensorShape(tuple):
    def as_list(self):
        return list(self)

    @property
    def rank(self):
        return len(self)


class TensorSpec:
    def __init__(self, shape=None, dtype=float32, name=None):
        self.shape = shape
        self.dtype = dtype
        self.name = name

    def _made(self):
        return torch.empty(
            tuple([unknown("the size of an element") if dim is None else dim for dim in self.shape]), dtype=torch_dtype(self.dtype)
        )


class RaggedTensorSpec(TensorSpec):
    pass


class Module(_TorchModule):
    """``tf.Module``: what it holds is found as in a layer."""

    _greenai_is_named = True

    def __new__(cls, *args, **kwargs):
        module = object.__new__(cls)
        initialize(module)
        return module

    def __init__(self, name=None):
        self._name = name

    def train(self, mode=True):
        self.training = mode
        below(self)
        return self

    @property
    def trainable_variables(self):
        return tuple(weights_of(self, True))

    @property
    def variables(self):
        return tuple(weights_of(self, None))

    @property
    def submodules(self):
        return tuple(below(self)[1:])

    @property
    def name(self):
        return self.__dict__.get("_name") or type(self).__name__.lower()

    def with_name_scope(method):
        return method


class GradientTape:
    def __init__(self, persistent=False, watch_accessed_variables=True):
        self.persistent = persistent

    def __enter__(self):
        _tape.begin()
        return self

    def __exit__(self, *args):
        _tape.end()

    def watch(self, tensor):
        _tape.watch(tensor)

    def gradient(self, target, sources, output_gradients=None, unconnected_gradients=None):
        return _tape.gradient(target, sources)

    def jacobian(self, target, sources, **kwargs):
        return unknown("a Jacobian is not followed")

    batch_jacobian = jacobian

    def stop_recording(self):
        return _Context()

    def reset(self):
        pass

    def watched_variables(self):
        return unknown("the variables that a tape watched")


class _Context:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __call__(self, function):
        return function


name_scope = device = control_dependencies = init_scope = init_scope = _Context
summary = xla = saved_model = lite = tpu = profiler = quantization = sysconfig = debugging = None
summary = debugging = saved_model = lite = sysconfig = profiler = unknown("files and consoles")


class _Function:
    """``tf.function``: what it wraps, called directly."""

    def __init__(self, function):
        self.python_function = self._function = function

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return lambda *args, **kwargs: self._function(instance, *args, **kwargs)

    def get_concrete_function(self, *args, **kwargs):
        return self


def function(
    func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, experimental_compile=None, **kwargs
):
    if func is None:
        return lambda inner: inner
    return func


def custom_gradient(f):
    return lambda *args, **kwargs: f(*args, **kwargs)[0]


def recompute_grad(f):
    return f


def py_function(func=None, inp=None, Tout=None, name=None):
    return unknown("what a Python function gives a graph")


numpy_function = py_function


def constant(value, dtype=None, shape=None, name="Const"):
    if isinstance(value, (str, bytes)):
        return torch.zeros((), dtype=torch.int64)
    if isinstance(value, (list, tuple)) and len(value) and isinstance(value[0], str):
        return torch.zeros((len(value),), dtype=torch.int64)
    result = _converted(value, dtype)
    return result if shape is None else result.expand(tuple(shape)) if result.dim() == 0 else result.reshape(tuple(shape))


def convert_to_tensor(value, dtype=None, name=None, dtype_hint=None):
    return constant(value, dtype)


@operation
def shape(input, out_type=int32, name=None):
    return torch.Size(input.shape)


def rank(input, name=None):
    return len(input.shape)


@operation
def size(input, out_type=int32, name=None):
    return input.numel()


def shape_n(inputs):
    return [shape(one) for one in inputs]


def is_tensor(x):
    return isinstance(x, torch.Tensor) or holds_symbolic(x)


@operation
def cast(x, dtype, name=None):
    if isinstance(x, (int, float)) or is_unknown(x):
        return torch.as_tensor(x, dtype=torch_dtype(dtype)) if isinstance(x, (int, float)) else x
    return torch.as_tensor(x).to(torch_dtype(dtype))


saturate_cast = cast


@operation
def identity(input, name=None):
    return input


@operation
def stop_gradient(input, name=None):
    return input.detach()


def _reduction(function):
    def reduce(input_tensor, axis=None, keepdims=False, name=None, keep_dims=None):
        return function(input_tensor, axis, keepdims)

    return operation(reduce)


reduce_sum = _reduction(_keras.ops.sum)
reduce_mean = _reduction(_keras.ops.mean)
reduce_max = _reduction(_keras.ops.max)
reduce_min = _reduction(_keras.ops.min)
reduce_prod = _reduction(_keras.ops.prod)
reduce_any = _reduction(_keras.ops.any)
reduce_all = _reduction(_keras.ops.all)
reduce_logsumexp = _reduction(_keras.ops.logsumexp)


random_uniform_initializer = constant_initializer = random_normal_initializer
initializers = _keras.initializers
losses = _keras.losses
optimizers = _keras.optimizers
metrics = _keras.metrics


def while_loop(
    cond,
    body,
    loop_vars,
    shape_invariants=None,
    parallel_iterations=10,
    back_prop=True,
    swap_memory=False,
    maximum_iterations=None,
    name=None,
):
    return list(_keras.ops.while_loop(cond, body, loop_vars, maximum_iterations))


def map_fn(fn, elems, dtype=None, parallel_iterations=None, fn_output_signature=None, **kwargs):
    return _keras.ops.map(fn, elems)


def vectorized_map(fn, elems, **kwargs):
    return torch.vmap(fn)(elems)


def scan(fn, elems, initializer=None, **kwargs):
    return unknown("tf.scan is not followed")


def foldl(fn, elems, initializer=None, **kwargs):
    for index in builtins.range(elems.shape[0]):
        initializer = fn(initializer, elems[index])
    return initializer


@operation
def clip_by_norm(t, clip_norm, axes=None, name=None):
    return t * (clip_norm / t.norm().clamp(min=clip_norm))


def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    total = torch.empty(())
    found = []
    for t in t_list:
        found.append(None if t is None else t * total)
    return found, total


def global_norm(t_list, name=None):
    return torch.empty(())


@operation
def ensure_shape(x, shape, name=None):
    return x


def group(*inputs, **kwargs):
    return None


no_op = group
print = nothing
Assert = nothing
executing_eagerly = lambda: True


def gradients(ys, xs, **kwargs):
    return _tape.gradient(ys, xs)


VariableSynchronization = VariableAggregation = UnconnectedGradients = _Nest
get_logger = effect("tf.get_logger")
autograph = compat = feature_column = estimator = lookup = ragged = sparse = sets = bitwise = dtypes_ = raw_ops = types = version = test = (
    None
)
autograph = unknown("tf.autograph")
compat = unknown("tf.compat is not followed")
feature_column = unknown("tf.feature_column is not followed")
lookup = unknown("tf.lookup is not followed")
ragged = unknown("tf.ragged is not followed")
sparse = unknown("tf.sparse is not followed")
raw_ops = unknown("tf.raw_ops are not followed")


class dtypes:
    DType = torch.dtype

    @staticmethod
    def as_dtype(value):
        return torch_dtype(value)


def as_dtype(value):
    return torch_dtype(value)


matmul = linalg.matmul
