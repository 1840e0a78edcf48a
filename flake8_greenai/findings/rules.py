"""What a rule is, and how rule files are found and loaded."""

from __future__ import annotations

import importlib.util
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.interpreter.values import Location
from flake8_greenai.resources import resource

CODE = re.compile(r"GAI[0-9]{3}\Z")
STATUSES = ("stable", "preview")


class RuleError(Exception):
    """A rule file that cannot be used."""


class Rule:
    """Base class of rules. The docstring of a rule is its documentation page.

    Attributes:
        code: ``GAI`` and three digits.
        name: the smell in kebab case, so that "allow <name>" reads well.
        summary: one line.
        severity: of its findings.
        status: ``stable``, or ``preview`` for rules that run only with ``preview = true``.
        since: the version that brought it.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    summary: ClassVar[str]
    severity: ClassVar[Severity]
    status: ClassVar[str] = "stable"
    since: ClassVar[str]

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """The findings in one analysed file."""
        raise NotImplementedError

    def check_project(self, reports: Sequence[FileReport], configuration: Configuration) -> Iterator[Finding]:
        """The findings in all analysed files together; only commands that see all files ask for them, flake8 never does."""
        yield from ()

    def finding(self, location: Location, message: str, data: Mapping[str, object] | None = None) -> Finding:
        """A finding of this rule."""
        return Finding(self.code, location, message, self.severity, data=data or {})

    def enabled(self, configuration: Configuration) -> bool:
        """Whether the configuration switches this rule on: notes and previews are off by default."""
        if configuration.asks_for(self.code):
            return True
        if self.status == "preview" and not configuration.preview:
            return False
        return self.severity is not Severity.NOTE or configuration.notes

    @classmethod
    def documentation(cls) -> str:
        """The rule's page, in Markdown."""
        return f"# {cls.name} ({cls.code})\n\n{inspect.getdoc(cls)}\n"


@lru_cache(maxsize=16)
def load_rules(folders: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """The shipped rules and those of ``folders``, by code.

    Raises:
        RuleError: when a file cannot be loaded or two rules share a code.
    """
    rules: dict[str, tuple[Rule, Path]] = {}
    for folder in (resource("rules"), *map(Path, folders)):
        for file in sorted(folder.glob("gai[0-9][0-9][0-9]_*.py")):
            rule = load_rule(file)
            if rule.code in rules:
                raise RuleError(f"{file}: {rule.code} is already the code of {rules[rule.code][1]}")
            rules[rule.code] = (rule, file)
    return tuple(rules[code][0] for code in sorted(rules))


def load_rule(file: Path) -> Rule:
    """The rule that a file defines.

    Raises:
        RuleError: when the file does not define exactly one complete rule with the code of its name.
    """
    name = f"flake8_greenai.rules.{file.stem}"
    specification = importlib.util.spec_from_file_location(name, file)
    if specification is None or specification.loader is None:
        raise RuleError(f"{file}: not a Python file")
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    try:
        specification.loader.exec_module(module)
    except Exception as error:
        raise RuleError(f"{file}: {type(error).__name__}: {error}") from error
    found = [item for item in vars(module).values() if inspect.isclass(item) and issubclass(item, Rule) and item.__module__ == name]
    if len(found) != 1:
        raise RuleError(f"{file}: defines {len(found)} rules, must define one")
    _complete(found[0], file)
    return found[0]()


def _complete(rule: type[Rule], file: Path) -> None:
    """Refuse a rule that lacks something."""
    missing = [name for name in ("code", "name", "summary", "severity", "since") if not hasattr(rule, name)]
    if missing:
        raise RuleError(f"{file}: {rule.__name__} lacks {', '.join(missing)}")
    if not CODE.match(rule.code) or not file.stem.startswith(rule.code.lower()):
        raise RuleError(f"{file}: its code is {rule.code}, must be GAI and three digits, as in the file's name")
    if rule.status not in STATUSES:
        raise RuleError(f"{file}: its status is {rule.status!r}, must be one of {', '.join(STATUSES)}")
    if not rule.__dict__.get("__doc__"):
        raise RuleError(f"{file}: {rule.__name__} has no docstring")
