"""Host side of ``torch.nn.Module`` and ``torch.nn.Parameter``: the hot path of building a model.

Everything else of them is in ``stubs/torch/nn/modules/module.py`` and ``stubs/torch/nn/parameter.py``.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.attributes import set_object_attribute
from flake8_greenai.interpreter.primitives import find, native, register
from flake8_greenai.interpreter.values import (
    MISSING,
    REGISTRIES,
    Class,
    DataInstance,
    Instance,
    Primitive,
    Raised,
    Unknown,
    Value,
    type_name,
)
from flake8_greenai.tensors.tensor import Storage, Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.tensors.device import Device
    from flake8_greenai.tensors.dtype import Dtype

_MODULE = "torch.nn.modules.module"
_MARK = "_greenai_kind"
"""Class attribute that tells modules, parameters and buffers apart with one cached lookup; no analysed program reads it."""

register(f"{_MODULE}.Module.{_MARK}", "module")
register(f"torch.nn.parameter.Parameter.{_MARK}", "parameter")
register(f"torch.nn.parameter.Buffer.{_MARK}", "buffer")

_HOOKS = frozenset({
    "_backward_pre_hooks", "_backward_hooks", "_forward_hooks", "_forward_hooks_with_kwargs", "_forward_hooks_always_called",
    "_forward_pre_hooks", "_forward_pre_hooks_with_kwargs", "_state_dict_hooks", "_state_dict_pre_hooks", "_load_state_dict_pre_hooks",
    "_load_state_dict_post_hooks",
})  # fmt: skip
"""Registries that few modules use: they are made when they are first looked up."""


_PLAIN = frozenset({int, float, bool, str, tuple, list, type(None)})
_REGISTRIES = ("_modules", "_parameters", "_buffers")


_REGISTRY_OF = {"parameter": "_parameters", "module": "_modules", "buffer": "_buffers"}


def _kind(value: Value) -> Value:
    """``module``, ``parameter``, ``buffer`` or MISSING."""
    if type(value) not in _PLAIN and isinstance(value, (Instance, DataInstance)) and value.cls is not None:
        return value.cls.find(_MARK)
    return MISSING


@native(f"{_MODULE}.Module.__init__")
def initialize(machine: Machine, self: Instance, *args: Value, **kwargs: Value) -> None:
    """``Module.__init__``: empty registries."""
    attributes = self.attributes
    machine.touch(attributes)
    machine.context.built(self)
    attributes["training"] = True
    attributes["_parameters"] = {}
    attributes["_buffers"] = {}
    attributes["_non_persistent_buffers_set"] = set()
    attributes["_is_full_backward_hook"] = None
    attributes["_modules"] = {}
    cls = self.cls
    assert cls is not None
    if cls.find("call_super_init") is True:
        names = [base.qualified_name for base in cls.mro]
        after = cls.mro[names.index(f"{_MODULE}.Module") + 1 :]
        following = next((base.namespace["__init__"] for base in after if "__init__" in base.namespace), None)
        if following is not None:
            machine.call(following, (self, *args), kwargs)
    elif args or kwargs:
        raise machine.error("TypeError", f"{cls.name}.__init__() takes 1 positional argument but {1 + len(args) + len(kwargs)} were given")


@native(f"{_MODULE}.Module.__setattr__")
def set_attribute(machine: Machine, self: Instance, name: str, value: Value) -> None:
    """``Module.__setattr__``: parameters, buffers and modules go to their registries, the rest to the object."""
    attributes = self.attributes
    kind = _kind(value)
    registry = _REGISTRY_OF.get(kind) if kind is not MISSING else None
    if registry is None:
        registry = _registered_in(machine, attributes, name, value)
        if registry is None:
            _set_plain(machine, self, name, value)
            return
    own = attributes.get(registry)
    if own is None:
        raise machine.error("AttributeError", f"cannot assign {kind}s before Module.__init__() call")
    for other in ("_parameters", "_buffers", "_modules"):
        if other != registry and name in attributes[other]:
            machine.touch(attributes[other])
            del attributes[other][name]
    if name in attributes:
        machine.touch(attributes)
        del attributes[name]
    machine.touch(own)
    own[name] = value


def _registered_in(machine: Machine, attributes: dict[str, Value], name: str, value: Value) -> str | None:
    """The registry that holds ``name`` already and takes ``value``, None for a plain attribute."""
    parameters = attributes.get("_parameters")
    if parameters and name in parameters:
        if value is not None and not isinstance(value, Unknown):
            raise _refused(machine, value, "parameter", name, "torch.nn.Parameter")
        return "_parameters"
    modules = attributes.get("_modules")
    if modules and name in modules:
        if value is not None and not isinstance(value, Unknown):
            raise _refused(machine, value, "child module", name, "torch.nn.Module")
        return "_modules"
    buffers = attributes.get("_buffers")
    return "_buffers" if buffers and name in buffers else None


def _refused(machine: Machine, value: Value, role: str, name: str, wanted: str) -> Raised:
    return machine.error("TypeError", f"cannot assign '{type_name(value)}' as {role} '{name}' ({wanted} or None expected)")


def _set_plain(machine: Machine, self: Instance, name: str, value: Value) -> None:
    """``object.__setattr__``."""
    assert self.cls is not None
    set_object_attribute(machine, self, self.cls, name, value)


@native(f"{_MODULE}.Module.__getattr__")
def get_attribute(machine: Machine, self: Instance, name: str) -> Value:
    """``Module.__getattr__``: what the object and its class lack is looked up in the registries."""
    attributes = self.attributes
    for registry in _REGISTRIES:
        found = attributes.get(registry)
        if found and name in found:
            return found[name]
    if name in _HOOKS and "_modules" in attributes:
        machine.touch(attributes)
        hooks: OrderedDict[Value, Value] = OrderedDict()
        attributes[name] = hooks
        return hooks
    raise machine.error("AttributeError", f"'{type_name(self)}' object has no attribute '{name}'")


find(f"{_MODULE}.Module.__getattr__").attributes[REGISTRIES] = _REGISTRIES


@native(f"{_MODULE}._named_children")
def named_children(machine: Machine, module: Instance) -> list[tuple[str, Value]]:
    """Direct children with their names, each module once."""
    seen: set[int] = set()
    result = []
    for name, child in module.attributes["_modules"].items():
        if child is not None and id(child) not in seen:
            seen.add(id(child))
            result.append((name, child))
    return result


@native(f"{_MODULE}._named_modules")
def named_modules(
    machine: Machine, module: Instance, memo: set[Value] | None, prefix: str, remove_duplicate: bool
) -> list[tuple[str, Value]]:
    """The module and everything below it in depth-first order, each module once unless ``remove_duplicate`` is False."""
    seen = set(map(id, memo or ()))
    result: list[tuple[str, Value]] = []

    def visit(current: Instance, name: str) -> None:
        if remove_duplicate:
            if id(current) in seen:
                return
            seen.add(id(current))
        result.append((name, current))
        for key, child in current.attributes.get("_modules", {}).items():
            if child is not None and not isinstance(child, Unknown):
                visit(child, f"{name}.{key}" if name else key)

    visit(module, prefix)
    if memo is not None:
        machine.touch(memo)
        memo.update(found for _, found in result)
    return result


@native(f"{_MODULE}._named_members")
def named_members(
    machine: Machine, module: Instance, registry: str, prefix: str, recurse: bool, remove_duplicate: bool
) -> list[tuple[str, Value]]:
    """Named parameters or buffers (``registry`` is ``_parameters`` or ``_buffers``), tied ones once."""
    seen: set[int] = set()
    result = []
    owners = named_modules(machine, module, None, prefix, remove_duplicate) if recurse else [(prefix, module)]
    for owner_name, owner in owners:
        for name, value in owner.attributes.get(registry, {}).items():
            if value is None or (remove_duplicate and id(value) in seen):
                continue
            seen.add(id(value))
            result.append((f"{owner_name}.{name}" if owner_name else name, value))
    return result


def _retype(tensor: Tensor, source: Tensor) -> None:
    tensor.shape, tensor.dtype, tensor.device = source.shape, source.dtype, source.device
    tensor.storage, tensor.strides, tensor.offset = source.storage, source.strides, source.offset


@native(f"{_MODULE}._replace_data")
def replace_data(machine: Machine, param: Value, data: Value) -> None:
    """``param.data = data``: the same parameter object over other memory."""
    if isinstance(param, Tensor) and isinstance(data, Tensor) and data is not param:
        _retype(param, data)


@native(f"{_MODULE}._convert")
def convert(machine: Machine, tensor: Value, device: Device | None, dtype: Dtype | None) -> Value:
    """What ``Module.to`` does to one parameter or buffer: integer tensors keep their dtype."""
    if not isinstance(tensor, Tensor):
        return tensor
    new_dtype = dtype if dtype is not None and tensor.dtype.category in ("float", "complex") else tensor.dtype
    new_device = device if device is not None else tensor.device
    if new_dtype is tensor.dtype and new_device == tensor.device:
        return tensor
    result = Tensor(tensor.shape, new_dtype, new_device, requires_grad=tensor.requires_grad, content=tensor.content)
    result.cls = tensor.cls
    return result


def _wrap(cls: Class, data: Tensor, requires_grad: bool) -> Tensor:
    result = Tensor(
        data.shape, data.dtype, data.device, requires_grad=requires_grad, storage=data.storage, strides=data.strides, offset=data.offset
    )
    result.cls = cls
    return result


@native("torch.nn.parameter.Parameter.__new__", kind="static")
def new_parameter(machine: Machine, cls: Class, data: Value = None, requires_grad: bool = True) -> Value:
    """``Parameter(data)``: a leaf over the memory of ``data``."""
    if isinstance(data, Tensor):
        return _wrap(cls, data, requires_grad)
    if data is None:
        return _wrap(cls, Tensor((0,), machine.context.modes.default_dtype), requires_grad)
    return machine.context.unknown_call("torch.nn.Parameter", data if isinstance(data, Unknown) else _not_a_tensor(machine, data))


@native("torch.nn.parameter.Buffer.__new__", kind="static")
def new_buffer(machine: Machine, cls: Class, data: Value = None, persistent: bool = True) -> Value:
    """``Buffer(data)``."""
    buffer = new_parameter(machine, cls, data, False)
    if isinstance(buffer, Tensor):
        buffer.attributes["persistent"] = persistent
    return buffer


def _not_a_tensor(machine: Machine, data: Value) -> Unknown:
    return Unknown(f"a parameter is made of {type_name(data)}, not of a tensor", machine.location())


@native("torch.nn.parameter.UninitializedParameter.__new__", kind="static")
def new_uninitialized_parameter(
    machine: Machine, cls: Class, requires_grad: bool = True, device: Device | None = None, dtype: Dtype | None = None
) -> Value:
    """A parameter whose shape the first call fixes."""
    modes = machine.context.modes
    return _wrap(cls, Tensor((0,), dtype or modes.default_dtype, device or modes.default_device), requires_grad)


@native("torch.nn.parameter.UninitializedBuffer.__new__", kind="static")
def new_uninitialized_buffer(
    machine: Machine,
    cls: Class,
    requires_grad: bool = False,
    device: Device | None = None,
    dtype: Dtype | None = None,
    persistent: bool = True,
) -> Value:
    """A buffer whose shape the first call fixes."""
    return new_uninitialized_parameter(machine, cls, requires_grad, device, dtype)


@native("torch.nn.parameter._materialize")
def materialize(machine: Machine, tensor: Tensor, cls: Class, shape: tuple[int, ...]) -> None:
    """Give an uninitialized parameter or buffer its shape and its final class."""
    tensor.shape, tensor.strides, tensor.offset = shape, None, 0
    tensor.storage = Storage(tensor.numel, tensor.dtype.itemsize)
    tensor.cls = cls


def _expand(machine: Machine, value: Value, count: int) -> tuple[Value, ...]:
    if isinstance(value, (tuple, list)):
        return tuple(value)
    if isinstance(value, (int, float, Unknown)):
        return (value,) * count
    try:
        return tuple(machine.iterate(value))
    except Exception:  # whatever an analysed __iter__ raises, a value that cannot be iterated stands for all dims
        return (value,) * count


def _register_expansion(name: str, count: int) -> None:
    @native(f"torch.nn.modules.utils.{name}")
    def expand(machine: Machine, value: Value) -> tuple[Value, ...]:
        """``value`` for every spatial dim: an iterable as it is, anything else repeated."""
        return _expand(machine, value, count)


for _name, _count in (("_single", 1), ("_pair", 2), ("_triple", 3), ("_quadruple", 4)):
    _register_expansion(_name, _count)


@native("torch.nn.modules.utils._ntuple")
def ntuple(machine: Machine, n: int, name: str = "parse") -> Value:
    """The expansion function for ``n`` spatial dims, as ``_single`` for 1."""
    return Primitive(name, lambda inner, args, kwargs: _expand(inner, args[0], n))


@native("torch.nn.modules.utils._reverse_repeat_tuple")
def reverse_repeat_tuple(machine: Machine, t: tuple[Value, ...], n: int) -> tuple[Value, ...]:
    """``(a, b)`` twice: ``(b, b, a, a)``, the order that ``pad`` takes."""
    return tuple(value for value in reversed(t) for _ in range(n))


@native("torch.nn.modules.utils._list_with_default")
def list_with_default(machine: Machine, out_size: Value, defaults: list[int]) -> Value:
    """``out_size`` with None replaced by the trailing ``defaults``."""
    if not isinstance(out_size, (tuple, list)):
        return out_size
    return [default if value is None else value for value, default in zip(out_size, defaults[-len(out_size) :], strict=True)]
