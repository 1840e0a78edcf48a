"""typer: commands are functions whose parameters are the options; defaults and the command line give their values, by way of click."""
import inspect

import click
from click import Abort, BadParameter, Context, confirm, echo, prompt, secho, style


class Exit(Exception):
    def __init__(self, code=0):
        self.exit_code = code


class _Parameter:
    def __init__(self, default=..., names=(), positional=False):
        self.default, self.names, self.positional = default, names, positional


def Option(default=..., *names, **kwargs):
    if isinstance(default, str) and default.startswith("-"):
        default, names = ..., (default, *names)
    return _Parameter(default, names)


def Argument(default=..., **kwargs):
    return _Parameter(default, (), True)


def _command(function, name=None):
    params = []
    for parameter in inspect.signature(function).parameters.values():
        default, positional, names = parameter.default, parameter.default is inspect.Parameter.empty, ()
        if isinstance(default, _Parameter):
            default, positional, names = default.default, default.positional, default.names
            default = inspect.Parameter.empty if default is ... else default
        for extra in getattr(parameter.annotation, "__metadata__", ()):
            if isinstance(extra, _Parameter):
                positional, names = extra.positional, extra.names
        settings = {"positional": True} if positional else {}
        if default is not inspect.Parameter.empty:
            settings["default"] = default
        elif not positional:
            settings["required"] = True
        if parameter.annotation in (int, float, str):
            settings["type"] = parameter.annotation
        elif parameter.annotation is bool:
            settings["is_flag"] = True
        flags = tuple(name for name in names if name.startswith("-")) or ("--" + parameter.name.replace("_", "-"),)
        params.append(((parameter.name,) if positional else (*flags, parameter.name), settings))
    return click.Command(name or function.__name__.replace("_", "-"), function, params)


class Typer:
    def __init__(self, *args, **kwargs):
        self._group = click.Group()

    def command(self, name=None, **kwargs):
        def noted(function):
            self._group.add_command(_command(function, name))
            return function

        return noted

    def callback(self, *args, **kwargs):
        return lambda function: function

    def add_typer(self, other, name=None, **kwargs):
        self._group.add_command(other._group, name)

    def __call__(self, *args, **kwargs):
        if len(self._group.commands) == 1:
            return next(iter(self._group.commands.values())).main()
        return self._group.main()


def run(function):
    return _command(function).main()
