"""Models: functional, sequential and subclassed."""
import torch
from keras import tree
from keras._graph import KerasTensor, holds_symbolic, layers_in_order, nodes_between, run_nodes, shadow
from keras._layer import Layer, _shapes, _stand_ins, aside_call, below
from keras._training import Trainer
from keras.layers.core import Input, InputLayer


class Model(Trainer, Layer):
    def __init__(self, *args, **kwargs):
        Trainer.__init__(self)
        if len(args) >= 2 or "outputs" in kwargs or (args and holds_symbolic(args[0])) or "inputs" in kwargs:
            inputs = args[0] if args else kwargs.pop("inputs")
            outputs = args[1] if len(args) > 1 else kwargs.pop("outputs")
            kwargs.pop("inputs", None)
            Layer.__init__(self, name=args[2] if len(args) > 2 else kwargs.get("name"), trainable=kwargs.get("trainable", True))
            if type(self) is Model:
                self.__class__ = Functional
            _connect(self, inputs, outputs)
        else:
            Layer.__init__(self, **kwargs)

    def call(self, *args, **kwargs):
        if "_nodes" not in self.__dict__:
            raise NotImplementedError(f"Model {type(self).__name__} does not have a `call()` method implemented.")
        return _run(self, *args, **kwargs)

    def build(self, input_shape=None):
        if self.built or "_nodes" in self.__dict__ or input_shape is None:
            self.built = True
            return
        self.built = True
        if not holds_symbolic(input_shape):
            aside_call(self, _stand_ins(input_shape))

    @property
    def layers(self):
        if "_nodes" in self.__dict__:
            return [one for one in layers_in_order(self._inputs, self._outputs, self._nodes) if isinstance(one, Layer)]
        below(self)
        return list(self._modules.values())

    @layers.setter
    def layers(self, value):
        raise AttributeError("`Model.layers` attribute is reserved and should not be used. Please use another name.")

    @property
    def operations(self):
        return [node.operation for node in self._nodes]

    def get_layer(self, name=None, index=None):
        if index is not None:
            return self.layers[index]
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise ValueError(f"No such layer: {name}. Existing layers are: {[layer.name for layer in self.layers]}.")

    @property
    def inputs(self):
        return tree.flatten(self._inputs) if "_nodes" in self.__dict__ else None

    @property
    def outputs(self):
        return tree.flatten(self._outputs) if "_nodes" in self.__dict__ else None

    @property
    def input(self):
        return self._inputs if "_nodes" in self.__dict__ else Layer.input.fget(self)

    @property
    def output(self):
        return self._outputs if "_nodes" in self.__dict__ else Layer.output.fget(self)

    @property
    def input_shape(self):
        shapes = _shapes(self.input)
        return shapes[0] if isinstance(shapes, list) and len(shapes) == 1 else shapes

    @property
    def output_shape(self):
        shapes = _shapes(self.output)
        return shapes[0] if isinstance(shapes, list) and len(shapes) == 1 else shapes

    @property
    def input_names(self):
        return [one.name for one in self.inputs]

    @property
    def output_names(self):
        return [one.name for one in self.outputs]

    def summary(self, *args, **kwargs):
        pass

    def save(self, *args, **kwargs):
        pass

    save_weights = export = save

    def load_weights(self, *args, **kwargs):
        return self

    def to_json(self, **kwargs):
        return "{}"

    to_yaml = to_json

    def reset_states(self):
        pass

    def get_config(self):
        return {"name": self.name, "_model": self}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return clone_model(config["_model"]) if "_model" in config else cls(**config)

    def _greenai_inputs(self):
        if "_nodes" not in self.__dict__:
            return None
        wanted = self._inputs
        return shadow(wanted[0] if isinstance(wanted, list) and len(wanted) == 1 else wanted)


class Functional(Model):
    def __init__(self, inputs=None, outputs=None, name=None, **kwargs):
        Trainer.__init__(self)
        Layer.__init__(self, name=name, trainable=kwargs.get("trainable", True))
        _connect(self, inputs, outputs)


def _connect(model, inputs, outputs):
    model._inputs = inputs
    model._outputs = outputs
    nodes = nodes_between(inputs, outputs)
    given = [one._node for one in tree.flatten(inputs)]
    for node in given + nodes:
        layer = node.operation
        if isinstance(layer, Layer) and layer not in model._modules.values():
            key = layer.name
            while key in model._modules:
                key += "_"
            model._modules[key] = layer
    model._nodes = nodes
    model._is_single = isinstance(inputs, KerasTensor)
    model.built = True


