"""Optimizers: the update is one operation of the engine (flake8_greenai/ops/keras/tapes.py)."""

import keras.optimizers.schedules as schedules
import torch
from keras import _tape


class Optimizer:
    _defaults = {}

    def __init__(
        self,
        learning_rate=0.001,
        weight_decay=None,
        clipnorm=None,
        clipvalue=None,
        global_clipnorm=None,
        use_ema=False,
        ema_momentum=0.99,
        ema_overwrite_frequency=None,
        loss_scale_factor=None,
        gradient_accumulation_steps=None,
        name=None,
        **kwargs,
    ):
        self.learning_rate = kwargs.pop("lr", learning_rate)
        self.lr = self._learning_rate = self.learning_rate
        self.weight_decay = weight_decay
        self.clipnorm = clipnorm
        self.clipvalue = clipvalue
        self.global_clipnorm = global_clipnorm
        self.name = name or type(self).__name__
        self.iterations = torch.empty((), dtype=torch.int64)
        self._options = {**kwargs, "weight_decay": weight_decay}
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self.built = True
        for key, value in kwargs.items():
            setattr(self, key, value)

    def build(self, variables):
        pass

    @property
    def variables(self):
        return []

    weights = variables

    def get_config(self):
        return {"name": self.name, "learning_rate": self.learning_rate, **self._options}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return cls(**config)

    def apply(self, grads, trainable_variables=None):
        self.apply_gradients(zip(grads, trainable_variables))

    def apply_gradients(self, grads_and_vars, name=None, **kwargs):
        variables = [variable for gradient, variable in grads_and_vars if gradient is not None]
        if self.clipnorm is not None or self.global_clipnorm is not None or self.clipvalue is not None:
            _clipped(variables)
        _update(self, variables, self._options)
        return self.iterations

    def minimize(self, loss, var_list, tape=None, **kwargs):
        if callable(loss):
            _tape.begin()
            value = loss()
            _tape.end()
        else:
            value = loss
        variables = var_list() if callable(var_list) else var_list
        self.apply_gradients(zip(_tape.gradient(value, list(variables)), variables))

    def assign(self, variable, value):
        pass

    assign_add = assign_sub = assign

    def scale_loss(self, loss):
        return loss

    def get_scaled_loss(self, loss):
        return loss

    def get_unscaled_gradients(self, grads):
        return grads

    def finalize_variable_values(self, var_list):
        pass

    exclude_from_weight_decay = finalize_variable_values

    def set_weights(self, weights):
        pass

    def get_weights(self):
        return []


def _clipped(variables):
    # The norm of the gradients and their scaling: 3 FLOPs an element.
    for variable in variables:
        gradient = torch.empty(variable.shape)
        gradient * gradient.norm()


class SGD(Optimizer):
    def __init__(self, learning_rate=0.01, momentum=0.0, nesterov=False, **kwargs):
        super().__init__(learning_rate, momentum=momentum, nesterov=nesterov, **kwargs)


class RMSprop(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1e-7, centered=False, **kwargs):
        super().__init__(learning_rate, rho=rho, momentum=momentum, centered=centered, epsilon=epsilon, **kwargs)


class Adam(Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, **kwargs):
        super().__init__(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, amsgrad=amsgrad, **kwargs)


class AdamW(Optimizer):
    def __init__(self, learning_rate=0.001, weight_decay=0.004, beta_1=0.9, beta_2=0.999, epsilon=1e-7, amsgrad=False, **kwargs):
        super().__init__(learning_rate, weight_decay, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, amsgrad=amsgrad, **kwargs)


class Adamax(Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate, beta_1=beta_1, beta_2=beta_2, epsilon=epsilon, **kwargs)


class Nadam(Adamax):
    pass


class Adagrad(Optimizer):
    def __init__(self, learning_rate=0.001, initial_accumulator_value=0.1, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate, epsilon=epsilon, **kwargs)


class Adadelta(Optimizer):
    def __init__(self, learning_rate=0.001, rho=0.95, epsilon=1e-7, **kwargs):
        super().__init__(learning_rate, rho=rho, epsilon=epsilon, **kwargs)


class Adafactor(Optimizer):
    def __init__(
        self, learning_rate=0.001, beta_2_decay=-0.8, epsilon_1=1e-30, epsilon_2=1e-3, clip_threshold=1.0, relative_step=True, **kwargs
    ):
        super().__init__(learning_rate, **kwargs)


class Ftrl(Optimizer):
    def __init__(self, learning_rate=0.001, *args, **kwargs):
        super().__init__(learning_rate, **kwargs)


class Lion(Optimizer):
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.99, **kwargs):
        super().__init__(learning_rate, beta_1=beta_1, beta_2=beta_2, **kwargs)


class Lamb(Adamax):
    pass


class Muon(Optimizer):
    pass


class LossScaleOptimizer(Optimizer):
    def __init__(self, inner_optimizer, *args, **kwargs):
        super().__init__()
        self.inner_optimizer = inner_optimizer

    def apply_gradients(self, grads_and_vars, name=None, **kwargs):
        return self.inner_optimizer.apply_gradients(grads_and_vars)


class _Legacy:
    def __getattr__(self, name):
        import keras.optimizers as own

        return getattr(own, name)


legacy = _Legacy()
experimental = _Legacy()


def get(identifier):
    if isinstance(identifier, Optimizer):
        return identifier
    if isinstance(identifier, str):
        names = {
            "sgd": SGD,
            "rmsprop": RMSprop,
            "adam": Adam,
            "adamw": AdamW,
            "adamax": Adamax,
            "nadam": Nadam,
            "adagrad": Adagrad,
            "adadelta": Adadelta,
            "adafactor": Adafactor,
            "ftrl": Ftrl,
            "lion": Lion,
            "lamb": Lamb,
        }
        if identifier.lower() not in names:
            raise ValueError(f"Could not interpret optimizer identifier: {identifier}")
        return names[identifier.lower()]()
    if isinstance(identifier, type):
        return identifier()
    return identifier


deserialize = get


def serialize(optimizer):
    return optimizer
