"""Time of a kernel on a device.

``max(core / (share · peak · filling), bytes / (share · bandwidth)) + launches · t_launch``, the shares and the launch time being the
device's constants for the dtype and the kind of kernel (``docs/hardware.md``); ``filling`` is what tiles and waves leave of the peak.
A CPU's cores wait for what they load, so there the sum stands for the larger; and its libraries copy the operand that stays (the weights)
into panels before they multiply.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from flake8_greenai.hardware import Calibration, Target
from flake8_greenai.ledger import work

TILES = ((128, 128, 1.0), (128, 64, 0.9), (64, 64, 0.75), (32, 32, 0.4), (16, 16, 0.2))
"""Rows and columns of the output that one core of a GPU computes at a time, and the share of its rate that it reaches with them."""
CPU_TILE = 16
"""Columns that vector units of CPUs fill."""
PROLOGUE = 32
"""Steps along the depth in which loads and stores of a tile would have done as much."""
STEP = 8
"""Depths are padded to this."""
SIZES = {"float64": 8, "float32": 4, "tf32": 4, "bfloat16": 2, "float16": 2, "int8": 1, "float8": 1}
"""Bytes of one element."""
AUTOCAST = 1.75
"""Traffic of a reduction under autocast over a plain one's: it stays in float32, its result is cast (4 + 4 + 4 + 2 bytes for 4 + 4)."""
VECTOR_SHARE = 0.5
"""Share of the plain float32 rate that pointwise FLOPs run at; windows of pools too, where nobody measured them."""
PACKING = 2
"""How often a CPU's library moves the operand that it packs, besides reading it: written and read again."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one kernel asks of a device.

    Attributes:
        kind: kind of kernel.
        compute: seconds at the peak rate with the filling that its tiles reach.
        memory: seconds at full bandwidth.
        launches: kernels started.
        count: how often.
        is_gradient: whether it belongs to the backward pass.
        overlaps: whether the device computes while it loads.
    """

    kind: str
    compute: float
    memory: float
    launches: float
    count: float
    is_gradient: bool = False
    overlaps: bool = True


def demand(kernel: work.Kernel, target: Target, dtype: str | None = None) -> Demand:
    """What a kernel with plain numbers asks of a target.

    Args:
        kernel: amounts without symbols.
        target: the device.
        dtype: what float32 work is done in instead, as under autocast: its bytes shrink, its contractions use that rate.
    """
    used, moved = kernel.dtype, float(kernel.bytes)
    if dtype is not None and used == "float32" and dtype != "float32":
        moved *= AUTOCAST if kernel.kind == work.REDUCTION else SIZES.get(dtype, 4) / 4
        used = dtype
    compute, overlaps = 0.0, is_gpu(target)
    if kernel.core:
        peak = peak_rate(target, used)
        filled = filling(target, float(kernel.batch), float(kernel.rows), float(kernel.columns), float(kernel.depth))
        compute = float(kernel.core) / (peak * filled)
    elif kernel.kind == work.POOLING:
        compute = float(kernel.pointwise) / peak_rate(target, "float32")
    elif kernel.pointwise:
        compute = float(kernel.pointwise) / (VECTOR_SHARE * peak_rate(target, "float32"))
    bandwidth = target.bandwidth
    loading = moved / bandwidth if bandwidth else 0.0
    if not overlaps and bandwidth:
        loading = _loading_on_cpu(kernel, moved, target, bandwidth, SIZES.get(used, 4))
    return Demand(kernel.kind, compute, loading, kernel.launches, float(kernel.count), kernel.is_gradient, overlaps)


def _loading_on_cpu(kernel: work.Kernel, moved: float, target: Target, bandwidth: float, size: int) -> float:
    """Seconds that a CPU loads and stores for: weights come from memory, activations that fit stay in the cache."""
    inside = (target.cache_gb_s or 0.0) * 1e9 or bandwidth
    stays = float(kernel.batch) * float(kernel.depth) * float(kernel.columns) * size if kernel.core else 0.0
    rest = max(moved - stays, 0.0)
    near = inside if rest <= (target.cache_mb or 0.0) * 1e6 else bandwidth
    packed = PACKING * stays if kernel.rows > 1 else 0.0
    return min(stays, moved) / bandwidth + packed / inside + rest / near


def peak_rate(target: Target, dtype: str) -> float:
    """FLOP/s of contractions; of the next wider dtype where there is no unit for this one."""
    for name in (dtype, "float16", "bfloat16", "float32"):
        rate = target.peak_flops(name)
        if rate and (name in {dtype, "float32"} or dtype not in ("float32", "float64")):
            return rate
    fastest = max(target.peak_tflops.values()) * 1e12
    return fastest / 16 if dtype == "float64" else fastest


def is_gpu(target: Target) -> bool:
    """Whether a target has many cores that tiles of work are spread over."""
    return target.kind not in ("server-cpu", "laptop-cpu", "sbc", "mcu")


def kernel_seconds(asked: Demand, constants: Calibration) -> float:
    """Seconds of a kernel, all its repetitions together."""
    share = {
        work.GEMM: constants.gemm,
        work.CONVOLUTION: constants.convolution,
        work.GROUPED: constants.grouped,
        work.DEPTHWISE: constants.depthwise,
        work.ATTENTION: constants.attention,
        work.POOLING: constants.pooling or VECTOR_SHARE,
    }.get(asked.kind, 1.0)
    share = 1.0 if share is None else share
    moving = constants.reduction if asked.kind == work.REDUCTION else constants.memory
    computing, loading = asked.compute / share, asked.memory / moving
    seconds = max(computing, loading) if asked.overlaps else computing + loading
    if asked.is_gradient:
        seconds /= constants.backward
    return asked.count * (seconds + asked.launches * constants.launch_us * 1e-6)


@lru_cache(maxsize=65536)
def _filling(cores: int, batch: float, rows: float, columns: float, depth: float) -> float:
    best = 0.0
    for height, width, share in TILES:
        tall, wide = ceil(rows / height), ceil(columns / width)
        tiles = batch * tall * wide
        # Long reductions are split over idle cores, as libraries do, at some loss.
        if tiles < cores and depth >= 1024:
            tiles = min(cores, tiles * (depth // 256)) * 0.8
        waves = tiles / cores
        used = (rows / (tall * height)) * (columns / (wide * width))
        best = max(best, share * used * waves / max(ceil(waves), 1))
    padded = ceil(depth / STEP) * STEP
    return best * (depth / padded) * (depth / (depth + PROLOGUE))


def filling(target: Target, batch: float, rows: float, columns: float, depth: float) -> float:
    """The share of all cores' rate that is left when ``batch`` products of ``rows x depth @ depth x columns`` fill whole tiles and waves.

    1 where the sizes are not known.
    """
    if min(rows, columns, depth) <= 0:
        return 1.0
    if not is_gpu(target):
        return float(columns / (ceil(columns / CPU_TILE) * CPU_TILE)) if columns > 1 else 1.0
    if columns < 8 or depth < 8:
        return 1.0  # not a matrix product for the tensor units: its kind's own share says what is reached
    return max(_filling(target.cores or 1, batch, max(rows, columns), min(rows, columns), depth), 1e-3)