def _run(model, inputs, training=None, mask=None, **kwargs):
    wanted = model._inputs
    flat = tree.flatten(wanted)
    if isinstance(inputs, dict):
        if isinstance(wanted, dict):
            values = [inputs[key] for key in wanted]
        else:
            values = [inputs[one.name] for one in flat]
    else:
        values = tree.flatten(inputs)
        if isinstance(wanted, dict):
            order = sorted(wanted)
            values = [values[order.index(key)] for key in wanted]
    if len(values) != len(flat):
        raise ValueError(f"Functional model {model.name} expects {len(flat)} inputs, got {len(values)}")
    return run_nodes(model._nodes, wanted, [_fitting(value, one._shadow) for value, one in zip(values, flat)], model._outputs)


def _fitting(value, wanted):
    if not isinstance(value, torch.Tensor):
        return value
    if value.dtype != wanted.dtype and wanted.dtype.is_floating_point:
        value = value.to(wanted.dtype)
    if value.dim() == wanted.dim() + 1 and value.shape[-1] == 1:
        return value.squeeze(-1)
    if value.dim() == wanted.dim() - 1 and wanted.shape[-1] == 1:
        return value.unsqueeze(-1)
    if value.dim() != wanted.dim():
        raise ValueError(f"Invalid input shape: expected {wanted.dim()} dimensions, got {tuple(value.shape)}")
    return value


class Sequential(Model):
    def __init__(self, layers=None, trainable=True, name=None, **kwargs):
        Trainer.__init__(self)
        Layer.__init__(self, name=name, trainable=trainable)
        self._layers = []
        self._start = None
        if isinstance(layers, (list, tuple)):
            for layer in layers:
                self.add(layer)
        elif layers is not None:
            self.add(layers)

    def add(self, layer, rebuild=True):
        if isinstance(layer, KerasTensor):
            layer = layer._node.operation
        if isinstance(layer, InputLayer):
            self._layers.append(layer)
            self._modules[layer.name] = layer
            self._start = self._end = layer.output
            self._refresh()
            return
        if not isinstance(layer, Layer):
            if not callable(layer):
                raise ValueError(f"Only instances of `keras.Layer` can be added to a Sequential model. Received: {layer}")
            from keras.layers import Lambda

            layer = Lambda(layer)
        if not self._layers:
            shape = layer.__dict__.get("_given_shape")
            if shape is not None:
                self.add(InputLayer(batch_shape=shape))
            elif isinstance(layer, Model) and "_nodes" in layer.__dict__ and len(layer.inputs) == 1:
                self._start = self._end = layer.inputs[0]
                self.add(InputLayer(batch_shape=layer.inputs[0].shape, dtype=layer.inputs[0].dtype))
        key = layer.name
        while key in self._modules:
            key += "_"
        self._layers.append(layer)
        self._modules[key] = layer
        if self._start is not None:
            self._end = layer(self._end)
            self._refresh()

    def _refresh(self):
        self._inputs = [self._start]
        self._outputs = [self._end]
        self._is_single = True
        self._nodes = True
        self.built = True

    def pop(self, rebuild=True):
        layer = self._layers.pop()
        for key, value in list(self._modules.items()):
            if value is layer:
                del self._modules[key]
        if self._start is not None and self._layers:
            self._end = self._layers[-1].output
            self._refresh()
        return layer

    @property
    def layers(self):
        return [layer for layer in self._layers if not isinstance(layer, InputLayer)]

    @property
    def inputs(self):
        return self._inputs if self._start is not None else None

    @property
    def outputs(self):
        return self._outputs if self._start is not None else None

    @property
    def input(self):
        return self._start

    @property
    def output(self):
        return self._end

    def build(self, input_shape=None):
        if self._start is None and input_shape is not None and self._layers and isinstance(input_shape, (list, tuple)):
            first = InputLayer(batch_shape=(None, *tuple(input_shape)[1:]))
            layers = self._layers
            self._layers = []
            self._modules.clear()
            self.add(first)
            for layer in layers:
                self.add(layer)
        self.built = True

    def call(self, inputs, training=None, mask=None):
        x = inputs[0] if isinstance(inputs, (list, tuple)) and len(inputs) == 1 else inputs
        if self._start is not None:
            x = _fitting(x, self._start._shadow)
        for layer in self._layers:
            if not isinstance(layer, InputLayer):
                x = layer(x)
        return x


def model_from_json(json_string, custom_objects=None):
    from _greenai import unknown

    return unknown("a model in a file")


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True, **kwargs):
    from _greenai import unknown

    return unknown("a model in a file")


model_from_config = model_from_json


def save_model(*args, **kwargs):
    pass


def clone_model(model, input_tensors=None, clone_function=None, **kwargs):
    import copy

    return copy.deepcopy(model)
