"""Arithmetic on Python numbers with the conventions of IEEE 754, where Python raises: ``1 / 0`` is inf, ``log(0)`` is -inf."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from typing import Any

Real = Any
"""A bool, int, float or complex; which operations fit is checked by Python itself."""


def divide(left: Real, right: Real) -> Real:
    """``left / right``."""
    if right == 0 and not isinstance(left, complex) and not isinstance(right, complex):
        if left == 0 or math.isnan(left):
            return math.nan
        return math.copysign(math.inf, left) * math.copysign(1.0, right)
    return left / right


def floor_divide(left: Real, right: Real) -> Real:
    """``left // right``; the quotient is infinite for floats over zero."""
    if isinstance(left, float) or isinstance(right, float):
        return divide(left, right) if right == 0 else left // right
    return left // right


def truncate_divide(left: Real, right: Real) -> Real:
    """``left / right`` rounded towards zero."""
    if isinstance(left, float) or isinstance(right, float):
        quotient = divide(left, right)
        return quotient if math.isinf(quotient) or math.isnan(quotient) else float(math.trunc(quotient))
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def remainder(left: Real, right: Real) -> Real:
    """``left % right`` with the sign of ``right``."""
    return math.nan if isinstance(left + right, float) and right == 0 else left % right


def fmod(left: Real, right: Real) -> Real:
    """The remainder with the sign of ``left``."""
    if isinstance(left, float) or isinstance(right, float):
        return math.nan if right == 0 or math.isinf(left) else math.fmod(left, right)
    return left - right * truncate_divide(left, right)


def power(base: Real, exponent: Real) -> Real:
    """``base ** exponent``; nan for a fractional power of a negative number."""
    if isinstance(base, complex) or isinstance(exponent, complex):
        return base**exponent
    if isinstance(base, float) or isinstance(exponent, float):
        if base == 0 and exponent < 0:
            return math.inf
        if base < 0 and exponent != math.floor(exponent):
            return math.nan
        return float(base) ** exponent
    if exponent < 0:
        return int(base == 1) or (int(base == -1) and (1 if exponent % 2 == 0 else -1))
    return base**exponent


def maximum(left: Real, right: Real) -> Real:
    """The larger one; nan when either is nan."""
    return left if left > right or is_nan(left) else right


def minimum(left: Real, right: Real) -> Real:
    """The smaller one; nan when either is nan."""
    return left if left < right or is_nan(left) else right


def sign(number: Real) -> Real:
    """-1, 0 or 1; 0 for nan."""
    return (number > 0) - (number < 0)


def reciprocal(number: Real) -> Real:
    """``1 / number``."""
    return divide(1.0, number)


def square_root(number: Real) -> Real:
    """The square root; nan below zero."""
    if isinstance(number, complex):
        return cmath.sqrt(number)
    return math.sqrt(number) if number >= 0 else math.nan


def reciprocal_square_root(number: Real) -> Real:
    """``1 / sqrt(number)``."""
    return divide(1.0, square_root(number))


def logarithm(function: Callable[[Real], Real]) -> Callable[[Real], Real]:
    """A logarithm that is -inf at zero and nan below."""

    def compute(number: Real) -> Real:
        if isinstance(number, complex):
            return cmath.log(number)
        if number == 0:
            return -math.inf
        return function(number) if number > 0 else math.nan

    return compute


def log1p(number: Real) -> Real:
    """``log(1 + number)``."""
    if number == -1:
        return -math.inf
    return math.log1p(number) if number > -1 else math.nan


def exponential(number: Real) -> Real:
    """``e ** number``, inf on overflow."""
    if isinstance(number, complex):
        return cmath.exp(number)
    try:
        return math.exp(number)
    except OverflowError:
        return math.inf


def logistic(number: Real) -> Real:
    """``1 / (1 + exp(-number))``."""
    return 1 / (1 + exponential(-number))


def rounded(function: Callable[[Real], Real]) -> Callable[[Real], Real]:
    """A rounding function that leaves infinities and nan, and keeps floats floats."""

    def compute(number: Real) -> Real:
        if isinstance(number, float):
            return number if math.isinf(number) or math.isnan(number) else float(function(number))
        return number

    return compute


def is_nan(number: Real) -> bool:
    """Whether it is nan."""
    return cmath.isnan(number)


def is_infinite(number: Real) -> bool:
    """Whether it is infinite."""
    return cmath.isinf(number)


def is_finite(number: Real) -> bool:
    """Whether it is neither infinite nor nan."""
    return cmath.isfinite(number)


def clamp(number: Real, low: Real, high: Real) -> Real:
    """``min(max(number, low), high)``; nan stays."""
    return minimum(maximum(number, low), high)
