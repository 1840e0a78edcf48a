"""From ``[tool.greenai]`` of the closest ``pyproject.toml``, and from options, to a :class:`Configuration`."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from flake8_greenai.configuration.budgets import KINDS, PREDICTED_KINDS, PROJECT_KINDS, Budget, Budgets, Limits
from flake8_greenai.configuration.quantities import BYTES, FLOPS, GRAMS, JOULES, SECONDS, SHARE, QuantityError, parse, show
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.specs import Spec, SpecError, parse_arguments, parse_spec

KEYS = (
    "batch",
    "budgets",
    "devices",
    "dtype",
    "extend-select",
    "hardware",
    "inputs",
    "least-time",
    "min-saving",
    "notes",
    "paths",
    "preview",
    "pue",
    "rule-paths",
    "stubs",
    "target",
    "zone",
)
SAVINGS = (SHARE, FLOPS, BYTES, SECONDS, JOULES, GRAMS)
"""Kinds of quantities that the least saving of findings can be given in."""
FIELDS = {"target": "targets"}
"""Fields of the configuration that are not called like their keys."""
MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MOST = 10**9
"""The largest number of devices, or batch, that is read."""
DTYPES = ("float64", "float32", "tf32", "bfloat16", "float16", "float8", "int8", "float4")
"""Dtypes that work can be said to be done in."""


class ConfigurationError(Exception):
    """A setting that cannot be used; the one-line message names the key, the value found and what is allowed."""


def load(path: str, *, file: str | None = None, options: Mapping[str, object] | None = None) -> Configuration:
    """The configuration for the analysed file ``path``.

    Args:
        path: the analysed file, or a name that lies where it would (standard input).
        file: a TOML file to read instead of the closest ``pyproject.toml`` that has a table ``[tool.greenai]``.
        options: settings that override it, by their TOML names, as texts or lists of texts (see :func:`from_options`).

    Raises:
        ConfigurationError: when a setting cannot be used.
    """
    source = file or closest(os.path.dirname(os.path.abspath(path)))
    configuration = from_file(source) if source else Configuration()
    if file and configuration.source is None:
        raise ConfigurationError(f"{file} has no table [tool.greenai]")
    configuration = from_options(options, configuration) if options else configuration
    _check_targets(configuration)
    return configuration


def _check_targets(configuration: Configuration) -> None:
    """Refuse budgets of predictions when there is nothing to predict for: silence would look like a kept budget."""
    budgets = configuration.budgets
    for limits in (budgets.project, *budgets.paths.values(), *budgets.models.values()):
        for kind, budget in limits.items():
            if budget is not None and kind in PREDICTED_KINDS and not configuration.targets:
                raise ConfigurationError(f"the budget {kind} of {budget.text} needs a target, a name that greenai hardware lists")


def closest(folder: str) -> str | None:
    """The closest ``pyproject.toml`` in ``folder`` or above that has a table ``[tool.greenai]``, else the working folder's.

    A file that cannot be parsed counts, so that its fault is reported instead of a far file being used.
    """
    start = Path(folder)
    for candidate in (start, *start.parents, Path.cwd()):
        file = str(candidate / "pyproject.toml")
        if os.path.isfile(file) and _has_table(file):
            return file
    return None


def from_file(file: str) -> Configuration:
    """The configuration that a TOML file holds, kept for as long as the file does not change.

    Raises:
        ConfigurationError: when it cannot be read or a setting cannot be used.
    """
    return _from_file(file, _stamp(file))


def _stamp(file: str) -> tuple[int, int]:
    try:
        status = os.stat(file)
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"{file} cannot be read: {_reason(error)}") from None
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=256)
def _from_file(file: str, stamp: tuple[int, int]) -> Configuration:
    tool = _tool(file, stamp)
    if tool is None:
        return Configuration()
    folder = os.path.dirname(os.path.abspath(file))
    return from_table(tool, Configuration(folder=folder, source=file), f"tool.greenai in {os.path.basename(file)}")


def _has_table(file: str) -> bool:
    try:
        return _tool(file, _stamp(file)) is not None
    except ConfigurationError:
        return True


@lru_cache(maxsize=256)
def _tool(file: str, stamp: tuple[int, int]) -> object | None:
    import tomli  # noqa: PLC0415  projects without a configuration file never need it

    if stamp[1] > MAX_BYTES:
        raise ConfigurationError(f"{file} has {stamp[1]} bytes, at most {MAX_BYTES} are read")
    try:
        document = tomli.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError) as error:
        raise ConfigurationError(f"{file} cannot be read: {_reason(error)}") from None
    tool = document.get("tool")
    return tool.get("greenai") if isinstance(tool, dict) else None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return " ".join(str(error).split())


def from_table(table: object, base: Configuration, where: str) -> Configuration:
    """``base`` with the settings of a ``[tool.greenai]`` table.

    Args:
        table: the table, as TOML gives it.
        base: what holds where the table says nothing; its ``folder`` is what paths are relative to.
        where: the table's name and file, for messages.

    Raises:
        ConfigurationError: when a setting cannot be used.
    """
    if not isinstance(table, Mapping):
        raise _wrong(where, table, "a table")
    _known(table, KEYS, where)
    changes: dict[str, Any] = {}
    for key in sorted(table):  # a target is looked up in the project's own hardware, which is read before it
        changes[_field(key)] = _READERS[key](table[key], _key(where, key), replace(base, **changes))
    return replace(base, **changes)


def from_options(options: Mapping[str, object], base: Configuration) -> Configuration:
    """``base`` with settings given as options, by TOML name; None says nothing.

    ``budgets`` and ``inputs`` are texts of entries separated by ``;`` or line ends: ``flops=4 GFLOP; ResNet:flops=9 GFLOP;
    mobile/**:parameters=5M`` and ``ResNet=float32[1,3,224,224]; Bert=input_ids=int64[1,128], mask=int64[1,128]``. They add to
    the tables of the configuration file and win over them.

    Raises:
        ConfigurationError: when a setting cannot be used.
    """
    base = base if base.folder else replace(base, folder=os.getcwd())
    changes: dict[str, Any] = {}
    for key, value in options.items():
        if value is None:
            continue
        where = f"--greenai-{key}"
        if key == "budgets":
            changes[key] = _merge(base.budgets, _budgets(_budget_entries(value, where), where, base))
        elif key == "inputs":
            changes[key] = {**base.inputs, **_input_entries(value, where)}
        else:
            changes[_field(key)] = _READERS[key](value, where, replace(base, folder=os.getcwd()))
    return replace(base, **changes)


def _field(key: str) -> str:
    return FIELDS.get(key, key.replace("-", "_"))


def _boolean(value: object, where: str, base: Configuration) -> bool:
    if not isinstance(value, bool):
        raise _wrong(where, value, "true or false")
    return value


def _texts(value: object, where: str, base: Configuration) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise _wrong(where, value, "a list of texts")


def _folders(value: object, where: str, base: Configuration) -> tuple[str, ...]:
    folders = tuple(os.path.abspath(os.path.join(base.folder, item)) for item in _texts(value, where, base))
    for folder in folders:
        if "\0" in folder or not os.path.isdir(folder):
            raise _wrong(where, folder, "folders that exist")
    return folders


def _codes(value: object, where: str, base: Configuration) -> tuple[str, ...]:
    codes = _texts(value, where, base)
    for code in codes:
        if not (code.startswith("GAI") and code[3:].isdigit() and len(code) <= 6):
            raise _wrong(where, code, "codes such as GAI001, or their beginnings such as GAI0")
    return codes


def _hardware(value: object, where: str, base: Configuration) -> Mapping[str, Mapping[str, Any]]:
    from flake8_greenai.hardware import HardwareError  # noqa: PLC0415  most projects describe no hardware
    from flake8_greenai.hardware.loading import own_target  # noqa: PLC0415

    if not isinstance(value, Mapping):
        raise _wrong(where, value, 'a table such as { mine = { extends = "h100_sxm", peak_w = 400 } }')
    try:
        for name in value:
            own_target(name, value)
    except HardwareError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    return value


def _targets(value: object, where: str, base: Configuration) -> tuple[str, ...]:
    from flake8_greenai.hardware import HardwareError, target  # noqa: PLC0415  hardware.toml is read only when a target is set

    names = [value] if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)) or not all(isinstance(name, str) for name in names):
        raise _wrong(where, value, "a name that greenai hardware lists, or a list of them")
    names = list(dict.fromkeys(part.strip() for name in names for part in name.split(",") if part.strip()))
    try:
        for name in names:
            target(name, base.hardware)
    except HardwareError as error:
        raise ConfigurationError(f"{where}: {error}") from None
    return tuple(names)


def _text(value: object, where: str, base: Configuration) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _wrong(where, value, "a text")


def _count(value: object, where: str, base: Configuration) -> int:
    if isinstance(value, str) and len(value) < 20 and value.strip().isdecimal():
        value = int(value)
    if type(value) is int and 1 <= value <= MOST:
        return value
    raise _wrong(where, value, "a positive whole number")


def _pue(value: object, where: str, base: Configuration) -> float:
    try:
        number = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else 0.0
    except (ValueError, OverflowError):
        number = 0.0
    if 1 <= number <= 10:
        return number
    raise _wrong(where, value, "a number from 1 to 10, the energy of the building over that of its computers")


def _dtype(value: object, where: str, base: Configuration) -> str:
    if isinstance(value, str) and value in DTYPES:
        return value
    raise _wrong(where, value, f"one of {', '.join(DTYPES)}")


def _time(value: object, where: str, base: Configuration) -> float:
    if value in (0, "0") and value is not False:
        return 0.0
    try:
        return float(parse(value, SECONDS))
    except QuantityError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def _min_saving(value: object, where: str, base: Configuration) -> dict[str, tuple[tuple[str, float], ...]]:
    table = value if isinstance(value, Mapping) else {"default": value}
    found = {}
    for name, item in table.items():
        if name != "default":
            _codes([name], where, base)
        amounts = item if isinstance(item, (list, tuple)) and item else [item]
        found["" if name == "default" else name] = tuple(_amount(each, _key(where, name)) for each in amounts)
    return found


def _amount(value: object, where: str) -> tuple[str, float]:
    """The kind and size of an amount that names its unit."""
    for kind in SAVINGS:
        if isinstance(value, str) and not value.strip()[-1:].isdigit():
            try:
                return kind.name, float(parse(value, kind))
            except QuantityError:
                continue
    raise _wrong(where, value, 'an amount with its unit, such as "1 %", "10 MFLOP", "1 MiB", "1 s", "1 Wh" or "1 g"')


def _inputs(value: object, where: str, base: Configuration) -> dict[str, dict[str, Spec]]:
    if not isinstance(value, Mapping):
        raise _wrong(where, value, 'a table such as { ResNet = "float32[1,3,224,224]" }')
    return {name: _model_inputs(item, _key(where, name)) for name, item in value.items()}


def _model_inputs(value: object, where: str) -> dict[str, Spec]:
    items: dict[str, object]
    if isinstance(value, Mapping):
        items = dict(value)
    else:
        items = {f"*{index}": item for index, item in enumerate(value if isinstance(value, list) else [value])}
    return {name: _spec(item, _key(where, name) if isinstance(value, Mapping) else where) for name, item in items.items()}


def _spec(value: object, where: str) -> Spec:
    if isinstance(value, (bool, int, float)):
        return value
    if not isinstance(value, str):
        raise _wrong(where, value, 'an input such as "float32[1,3,224,224]", a list of them, or a table of them by argument')
    try:
        return parse_spec(value)
    except SpecError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def _budgets(value: object, where: str, base: Configuration) -> Budgets:
    if not isinstance(value, Mapping):
        raise _wrong(where, value, 'a table such as { flops = "4 GFLOP" }')
    value = _hyphenated(value)
    _known(value, (*KINDS, "models", "paths"), where)
    project = _limits({kind: item for kind, item in value.items() if kind in KINDS}, where)
    return Budgets(project, **{scope: _scoped(value.get(scope, {}), _key(where, scope)) for scope in ("paths", "models")})


def _hyphenated(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table with kinds as they are documented: ``training_flops`` is read as ``training-flops``."""
    return {kind if (kind := name.replace("_", "-")) in KINDS else name: item for name, item in table.items()}


def _scoped(value: object, where: str) -> dict[str, Limits]:
    if not isinstance(value, Mapping):
        raise _wrong(where, value, 'a table such as { ResNet = { flops = "4 GFLOP" } }')
    return {
        name: _limits(item, _key(where, name), tuple(kind for kind in KINDS if kind not in PROJECT_KINDS)) for name, item in value.items()
    }


def _limits(value: object, where: str, kinds: Collection[str] = tuple(KINDS)) -> Limits:
    if not isinstance(value, Mapping):
        raise _wrong(where, value, 'a table such as { flops = "4 GFLOP" }')
    value = _hyphenated(value)
    _known(value, kinds, where)
    return {kind: _budget(item, kind, _key(where, kind)) for kind, item in value.items()}


def _budget(value: object, kind: str, where: str) -> Budget | None:
    if value is False:
        return None
    try:
        amount = parse(value, KINDS[kind])
    except QuantityError as error:
        raise ConfigurationError(f"{where}: {error}, or false for no budget") from None
    bare = not isinstance(value, str) or not value.strip()[-1].isalpha()
    return Budget(amount, show(amount, KINDS[kind]) if bare else " ".join(str(value).split()))


def _merge(old: Budgets, new: Budgets) -> Budgets:
    return Budgets({**old.project, **new.project}, _merge_scoped(old.paths, new.paths), _merge_scoped(old.models, new.models))


def _merge_scoped(old: Mapping[str, Limits], new: Mapping[str, Limits]) -> dict[str, Limits]:
    return {**old, **{name: {**old.get(name, {}), **limits} for name, limits in new.items()}}


def _entries(value: object, where: str, example: str) -> list[tuple[str, str]]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, (list, tuple)):
        raise _wrong(where, value, f"entries such as {example}")
    entries = []
    for text in texts:
        for entry in str(text).replace("\n", ";").split(";"):
            name, separator, rest = entry.partition("=")
            if entry.strip() and not (separator and name.strip() and rest.strip()):
                raise _wrong(where, entry.strip(), f"entries such as {example}")
            if separator:
                entries.append((name.strip(), rest.strip()))
    return entries


def _budget_entries(value: object, where: str) -> dict[str, Any]:
    """The table that entries such as ``ResNet:flops=4 GFLOP`` stand for."""
    table: dict[str, Any] = {"paths": {}, "models": {}}
    for name, amount in _entries(value, where, "flops=4 GFLOP or ResNet:flops=4 GFLOP"):
        scope, _, kind = name.rpartition(":")
        limits = table
        if scope:
            by_path = any(mark in scope for mark in "/*?") or scope.endswith(".py")
            limits = table["paths" if by_path else "models"].setdefault(scope.strip(), {})
        limits[kind.strip()] = False if amount in ("false", "none") else amount
    return table


def _input_entries(value: object, where: str) -> dict[str, dict[str, Spec]]:
    entries = _entries(value, where, "ResNet=float32[1,3,224,224]")
    try:
        return {name: parse_arguments(_split_arguments(text)) for name, text in entries}
    except SpecError as error:
        raise ConfigurationError(f"{where}: {error}") from None


def _split_arguments(text: str) -> list[str]:
    """The parts of ``text`` between commas that are outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def _known(table: Mapping[str, object], allowed: Collection[str], where: str) -> None:
    for key in table:
        if key not in allowed:
            name = _key(where, key)
            raise ConfigurationError(f"unknown key {name}{_suggestion(key, allowed)}; allowed are {', '.join(sorted(allowed))}")


def _suggestion(word: str, allowed: Collection[str]) -> str:
    close = difflib.get_close_matches(word, list(allowed), n=1)
    return f", did you mean {close[0]}?" if close else ""


def _key(where: str, key: str) -> str:
    """The name of ``key`` within the table ``where``, which may end in the file's name."""
    table, separator, file = where.partition(" in ")
    shown = key if key.replace("_", "").replace("-", "").isalnum() else f'"{key}"'
    return f"{table}.{shown}{separator}{file}"


def _wrong(where: str, value: object, allowed: str) -> ConfigurationError:
    return ConfigurationError(f"{where} is {_shown(value)}, allowed: {allowed}")


def _shown(value: object) -> str:
    text = "true" if value is True else "false" if value is False else f'"{value}"' if isinstance(value, str) else repr(value)
    return " ".join(text.split())[:80]


_READERS: dict[str, Callable[[object, str, Configuration], Any]] = {
    "batch": _count,
    "budgets": _budgets,
    "devices": _count,
    "dtype": _dtype,
    "extend-select": _codes,
    "hardware": _hardware,
    "inputs": _inputs,
    "least-time": _time,
    "min-saving": _min_saving,
    "notes": _boolean,
    "paths": _folders,
    "preview": _boolean,
    "pue": _pue,
    "rule-paths": _folders,
    "stubs": _folders,
    "target": _targets,
    "zone": _text,
}
