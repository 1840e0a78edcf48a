"""Work on a target: the prediction that reports and rules show."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from flake8_greenai.estimate.results import Interval, Projection
from flake8_greenai.hardware import Calibration, Target
from flake8_greenai.ledger.work import Kernel, Work
from flake8_greenai.projection.constants import constants_of
from flake8_greenai.projection.energy import footprint
from flake8_greenai.projection.grid import building, zone
from flake8_greenai.projection.numbers import SYMBOL_VALUE, Substitution
from flake8_greenai.projection.roofline import demand, kernel_seconds
from flake8_greenai.symbolic import Expression

LINK_SHARES = (0.4, 0.9)
"""Share of a link's rate in one direction that an all-reduce reaches."""
OVERLAP = (0.0, 0.7)
"""Share of an all-reduce that the backward pass hides."""
USABLE = 0.95
"""Share of a device's memory that a program gets."""
MOST = 2**40
"""Batches beyond which nothing is looked for."""


def project(
    work: Work,
    target: Target,
    zone_name: str | None = None,
    devices: int = 1,
    pue: float | None = None,
    dtype: str | None = None,
    values: Mapping[str, int] | None = None,
    default: int = SYMBOL_VALUE,
) -> Projection:
    """What work costs on a target.

    Args:
        work: of one device; with several devices each does this much on its own samples.
        target: the device.
        zone_name: see :func:`flake8_greenai.projection.grid.zone`; None for the world's average.
        devices: how many train together, exchanging gradients each time.
        pue: energy of the building over that of its computers; None for a range.
        dtype: what float32 work is done in instead (mixed precision).
        values: what symbols stand for.
        default: what all other symbols stand for, which the assumptions then say.
    """
    read = Substitution(values, default)
    low, high, bound, remarks = _busy(work, target, dtype, read)
    notes = dict.fromkeys(remarks)
    if devices > 1 and target.link_gb_s:
        times = read(work.exchanges)
        least, most = (seconds * times for seconds in exchange_seconds(read(work.gradient_bytes), devices, target))
        shares = f"{LINK_SHARES[0]:.0%} to {LINK_SHARES[1]:.0%}"
        link = f"all-reduce gets {shares} of {target.link_gb_s / 2:g} GB/s, up to {OVERLAP[1]:.0%} of it hidden"
        notes[link] = None
        if most * (1 - OVERLAP[1]) > high:
            bound = "communication"
            notes = {link: None, **notes}
        low, high = low + least * (1 - OVERLAP[1]), high + most * (1 - OVERLAP[0])
    elif devices > 1:
        notes[f"the link between devices of {target.key} is not known and left out"] = None
    if devices > 1:
        notes[f"each of {devices} devices does all these iterations, on its own share of the samples"] = None
    place = zone(zone_name)
    buildings = (pue, pue) if pue is not None else building(target.kind)
    spent = footprint(target, (low, high), bound, devices, buildings, place)
    assumptions = [*read.remarks(), *notes, *spent.assumptions]
    assumptions.append(f"electricity of {place.name}, {_range_text(place.intensity)} gCO2e/kWh")
    if pue is None and buildings != (1.0, 1.0):
        assumptions.append(f"PUE {buildings[0]:g} to {buildings[1]:g}")
    needed = None if work.peak_bytes is None else read(work.peak_bytes)
    return Projection(
        target=target.key,
        seconds=(low, high),
        joules=spent.joules,
        gco2e=spent.gco2e,
        bound=bound,
        litres=spent.litres,
        peak_bytes=work.peak_bytes,
        fits=None if needed is None else needed <= target.memory_bytes * USABLE,
        largest_batch=largest_batch(work, read, target),
        assumptions=tuple(assumptions),
    )


