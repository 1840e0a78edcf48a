"""The constants of the time model for a device and a dtype: its own where it was measured, else those of its class."""

from __future__ import annotations

from dataclasses import replace

from flake8_greenai.hardware import Calibration, Target, reference
from flake8_greenai.ledger.work import ATTENTION, CONVOLUTION, DEPTHWISE, GEMM, GROUPED

_FIELDS = {CONVOLUTION: "convolution", GROUPED: "grouped", DEPTHWISE: "depthwise", ATTENTION: "attention"}

CLASS_SPREAD = 0.45
"""Least half width, in logarithms, of intervals that rest on other devices' constants."""
UNMEASURED_SPREAD = 0.7
"""The same for kinds of kernels that nobody measured on devices like it."""
LOW_WATTS = 100
"""Cards up to this draw do not keep their peak clock in long products."""


def class_of(target: Target) -> str:
    """The class of devices that behave alike, as far as measurements tell."""
    if target.kind in ("server-cpu", "laptop-cpu", "sbc", "mcu"):
        return "cpu"
    if target.vendor == "amd":
        return "amd"
    if target.kind == "consumer-gpu":
        return "consumer"
    return "low_power" if target.kind == "datacenter-gpu" and (target.peak_w or LOW_WATTS + 1) <= LOW_WATTS else "datacenter"


def constants_of(target: Target, dtype: str, kind: str = GEMM) -> tuple[Calibration, str | None]:
    """The constants for kernels of a kind in ``dtype`` on a target, and what is to be assumed when they are not its own."""
    own = next((one for one in target.calibration if one.dtype == dtype), None)
    field = _FIELDS.get(kind)
    if own is not None and (field is None or getattr(own, field) is not None):
        return own, None
    if own is not None and field is not None:
        share = getattr(_of_class(class_of(target)), field)
        remark = f"{kind} on {target.key} reaches {share:.0%} of the peak: not measured"
        return replace(own, spread=max(own.spread, UNMEASURED_SPREAD), **{field: share}), remark
    name = class_of(target)
    half = dtype in ("float16", "bfloat16", "float8", "int8")
    if half and name in ("datacenter", "low_power"):
        name = "consumer"  # the only class whose tensor cores were measured with whole models
    found = _of_class(name)
    efficiency = target.efficiency
    if efficiency is not None and efficiency.compute is not None and efficiency.memory is not None:
        gemm = efficiency.compute
        found = replace(found, gemm=gemm, convolution=min(found.convolution or gemm, gemm), memory=min(found.memory, efficiency.memory))
    spread = found.spread if name == class_of(target) else found.spread * 1.3
    remark = f"{target.key} runs {dtype} work at the shares of its peaks that other devices reach ({name})"
    return replace(found, dtype=dtype, spread=spread), remark


def _of_class(name: str) -> Calibration:
    known = reference()[f"calibration_{name}"]
    return Calibration(dtype="", source=known.source, **known.figures)
