"""``greenai hardware [NAME]``: the targets, or all that is known of one."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.configuration.loading import ConfigurationError, load
from flake8_greenai.hardware import HardwareError, Target, names, target

COLUMNS = ("Name", "Device", "Year", "Memory", "Bandwidth", "float32", "float16", "int8", "Power")
UNITS = {"memory_gb": "GB", "bandwidth_gb_s": "GB/s", "cache_mb": "MB", "link_gb_s": "GB/s", "host_gb_s": "GB/s"}
LABELS = {"peak_tflops": "peak", "memory_gb": "memory", "bandwidth_gb_s": "bandwidth", "cache_mb": "cache", "peak_w": "peak power"}


def run(options: Namespace) -> int:
    """Print the table of targets, those of the project at hand first, or one target.

    Raises:
        UsageError: when there is no target of that name, or the project's configuration cannot be used.
    """
    own = _own_targets()
    if options.name:
        found = find_device(options.name, own)
        _write_json(asdict(found)) if options.format == "json" else _print_target(found)
        return 0
    known = [find_device(name, own) for name in names(own)]
    if options.format == "json":
        _write_json([asdict(item) for item in known])
        return 0
    from flake8_greenai.reports.tables import print_table  # noqa: PLC0415

    print_table(COLUMNS, [_row(item) for item in known], COLUMNS[2:])
    return 0


def find_device(name: str, own: Mapping[str, Mapping[str, Any]] | None = None) -> Target:
    """The target of that name.

    Raises:
        UsageError: when there is none.
    """
    try:
        return target(name, _own_targets() if own is None else own)
    except HardwareError as error:
        raise UsageError(str(error)) from None


def _own_targets() -> Mapping[str, Mapping[str, Any]]:
    try:
        return load(os.path.join(os.getcwd(), "-")).hardware
    except ConfigurationError as error:
        raise UsageError(str(error)) from None


def _write_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=2, default=dict) + "\n")


def _row(item: Target) -> tuple[str, ...]:
    peaks = (_figure(item.peak_tflops.get(name), "TOP/s" if name == "int8" else "TFLOP/s") for name in ("float32", "float16", "int8"))
    memory, bandwidth = _figure(item.memory_gb, "GB"), _figure(item.bandwidth_gb_s, "GB/s")
    return (item.key, item.name, str(item.year or ""), memory, bandwidth, *peaks, _figure(item.peak_w, "W"))


def _figure(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:g} {unit}"


def _print_target(item: Target) -> None:
    for label, text in _lines(item):
        sys.stdout.write(f"{label:<18} {text}\n")


def _lines(item: Target) -> Iterator[tuple[str, str]]:
    """Every figure that is known, with its unit; the unit is the end of the field's name."""
    yield item.key, item.name
    for field, value in asdict(item).items():
        if field in ("key", "name", "checked_fields") or value in (None, "", (), {}):
            continue
        label = LABELS.get(field, field.replace("_", " ").removesuffix(" w"))
        if field == "peak_tflops":
            for name, peak in value.items():
                yield f"peak {name}", _figure(peak, "TOP/s" if name.startswith("int") else "TFLOP/s")
        elif field == "measured":
            for measurement in value:
                yield "measured", f"{measurement['what']}: {_figure(measurement['value'], measurement['unit'])}"
        elif isinstance(value, Mapping):
            yield label, ", ".join(f"{name} {part}" for name, part in value.items() if part not in (None, ""))
        elif isinstance(value, (tuple, list)):
            yield (
                label,
                f"{' to '.join(map(str, value)) if len(value) == 2 else ', '.join(map(str, value))}{' W' if field.endswith('_w') else ''}",
            )
        elif field == "checked":
            yield label, ", ".join(item.checked_fields) if value else "no, figures are from memory of the source"
        else:
            unit = "W" if field.endswith("_w") else UNITS.get(field, "")
            yield label, _figure(value, unit) if unit else str(value)
