"""Quantities as people write them: ``"4 GFLOP"``, ``"25M"``, ``"1.5 GiB"``, ``"2 kWh"``, ``"120 ms"``.

A quantity is a positive number, an optional SI prefix (or IEC prefix, for bytes) and an optional unit. Numbers are read as
decimals, so ``"0.1 GFLOP"`` is exactly 100,000,000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation

SI = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18, "Z": 10**21, "Y": 10**24}
SMALL = {"m": Decimal("1e-3"), "u": Decimal("1e-6"), "µ": Decimal("1e-6"), "n": Decimal("1e-9")}
IEC = {"Ki": 2**10, "Mi": 2**20, "Gi": 2**30, "Ti": 2**40, "Pi": 2**50, "Ei": 2**60}
LARGEST = 40
"""Decimal digits of the largest amount that is read; keeps ``1e999999999`` from becoming an integer of that length."""


class QuantityError(ValueError):
    """A text that is not a quantity of the wanted kind; the message names the text and what is allowed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of quantity: its base unit, other units it accepts (in base units) and how to show it.

    Attributes:
        name: what it is, for messages.
        unit: the base unit, e.g. ``FLOP``; empty for plain counts.
        units: every accepted unit word with its size in base units.
        examples: accepted texts, for messages.
        allows_small: whether prefixes below one are meaningful (times, energies).
        whole: whether amounts are whole numbers (a fraction of a FLOP is a mistake).
        binary: whether IEC prefixes are accepted, and used for printing.
        most: the largest amount that makes sense, None when there is no limit.
        scale: units that amounts are shown in, smallest first, with the least amount that each is for and its size in base units;
            empty for prefixes before the base unit.
    """

    name: str
    unit: str
    units: dict[str, Decimal]
    examples: tuple[str, ...]
    allows_small: bool = False
    whole: bool = True
    binary: bool = False
    most: int | None = None
    scale: tuple[tuple[str, float, float], ...] = ()


def _units(*names: str, **sized: str) -> dict[str, Decimal]:
    return dict.fromkeys(names, Decimal(1)) | {name: Decimal(size) for name, size in sized.items()}


FLOPS = Kind(
    "floating-point operations",
    "FLOP",
    _units("FLOP", "FLOPs", "FLOPS", "flop", "flops", MAC="2", MACs="2"),
    ("4 GFLOP", "2 GMAC", "1e9 FLOP"),
)
PARAMETERS = Kind("parameters", "", _units("", "parameters", "params"), ("25M", "1.3B", "25_000_000"))
BYTES = Kind("memory", "B", _units("B", "bytes", "byte"), ("1.5 GiB", "100 MB", "500 kB"), binary=True)
SECONDS = Kind(
    "time",
    "s",
    _units("s", "sec", "second", "seconds", min="60", h="3600", hour="3600", hours="3600", d="86400", day="86400", days="86400"),
    ("120 ms", "1.5 s", "2 h"),
    allows_small=True,
    whole=False,
    scale=(
        ("ns", 0, 1e-9),
        ("µs", 1e-6, 1e-6),
        ("ms", 1e-3, 1e-3),
        ("s", 1, 1),
        ("min", 120, 60),
        ("h", 7200, 3600),
        ("days", 259_200, 86_400),
    ),
)
JOULES = Kind(
    "energy",
    "J",
    _units("J", Wh="3600"),
    ("2 kWh", "350 J", "12 mWh"),
    allows_small=True,
    whole=False,
    scale=(
        ("nJ", 0, 1e-9),
        ("µJ", 1e-6, 1e-6),
        ("mJ", 1e-3, 1e-3),
        ("J", 1, 1),
        ("Wh", 3600, 3600),
        *((f"{prefix}Wh", 3600.0 * size, 3600.0 * size) for prefix, size in SI.items() if prefix != "K"),
    ),
)
GRAMS = Kind(
    "carbon",
    "g",
    _units("g", "gCO2e", "gCO2eq", t="1000000", tCO2e="1000000"),
    ("12 gCO2e", "1.5 kgCO2e", "2 t"),
    allows_small=True,
    whole=False,
    scale=(
        ("ngCO2e", 0, 1e-9),
        ("µgCO2e", 1e-6, 1e-6),
        ("mgCO2e", 1e-3, 1e-3),
        ("gCO2e", 1, 1),
        ("kgCO2e", 1e3, 1e3),
        ("tCO2e", 1e6, 1e6),
        ("ktCO2e", 1e9, 1e9),
    ),
)
SHARE = Kind("share", "", _units("", percent="0.01") | {"%": Decimal("0.01")}, ("60 %", "0.6"), allows_small=True, whole=False, most=1)

_PATTERN = re.compile(r"\s*([0-9][0-9_,]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)\s*([^\s0-9][^\s]*)?\s*\Z")


def parse(value: object, kind: Kind) -> int | float:
    """The amount of a quantity in base units; a bare number is taken as base units.

    Raises:
        QuantityError: when it is not a positive quantity of this kind.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise _error(value, kind)
    match = _PATTERN.match(str(value)) if len(str(value)) < 100 else None
    if match is None:
        raise _error(value, kind)
    size = _size(match[2] or "", kind)
    if size is None:
        raise _error(value, kind)
    try:
        number = Decimal(match[1].replace("_", "").replace(",", ""))
    except InvalidOperation:
        raise _error(value, kind) from None
    if number <= 0 or number.adjusted() > LARGEST or number.adjusted() < -LARGEST:
        raise _error(value, kind)
    amount = number * size
    if kind.most is not None and amount > kind.most:
        raise _error(value, kind)
    if amount == amount.to_integral_value():
        return int(amount)
    return int(amount.to_integral_value(ROUND_CEILING)) if kind.whole else float(amount)


