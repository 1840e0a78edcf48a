"""PyTorch as this analysis knows it: classes here, tensor operations in flake8_greenai/ops."""
import builtins

import torch._C as _C
import torch.cuda as cuda
import torch.linalg as linalg
import torch.nn as nn
import torch.utils as utils
import torch._functorch as _functorch
from torch._lowrank import pca_lowrank, svd_lowrank
from torch.amp import GradScaler, autocast
from torch.autograd.grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled
from torch.library import Tag
from torch.nn.functional import (
    adaptive_max_pool1d_with_indices as adaptive_max_pool1d, binary_cross_entropy_with_logits, cosine_embedding_loss, cosine_similarity,
    ctc_loss, embedding_bag, hinge_embedding_loss, kl_div, margin_ranking_loss, pairwise_distance, poisson_nll_loss, triplet_margin_loss,
)
from torch.random import Generator, default_generator, get_rng_state, initial_seed, manual_seed, seed, set_rng_state
from torch.serialization import load, save
from torch.torch_version import TorchVersion
from torch.types import Number

__version__ = "2.13.0"
inf = builtins.float("inf")
nan = builtins.float("nan")
pi = 3.141592653589793
e = 2.718281828459045
newaxis = None
classes = _C._Classes()


class Tensor:
    # Methods, attributes and operators are operations of the engine (torch.Tensor.*).
    __hash__ = object.__hash__
    grad_fn = None
    is_sparse = False
    is_quantized = False
    is_mkldnn = False
    is_nested = False

    @property
    def layout(self):
        return strided

    @classmethod
    def __torch_function__(cls, func, types, args=(), kwargs=None):
        return func(*args, **(kwargs or {}))

    def as_subclass(self, cls):
        return self

    def is_nonzero(self):
        return builtins.bool(self)

    def record_stream(self, stream):
        pass

    def untyped_storage(self):
        return UntypedStorage()

    storage = untyped_storage

    def register_hook(self, hook):
        _call_hook(self, hook)
        return utils.hooks.RemovableHandle({})

    def register_post_accumulate_grad_hook(self, hook):
        return utils.hooks.RemovableHandle({})


class Size(tuple):
    def numel(self):
        result = 1
        for dim in self:
            result = result * dim
        return result


class _TypedTensor(type):
    def __instancecheck__(cls, instance):
        return isinstance(instance, Tensor) and instance.dtype == cls.dtype


class FloatTensor(Tensor, metaclass=_TypedTensor):
    dtype = float32


class DoubleTensor(Tensor, metaclass=_TypedTensor):
    dtype = float64


class HalfTensor(Tensor, metaclass=_TypedTensor):
    dtype = float16


class BFloat16Tensor(Tensor, metaclass=_TypedTensor):
    dtype = bfloat16


class ByteTensor(Tensor, metaclass=_TypedTensor):
    dtype = uint8


class CharTensor(Tensor, metaclass=_TypedTensor):
    dtype = int8


class ShortTensor(Tensor, metaclass=_TypedTensor):
    dtype = int16


class IntTensor(Tensor, metaclass=_TypedTensor):
    dtype = int32


class LongTensor(Tensor, metaclass=_TypedTensor):
    dtype = int64


class BoolTensor(Tensor, metaclass=_TypedTensor):
    dtype = bool


class device:
    pass


class dtype:
    pass


class layout:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"torch.{self.name}"


class memory_format(layout):
    pass


class qscheme(layout):
    pass


class finfo:
    def __init__(self, type=None):
        self.dtype = str(type or get_default_dtype())[6:]
        self.bits, self.eps, self.max, self.tiny, self.resolution = _finfo(type or get_default_dtype())
        self.min = -self.max
        self.smallest_normal = self.tiny


class iinfo:
    def __init__(self, type):
        self.dtype = str(type)[6:]
        self.bits, self.min, self.max = _iinfo(type)


class Stream:
    pass


class Event:
    pass


class UntypedStorage:
    pass


class TypedStorage:
    pass


class SymInt:
    pass


class SymFloat:
    pass


class SymBool:
    pass


class OutOfMemoryError(RuntimeError):
    pass


AcceleratorError = RuntimeError
strided = layout("strided")
sparse_coo = layout("sparse_coo")
sparse_csr = layout("sparse_csr")
jagged = layout("jagged")
contiguous_format = memory_format("contiguous_format")
legacy_contiguous_format = contiguous_format
channels_last = memory_format("channels_last")
channels_last_3d = memory_format("channels_last_3d")
preserve_format = memory_format("preserve_format")
per_tensor_affine = qscheme("per_tensor_affine")
per_tensor_symmetric = qscheme("per_tensor_symmetric")
per_channel_symmetric = qscheme("per_channel_symmetric")
per_channel_affine = qscheme("per_channel_affine")


