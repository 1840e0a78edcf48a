"""click: a program is analysed with the options' defaults and what its command line says, by way of argparse; groups run all commands."""
import argparse

from _greenai import arguments, nothing


class ClickException(Exception):
    def __init__(self, message=""):
        self.message = message


class UsageError(ClickException): pass
class BadParameter(UsageError): pass
class Abort(RuntimeError): pass


class ParamType:
    name = "text"

    def __init__(self, *args, **kwargs): pass

    def __call__(self, value):
        return value


class Path(ParamType):
    def __init__(self, *args, path_type=None, **kwargs):
        self.path_type = path_type

    def __call__(self, value):
        return value if self.path_type is None else self.path_type(value)


class Choice(ParamType): pass


class File(ParamType): pass


class IntRange(ParamType):
    def __call__(self, value):
        return int(value)


class FloatRange(ParamType):
    def __call__(self, value):
        return float(value)


STRING, INT, FLOAT, BOOL = str, int, float, bool


class Context:
    def __init__(self, command=None):
        self.obj = None
        self.params = {}
        self.invoked_subcommand = None
        self.command = command

    def ensure_object(self, kind):
        if self.obj is None:
            self.obj = kind()
        return self.obj

    def invoke(self, callback, *args, **kwargs):
        return getattr(callback, "callback", callback)(*args, **kwargs)


_contexts = []


def get_current_context(silent=False):
    return _contexts[-1] if _contexts else None


def pass_context(function):
    def wrapped(*args, **kwargs):
        return function(get_current_context(), *args, **kwargs)

    wrapped.__click_params__ = getattr(function, "__click_params__", [])
    wrapped.__name__ = function.__name__
    return wrapped


def pass_obj(function):
    def wrapped(*args, **kwargs):
        return function(get_current_context().obj, *args, **kwargs)

    wrapped.__click_params__ = getattr(function, "__click_params__", [])
    wrapped.__name__ = function.__name__
    return wrapped


def _noted(function, names, settings):
    if isinstance(function, Command):
        function.params.append((names, settings))
        return function
    if not hasattr(function, "__click_params__"):
        function.__click_params__ = []
    function.__click_params__.append((names, settings))
    return function


def option(*names, **settings):
    return lambda function: _noted(function, names, settings)


def argument(*names, **settings):
    return lambda function: _noted(function, names, {**settings, "positional": True})


def version_option(*args, **kwargs):
    return lambda function: function


help_option = confirmation_option = version_option


def _dest(names):
    for name in names:
        if not name.startswith("-"):
            return name.replace("-", "_")
    longest = [name for name in names if name.startswith("--")] or list(names)
    return longest[0].partition("/")[0].lstrip("-").replace("-", "_")


def _add(parser, names, settings):
    dest = _dest(names)
    kind, default = settings.get("type"), settings.get("default")
    if kind is None and default is not None and not isinstance(default, (tuple, list)) and not callable(default):
        kind = type(default)
    if callable(default):
        default = default()
    settings_of = {} if kind is None or kind is bool else {"type": kind}
    if settings.get("positional"):
        count = settings.get("nargs", 1)
        if count != 1:
            settings_of["nargs"] = "*" if count < 0 else count
        elif default is not None or settings.get("required") is False:
            settings_of["nargs"] = "?"
        parser.add_argument(dest, default=default, **settings_of)
        return dest
    flags = [name for name in names if name.startswith("-")]
    if settings.get("is_flag") or "flag_value" in settings or any("/" in flag for flag in flags) or isinstance(default, bool):
        shown = [flag.partition("/")[0].strip() for flag in flags]
        hidden = [flag.partition("/")[2].strip() for flag in flags if "/" in flag]
        value = settings.get("flag_value", True)
        parser.add_argument(*shown, dest=dest, action="store_const", const=value, default=False if default is None else default)
        if hidden:
            parser.add_argument(*hidden, dest=dest, action="store_const", const=False, default=False if default is None else default)
        return dest
    if settings.get("count"):
        parser.add_argument(*flags, dest=dest, action="count", default=default or 0)
    elif settings.get("multiple"):
        parser.add_argument(*flags, dest=dest, action="append", default=None if default is None else list(default), **settings_of)
    else:
        if settings.get("nargs", 1) != 1:
            settings_of["nargs"] = settings["nargs"]
        required = settings.get("required", False) or "prompt" in settings
        parser.add_argument(*flags, dest=dest, default=default, required=required, **settings_of)
    return dest


class Command:
    def __init__(self, name=None, callback=None, params=None, **kwargs):
        self.callback = callback
        self.name = name or (callback.__name__.replace("_", "-") if callback is not None else None)
        self.params = list(reversed(getattr(callback, "__click_params__", []))) if params is None else params

    def parsed(self, words):
        parser = argparse.ArgumentParser()
        dests = [_add(parser, names, settings) for names, settings in self.params]
        namespace, rest = parser.parse_known_args(words)
        values = {dest: getattr(namespace, dest) for dest in dests}
        for names, settings in self.params:
            if settings.get("multiple"):
                values[_dest(names)] = tuple(values[_dest(names)] or ())
        return values, rest

    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **kwargs):
        context = Context(self)
        context.obj = obj
        _contexts.append(context)
        return self.invoked(list(arguments()) if args is None else list(args))

    def invoked(self, words):
        values, _ = self.parsed(words)
        get_current_context().params = values
        return self.callback(**values)

    __call__ = main


class Group(Command):
    def __init__(self, name=None, callback=None, **kwargs):
        super().__init__(name, callback)
        self.commands = {}

    def command(self, *args, **kwargs):
        def made(function):
            found = command(*args, **kwargs)(function)
            self.commands[found.name] = found
            return found

        if args and callable(args[0]):
            function, args = args[0], ()
            return made(function)
        return made

    def group(self, *args, **kwargs):
        def made(function):
            found = group(*args, **kwargs)(function)
            self.commands[found.name] = found
            return found

        return made

    def add_command(self, added, name=None):
        self.commands[name or added.name] = added

    def invoked(self, words):
        values, rest = self.parsed([word for word in words if word not in self.commands])
        if self.callback is not None:
            self.callback(**values)
        chosen = [word for word in words if word in self.commands][:1]
        result = None
        for name in chosen or list(self.commands):
            result = self.commands[name].invoked(words[words.index(name) + 1:] if chosen else [])
        return result


def command(name=None, cls=None, **kwargs):
    if callable(name):
        return Command(None, name)
    return lambda function: (cls or Command)(name, function)


def group(name=None, cls=None, **kwargs):
    if callable(name):
        return Group(None, name)
    return lambda function: (cls or Group)(name, function)


echo = secho = clear = pause = nothing


def style(text, *args, **kwargs):
    return text


def confirm(text, default=False, **kwargs):
    return True


def prompt(text, default=None, **kwargs):
    return default
