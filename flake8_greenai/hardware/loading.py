"""Loading ``hardware.toml`` and the targets that a project defines for itself, with every key checked."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flake8_greenai.hardware.fields import OWN, SHIPPED, TARGET, HardwareError, flag, number, table, text, wrong
from flake8_greenai.hardware.targets import Reference, Target
from flake8_greenai.resources import resource

SCHEMA = 1
"""The version of the layout that this code reads."""
NAME = "hardware.toml"
Tables = Mapping[str, Mapping[str, Any]]


@lru_cache(maxsize=1)
def targets() -> Mapping[str, Target]:
    """All targets of ``hardware.toml`` by key."""
    return MappingProxyType(load(resource(NAME)))


def names(own: Tables | None = None) -> tuple[str, ...]:
    """Keys of all targets, a project's ``own`` included, in the order of ``hardware.toml``."""
    return tuple(dict.fromkeys((*targets(), *(own or ()))))


def target(name: str, own: Tables | None = None) -> Target:
    """The target called ``name``.

    Args:
        name: key of a target.
        own: a project's own targets, ``[tool.greenai.hardware.NAME]``, which go before those of ``hardware.toml``.

    Raises:
        HardwareError: when there is none of that name (close matches are named), or the project's own one is not usable.
    """
    if own is not None and name in own:
        return own_target(name, own)
    known = targets()
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name.lower().replace("-", "_").replace(" ", "_"), names(own), n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(close)}?" if close else "greenai hardware lists them"
    raise HardwareError(f"there is no hardware target {name!r}; {advice}")


def own_target(name: str, own: Tables, pending: tuple[str, ...] = ()) -> Target:
    """A target that a project defines, alone or by what it changes in the one that it ``extends``."""
    where = f"hardware.{name}"
    description = own[name]
    if not isinstance(description, Mapping):
        raise wrong(where, description, "a table")
    extended = description.get("extends")
    if extended is None:
        fields = table(description, where, TARGET, OWN)
        return Target(**{"name": name, **fields, "key": name})
    base = text(extended, f"{where}.extends")
    if base in (*pending, name):
        if base == name and base in targets():
            known = targets()[base]
        else:
            raise HardwareError(f"{where}.extends is {base!r}, which leads back to itself")
    else:
        known = own_target(base, own, (*pending, name)) if base in own else target(base)
    fields = table({key: value for key, value in description.items() if key != "extends"}, where, TARGET, ())
    if "peak_tflops" in fields:
        fields["peak_tflops"] = {**known.peak_tflops, **fields["peak_tflops"]}
    sources = {"source": f"{base} with changes", "checked": False, "checked_fields": (), "checked_against": ""}
    return replace(known, **{**sources, **fields, "key": name})


def load(path: Path) -> dict[str, Target]:
    """The targets of a file in the layout of ``hardware.toml``.

    Raises:
        HardwareError: when it is not valid.
    """
    content = _read(path)
    return {
        key: Target(key=key, **table(description, f"{path.name}: target.{key}", TARGET, SHIPPED))
        for key, description in _tables(content, "target", path).items()
    }


@lru_cache(maxsize=1)
def reference() -> Mapping[str, Reference]:
    """Figures of ``hardware.toml`` that belong to no device: power of memory, embodied carbon of server parts."""
    path = resource(NAME)
    result = {}
    for key, description in _tables(_read(path), "reference", path).items():
        where = f"{path.name}: reference.{key}"
        figures = {name: number(value, f"{where}.{name}") for name, value in description.items() if name not in ("source", "checked")}
        missing = [name for name in ("source", "checked") if name not in description]
        if missing:
            raise HardwareError(f"{where} lacks the key {missing[0]!r}")
        result[key] = Reference(figures, text(description["source"], f"{where}.source"), flag(description["checked"], f"{where}.checked"))
    return MappingProxyType(result)


def _tables(content: Mapping[str, Any], section: str, path: Path) -> Mapping[str, Mapping[str, Any]]:
    tables = content.get(section, {})
    if not isinstance(tables, Mapping):
        raise wrong(f"{path.name}: {section}", tables, "tables")
    for key, value in tables.items():
        if not isinstance(value, Mapping):
            raise wrong(f"{path.name}: {section}.{key}", value, "a table")
    return tables


def _read(path: Path) -> Mapping[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  (most runs name no target)
    else:
        import tomli as tomllib  # noqa: PLC0415
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HardwareError(f"{path.name} cannot be read: {error}") from error
    if content.get("schema") != SCHEMA:
        raise wrong(f"{path.name}: schema", content.get("schema"), str(SCHEMA))
    for key in content:
        if key not in ("schema", "target", "reference"):
            raise HardwareError(f"{path.name} has the unknown key {key!r}; allowed are schema, target, reference")
    return content