def _busy(work: Work, target: Target, dtype: str | None, read: Substitution) -> tuple[float, float, str, tuple[str, ...]]:
    """Lowest and highest seconds of one device, what limits most of them, and what was assumed."""
    known: dict[tuple[str, str], tuple[Calibration, str | None]] = {}
    notes: dict[str, None] = {}
    shares = {"compute": 0.0, "memory": 0.0, "launch": 0.0}
    low = high = 0.0
    for kernel in work.kernels:
        plain = _plain(kernel, read)
        key = _used(plain, dtype), plain.kind
        constants, remark = known.get(key) or known.setdefault(key, constants_of(target, *key))
        if remark is not None and plain.core:
            notes[remark] = None
        asked = demand(plain, target, dtype)
        seconds = kernel_seconds(asked, constants)
        starting = asked.count * asked.launches * constants.launch_us * 1e-6
        shares["launch" if starting > seconds / 2 else "compute" if asked.compute >= asked.memory else "memory"] += seconds
        high += seconds * exp(constants.spread)
        low += seconds * exp(-constants.spread) if plain.certain else 0.0
    return low, high, max(shares, key=shares.__getitem__), tuple(notes)


def exchange_seconds(gradient_bytes: float, devices: int, target: Target) -> Interval:
    """Seconds of a ring all-reduce: each device sends 2 (n - 1) / n of the gradients over one direction of its link."""
    if devices < 2 or not target.link_gb_s:
        return 0.0, 0.0
    sent = 2 * (devices - 1) / devices * gradient_bytes
    rate = target.link_gb_s * 1e9 / 2
    return sent / (rate * LINK_SHARES[1]), sent / (rate * LINK_SHARES[0])


def largest_batch(work: Work, read: Substitution, target: Target) -> int | None:
    """The largest batch that fits; None when the batch or the memory needed is not known.

    Where memory is a formula of the batch, that formula decides. Else each of the moments that may be the peak has a part that grows
    with the batch; without moments, all but what is resident does.
    """
    if work.peak_bytes is None or work.batch is None:
        return None
    usable = target.memory_bytes * USABLE
    if type(work.batch) is Expression and type(work.peak_bytes) is Expression:
        names = {str(one) for one in work.batch.symbols()} & {str(one) for one in work.peak_bytes.symbols()}
        if len(names) == 1:
            return _largest_value(work, names.pop(), read, usable)
    size, needed, resident = read(work.batch), read(work.peak_bytes), read(work.resident_bytes)
    moments = [(read(fixed), read(live)) for fixed, live in work.moments] or [(resident, needed)]
    fitting = [(usable - fixed) * size // (live - fixed) for fixed, live in moments if live > fixed]
    if size < 1 or not fitting:
        return None
    if any(fixed > usable for fixed, _ in moments):
        return 0
    return max(int(min(fitting)), 0)


def _largest_value(work: Work, name: str, read: Substitution, usable: float) -> int | None:
    """The largest batch whose memory fits, ``name`` being the symbol that both are formulas of."""
    assert work.peak_bytes is not None

    def fits(value: int) -> bool:
        one = Substitution({**read.values, name: value}, read.default)
        return one(work.peak_bytes) <= usable  # type: ignore[arg-type]

    if not fits(1):
        return 0
    high = 2
    while fits(high):
        high *= 2
        if high > MOST:
            return None
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return int(Substitution({**read.values, name: low}, read.default)(work.batch))  # type: ignore[arg-type]


def _used(kernel: Kernel, dtype: str | None) -> str:
    used = dtype if dtype is not None and kernel.dtype == "float32" else kernel.dtype
    return used if used.startswith(("float", "bfloat", "int8")) else (dtype or "float32")


def _plain(kernel: Kernel, read: Substitution) -> Kernel:
    sizes = (kernel.core, kernel.pointwise, kernel.bytes, kernel.count, kernel.batch, kernel.rows, kernel.columns, kernel.depth)
    if all(type(size) is int for size in sizes):
        return kernel
    core, pointwise, moved, count, batch, rows, columns, depth = (round(read(size)) for size in sizes)
    return Kernel(
        kernel.name, kernel.kind, core, pointwise, moved, kernel.dtype, kernel.launches, count, batch, rows, columns, depth,
        kernel.is_gradient, kernel.certain,
    )  # fmt: skip


def _range_text(pair: tuple[float, float]) -> str:
    low, high = (f"{value:.0f}" for value in pair)
    return low if low == high else f"{low} to {high}"
