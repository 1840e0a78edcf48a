"""Requests from command lines and from the lines of a survey."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flake8_greenai.cli.parser import UsageError
from flake8_greenai.estimate.specs import Spec, SpecError, parse_json_spec

if TYPE_CHECKING:
    from flake8_greenai.estimate.requests import Request

_INPUT_NAME = re.compile(r"\*\d{1,3}|\*\[\d{1,3}\]|[^\W\d]\w*")


class RequestError(ValueError):
    """A line of a survey that is no request."""


def checked_paths(paths: Sequence[str]) -> tuple[str, ...]:
    """Folders given with ``--path``, absolute.

    Raises:
        UsageError: when one is no folder.
    """
    for path in paths:
        if not os.path.isdir(path):
            raise UsageError(f"--path {path} is not a folder")
    return tuple(os.path.abspath(path) for path in paths)


def find_file(file: str, paths: Sequence[str]) -> str | None:
    """The file, looked up in the working folder and then in ``paths``; None when it is nowhere."""
    candidates = [file, *(os.path.join(path, file) for path in paths)]
    return next((os.path.abspath(candidate) for candidate in candidates if "\0" not in candidate and os.path.isfile(candidate)), None)


def request_from_json(value: object, paths: tuple[str, ...]) -> Request:
    """The request that a line of a survey holds.

    Raises:
        RequestError: when it is none; the message says what is wrong.
    """
    from flake8_greenai.estimate.requests import Request  # noqa: PLC0415

    if not isinstance(value, Mapping):
        raise RequestError("a request is a JSON object")
    expr, inputs, file = value.get("expr"), value.get("inputs") or {}, value.get("file")
    if not isinstance(expr, str) or not expr.strip():
        raise RequestError('a request needs a text "expr"')
    if not isinstance(inputs, Mapping):
        raise RequestError('"inputs" is an object of inputs by name')
    if file is not None:
        if not isinstance(file, str) or (found := find_file(file, paths)) is None:
            raise RequestError(f"the file {file} does not exist")
        file = found
    for name in inputs:
        if not _INPUT_NAME.fullmatch(name):
            raise RequestError(f'"{name}" is not the name of an input: write *0, *1, ... for positional ones, else the name of an argument')
    try:
        specs = _with_list({name: parse_json_spec(item) for name, item in inputs.items()})
    except SpecError as error:
        raise RequestError(str(error)) from None
    folders, stubs = configured(file, paths)
    return Request(name=str(value.get("name") or expr), expr=expr, file=file, inputs=specs, paths=folders, stubs=stubs)


def _with_list(specs: dict[str, Spec]) -> dict[str, Spec]:
    """Inputs in which ``*[0]``, ``*[1]``, ... are the items of one list, the first positional argument."""
    items = {int(name[2:-1]): spec for name, spec in specs.items() if name.startswith("*[")}
    rest = {name: spec for name, spec in specs.items() if not name.startswith("*[")}
    return {"*0": [items[index] for index in sorted(items)], **rest} if items else rest


def configured(file: str | None, paths: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The folders of sources and of stubs for a file: those given, then those of the project that the file is part of.

    Raises:
        RequestError: when the project's configuration cannot be used.
    """
    if file is None:
        return paths, ()
    from flake8_greenai.configuration.loading import ConfigurationError, load  # noqa: PLC0415

    try:
        configuration = load(file)
    except ConfigurationError as error:
        raise RequestError(str(error)) from None
    return (*paths, *configuration.paths), configuration.stubs
