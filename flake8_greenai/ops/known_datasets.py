"""Sizes of well-known data sets (``facts/datasets.toml``) for the stubs of the libraries that load them."""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.primitives import native
from flake8_greenai.interpreter.values import Unknown, Value
from flake8_greenai.tensors.content import Labels
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor
from flake8_greenai.tensors.whole_numbers import whole_number

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

MOST_FILES = 10_000
"""Names of a folder's files that are listed."""


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    """The tables of ``facts/{datasets,huggingface,keras}.toml`` by library and name."""
    if sys.version_info >= (3, 11):
        import tomllib  # noqa: PLC0415  most programs load no known data set
    else:
        import tomli as tomllib  # noqa: PLC0415
    content: dict[str, Any] = {}
    for name in ("datasets.toml", "huggingface.toml", "keras.toml"):
        path = resources.files("flake8_greenai") / "facts" / name
        content.update(tomllib.loads(path.read_text(encoding="utf-8")))
    return content


@native("_greenai.dataset")
def dataset(machine: Machine, library: str, name: Value) -> Value:
    """The facts of a data set as a dict: ``splits``, ``shape``, ``classes``, ...; None for one that is not known."""
    found = facts().get(library, {}).get(name) if isinstance(name, str) else None
    return {key: _copy(value) for key, value in found.items()} if found is not None else None


@native("_greenai.dataset_in_folder")
def dataset_in_folder(machine: Machine, path: Value) -> Value:
    """The number of samples in a folder whose path names a well-known data set and its split, else None; an assumption."""
    found = _in_folder(machine, path)
    return None if found is None else found[0]


@native("_greenai.files_in_folder")
def files_in_folder(machine: Machine, path: Value) -> list[str] | None:
    """Names of as many files as a well-known folder has, where they lie in the folder itself, else None."""
    found = _in_folder(machine, path)
    if found is None or "extension" not in found[1] or found[0] > MOST_FILES:
        return None
    return [f"{number}{found[1]['extension']}" for number in range(found[0])]


def _in_folder(machine: Machine, path: Value) -> tuple[int, dict[str, Any]] | None:
    if not isinstance(path, str):
        return None
    parts = path.replace("\\", "/").lower().split("/")
    for name, known in facts().get("folders", {}).items():
        for split, samples in known["splits"].items():
            # A split whose name is the data set's too needs no other.
            if split in parts and ("names" not in known or any(part in known["names"] for part in parts)):
                machine.context.remark(f"{path} is taken to hold {name}: {samples} samples")
                return samples, known
    return None


@native("_greenai.file_facts")
def file_facts(machine: Machine, path: Value) -> Value:
    """The facts of a well-known data file whose path ends like one of ``files``, as a dict; an assumption. None for others."""
    if not isinstance(path, str):
        return None
    parts = path.replace("\\", "/").lower().split("/")
    for name, known in facts().get("files", {}).items():
        ending = name.lower().split("/")
        if parts[-len(ending) :] == ending:
            machine.context.remark(f"{path} is taken to be the file of that name that {known['source']} describes")
            return {key: _copy(value) for key, value in known.items()}
    return None


@native("_greenai.whole_number")
def whole_number_of(machine: Machine, tensor: Value) -> Value:
    """The only element of a tensor; of an integer tensor a symbol where it is not known."""
    number = whole_number(tensor) if isinstance(tensor, Tensor) else None
    return machine.call(machine.get_attribute(tensor, "item")) if number is None else number


@native("_greenai.labels")
def labels(machine: Machine, shape: Value, classes: Value) -> Value:
    """An integer tensor that holds each number below ``classes``, in an unknown order."""
    return Tensor(tuple(shape), DTYPES["int64"], content=Labels(classes - 1))


@native("_greenai.symbol")
def new_symbol(machine: Machine, name: str, least: int = 1, most: Value = None) -> Value:
    """A new symbol for an unknown size, at most ``most`` where that is known."""
    return machine.context.fresh(name, least, most if isinstance(most, int) else None)


@native("_greenai.number_of_items")
def number_of_items(machine: Machine, value: Value) -> Value:
    """``len(value)``, a new symbol when it is unknown."""
    length = machine.length(value)
    return machine.context.fresh("N", 1, None) if type(length) is Unknown else length


@native("_greenai.remark")
def remark(machine: Machine, text: str) -> None:
    """Something that figures of loops rest on."""
    machine.context.remark(text)


def _copy(value: Any) -> Any:
    return list(value) if isinstance(value, list) else dict(value) if isinstance(value, dict) else value
