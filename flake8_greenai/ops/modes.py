"""The ambient state of torch: gradient mode, default dtype and device, autocast; devices and numeric limits of dtypes.

The contexts and functions that switch it are stubs (``torch.no_grad``, ``torch.autocast``, ...).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Class, Unknown, Value
from flake8_greenai.ops.arguments import device_of, dtype_of
from flake8_greenai.tensors.device import Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_FLOAT_LIMITS: dict[str, tuple[int, float, float, float, float]] = {
    "float64": (64, 2.220446049250313e-16, 1.7976931348623157e308, 2.2250738585072014e-308, 1e-15),
    "float32": (32, 1.1920928955078125e-07, 3.4028234663852886e38, 1.1754943508222875e-38, 1e-06),
    "float16": (16, 0.0009765625, 65504.0, 6.103515625e-05, 0.001),
    "bfloat16": (16, 0.0078125, 3.3895313892515355e38, 1.1754943508222875e-38, 0.01),
    "float8_e4m3fn": (8, 0.125, 448.0, 0.015625, 1.0),
    "float8_e5m2": (8, 0.25, 57344.0, 6.103515625e-05, 1.0),
}
"""bits, eps, max, smallest normal and resolution, as ``torch.finfo`` prints them."""


@native("torch._C._set_grad_enabled")
def set_grad_enabled(machine: Machine, mode: bool) -> bool:
    """Switch the recording of gradients; returns what it was."""
    modes = machine.context.modes
    previous = modes.grad_enabled
    modes.grad_enabled = mode
    return bool(previous)


@native("torch.is_grad_enabled", "torch._C.is_grad_enabled")
def is_grad_enabled(machine: Machine) -> bool:
    """Whether operations on parameters are recorded for the backward pass."""
    return bool(machine.context.modes.grad_enabled)


@native("torch.is_inference_mode_enabled")
def is_inference_mode_enabled(machine: Machine) -> bool:
    """Inference mode differs from ``no_grad`` in nothing that costs."""
    return False


@native("torch.get_default_dtype")
def get_default_dtype(machine: Machine) -> Dtype:
    """The dtype of new floating-point tensors."""
    return machine.context.modes.default_dtype  # type: ignore[no-any-return]


@native("torch._C._set_default_dtype")
def set_default_dtype(machine: Machine, dtype: Value) -> None:
    """``torch.set_default_dtype``."""
    modes = machine.context.modes
    modes.default_dtype = dtype_of(dtype, modes.default_dtype)


@native("torch._C._get_default_device")
def get_default_device(machine: Machine) -> Device:
    """The device of new tensors."""
    return machine.context.modes.default_device  # type: ignore[no-any-return]


@native("torch._C._set_default_device")
def set_default_device(machine: Machine, device: Value) -> Device:
    """``torch.set_default_device``; returns the former one."""
    modes = machine.context.modes
    previous: Device = modes.default_device
    modes.default_device = device_of(device, Device("cpu"))
    return previous


@native("torch._C._autocast_dtype")
def autocast_dtype(machine: Machine, device_type: str) -> Dtype | None:
    """The dtype that autocast uses on a device type, None when it is off."""
    return machine.context.modes.autocast.get(device_type)  # type: ignore[no-any-return]


@native("torch._C._set_autocast")
def set_autocast(machine: Machine, device_type: str, dtype: Dtype | None) -> Dtype | None:
    """Switch autocast on (a dtype) or off (None) for a device type; returns what it was."""
    autocast = machine.context.modes.autocast
    previous = autocast.pop(device_type, None)
    if isinstance(dtype, Dtype):
        autocast[device_type] = dtype
    return previous  # type: ignore[no-any-return]


@native("torch.device.__new__", kind="static")
def new_device(machine: Machine, cls: Class, type: Value = None, index: int | None = None) -> Value:
    """``torch.device("cuda", 0)``, ``torch.device("cuda:0")``, ``torch.device(0)``."""
    if isinstance(type, (Device, Unknown)):
        return type
    if isinstance(type, int):
        return Device("cuda", type)
    return Device(type or "cpu", index)


@native("torch.device.type", kind="property")
def device_type(machine: Machine, self: Device) -> str:
    """``cpu``, ``cuda``, ..."""
    return self.type


@native("torch.device.index", kind="property")
def device_index(machine: Machine, self: Device) -> int | None:
    """Ordinal of the device, None for the current one."""
    return self.index


@native("torch.device.__str__")
def device_str(machine: Machine, self: Device) -> str:
    """``cuda:0``."""
    return str(self)


@native("torch.device.__repr__")
def device_repr(machine: Machine, self: Device) -> str:
    """``device(type='cuda', index=0)``."""
    return repr(self)


@native("torch.device.__eq__")
def device_equal(machine: Machine, self: Device, other: Value) -> bool:
    """Equal type and index."""
    return bool(self == other)


@native("torch.device.__hash__")
def device_hash(machine: Machine, self: Device) -> int:
    """By type and index."""
    return hash(self)


@native("torch.device.__enter__")
def enter_device(machine: Machine, self: Device) -> Device:
    """``with torch.device(...)``: new tensors are made there."""
    self.attributes.setdefault("outer", []).append(set_default_device(machine, self))
    return self


@native("torch.device.__exit__")
def exit_device(machine: Machine, self: Device, *exception: Value) -> None:
    """The default device is what it was."""
    set_default_device(machine, self.attributes["outer"].pop())


@native("torch._finfo")
def finfo(machine: Machine, dtype: Value) -> Value:
    """bits, eps, max, smallest normal, resolution of a floating-point dtype."""
    if not isinstance(dtype, Dtype):
        return dtype if isinstance(dtype, Unknown) else (32, *_FLOAT_LIMITS["float32"][1:])
    if dtype.category == "complex":
        dtype = DTYPES[f"float{dtype.bits // 2}"]
    if dtype.name not in _FLOAT_LIMITS:
        raise machine.error("TypeError", f"torch.finfo() requires a floating point input type. Use torch.iinfo to handle '{dtype.name}'")
    return _FLOAT_LIMITS[dtype.name]


@native("torch._iinfo")
def iinfo(machine: Machine, dtype: Value) -> Value:
    """bits, min, max of an integer dtype."""
    if not isinstance(dtype, Dtype) or dtype.category != "integer":
        raise machine.error("TypeError", f"torch.iinfo() requires an integer input type. Use torch.finfo to handle '{dtype}'")
    span = 1 << dtype.bits
    return (dtype.bits, -(span // 2), span // 2 - 1) if dtype.is_signed else (dtype.bits, 0, span - 1)


@native("torch._C._nn._parse_to_arguments")
def parse_to(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> tuple[Value, ...]:
    """Arguments of ``Module.to``: device, dtype, non_blocking, memory format."""
    device: Value = kwargs.get("device")
    dtype: Value = kwargs.get("dtype")
    non_blocking = kwargs.get("non_blocking", False)
    args = (*args, kwargs["tensor"]) if "tensor" in kwargs else args
    for value in args:
        if isinstance(value, Dtype):
            dtype = value
        elif isinstance(value, Tensor):
            device, dtype = value.device, value.dtype
        elif isinstance(value, bool):
            non_blocking = value
        elif isinstance(value, (str, int, Device)):
            device = value
    if isinstance(device, (str, int)):
        device = device_of(device, Device("cpu"))
    unknown = next((value for value in (device, dtype) if isinstance(value, Unknown)), None)
    if unknown is not None:
        # Where a model lives or in which precision is open: it stays as it is.
        device, dtype = (value if not isinstance(value, Unknown) else None for value in (device, dtype))
    return device, dtype, non_blocking, kwargs.get("memory_format")


@native("torch.serialization._contents", "torch.serialization._load")
def load(machine: Machine, *args: Value, **kwargs: Value) -> Unknown:
    """``torch.load``: what a file holds is not read."""
    return Unknown("contents of a checkpoint file", machine.location())


@native("torch._functorch._unmodelled")
def unmodelled(machine: Machine, name: str) -> Unknown:
    """A function of torch that this analysis knows by name only."""
    return Unknown(f"{name} is not modelled", machine.location())
