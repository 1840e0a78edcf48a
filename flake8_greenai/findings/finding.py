"""A finding: one line that a rule says about one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from flake8_greenai.interpreter.values import Location


class Severity(str, Enum):
    """How much a finding weighs; notes are off unless asked for."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says.

    Attributes:
        code: of the rule, e.g. ``GAI101``.
        location: where.
        message: one line, without the code and without a full stop.
        severity: of the rule.
        end: where the thing concerned ends, when known.
        data: the numbers behind the message, for machine-readable reports.
    """

    code: str
    location: Location
    message: str
    severity: Severity
    end: Location | None = None
    data: Mapping[str, object] = field(default_factory=dict)
