"""The settings of one analysis, read from ``[tool.greenai]`` and from command lines."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from flake8_greenai.configuration.budgets import Budget, Budgets, matches_name, model_names
from flake8_greenai.estimate.specs import Spec

PREFIX = "GAI"
DEFAULT_SAVING = (("share", 0.01),)
"""The least saving of findings: a hundredth of the model, iteration or program that they are part of."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What the user has set.

    Attributes:
        notes: whether cost notes (GAI001, GAI002, GAI901) are shown.
        preview: whether rules in preview run.
        targets: names of the hardware that the project is meant for, tables of ``hardware.toml`` or of ``hardware``.
        zone: electricity zone that carbon is reckoned for; None for the average of the world.
        pue: energy of the building over that of its computers; None when not known.
        devices: how many devices of a target work together.
        batch: what stands for batch sizes that the program leaves open, where time, energy and memory are predicted; None for 1.
        dtype: dtype that work is done in on a target, where the program computes in float32 and does not say more; None for what it says.
        min_saving: by code, empty for all rules: amounts with the names of their kinds, of which a finding's saving must reach one.
        least_time: seconds that a loop must at least take before hardware rules speak about it.
        paths: folders in which the modules that the project imports are looked up, absolute.
        stubs: folders with the project's own stubs, absolute.
        rule_paths: folders with the project's own rules, absolute.
        extend_select: codes, or prefixes longer than ``GAI``, that are switched on beside the default ones.
        hardware: the project's own hardware, see :func:`flake8_greenai.hardware.target`.
        inputs: inputs of models by qualified name: ``{"ResNet": {"*0": TensorSpec(...)}}``.
        budgets: what models may cost.
        folder: the folder that path patterns are relative to, absolute; empty when there is no configuration file.
        source: the configuration file, None when there is none.
    """

    notes: bool = False
    preview: bool = False
    targets: tuple[str, ...] = ()
    zone: str | None = None
    pue: float | None = None
    devices: int = 1
    batch: int | None = None
    dtype: str | None = None
    least_time: float = 60.0
    min_saving: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    paths: tuple[str, ...] = ()
    stubs: tuple[str, ...] = ()
    rule_paths: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    hardware: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    inputs: Mapping[str, Mapping[str, Spec]] = field(default_factory=dict)
    budgets: Budgets = field(default_factory=Budgets)
    folder: str = ""
    source: str | None = None

    def relative(self, path: str) -> str:
        """``path`` relative to the configuration's folder, with ``/``; absolute when it lies outside."""
        absolute = os.path.abspath(path)
        folder = self.folder or os.getcwd()
        if absolute.startswith(folder.rstrip(os.sep) + os.sep):
            absolute = os.path.relpath(absolute, folder)
        return PurePath(absolute).as_posix()

    def budget(self, kind: str, path: str, qualname: str, method: str = "forward") -> Budget | None:
        """The budget of a ``kind``, see :mod:`~flake8_greenai.configuration.budgets`, for a model in a file; None when there is none."""
        relative = self.relative(path)
        return self.budgets.find(kind, relative, model_names(relative, qualname, method))

    def least_saving(self, code: str) -> tuple[tuple[str, float], ...]:
        """What a finding of the rule must at least save: kinds of quantities with amounts, of which one must be reached."""
        return self.min_saving.get(code) or self.min_saving.get("") or DEFAULT_SAVING

    def inputs_for(self, path: str, qualname: str) -> Mapping[str, Spec] | None:
        """The inputs given for a model: positional ones as ``*0``, ``*1``; None when none are given."""
        names = model_names(self.relative(path), qualname)
        found = [key for key in self.inputs if matches_name(key, names)]
        return self.inputs[max(found, key=len)] if found else None

    def asks_for(self, code: str) -> bool:
        """Whether ``code`` is switched on by name, not only as one of all ``GAI`` codes."""
        return any(code.startswith(prefix) and len(prefix) > len(PREFIX) for prefix in self.extend_select)
