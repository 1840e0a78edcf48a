"""Run all rules on what the analysis found in a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding
from flake8_greenai.findings.rules import Rule, load_rules
from flake8_greenai.interpreter.values import Location


def check(report: FileReport, configuration: Configuration, rules: Iterable[Rule] | None = None) -> tuple[Finding, ...]:
    """The findings of all rules that are switched on, each once, in the order of lines."""
    findings: dict[tuple[object, ...], Finding] = {}
    for rule in load_rules(configuration.rule_paths) if rules is None else rules:
        if not rule.enabled(configuration):
            continue
        for found in rule.check(report, configuration):
            finding = _in_file(found, report.path)
            findings.setdefault(_order(finding), finding)
    return tuple(findings[key] for key in sorted(findings))


def check_project(reports: Sequence[FileReport], configuration: Configuration) -> tuple[Finding, ...]:
    """The findings of all rules that look at all files of a project together."""
    rules = (rule for rule in load_rules(configuration.rule_paths) if rule.enabled(configuration))
    found = [finding for rule in rules for finding in rule.check_project(reports, configuration)]
    return tuple(replace(finding, message=" ".join(finding.message.split())) for finding in found)


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return (finding.location.line, finding.location.column, finding.code, finding.message)


def _in_file(finding: Finding, path: str) -> Finding:
    """The finding at a place of the analysed file: a place in another file is named in the message."""
    place = finding.location
    message = " ".join(finding.message.split())
    if same_file(place.file, path):
        return Finding(finding.code, place, message, finding.severity, finding.end, finding.data)
    return Finding(finding.code, Location(path, 1, 0), f"{message} (at {place})", finding.severity, None, finding.data)


def same_file(left: str, right: str) -> bool:
    """Whether two paths name the same file, links aside."""
    return left == right or os.path.abspath(left) == os.path.abspath(right)
