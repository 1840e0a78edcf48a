"""Compare training runs in closed form with published ones.

    python tests/benchmarks/published.py PUBLISHED.json

Each record has a model's parameters and, as far as published, tokens, FLOPs, device hours, energy and carbon of its training. Printed:
for each figure the factor between it and ours (for intervals their geometric middle), and which lie outside the interval.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from flake8_greenai.estimate.results import Interval
from flake8_greenai.hardware import target
from flake8_greenai.projection.grid import Zone
from flake8_greenai.projection.training_run import training_flops, training_run

DEVICES = {"A100": "a100_sxm_80", "H100": "h100_sxm", "H800": "h100_sxm", "V100": "v100_sxm2", "TPU v4": "tpu_v4"}
"""Targets by what the names of published hardware contain; an H800 is an H100 with slower links; a TPU v3 is no target."""
FLOPS = ("flops", "flops_6nd", "flops_6nd_active")
HOURS = ("gpu_hours",)
MEGAWATT_HOURS = ("energy_mwh", "energy_mwh_llama_table15", "energy_mwh_tdp")
TONNES = ("tco2e_dynamic", "tco2e_location", "tco2e_olmo", "tco2e")
INTENSITY = ("kgco2_per_kwh", "kgco2_per_kwh_olmo", "implied_kgco2_per_kwh")


def first(record: dict[str, Any], names: tuple[str, ...]) -> float | None:
    return next((record[name] for name in names if record.get(name)), None)


def compare(interval: Interval, scale: float, published: float | None) -> tuple[str, bool | None]:
    """The factor in words, and whether the interval holds the published figure."""
    if published is None:
        return "", None
    low, high = interval[0] / scale, interval[1] / scale
    middle = (low * high) ** 0.5
    holds = low <= published <= high
    return f"{max(middle / published, published / middle):.2f}{'' if holds else ' (outside)'}", holds


def line(record: dict[str, Any]) -> tuple[str, list[bool]]:
    train = record["train"]
    parameters = record.get("active_params") or record["params"]
    tokens, hardware = train.get("tokens"), train.get("hardware", "")
    device = next((key for name, key in DEVICES.items() if name in hardware), None)
    if not tokens or not parameters:
        return f"| {record['name']} | {hardware} | no token count or no single model | | | |", []
    known = first(train, FLOPS)
    ratio = training_flops(parameters, tokens) / known if known else None
    flops = "" if ratio is None else f"{max(ratio, 1 / ratio):.2f}"
    if device is None:
        return f"| {record['name']} | {hardware} | {flops} | | | |", []
    intensity = first(train, INTENSITY)
    place = Zone("x", "as published", (intensity * 1e3, intensity * 1e3), None, "") if intensity else None
    # Hours times watts without a building where no energy was published.
    pue = train.get("pue", None if "energy_mwh" in train else 1.0)
    run = training_run(target(device), parameters, tokens, dtype="float16" if "v100" in device else "bfloat16", place=place, pue=pue)
    hours = first(train, HOURS)
    if hours is None and train.get("days") and hardware.split()[0].isdigit():
        hours = int(hardware.split()[0]) * train["days"] * 24
    carbon = first(train, TONNES) if intensity else None
    figures = (
        compare(run.device_hours, 1, hours),
        compare(run.joules, 3.6e9, first(train, MEGAWATT_HOURS)),
        compare(run.gco2e, 1e6, carbon),
    )
    cells = " | ".join(text for text, _ in figures)
    return f"| {record['name']} | {hardware} | {flops} | {cells} |", [holds for _, holds in figures if holds is not None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("published", type=Path)
    records = json.loads(parser.parse_args().published.read_text())["records"]
    print("| run | device | FLOPs | device hours | energy | carbon |\n|---|---|---|---|---|---|")
    held: list[bool] = []
    for record in records:
        if record.get("train"):
            text, holds = line(record)
            held += holds
            print(text)
    print(f"{sum(held)} of {len(held)} figures in their interval ({sum(held) / len(held):.0%})")


if __name__ == "__main__":
    main()
