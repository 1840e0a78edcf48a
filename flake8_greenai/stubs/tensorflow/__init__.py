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
    abs, add, divide, einsum, equal, exp, floor, greater, greater_equal, less, less_equal, linspace, logical_and, logical_not, logical_or,
    maximum, meshgrid, minimum, multiply, negative, not_equal, repeat, round, sign, sin, cos, sqrt, square, subtract, tan, tanh,
    tensordot, where,
)
from keras.ops import convert_to_tensor as _converted
from keras.ops import one_hot as _one_hot
from keras.activations import sigmoid
from tensorflow.distribute import _Strategy
from torch import bool, complex64, complex128, float16, bfloat16, float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64
from torch.nn.modules.module import Module as _TorchModule

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
eye = operation(lambda num_rows, num_columns=None, batch_shape=None, dtype=None, name=None: _keras.ops.eye(num_rows, num_columns, dtype=dtype))
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


def function(func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, experimental_compile=None, **kwargs):
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


@operation
def argmax(input, axis=None, output_type=int64, name=None):
    return torch.argmax(input, 0 if axis is None else axis).to(output_type)


@operation
def argmin(input, axis=None, output_type=int64, name=None):
    return torch.argmin(input, 0 if axis is None else axis).to(output_type)


@operation
def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    return torch.argsort(values, axis).to(torch.int32)


@operation
def sort(values, axis=-1, direction="ASCENDING", name=None):
    return torch.sort(values, axis)[0]


@operation
def reshape(tensor, shape, name=None):
    return _keras.ops.reshape(tensor, _sizes(shape))


def _sizes(shape):
    if isinstance(shape, torch.Tensor):
        return shape.tolist()
    if isinstance(shape, (list, tuple)):
        return [one.item() if isinstance(one, torch.Tensor) else one for one in shape]
    return shape


@operation
def transpose(a, perm=None, conjugate=False, name=None):
    return _keras.ops.transpose(a, perm)


@operation
def expand_dims(input, axis=-1, name=None):
    return torch.as_tensor(input).unsqueeze(axis)


@operation
def squeeze(input, axis=None, name=None):
    return input.squeeze() if axis is None else input.squeeze(axis)


@operation
def concat(values, axis, name=None):
    return _keras.ops.concatenate(list(values) if isinstance(values, (list, tuple)) else [values], axis)


@operation
def stack(values, axis=0, name=None):
    return _keras.ops.stack(list(values), axis)


@operation
def unstack(value, num=None, axis=0, name=None):
    return list(value.unbind(axis))


@operation
def split(value, num_or_size_splits, axis=0, num=None, name=None):
    if isinstance(num_or_size_splits, int):
        return list(torch.chunk(value, num_or_size_splits, axis))
    sizes = list(num_or_size_splits)
    if -1 in sizes:
        rest = value.shape[axis] - builtins.sum([one for one in sizes if one != -1])
        sizes = [rest if one == -1 else one for one in sizes]
    return list(torch.split(value, sizes, axis))


@operation
def tile(input, multiples, name=None):
    return torch.tile(torch.as_tensor(input), tuple(_sizes(multiples)))


@operation
def repeat(input, repeats, axis=None, name=None):
    repeats = repeats[0] if isinstance(repeats, (list, tuple)) and len(repeats) == 1 else repeats
    return torch.repeat_interleave(torch.as_tensor(input), repeats, axis)


@operation
def broadcast_to(input, shape, name=None):
    return torch.broadcast_to(torch.as_tensor(input), tuple(_sizes(shape)))


@operation
def reverse(tensor, axis, name=None):
    return torch.flip(tensor, list(axis))


@operation
def roll(input, shift, axis, name=None):
    return torch.roll(input, shift, axis)


@operation
def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    if isinstance(paddings, torch.Tensor):
        paddings = paddings.tolist()
    return _keras.ops.pad(tensor, tuple([tuple(_sizes(one)) for one in paddings]), mode.lower())


@operation
def slice(input_, begin, size, name=None):
    for axis, (start, count) in enumerate(zip(_sizes(begin), _sizes(size))):
        input_ = input_.narrow(axis, start, input_.shape[axis] - start if count == -1 else count)
    return input_


