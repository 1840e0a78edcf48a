"""Budgets, and which of them applies to a model: the one by qualified name, else by path, else the project's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePath

from flake8_greenai.configuration.quantities import BYTES, FLOPS, GRAMS, JOULES, PARAMETERS, SECONDS, SHARE, Kind

MODEL_KINDS: dict[str, Kind] = {
    "flops": FLOPS,
    "parameters": PARAMETERS,
    "weights": BYTES,
    "memory": BYTES,
    "latency": SECONDS,
    "energy": JOULES,
    "carbon": GRAMS,
    "layer-share": SHARE,
}
"""One call of a model, or one whole generation: forward FLOPs, parameters, bytes of weights, peak memory, time, energy, carbon; and the
share of a model's FLOPs that one layer may hold."""
TRAINING_KINDS: dict[str, Kind] = {
    "training-flops": FLOPS,
    "training-memory": BYTES,
    "training-time": SECONDS,
    "training-energy": JOULES,
    "training-carbon": GRAMS,
}
"""One training run: a whole training loop with all its epochs."""
PROJECT_KINDS: dict[str, Kind] = {"project-flops": FLOPS, "project-time": SECONDS, "project-energy": JOULES, "project-carbon": GRAMS}
"""All loops of all files of one report together."""
KINDS: dict[str, Kind] = {**MODEL_KINDS, **TRAINING_KINDS, **PROJECT_KINDS}
"""What can have a budget."""
PREDICTED_KINDS = frozenset(kind for kind, unit in KINDS.items() if unit.name in ("time", "energy", "carbon"))
"""Those that are predicted for a target."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a model may cost, in base units; ``text`` as the user wrote it."""

    amount: int | float
    text: str


Limits = Mapping[str, Budget | None]
"""Budgets by kind; None lifts a budget that a wider table sets."""


@dataclass(frozen=True, slots=True)
class Budgets:
    """All budgets of a configuration: for the project, by path pattern, by qualified name of a model."""

    project: Limits = field(default_factory=dict)
    paths: Mapping[str, Limits] = field(default_factory=dict)
    models: Mapping[str, Limits] = field(default_factory=dict)

    def find(self, kind: str, path: str, names: tuple[str, ...]) -> Budget | None:
        """The budget for a model in the file ``path`` (relative to the configuration's folder), or None.

        ``names`` are the model's names, see :func:`model_names`. The longest matching name wins, then the path pattern with
        the most literal characters (the later one of equals), then the project.
        """
        by_name = [(len(key), limits) for key, limits in self.models.items() if matches_name(key, names)]
        by_path = [(_literal_length(pattern), limits) for pattern, limits in self.paths.items() if matches_path(pattern, path)]
        for tables in (by_name, by_path):
            tables.reverse()
            for _, limits in sorted(tables, key=lambda item: -item[0]):
                if kind in limits:
                    return limits[kind]
        return self.project.get(kind)


def model_names(path: str, qualname: str, method: str = "") -> tuple[str, ...]:
    """Dotted names of a model: ``nets.resnet.ResNet`` for class ``ResNet`` of ``nets/resnet.py``, also with its method."""
    parts = [part for part in PurePath(path).with_suffix("").parts if part not in ("/", "..", ".")] if path else []
    if parts and parts[-1] == "__init__":
        parts.pop()
    name = ".".join([*parts, qualname])
    return (name, f"{name}.{method}") if method else (name,)


def matches_name(key: str, names: tuple[str, ...]) -> bool:
    """Whether ``key`` is one of the names or its last parts: ``ResNet`` and ``resnet.ResNet`` match ``nets.resnet.ResNet``."""
    return any(name == key or name.endswith(f".{key}") for name in names)


def matches_path(pattern: str, path: str) -> bool:
    """Whether a path lies under a pattern as in ``.gitignore``.

    ``*`` and ``?`` stay within a folder, ``**`` does not; a pattern without ``/`` may match at any depth; what matches a
    folder holds for all below it.
    """
    pieces = pattern.removeprefix("./").strip("/").split("/")
    if "/" not in pattern.removeprefix("./").rstrip("/"):
        pieces.insert(0, "**")
    return _matches([*pieces, "**"], PurePath(path).as_posix().strip("/").split("/"))


def _matches(pieces: list[str], folders: list[str]) -> bool:
    """Whether the pieces of a pattern match the parts of a path, in time proportional to the product of their numbers."""
    reached = {0}
    for piece in pieces:
        if piece == "**":
            reached = set(range(min(reached), len(folders) + 1))
        else:
            reached = {index + 1 for index in reached if index < len(folders) and fnmatchcase(folders[index], piece)}
        if not reached:
            return False
    return len(folders) in reached


def _literal_length(pattern: str) -> int:
    return len(re.sub(r"[*?]", "", pattern))
