"""Energy, carbon and water of the time that devices are busy.

power = idle + utilisation · (peak - idle); energy = power · seconds · devices · PUE; carbon = energy · intensity + embodied share.
"""

from __future__ import annotations

from dataclasses import dataclass

from flake8_greenai.estimate.results import Interval
from flake8_greenai.hardware import Target, reference
from flake8_greenai.projection.grid import Zone

IDLE_SHARE = (0.08, 0.2)
"""Idle power over peak power where no source gives it."""
UTILISATION = {"compute": (0.75, 1.0), "memory": (0.5, 0.9), "launch": (0.1, 0.45), "communication": (0.3, 0.7)}
"""Share of the way from idle to peak power that work draws, by what limits it."""
HOST_SHARE = (0.0, 0.35)
"""Host power over that of a data centre's accelerators: none counted, or the 1200 W of a server of eight."""
LIFETIME = (3 * 365.25 * 86400, 5 * 365.25 * 86400)
"""Seconds that hardware is in use for; embodied carbon is spread over them."""
EMBODIED_SHARE = (0.5, 1.0)
"""Share of its lifetime that hardware is busy: what idles must be borne by what works."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """Joules at the wall, grams of CO2e (embodied share included) and litres."""

    joules: Interval
    gco2e: Interval
    litres: Interval | None
    assumptions: tuple[str, ...]


def power(target: Target, bound: str) -> tuple[Interval, str | None]:
    """Watts of one device that works, and what was assumed."""
    remark = None
    peak = target.peak_w
    if peak is None:
        if target.kind.endswith("cpu"):
            peak = reference()["power_unknown_cpu"].figures["w_per_core"] * (target.cores or 1)
        else:
            peak = reference()["power_unknown_gpu"].figures["w"]
        remark = f"{target.key} draws up to {peak:.0f} W"
    low, high = UTILISATION[bound]
    idles = (target.idle_w, target.idle_w) if target.idle_w is not None else (IDLE_SHARE[0] * peak, IDLE_SHARE[1] * peak)
    return (idles[0] + low * (peak - idles[0]), idles[1] + high * (peak - idles[1])), remark


def footprint(target: Target, seconds: Interval, bound: str, devices: int, pue: Interval, place: Zone) -> Footprint:
    """What ``seconds`` on ``devices`` of a target cost.

    Args:
        target: one device.
        seconds: wall time.
        bound: what limits the work.
        devices: how many work together.
        pue: lowest and highest energy of the building over that of its computers.
        place: where the electricity is from.
    """
    watts, remark = power(target, bound)
    host = HOST_SHARE if target.kind in ("datacenter-gpu", "ai-accelerator", "tpu") else (0.0, 0.0)
    joules = (
        seconds[0] * watts[0] * (1 + host[0]) * devices * pue[0],
        seconds[1] * watts[1] * (1 + host[1]) * devices * pue[1],
    )
    kwh = (joules[0] / 3.6e6, joules[1] / 3.6e6)
    low, high = embodied_share(target, seconds, devices)
    litres = None if place.litres is None else (kwh[0] * place.litres, kwh[1] * place.litres)
    notes = [] if remark is None else [remark]
    if target.embodied is None:
        notes.append(f"carbon of making {target.key} is not known and left out")
    return Footprint(joules, (kwh[0] * place.intensity[0] + low, kwh[1] * place.intensity[1] + high), litres, tuple(notes))


def embodied_share(target: Target, seconds: Interval, devices: int = 1) -> Interval:
    """Grams of CO2e of making the devices that fall to the time they are used; 0 where nobody says what making them costs."""
    made = target.embodied
    if made is None:
        return 0.0, 0.0
    return (
        made.low * 1e3 * seconds[0] / (LIFETIME[1] * EMBODIED_SHARE[1]) * devices,
        made.high * 1e3 * seconds[1] / (LIFETIME[0] * EMBODIED_SHARE[0]) * devices,
    )
