"""Parametrizations: a parameter computed from others at each access."""
import copy

from torch.nn.modules.container import ModuleDict, ModuleList
from torch.nn.modules.module import Module
from torch.nn.parameter import Parameter


_state = {"enabled": 0, "cache": {}}


class cached:
    def __enter__(self):
        _state["enabled"] += 1

    def __exit__(self, *args):
        _state["enabled"] -= 1
        if not _state["enabled"]:
            _state["cache"] = {}


def _value(module, tensor_name):
    if not _state["enabled"]:
        return module.parametrizations[tensor_name]()
    key = (id(module), tensor_name)
    if key not in _state["cache"]:
        _state["cache"][key] = module.parametrizations[tensor_name]()
    return _state["cache"][key]


class ParametrizationList(ModuleList):
    def __init__(self, modules, original, unsafe=False):
        super().__init__(modules)
        self.unsafe = unsafe
        value = original
        for module in reversed(modules):
            if hasattr(module, "right_inverse"):
                value = module.right_inverse(value)
        self.is_tensor = not isinstance(value, (tuple, list))
        if self.is_tensor:
            self.original = original if value is original and isinstance(original, Parameter) else Parameter(value.detach())
        else:
            self.ntensors = len(value)
            for i, part in enumerate(value):
                setattr(self, f"original{i}", Parameter(part.detach()))

    def forward(self):
        if self.is_tensor:
            x = self[0](self.original)
        else:
            x = self[0](*[getattr(self, f"original{i}") for i in range(self.ntensors)])
        for module in list(self)[1:]:
            x = module(x)
        return x


def _inject_property(module, tensor_name):
    if "parametrizations" not in module._modules:
        cls = type(module)
        module.__class__ = type(f"Parametrized{cls.__name__}", (cls,), {"parametrized_base": cls})
        module.parametrizations = ModuleDict()
    setattr(type(module), tensor_name, property(lambda self: _value(self, tensor_name)))


def register_parametrization(module, tensor_name, parametrization, *, unsafe=False):
    if is_parametrized(module, tensor_name):
        module.parametrizations[tensor_name].append(parametrization)
        return module
    original = getattr(module, tensor_name)
    parametrizations = ParametrizationList([parametrization], original, unsafe=unsafe)
    delattr(module, tensor_name)
    _inject_property(module, tensor_name)
    module.parametrizations[tensor_name] = parametrizations
    return module


def is_parametrized(module, tensor_name=None):
    parametrizations = module._modules.get("parametrizations")
    if parametrizations is None:
        return False
    return len(parametrizations) > 0 if tensor_name is None else tensor_name in parametrizations


def remove_parametrizations(module, tensor_name, leave_parametrized=True):
    parametrizations = module.parametrizations[tensor_name]
    value = parametrizations() if leave_parametrized or not parametrizations.is_tensor else parametrizations.original
    delattr(type(module), tensor_name)
    del module.parametrizations[tensor_name]
    module.register_parameter(tensor_name, value if isinstance(value, Parameter) else Parameter(value.detach()))
    if len(module.parametrizations) == 0:
        del module.parametrizations
        module.__class__ = type(module).parametrized_base
    return module


def type_before_parametrizations(module):
    return type(module).parametrized_base if is_parametrized(module) else type(module)


def transfer_parametrizations_and_params(from_module, to_module, tensor_name=None):
    return to_module
