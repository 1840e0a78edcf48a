"""``struct``: packing of concrete numbers."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import Any

from flake8_greenai.interpreter.library.hosting import lend

MAX_DIGITS = 6


def _checked(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(layout: Any, *args: Any) -> Any:
        try:
            return function(layout, *args)
        except struct.error as error:
            raise ValueError(str(error)) from None

    return call


def _guard(layout: Any, *args: Any) -> str | None:
    text = layout.decode() if isinstance(layout, bytes) else layout
    return "format with a large count" if re.search(rf"\d{{{MAX_DIGITS},}}", text) else None


for _name in ("calcsize", "pack", "unpack", "unpack_from", "iter_unpack"):
    lend(f"struct.{_name}", _checked(getattr(struct, _name)), _guard)
