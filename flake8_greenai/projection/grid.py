"""What a kilowatt-hour costs by zone: carbon and water, from ``facts/grid.toml``; and what buildings add."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flake8_greenai.resources import PACKAGE

UNCERTAINTY = 0.1
"""Share by which a year's average may be off where only one year is known."""
LEAST_PUE = 1.1
"""Energy of a building over that of its computers, of the best run ones (``pue.google``); ``pue.default`` is the average."""


@dataclass(frozen=True, slots=True)
class Zone:
    """An electricity zone.

    Attributes:
        key: three-letter country code, cloud region, or ``WOR``.
        name: in words.
        intensity: lowest and highest g CO2e per kWh of the years known.
        litres: water of generation in L per kWh, None when not known.
        source: where the figures are from, with the year.
    """

    key: str
    name: str
    intensity: tuple[float, float]
    litres: float | None
    source: str


class ZoneError(ValueError):
    """There is no such electricity zone."""


@lru_cache(maxsize=1)
def _facts() -> Mapping[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  (most runs name no target)
    else:
        import tomli as tomllib  # noqa: PLC0415
    content: Mapping[str, Any] = tomllib.loads((PACKAGE / "facts" / "grid.toml").read_text(encoding="utf-8"))
    return content


def zone(name: str | None = None) -> Zone:
    """The zone of that name: a country (``FRA``, ``France``), a cloud region (``us-central1``); the world's average for None.

    Raises:
        ZoneError: when there is none.
    """
    facts = _facts()
    if name is None or name.upper() in ("WOR", "WORLD"):
        world = facts["world"]
        figures = sorted((world["y2023"], world["y2024"]))
        return Zone("WOR", "world", (figures[0], figures[1]), None, world["source"])
    for region, facts_of in ((key, value) for regions in facts["cloud"].values() for key, value in regions.items()):
        if region == name.lower():
            return Zone(region, facts_of["city"], _spread(facts_of["gco2e_kwh"]), _litres(facts, facts_of["country"]), facts_of["source"])
    for key, facts_of in facts["country"].items():
        if name.upper() == key or name.lower() == facts_of["name"].lower():
            now, before = facts_of["gco2e_kwh"], facts_of.get("previous_gco2e_kwh")
            intensity = _spread(now) if before is None else (min(now, before), max(now, before))
            return Zone(key, facts_of["name"], intensity, facts_of.get("wue_l_kwh"), f"{facts_of['source']} ({facts_of['year']})")
    raise ZoneError(f"there is no electricity zone {name!r}; zones are three-letter country codes, names of countries and cloud regions")


def _spread(figure: float) -> tuple[float, float]:
    return figure * (1 - UNCERTAINTY), figure * (1 + UNCERTAINTY)


def _litres(facts: Mapping[str, Any], country: str) -> float | None:
    known: float | None = facts["country"].get(country, {}).get("wue_l_kwh")
    return known


def building(kind: str) -> tuple[float, float]:
    """Lowest and highest PUE to reckon with for a kind of device when none is stated."""
    facts = _facts()["pue"]
    if kind in ("laptop-soc", "laptop-cpu", "sbc", "mcu", "edge-soc", "consumer-gpu", "workstation-gpu"):
        return facts["local_machine"]["value"], facts["local_machine"]["value"]
    return LEAST_PUE, facts["default"]["value"]
