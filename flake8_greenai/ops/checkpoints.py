"""Configurations of checkpoints: of a folder, of the local cache of the hub, or known (``facts/checkpoints.toml``)."""

from __future__ import annotations

import json
import os
import sys
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Value

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MAX_BYTES = 1_000_000
"""Size of a configuration that is read."""


@lru_cache(maxsize=1)
def facts() -> dict[str, dict[str, Any]]:
    """Configurations by the name of the checkpoint, in lower case, with and without its owner."""
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  most programs load no checkpoint
    else:
        import tomli as tomllib  # noqa: PLC0415
    path = resources.files("flake8_greenai") / "facts" / "checkpoints.toml"
    found: dict[str, dict[str, Any]] = {}
    for entry in tomllib.loads(path.read_text(encoding="utf-8"))["checkpoint"]:
        config = entry["config"] | dict.fromkeys(entry.get("null", ()))
        for name in entry["names"]:
            found[name.lower()] = found[name.rpartition("/")[2].lower()] = config
    return found


@native("_greenai.checkpoint")
def checkpoint(machine: Machine, name: Value) -> Value:
    """The configuration of a checkpoint as a dict, None when it is not known."""
    text = machine.to_str(name) if not isinstance(name, str) else name
    found = _read(_beside_the_program(machine, text)) or _read(_in_cache(text))
    if found is None:
        found = facts().get(text.lower())
    return None if found is None else json.loads(json.dumps(found))


def _beside_the_program(machine: Machine, name: str) -> Path | None:
    """``config.json`` in a folder whose path is absolute, or starts where the program is or where the analysis runs."""
    main = machine.modules.get("__main__")
    folder = Path(getattr(main, "path", "") or "").parent
    for candidate in (folder / name, Path(name)):
        if (candidate / "config.json").is_file():
            return candidate / "config.json"
    return None


def _in_cache(name: str) -> Path | None:
    """The newest snapshot of the checkpoint in the local cache of the hub."""
    home = os.environ.get("HF_HUB_CACHE") or os.path.join(os.environ.get("HF_HOME") or "~/.cache/huggingface", "hub")
    folder = Path(home).expanduser() / ("models--" + name.replace("/", "--")) / "snapshots"
    try:
        files = sorted(folder.glob("*/config.json"), key=lambda file: file.stat().st_mtime)
    except OSError:
        return None
    return files[-1] if files else None


def _read(path: Path | None) -> dict[str, Any] | None:
    try:
        if path is None or path.stat().st_size > MAX_BYTES:
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) else None
