"""The base class of layers, and variables; the host side is flake8_greenai/ops/keras/{calls,variables}.py."""
import torch
from keras import _policy
from keras._names import auto_name
from keras.backend import standardize_dtype, torch_dtype
from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter


class Variable(Parameter):
    aggregation = "none"
    synchronization = None
    constraint = regularizer = overwrite_with_gradient = None

    def __new__(cls, initializer=None, shape=None, dtype=None, trainable=True, autocast=True, aggregation=None, name=None, **kwargs):
        initializer = kwargs.get("initial_value", initializer)
        if shape is None:
            value = initializer() if callable(initializer) else initializer
            value = torch.as_tensor(value) if dtype is None else torch.as_tensor(value, dtype=torch_dtype(dtype))
            shape, dtype = value.shape, value.dtype
        return made(cls, shape, dtype or "float32", trainable, trainable, name)

    @property
    def trainable(self):
        return self._is_trainable

    @trainable.setter
    def trainable(self, value):
        self._is_trainable = value
        self.requires_grad_(value)

    @property
    def value(self):
        return self

    def read_value(self):
        return self

    def numpy(self):
        import numpy as np

        return np.asarray(self.detach())

    @property
    def path(self):
        return self.name

    def assign(self, value, use_locking=False, name=None, read_value=True):
        return self

    def assign_add(self, value, use_locking=False, name=None, read_value=True):
        return self

    assign_sub = assign_add

    def initialized_value(self):
        return self


def made(cls, shape, dtype, trainable, requires_grad, name):
    variable = new_variable(cls, tuple(shape) if isinstance(shape, (list, tuple)) else shape, torch_dtype(dtype), trainable, requires_grad)
    if isinstance(variable, torch.Tensor):
        variable.name = name or "variable"
    return variable


class InputSpec:
    def __init__(
        self, dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None,
        optional=False,
    ):
        self.dtype = dtype
        self.shape = shape
        self.ndim = ndim if shape is None else len(shape)
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = axes or {}
        self.name = name


class Operation:
    pass


