"""One device, as ``hardware.toml`` describes it. Units are in the attribute names or beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_PEAK_KEYS = {
    "float64": "float64",
    "complex128": "float64",
    "float32": "float32",
    "complex64": "float32",
    "bfloat16": "bfloat16",
    "float16": "float16",
    "int8": "int8",
    "uint8": "int8",
    "qint8": "int8",
    "quint8": "int8",
}


@dataclass(frozen=True, slots=True)
class Embodied:
    """Carbon of manufacturing one device, in kg CO2e; ``low`` and ``high`` span the sources."""

    kgco2e: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Efficiency:
    """Shares of the peaks that programs reach, each 0 to 1; None where nobody measured it.

    Attributes:
        compute: reached FLOP/s over peak FLOP/s in a large matmul.
        memory: reached GB/s over peak GB/s in a large copy.
        inference: roofline time over measured time of whole models, in ``precision``.
        training: the same for training steps.
        precision: dtype of ``inference`` and ``training``.
        source: who measured.
    """

    compute: float | None = None
    memory: float | None = None
    inference: float | None = None
    training: float | None = None
    precision: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Constants of the time model for contractions in one dtype, fitted on measured run times; see ``docs/hardware.md``.

    Attributes:
        dtype: of the contractions.
        gemm, convolution, grouped, depthwise, attention: reached share of the peak rate by kind of kernel; None where the measured
            models have no such kernels. ``pooling``: share of the float32 rate that windows are gone through at.
        memory: reached share of the bandwidth; ``reduction``: of kernels that go over their operand more than once.
        backward: speed of the backward pass's kernels over that of the same work forward.
        launch_us: microseconds that each kernel takes at least.
        spread: nine of ten models that were not fitted are within exp(-spread) and exp(spread) times the prediction.
        source: what was measured, and by whom.
    """

    dtype: str
    gemm: float
    memory: float
    reduction: float
    backward: float
    launch_us: float
    spread: float
    source: str
    convolution: float | None = None
    grouped: float | None = None
    depthwise: float | None = None
    attention: float | None = None
    pooling: float | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """A single measured figure: ``value`` in ``unit``, of ``what``."""

    what: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Target:
    """A device that programs may run on.

    Attributes:
        key: name of its table, by which configuration refers to it.
        name: how reports call it.
        vendor, kind, year: who makes it, what it is, first delivery.
        peak_tflops: TFLOP/s by dtype (TOP/s for int8), dense, 1 multiply-add = 2.
        memory_gb: GB of device memory.
        bandwidth_gb_s: GB/s between memory and chip.
        cores: multiprocessors, compute units, matrix or CPU cores.
        cache_mb: MB of last-level on-chip memory.
        cache_gb_s: GB/s that a CPU's cores move what is in it at; None for ``bandwidth_gb_s``.
        peak_w: W, limit of the board or package.
        idle_w: W at rest.
        context_idle_w: lowest and highest W above rest once a compute context exists.
        power_modes_w: W of the selectable power limits.
        link, link_gb_s: interconnect and its GB/s, both directions together.
        host_gb_s: GB/s to the host, both directions together.
        embodied: carbon of manufacturing.
        efficiency: reached shares of the peaks.
        calibration: constants of the time model, by dtype.
        measured: single measurements.
        source: where the figures are from.
        checked: whether the main figures were seen in print; ``checked_fields`` says which, ``checked_against`` where.
        notes: traps and exceptions.
    """

    key: str
    name: str
    peak_tflops: Mapping[str, float]
    memory_gb: float
    vendor: str = ""
    kind: str = ""
    year: int | None = None
    bandwidth_gb_s: float | None = None
    cores: int | None = None
    cache_mb: float | None = None
    cache_gb_s: float | None = None
    peak_w: float | None = None
    idle_w: float | None = None
    context_idle_w: tuple[float, float] | None = None
    power_modes_w: tuple[float, ...] = ()
    link: str = ""
    link_gb_s: float | None = None
    host_gb_s: float | None = None
    embodied: Embodied | None = None
    efficiency: Efficiency | None = None
    calibration: tuple[Calibration, ...] = ()
    measured: tuple[Measurement, ...] = ()
    source: str = ""
    checked: bool = False
    checked_fields: tuple[str, ...] = field(default=())
    checked_against: str = ""
    notes: str = ""

    def peak_flops(self, dtype: str) -> float | None:
        """Peak FLOP/s of contractions in ``dtype`` (torch's name); None without a native unit for it.

        float32 is the plain float32 rate: frameworks do not use tf32 unless told to.
        """
        key = _PEAK_KEYS.get(dtype) or ("float8" if dtype.startswith("float8") else "float4" if dtype.startswith("float4") else dtype)
        rates = [self.peak_tflops[name] for name in (key, f"{key}_matrix") if name in self.peak_tflops]
        return max(rates) * 1e12 if rates else None

    @property
    def memory_bytes(self) -> float:
        """Bytes of device memory."""
        return self.memory_gb * 1e9

    @property
    def bandwidth(self) -> float | None:
        """Bytes per second between memory and chip."""
        return None if self.bandwidth_gb_s is None else self.bandwidth_gb_s * 1e9


@dataclass(frozen=True, slots=True)
class Reference:
    """Figures that belong to no device, by name with their unit in it."""

    figures: Mapping[str, float]
    source: str
    checked: bool