@operation
def strided_slice(input_, begin, end, strides=None, **kwargs):
    return unknown("strided_slice is not followed")


@operation
def gather(params, indices, validate_indices=None, axis=0, batch_dims=0, name=None):
    indices = torch.as_tensor(indices)
    if batch_dims == 0:
        return _keras.ops.take(params, indices, 0 if axis is None else axis)
    if batch_dims == 1 and indices.dim() == 2:
        tail = params.shape[2:]
        index = indices.long().reshape((*indices.shape, *(1,) * len(tail))).expand((*indices.shape, *tail))
        return torch.gather(params, 1, index)
    return unknown("gather with batch dims is not followed")


@operation
def gather_nd(params, indices, batch_dims=0, name=None):
    indices = torch.as_tensor(indices)
    return params[tuple(indices.long().unbind(-1))] if batch_dims == 0 else unknown("gather_nd with batch dims is not followed")


@operation
def scatter_nd(indices, updates, shape, name=None):
    return torch.zeros(tuple(_sizes(shape)), dtype=updates.dtype).index_put(tuple(torch.as_tensor(indices).long().unbind(-1)), updates, accumulate=True)


@operation
def tensor_scatter_nd_update(tensor, indices, updates, name=None):
    return tensor.index_put(tuple(torch.as_tensor(indices).long().unbind(-1)), updates)


@operation
def tensor_scatter_nd_add(tensor, indices, updates, name=None):
    return tensor.index_put(tuple(torch.as_tensor(indices).long().unbind(-1)), updates, accumulate=True)


@operation
def boolean_mask(tensor, mask, axis=None, name="boolean_mask"):
    return tensor[mask]


@operation
def one_hot(indices, depth, on_value=None, off_value=None, axis=-1, dtype=None, name=None):
    return _one_hot(torch.as_tensor(indices), depth, axis=axis, dtype=dtype or "float32")


@operation
def sequence_mask(lengths, maxlen=None, dtype=bool, name=None):
    lengths = torch.as_tensor(lengths)
    if maxlen is None:
        maxlen = unknown("the largest of some lengths")
    return (torch.arange(maxlen) < lengths.unsqueeze(-1)).to(torch_dtype(dtype))


def zeros(shape, dtype=float32, name=None):
    return torch.zeros(tuple(_sizes(_many(shape))), dtype=torch_dtype(dtype))


def ones(shape, dtype=float32, name=None):
    return torch.ones(tuple(_sizes(_many(shape))), dtype=torch_dtype(dtype))


def fill(dims, value, name=None):
    return torch.full(tuple(_sizes(_many(dims))), value)


def _many(shape):
    return shape if isinstance(shape, (list, tuple, torch.Tensor)) else [shape]


@operation
def zeros_like(input, dtype=None, name=None):
    return torch.zeros_like(torch.as_tensor(input), dtype=None if dtype is None else torch_dtype(dtype))


@operation
def ones_like(input, dtype=None, name=None):
    return torch.ones_like(torch.as_tensor(input), dtype=None if dtype is None else torch_dtype(dtype))


def range(start, limit=None, delta=1, dtype=None, name="range"):
    if limit is None:
        start, limit = 0, start
    if builtins.any([is_unknown(one) for one in (start, limit, delta)]):
        return unknown("the length of a range")
    start, limit, delta = [one.item() if isinstance(one, torch.Tensor) and one.dim() == 0 else one for one in (start, limit, delta)]
    if dtype is None:
        dtype = float32 if builtins.any([isinstance(one, float) for one in (start, limit, delta)]) else int32
    return torch.arange(start, limit, delta, dtype=torch_dtype(dtype))


def random_normal_initializer(*args, **kwargs):
    return _keras.initializers.RandomNormal()


def zeros_initializer():
    return _keras.initializers.Zeros()


def ones_initializer():
    return _keras.initializers.Ones()


random_uniform_initializer = constant_initializer = random_normal_initializer
initializers = _keras.initializers
losses = _keras.losses
optimizers = _keras.optimizers
metrics = _keras.metrics


