"""``greenai rule CODE`` and ``greenai rules``: the documentation of rules."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.findings.rules import load_rules


def run(options: Namespace) -> int:
    """Print one rule's page, or the list of all rules.

    Raises:
        UsageError: when there is no rule of that code.
    """
    rules = load_rules()
    if options.command == "rule":
        wanted = options.code.upper()
        for rule in rules:
            if wanted in (rule.code, rule.name.upper()):
                sys.stdout.write(rule.documentation())
                return 0
        raise UsageError(f"there is no rule {options.code}; greenai rules lists all")
    if options.format == "json":
        keys = ("code", "name", "summary", "status", "since")
        rows = [{key: getattr(rule, key) for key in keys} | {"severity": rule.severity.value} for rule in rules]
        sys.stdout.write(json.dumps(rows, indent=2) + "\n")
        return 0
    from flake8_greenai.reports.tables import print_table  # noqa: PLC0415

    print_table(
        ("Code", "Name", "Severity", "Status", "Finds"),
        [(rule.code, rule.name, rule.severity.value, rule.status, rule.summary) for rule in rules],
    )
    return 0
