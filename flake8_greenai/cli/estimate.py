"""``greenai estimate``: the cost of one expression."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from dataclasses import replace

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.cli.requests import RequestError, checked_paths, configured, find_file
from flake8_greenai.estimate.results import Estimate, Status
from flake8_greenai.estimate.specs import SpecError, parse_arguments


def run(options: Namespace) -> int:
    """Print the estimate; 1 when there is none.

    Raises:
        UsageError: when an argument cannot be used.
    """
    from flake8_greenai.estimate.requests import Request, estimate  # noqa: PLC0415

    paths = checked_paths(options.path)
    file = None
    if options.file is not None and (file := find_file(options.file, paths)) is None:
        raise UsageError(f"--file {options.file} does not exist")
    try:
        inputs = parse_arguments(options.input)
        folders, stubs = configured(file, paths)
    except SpecError as error:
        raise UsageError(f"--input {error}") from None
    except RequestError as error:
        raise UsageError(str(error)) from None
    if options.target is not None:
        _check_target(options.target)
    answer = estimate(Request(name=options.expr, expr=options.expr, file=file, inputs=inputs, paths=folders, stubs=stubs))
    if options.target is not None:
        answer = _on_target(answer, options.target, file)
    if options.format == "json":
        from flake8_greenai.reports.json_format import estimate_as_json  # noqa: PLC0415

        sys.stdout.write(json.dumps(estimate_as_json(answer)) + "\n")
    else:
        from flake8_greenai.reports.text_format import print_estimate  # noqa: PLC0415

        print_estimate(answer, options.depth)
    sys.stdout.flush()
    return 1 if answer.status is Status.FAILED else 0


def _on_target(answer: Estimate, name: str, file: str | None) -> Estimate:
    """The estimate with its prediction for a target, under the settings of the project at hand."""
    from flake8_greenai.configuration.loading import load  # noqa: PLC0415
    from flake8_greenai.projection.reports import estimate_with_projections  # noqa: PLC0415

    configuration = load(file if file is not None else os.path.join(os.getcwd(), "-"))
    return estimate_with_projections(answer, replace(configuration, targets=(name,), devices=1))


def _check_target(name: str) -> None:
    from flake8_greenai.cli.hardware import find_device  # noqa: PLC0415

    find_device(name)