def cond(pred, true_fn=None, false_fn=None, name=None):
    return true_fn() if pred else false_fn()


def case(pred_fn_pairs, default=None, **kwargs):
    for pred, fn in pred_fn_pairs:
        if pred:
            return fn()
    return default()


def while_loop(cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None):
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


class TensorArray:
    def __init__(self, dtype=None, size=None, dynamic_size=None, clear_after_read=None, element_shape=None, **kwargs):
        self._items = {}
        self._last = None
        self._size = size
        self._written = False

    def write(self, index, value, name=None):
        self._last = value
        if isinstance(index, int):
            self._items[index] = value
        else:
            self._written = True
        return self

    def read(self, index, name=None):
        return self._items[index] if isinstance(index, int) and index in self._items else self._last

    def stack(self, name=None):
        if self._last is None:
            return torch.zeros((0,))
        count = len(self._items)
        if self._written or count == 0:
            return unknown("how many tensors were written")
        return torch.stack([_converted(self._items[key]) for key in sorted(self._items)])

    def concat(self, name=None):
        return torch.cat([self._items[key] for key in sorted(self._items)])

    def size(self, name=None):
        return len(self._items)

    def unstack(self, value, name=None):
        for index, one in enumerate(value.unbind(0)):
            self._items[index] = one
        return self

    def mark_used(self):
        pass


class Checkpoint:
    def __init__(self, *args, **kwargs):
        pass

    def save(self, *args, **kwargs):
        return "checkpoint"

    write = save

    def restore(self, *args, **kwargs):
        return self

    read = restore

    def expect_partial(self):
        return self

    assert_consumed = assert_existing_objects_matched = expect_partial


class _Train:
    Checkpoint = Checkpoint
    Example = Feature = Features = Int64List = FloatList = BytesList = effect("tf.train")

    def CheckpointManager(self, *args, **kwargs):
        return Checkpoint()

    def latest_checkpoint(self, *args, **kwargs):
        return None


train = _Train()


class _Config:
    experimental = None

    def list_physical_devices(self, device_type=None):
        return []

    list_logical_devices = get_visible_devices = list_physical_devices

    def run_functions_eagerly(self, *args):
        pass

    set_visible_devices = experimental_connect_to_cluster = set_soft_device_placement = set_logical_device_configuration = run_functions_eagerly
    enable_op_determinism = optimizer = run_functions_eagerly


config = _Config()
config.experimental = config
config.set_memory_growth = nothing


class _Strings:
    """Texts are represented by whole numbers of their shape."""

    def __getattr__(self, name):
        if name in ("split", "unicode_split", "bytes_split", "length", "to_number", "unicode_decode"):
            return effect(f"tf.strings.{name}")
        return lambda input, *args, **kwargs: input


strings = _Strings()


class _Io:
    def __getattr__(self, name):
        return effect(f"tf.io.{name}")

    def read_file(self, filename, name=None):
        return torch.zeros((), dtype=torch.int64)

    def decode_jpeg(self, contents, channels=0, **kwargs):
        return torch.zeros((unknown("the height of a picture"), unknown("the width of a picture"), channels or 3), dtype=torch.uint8)

    decode_png = decode_image = decode_jpeg


io = _Io()


class _Audio:
    def decode_wav(self, contents, desired_channels=-1, desired_samples=-1, name=None):
        count = unknown("the length of a sound") if desired_samples == -1 else desired_samples
        return torch.zeros((count, 1 if desired_channels == -1 else desired_channels)), torch.zeros((), dtype=torch.int32)


audio = _Audio()


class _Nest:
    map_structure = _keras.tree.map_structure
    flatten = _keras.tree.flatten
    pack_sequence_as = _keras.tree.pack_sequence_as
    is_nested = _keras.tree.is_nested


nest = _Nest


class _Errors:
    OutOfRangeError = InvalidArgumentError = NotFoundError = Exception


errors = _Errors
VariableSynchronization = VariableAggregation = UnconnectedGradients = _Nest
get_logger = effect("tf.get_logger")
autograph = compat = feature_column = estimator = lookup = ragged = sparse = sets = bitwise = dtypes_ = raw_ops = types = version = test = None
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
