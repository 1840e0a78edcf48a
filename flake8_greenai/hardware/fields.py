"""What a target may say: the type of each key, checked with messages that name target, key and value."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from flake8_greenai.hardware.targets import Calibration, Efficiency, Embodied, Measurement

PEAKS = ("float64", "float64_matrix", "float32", "float32_matrix", "tf32", "bfloat16", "float16", "float8", "int8", "float4")
"""Dtypes that a peak rate may be given for."""


class HardwareError(ValueError):
    """A description of hardware that cannot be used; the message names target, key, value and what is allowed."""


Check = Callable[[Any, str], Any]


def wrong(where: str, value: object, allowed: str) -> HardwareError:
    """The error of a value that is not allowed."""
    shown = repr(value)
    return HardwareError(f"{where} is {shown if len(shown) <= 60 else shown[:57] + '...'}; it must be {allowed}")


def number(value: Any, where: str) -> float:
    """A finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        raise wrong(where, value, "a number that is not negative")
    return value


def _share(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise wrong(where, value, "a number above 0 and up to 1")
    return value


def _count(value: Any, where: str) -> int:
    if type(value) is not int or value < 1:
        raise wrong(where, value, "a positive integer")
    return value


def _year(value: Any, where: str) -> int:
    if type(value) is not int or not 1990 <= value <= 2100:
        raise wrong(where, value, "a year")
    return value


def text(value: Any, where: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise wrong(where, value, "a string")
    return value


def flag(value: Any, where: str) -> bool:
    """True or false."""
    if type(value) is not bool:
        raise wrong(where, value, "true or false")
    return value


def _list(value: Any, where: str, check: Check) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise wrong(where, value, "a list")
    return tuple(check(item, f"{where}[{place}]") for place, item in enumerate(value))


def _numbers(value: Any, where: str) -> tuple[float, ...]:
    return _list(value, where, number)


def _texts(value: Any, where: str) -> tuple[str, ...]:
    return _list(value, where, text)


def _range(value: Any, where: str) -> tuple[float, float]:
    pair = _numbers(value, where)
    if len(pair) != 2 or pair[0] > pair[1]:
        raise wrong(where, value, "[low, high] with low <= high")
    return pair[0], pair[1]


def table(value: Any, where: str, checks: Mapping[str, Check], required: tuple[str, ...]) -> dict[str, Any]:
    """A table whose keys are all known and of the right types."""
    if not isinstance(value, Mapping):
        raise wrong(where, value, "a table")
    for key in value:
        if key not in checks:
            raise HardwareError(f"{where} has the unknown key {key!r}; allowed are {', '.join(checks)}")
    for key in required:
        if key not in value:
            raise HardwareError(f"{where} lacks the key {key!r}")
    return {key: checks[key](item, f"{where}.{key}") for key, item in value.items()}


def _peaks(value: Any, where: str) -> dict[str, float]:
    peaks = table(value, where, dict.fromkeys(PEAKS, number), ())
    if not peaks:
        raise wrong(where, value, f"a table with a rate for at least one of {', '.join(PEAKS)}")
    return peaks


def _embodied(value: Any, where: str) -> Embodied:
    checks = {"kgco2e": number, "low": number, "high": number, "source": text}
    embodied = Embodied(**table(value, where, checks, tuple(checks)))
    if not embodied.low <= embodied.kgco2e <= embodied.high:
        raise wrong(where, value, "a table with low <= kgco2e <= high")
    return embodied


def _efficiency(value: Any, where: str) -> Efficiency:
    checks: dict[str, Check] = dict.fromkeys(("compute", "memory", "inference", "training"), _share)
    return Efficiency(**table(value, where, {**checks, "precision": text, "source": text}, ("source",)))


def _calibration(value: Any, where: str) -> Calibration:
    kinds = ("gemm", "convolution", "grouped", "depthwise", "attention", "pooling", "memory", "reduction", "backward")
    shares: dict[str, Check] = dict.fromkeys(kinds, _share)
    checks = {**shares, "dtype": text, "launch_us": number, "spread": number, "source": text}
    required = tuple(key for key in checks if key not in ("convolution", "grouped", "depthwise", "attention", "pooling"))
    return Calibration(**table(value, where, checks, required))


def _calibrations(value: Any, where: str) -> tuple[Calibration, ...]:
    return _list(value, where, _calibration)


def _measurement(value: Any, where: str) -> Measurement:
    checks: dict[str, Check] = {"what": text, "value": number, "unit": text}
    return Measurement(**table(value, where, checks, tuple(checks)))


def _measured(value: Any, where: str) -> tuple[Measurement, ...]:
    return _list(value, where, _measurement)


TARGET: dict[str, Check] = {
    "name": text,
    "vendor": text,
    "kind": text,
    "year": _year,
    "peak_tflops": _peaks,
    "memory_gb": number,
    "bandwidth_gb_s": number,
    "cores": _count,
    "cache_mb": number,
    "cache_gb_s": number,
    "peak_w": number,
    "idle_w": number,
    "context_idle_w": _range,
    "power_modes_w": _numbers,
    "link": text,
    "link_gb_s": number,
    "host_gb_s": number,
    "embodied": _embodied,
    "efficiency": _efficiency,
    "calibration": _calibrations,
    "measured": _measured,
    "source": text,
    "checked": flag,
    "checked_fields": _texts,
    "checked_against": text,
    "notes": text,
}
"""The keys of a target and what checks them."""

SHIPPED = ("name", "vendor", "kind", "year", "peak_tflops", "memory_gb", "cores", "cache_mb", "source", "checked", "checked_fields")
"""The keys that every target of ``hardware.toml`` has."""
OWN = ("peak_tflops", "memory_gb")
"""The keys that a target of a project's own configuration has, unless it extends another target."""