class Layer(Module, Operation):
    _greenai_is_named = True
    _trainable = True
    _compute = None
    _autocast = True
    supports_masking = False
    autocast = True
    supports_jit = True
    stateful = False
    input_spec = None
    activity_regularizer = None

    def __init__(self, *args, activity_regularizer=None, trainable=True, dtype=None, autocast=True, name=None, **kwargs):
        initialize(self)
        given = kwargs.pop("input_shape", None)
        if given is None and kwargs.get("input_dim") is not None:
            given = (kwargs["input_dim"],)
        if given is not None:
            self._given_shape = (kwargs.get("batch_size"), *given)
        if kwargs.get("batch_input_shape") is not None:
            self._given_shape = tuple(kwargs["batch_input_shape"])
        self.name = auto_name(type(self).__name__) if name is None else name
        if trainable is not True:
            self._trainable = trainable
        if dtype is not None or _policy.is_set():
            self.dtype_policy = _policy.get(dtype)
            self._compute = torch_dtype(self.dtype_policy.compute_dtype)
        if activity_regularizer is not None:
            self.activity_regularizer = activity_regularizer
        if not autocast:
            self._autocast = False

    @property
    def dtype_policy(self):
        return self.__dict__.get("_dtype_policy") or _policy.dtype_policy()

    @dtype_policy.setter
    def dtype_policy(self, value):
        self._dtype_policy = _policy.get(value)

    @property
    def dtype(self):
        return self.variable_dtype

    @property
    def variable_dtype(self):
        return self.dtype_policy.variable_dtype

    @property
    def compute_dtype(self):
        return self.dtype_policy.compute_dtype

    @property
    def input_dtype(self):
        return self.compute_dtype

    _dtype = variable_dtype

    @property
    def path(self):
        return self.name

    @property
    def trainable(self):
        return self._trainable

    @trainable.setter
    def trainable(self, value):
        set_trainable(self, value)

    def build(self, input_shape=None):
        self.built = True

    def call(self, *args, **kwargs):
        raise NotImplementedError(f"Layer {type(self).__name__} does not have a `call()` method implemented.")

    def add_weight(
        self, shape=None, initializer=None, dtype=None, trainable=True, autocast=True, regularizer=None, constraint=None,
        aggregation="none", overwrite_with_gradient=False, layout=None, name=None, **kwargs
    ):
        if isinstance(shape, str):
            shape, name = initializer, shape
            shape = kwargs.get("shape", shape)
        variable = made(
            Variable, () if shape is None else shape, self.variable_dtype if dtype is None else standardize_dtype(dtype), trainable,
            trainable and self._trainable, name,
        )
        key = name or "variable"
        while key in self._parameters:
            key += "_"
        self._parameters[key] = variable
        return variable

    add_variable = add_weight

    def _track_variable(self, variable):
        self._parameters[variable.name] = variable

    def add_loss(self, loss):
        if not hasattr(self, "_own_losses"):
            self._own_losses = []
        self._own_losses.append(loss)

    def add_metric(self, *args, **kwargs):
        pass

    @property
    def losses(self):
        found = []
        for layer in below(self):
            found += [loss for loss in layer.__dict__.get("_own_losses", ()) if loss is not None]
        return found

    def _clear_losses(self):
        for layer in below(self):
            if "_own_losses" in layer.__dict__:
                layer._own_losses = []

    @property
    def weights(self):
        return weights_of(self, None)

    variables = weights

    def get_weights(self):
        return [weight.numpy() for weight in self.weights]

    def set_weights(self, weights):
        pass

    @property
    def trainable_weights(self):
        return weights_of(self, True)

    @property
    def non_trainable_weights(self):
        return weights_of(self, False)

    trainable_variables = trainable_weights
    non_trainable_variables = non_trainable_weights
    metrics_variables = ()

    def count_params(self):
        total = 0
        for weight in self.weights:
            total = total + weight.numel()
        return total

    @property
    def metrics(self):
        return []

    def compute_mask(self, inputs, previous_mask):
        return previous_mask

    def compute_output_shape(self, *args, **kwargs):
        from keras import tree
        from keras._graph import stand_in

        inputs = [_stand_ins(one) for one in args] + [_stand_ins(one) for one in kwargs.values()]
        return _shapes(aside_call(self, *inputs))

    def compute_output_spec(self, *args, **kwargs):
        return self(*args, **kwargs)

    def get_config(self):
        config = {"name": self.name, "trainable": self.trainable, "dtype": self.dtype}
        return config

    @classmethod
    def from_config(cls, config):
        return cls(**config)

    def get_build_config(self):
        return None

    def build_from_config(self, config):
        pass

    def quantize(self, mode, type_check=True, config=None):
        pass

    def enable_lora(self, rank, **kwargs):
        from _greenai import unknown

        self._unknown_adapters = unknown("enable_lora is not followed")

    def stateless_call(self, trainable_variables, non_trainable_variables, *args, return_losses=False, **kwargs):
        return self(*args, **kwargs), non_trainable_variables

    def save_own_variables(self, store):
        pass

    load_own_variables = save_own_variables

    @property
    def input(self):
        node = self._inbound_nodes[0]
        if not node.args:
            return node.outputs[0]
        return node.args[0]

    @property
    def output(self):
        if not self._inbound_nodes:
            raise AttributeError(f"The layer {self.name} has never been called and thus has no defined output.")
        outputs = self._inbound_nodes[0].outputs
        return outputs[0] if len(outputs) == 1 else outputs

    @property
    def input_shape(self):
        return _shapes(self.input)

    @property
    def output_shape(self):
        return _shapes(self.output)

    def get_input_at(self, node_index):
        return self._inbound_nodes[node_index].args[0]

    def get_output_at(self, node_index):
        outputs = self._inbound_nodes[node_index].outputs
        return outputs[0] if len(outputs) == 1 else outputs

    def _flatten_layers(self, include_self=True, recursive=True):
        layers = below(self)
        return layers if include_self else layers[1:]

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"


def _shapes(value):
    if isinstance(value, (list, tuple)):
        return [_shapes(item) for item in value]
    if isinstance(value, dict):
        return {key: _shapes(item) for key, item in value.items()}
    return tuple(value.shape)


def _stand_ins(shape):
    from keras._graph import KerasTensor

    if isinstance(shape, dict):
        return {key: _stand_ins(item) for key, item in shape.items()}
    if isinstance(shape, (list, tuple)) and len(shape) and isinstance(shape[0], (list, tuple)):
        return [_stand_ins(item) for item in shape]
    return KerasTensor(tuple(shape)) if shape is not None else None


def aside_call(layer, *inputs):
    """What a layer gives for symbolic inputs, without a trace of the call."""
    count = len(layer._inbound_nodes)
    result = layer(*inputs)
    del layer._inbound_nodes[count:]
    return result
