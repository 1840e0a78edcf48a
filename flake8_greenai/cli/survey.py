"""``greenai survey``: estimates of many requests, one line each, in the order of the requests."""

from __future__ import annotations

import gc
import json
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.cli.requests import RequestError, checked_paths, request_from_json
from flake8_greenai.cli.workers import answer_all
from flake8_greenai.estimate.results import Estimate, Status
from flake8_greenai.reports.json_format import SCHEMA, estimate_as_json

Key = tuple[str, str]
"""Name and expression of a request, by which a finished line is recognised."""
DIED = "the process that analysed it died"


def run(options: Namespace) -> int:
    """Answer all requests; 1 when one failed.

    Raises:
        UsageError: when an argument cannot be used.
    """
    paths = checked_paths(options.path)
    requests = _read_requests(options.requests)
    jobs = options.jobs or os.cpu_count() or 1
    if jobs < 0:
        raise UsageError(f"--jobs {jobs} is not a number of processes")
    output = Path(options.output) if options.output else None
    lines = _kept(output, requests) if output else {}
    tasks = [(position, text) for position, text in enumerate(requests) if position not in lines]
    answers = (
        (position, _failed(requests[position], DIED) if line is None else line)
        for position, line in answer_all(tasks, partial(answer, paths=paths), jobs)
    )
    followed = _with_progress(answers, len(lines), len(requests))
    try:
        if output:
            _write(output, followed, lines, len(requests))
        else:
            _print(followed, lines)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UsageError(f"{options.output} cannot be written: {error.strerror}") from None
    statuses = Counter(json.loads(line)["status"] for line in lines.values())
    print(f"greenai: {len(lines)} estimates: {', '.join(f'{count} {name}' for name, count in statuses.items())}", file=sys.stderr)
    return 1 if statuses[Status.FAILED.value] else 0


def answer(text: str, paths: tuple[str, ...]) -> str:
    """The line that answers the line of a request; never raises."""
    try:
        from flake8_greenai.estimate.requests import estimate  # noqa: PLC0415

        line = json.dumps(estimate_as_json(estimate(request_from_json(json.loads(text), paths))))
        gc.collect(1)  # the analysis is over; collections by themselves are rare, see with_deep_stack
        return line
    except RequestError as error:
        return _failed(text, str(error))
    except json.JSONDecodeError as error:
        return _failed(text, f"not a line of JSON: {error}")
    except Exception as error:  # whatever it is, the survey goes on
        return _failed(text, " ".join(f"internal error: {type(error).__name__}: {error}".split()))


def _failed(text: str, reason: str) -> str:
    name, expr = _key(text)
    return json.dumps(estimate_as_json(Estimate(name, expr, Status.FAILED, reason)))


def _key(text: str) -> Key:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        return text[:100], ""
    expr = str(value.get("expr") or "")
    return str(value.get("name") or expr), expr


def _read_requests(file: str) -> list[str]:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    return [line for line in text.split("\n") if line.strip()]


def _kept(output: Path, requests: list[str]) -> dict[int, str]:
    """Finished lines that the output already has, by position of their request."""
    finished: dict[Key, list[str]] = {}
    if not output.is_file():
        return {}
    for line in output.read_text(encoding="utf-8", errors="replace").split("\n"):
        if _is_answer(line):
            finished.setdefault(_key(line), []).append(line)
    kept: dict[int, str] = {}
    for position, text in enumerate(requests):
        same = finished.get(_key(text))
        if same:
            kept[position] = same.pop(0)
    return kept


def _is_answer(line: str) -> bool:
    """Whether a line is whole; the last one of a survey that was interrupted may not be."""
    try:
        value: Any = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and value.get("schema") == SCHEMA and "status" in value


def _write(output: Path, answers: Iterable[tuple[int, str]], lines: dict[int, str], total: int) -> None:
    """Append answers as they come, so that nothing is lost, and put them in order at the end."""
    _replace(output, [lines[position] for position in sorted(lines)])
    with output.open("a", encoding="utf-8") as stream:
        for position, line in answers:
            lines[position] = line
            stream.write(line + "\n")
            stream.flush()
    _replace(output, [lines[position] for position in range(total)])


def _replace(output: Path, lines: list[str]) -> None:
    part = output.with_name(f"{output.name}.part")
    part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    part.replace(output)


def _print(answers: Iterable[tuple[int, str]], lines: dict[int, str]) -> None:
    """Print answers in the order of requests, each as soon as those before it are there."""
    printed = 0
    for position, line in answers:
        lines[position] = line
        while printed in lines:
            sys.stdout.write(lines[printed] + "\n")
            printed += 1
        sys.stdout.flush()


def _with_progress(answers: Iterable[tuple[int, str]], done: int, total: int) -> Iterator[tuple[int, str]]:
    """The answers, with a progress bar on standard error when that is a terminal."""
    if not sys.stderr.isatty():
        yield from answers
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("estimating", total=total, completed=done)
        for position, line in answers:
            progress.update(task, advance=1, description=json.loads(line)["name"][:40])
            yield position, line
