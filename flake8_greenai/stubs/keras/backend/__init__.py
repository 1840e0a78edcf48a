"""The backend's configuration, and the functions of Keras 2's ``keras.backend``."""
import torch
from keras import _policy
from keras._graph import KerasTensor
from keras._names import get_uid, reset, to_snake_case
from keras._policy import floatx, set_floatx

_image_data_format = {"value": "channels_last"}


def image_data_format():
    return _image_data_format["value"]


def set_image_data_format(data_format):
    _image_data_format["value"] = str(data_format).lower()


def standardize_data_format(data_format):
    return image_data_format() if data_format is None else data_format.lower()


def backend():
    return "tensorflow"


def epsilon():
    return 1e-07


def set_epsilon(value):
    pass


def clear_session(free_memory=True):
    reset()


def torch_dtype(dtype):
    if dtype is None:
        return getattr(torch, floatx())
    if isinstance(dtype, torch.dtype):
        return dtype
    if not isinstance(dtype, str):
        dtype = getattr(dtype, "name", None) or getattr(dtype, "__name__", "float32")
    dtype = _ALIASES.get(dtype, dtype)
    return getattr(torch, dtype)


_ALIASES = {"string": "int64", "float": "float32", "int": "int32", "double": "float64", "half": "float16", "bool_": "bool"}


def standardize_dtype(dtype):
    if dtype is None:
        return floatx()
    if isinstance(dtype, str):
        return dtype
    return str(torch_dtype(dtype))[6:]


def is_keras_tensor(x):
    return isinstance(x, KerasTensor)


def is_tensor(x):
    return isinstance(x, torch.Tensor)


def is_float_dtype(dtype):
    return "float" in standardize_dtype(dtype)


def is_int_dtype(dtype):
    return "int" in standardize_dtype(dtype)


def result_type(*dtypes):
    result = torch_dtype(dtypes[0])
    for dtype in dtypes[1:]:
        result = torch.promote_types(result, torch_dtype(dtype))
    return standardize_dtype(result)


class name_scope:
    def __init__(self, name, **kwargs):
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def __getattr__(name):
    import keras._legacy_backend as legacy

    return getattr(legacy, name)
