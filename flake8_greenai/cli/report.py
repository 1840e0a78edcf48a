"""``greenai report PATH...`` and ``greenai check PATH...``: files analysed, checked, and added up."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.cli.workers import answer_all
from flake8_greenai.configuration.loading import ConfigurationError, load
from flake8_greenai.source.libraries import LIBRARIES

if TYPE_CHECKING:
    from flake8_greenai.configuration.settings import Configuration
    from flake8_greenai.reports.report_json import Checked

SETTINGS = ("paths", "target", "zone", "pue", "devices", "batch", "dtype", "least_time", "budgets", "inputs", "notes", "preview")
SKIPPED = {"__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv"}
"""Folders that hold no sources of a project."""


def run(options: Namespace) -> int:
    """Analyse the files and print what was found; 1 when ``check`` has findings, or when a process died.

    Raises:
        UsageError: when an argument or the configuration cannot be used.
    """
    jobs = options.jobs or os.cpu_count() or 1
    if jobs < 0:
        raise UsageError(f"--jobs {jobs} is not a number of processes")
    settings = {name.replace("_", "-"): value for name in SETTINGS if (value := getattr(options, name)) is not None}
    files = list(dict.fromkeys(_files(options.files)))
    common = os.path.commonpath([os.path.abspath(file) for file in options.files])
    try:
        configuration = load(common if os.path.isfile(common) else os.path.join(common, "-"), file=options.config, options=settings)
    except (ConfigurationError, ValueError) as error:
        raise UsageError(str(error)) from None
    tasks = list(enumerate(files))
    answers = dict(answer_all(tasks, partial(analyse, file=options.config, settings=settings), jobs))
    died = [files[position] for position, answer in answers.items() if answer is None]
    checked = [answer for position in sorted(answers) if (answer := answers[position]) is not None]
    for file in died:
        print(f"greenai: {file}: the process that analysed it died", file=sys.stderr)
    is_clean = _print(options, checked, configuration)
    sys.stdout.flush()
    return 1 if died or (options.command == "check" and not is_clean) else 0


def _print(options: Namespace, checked: Sequence[Checked], configuration: Configuration) -> bool:
    """Print the answer; whether there are no findings."""
    from flake8_greenai.findings.check import check_project  # noqa: PLC0415

    project = check_project([report for report, _ in checked], configuration)
    if options.command == "check":
        for _, findings in checked:
            for found in findings:
                place = found.location
                sys.stdout.write(f"{place.file}:{place.line}:{place.column + 1}: {found.code} {found.message}\n")
        for found in project:
            sys.stdout.write(f"{found.location.file}:{found.location.line}:{found.location.column + 1}: {found.code} {found.message}\n")
    elif options.format == "json":
        from flake8_greenai.reports.report_json import reports_as_json  # noqa: PLC0415

        sys.stdout.write(json.dumps(reports_as_json(checked, project)) + "\n")
    else:
        from flake8_greenai.reports.report_text import print_reports  # noqa: PLC0415

        print_reports(checked, project)
    return not project and not any(findings for _, findings in checked)


def analyse(path: str, file: str | None, settings: Mapping[str, object]) -> Checked:
    """What is found in one file, and what the rules say about it; never raises."""
    from flake8_greenai.configuration.settings import Configuration  # noqa: PLC0415
    from flake8_greenai.estimate.files import analyse_file  # noqa: PLC0415
    from flake8_greenai.estimate.results import FileReport, Problem  # noqa: PLC0415
    from flake8_greenai.findings.check import check  # noqa: PLC0415
    from flake8_greenai.findings.rules import RuleError, load_rules  # noqa: PLC0415
    from flake8_greenai.interpreter.values import Location  # noqa: PLC0415
    from flake8_greenai.projection.reports import with_projections  # noqa: PLC0415

    configuration = Configuration()
    try:
        configuration = load(path, file=file, options=settings)
        load_rules(configuration.rule_paths)
        report = analyse_file(path, None, configuration) if _is_relevant(path) else FileReport(path)
        report = with_projections(report, configuration)
    except (ConfigurationError, RuleError) as error:
        report = FileReport(path, problems=(Problem("configuration", Location(path, 1, 0), str(error)),))
        configuration = Configuration()
    except Exception as error:  # whatever it is, the other files go on
        message = f"internal error: {type(error).__name__}: {error}"
        report = FileReport(path, problems=(Problem("internal", Location(path, 1, 0), message),))
    return report, check(report, configuration)


def _is_relevant(path: str) -> bool:
    """Whether a file names a tensor library; one that cannot be read is, so that it is reported."""
    try:
        return LIBRARIES.search(Path(path).read_bytes().decode("utf-8", "replace")) is not None
    except OSError:
        return True


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The files that are named, and all Python files in the folders that are, in the order of their names."""
    for path in paths:
        if "\0" in path or not os.path.exists(path):
            raise UsageError(f"{path!r} does not exist")
        if os.path.isfile(path):
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED)
            yield from (os.path.normpath(os.path.join(folder, name)) for name in sorted(names) if name.endswith(".py"))