def _size(word: str, kind: Kind) -> Decimal | None:
    """Base units in one of ``word``, a unit with or without a prefix; None when it is neither."""
    if not word:
        return Decimal(1)
    if word in kind.units:
        return kind.units[word]
    if not kind.unit and word == "B":  # parameters are counted in billions
        return Decimal(10**9)
    prefixes: dict[str, Decimal] = {prefix: Decimal(size) for prefix, size in SI.items()}
    if kind.binary:
        prefixes |= {prefix: Decimal(size) for prefix, size in IEC.items()}
    if kind.allows_small:
        prefixes |= SMALL
    for prefix in sorted(prefixes, key=len, reverse=True):
        rest = word.removeprefix(prefix)
        if rest != word and (rest in kind.units or (rest == "" and not kind.allows_small)):
            return prefixes[prefix] * kind.units.get(rest, Decimal(1))
    return None


def _error(value: object, kind: Kind) -> QuantityError:
    examples = ", ".join(f'"{example}"' for example in kind.examples)
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return QuantityError(f"{shown[:60]} is not an amount of {kind.name}; write for instance {examples}")


def show(amount: int | float, kind: Kind) -> str:
    """An amount with three significant digits: ``8.18 GFLOP``, ``25.6M``, ``97.5 MiB``, ``120 ms``, ``3.5 h``, ``60 %``."""
    if kind is SHARE:
        return show_percent(amount)
    if kind.scale:
        return _in_units(amount, kind)
    if kind.binary:
        return _scaled(amount, [("", 1), *IEC.items()], kind)
    return _scaled(amount, [("", 1), *((prefix, size) for prefix, size in SI.items() if prefix != "K")], kind)


def _in_units(amount: int | float, kind: Kind) -> str:
    """An amount in the largest unit of the kind's scale that it reaches."""
    unit, size = next(unit for unit, _, size in kind.scale if size == 1), 1.0
    for candidate, least, candidate_size in kind.scale:
        if amount and abs(amount) >= least * 0.9995:
            unit, size = candidate, candidate_size
    scaled = amount / size
    return f"{scaled:.0f} {unit}" if abs(scaled) >= 999.5 else f"{scaled:.3g} {unit}"


def _scaled(amount: int | float, steps: list[tuple[str, int]], kind: Kind) -> str:
    prefix, size = steps[0]
    for candidate, candidate_size in steps:
        if abs(amount) >= candidate_size * 0.9995:  # 999.6 M is shown as 1 G
            prefix, size = candidate, candidate_size
    scaled = amount / size
    digits = f"{scaled:.0f}" if abs(scaled) >= 999.5 else f"{scaled:.3g}"
    if not kind.unit:
        return f"{digits}{prefix}"
    return f"{digits} {prefix}{kind.unit}"


def show_percent(share: float) -> str:
    """A share as a percentage with a space, as SI wants: ``104 %``, ``4.2 %``, ``<0.1 %``."""
    percent = share * 100
    if 0 < percent < 0.1:
        return "<0.1 %"
    return f"{percent:.0f} %" if percent >= 9.95 or percent == 0 else f"{percent:.1f} %"