def _greenai_array(tensor):
    """The array that a function of a program is given."""
    return tensor


def is_tensor(obj):
    return isinstance(obj, Tensor)


def is_storage(obj):
    return False


def typename(obj):
    cls = obj if isinstance(obj, type) else type(obj)
    return cls.__name__ if cls.__module__ in ("builtins", "__builtin__") else f"{cls.__module__}.{cls.__qualname__}"


def set_default_tensor_type(t):
    _C._set_default_dtype(getattr(t, "dtype", None) or float32)


def set_default_dtype(d):
    _C._set_default_dtype(d)


def set_default_device(device):
    _C._set_default_device(device)


def get_default_device():
    return _C._get_default_device()


def set_num_threads(n):
    pass


def get_num_threads():
    return 1


def set_num_interop_threads(n):
    pass


def get_num_interop_threads():
    return 1


def set_printoptions(*args, **kwargs):
    pass


def set_flush_denormal(mode):
    return False


def set_float32_matmul_precision(precision):
    pass


def get_float32_matmul_precision():
    return "highest"


def set_deterministic_debug_mode(mode):
    pass


def use_deterministic_algorithms(mode, *, warn_only=False):
    pass


def are_deterministic_algorithms_enabled():
    return False


def is_deterministic_algorithms_warn_only_enabled():
    return False


def is_warn_always_enabled():
    return False


def set_warn_always(b):
    pass


def is_vulkan_available():
    return False


def compiled_with_cxx11_abi():
    return True


def is_autocast_enabled(device_type=None):
    return _C._autocast_dtype(device_type or "cuda") is not None


def is_autocast_cpu_enabled():
    return is_autocast_enabled("cpu")


def is_autocast_cache_enabled():
    return True


def get_autocast_dtype(device_type):
    return _C._autocast_dtype(device_type) or (bfloat16 if device_type == "cpu" else float16)


def get_autocast_gpu_dtype():
    return get_autocast_dtype("cuda")


def get_autocast_cpu_dtype():
    return get_autocast_dtype("cpu")


def clear_autocast_cache():
    pass


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False):
    return model if model is not None else (lambda fn: fn)


def set_autocast_enabled(device_type, enabled=None):
    if enabled is None:
        device_type, enabled = "cuda", device_type
    _C._set_autocast(device_type, get_autocast_dtype(device_type) if enabled else None)


def set_autocast_dtype(device_type, dtype):
    if is_autocast_enabled(device_type):
        _C._set_autocast(device_type, dtype)


def set_autocast_gpu_dtype(dtype):
    set_autocast_dtype("cuda", dtype)


def set_autocast_cpu_dtype(dtype):
    set_autocast_dtype("cpu", dtype)


def set_autocast_cache_enabled(enabled):
    pass


def get_deterministic_debug_mode():
    return 0


def is_nonzero(input):
    return builtins.bool(input)


def is_distributed(input):
    return False


def sym_sum(args):
    return builtins.sum(args)


def sym_fresh_size(*args):
    return args[0]


def instance_norm(input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, cudnn_enabled):
    return nn.functional.instance_norm(input, running_mean, running_var, weight, bias, use_input_stats, momentum, eps)


def native_layer_norm(input, normalized_shape, weight, bias, eps):
    return nn.functional.layer_norm(input, normalized_shape, weight, bias, eps), None, None


def native_group_norm(input, weight, bias, N, C, HxW, group, eps):
    return nn.functional.group_norm(input, group, weight, bias, eps), None, None


def native_batch_norm(input, weight, bias, running_mean, running_var, training, momentum, eps):
    return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, momentum, eps), None, None


def norm_except_dim(v, pow=2, dim=0):
    if dim == -1:
        return linalg.vector_norm(v, pow)
    return linalg.vector_norm(v, pow, [d for d in builtins.range(v.dim()) if d != dim % v.dim()], keepdim=True)


def _weight_norm(v, g, dim=0):
    return v * (g / norm_except_dim(v, 2, dim))


def _assert(condition, message):
    assert condition, message


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    return _functorch.vmap(func, in_dims, out_dims)


def cond(pred, true_fn, false_fn, operands=()):
    return true_fn(*operands) if pred else false_fn(*operands)


def sym_int(a):
    return builtins.int(a)


def sym_float(a):
    return builtins.float(a)


def sym_max(a, b):
    return builtins.max(a, b)


def sym_min(a, b):
    return builtins.min(a, b)


def sym_not(a):
    return not a


def sym_sqrt(a):
    return a**0.5


def sym_ite(b, t, f):
    return t if b else f


def get_device_module(device=None):
    return cuda


def get_file_path(*path_components):
    return "/".join(path_components)


def import_ir_module(*args):
    raise NotImplementedError("TorchScript modules are not analysed")

