"""argparse: a program is analysed as started without arguments, so options have their defaults; required ones are unknown, integers among them symbols."""

import sys

from _greenai import nothing, symbol, unknown

SUPPRESS, OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = "==SUPPRESS==", "?", "*", "+", "A...", "..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = argument
        self.message = message


class ArgumentTypeError(Exception): pass


class Namespace:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return f"Namespace({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"


class HelpFormatter:
    def __init__(self, *args, **kwargs): pass


class ArgumentDefaultsHelpFormatter(HelpFormatter): pass
class RawTextHelpFormatter(HelpFormatter): pass
class RawDescriptionHelpFormatter(HelpFormatter): pass
class MetavarTypeHelpFormatter(HelpFormatter): pass


class FileType:
    def __init__(self, mode="r", *args, **kwargs): pass

    def __call__(self, string):
        return unknown(f"the file {string} is not read")


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None,
                 metavar=None):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def take(self, parser, namespace, values, option):
        self(parser, namespace, values, option)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _Store(Action): pass


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, **kwargs):
        super().__init__(option_strings, dest, 0, const, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, **kwargs):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, **kwargs):
        super().__init__(option_strings, dest, False, default, required, help)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, **kwargs):
        options = [*option_strings, *["--no-" + option[2:] for option in option_strings if option.startswith("--")]]
        super().__init__(options, dest, 0, None, default, None, None, required, help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Append(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _Extend(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _Count(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Nothing(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, version=None, **kwargs):
        super().__init__(option_strings, dest, 0, None, SUPPRESS, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        raise SystemExit(0)


class _SubParsersAction(Action):
    def __init__(self, parser, dest=SUPPRESS, required=False, help=None, metavar=None, parser_class=None, **kwargs):
        super().__init__([], dest, PARSER, required=required)
        self.parser_class = parser_class or type(parser)
        self._name_parser_map = self.choices = {}

    def add_parser(self, name, *, help=None, aliases=(), **kwargs):
        parser = self.parser_class(**kwargs)
        self._name_parser_map[name] = parser
        for alias in aliases:
            self._name_parser_map[alias] = parser
        return parser

    def assume(self, namespace):
        """Without arguments the command is not known: an option that all commands share keeps its default, others differ."""
        if self.dest != SUPPRESS:
            setattr(namespace, self.dest, unknown(f"the command {self.dest} is not given") if self.required else None)
        if not self.required and self.dest != SUPPRESS:
            return
        for parser in self._name_parser_map.values():
            for name, value in vars(parser.parse_args([])).items():
                if not hasattr(namespace, name):
                    setattr(namespace, name, value)
                elif getattr(namespace, name) is not value and getattr(namespace, name) != value:
                    setattr(namespace, name, unknown(f"argument {name} depends on the command"))


_ACTIONS = {None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse, "append": _Append,
            "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Nothing, "version": _Nothing}


class _ActionsContainer:
    def add_argument(self, *args, **kwargs):
        root = self._root
        if len(args) == 1 and args[0][:1] not in root.prefix_chars or not args:
            dest, options = (args[0] if args else kwargs.pop("dest")), []
            if kwargs.get("nargs") not in ("?", "*") and "required" not in kwargs:
                kwargs["required"] = True
        else:
            options = list(args)
            longs = [option for option in options if option[1:2] in root.prefix_chars]
            dest = kwargs.pop("dest", None) or (longs or options)[0].lstrip(root.prefix_chars).replace("-", "_")
        kwargs.pop("dest", None)
        kind = kwargs.pop("action", None)
        cls = root._registries.get(kind, kind)
        if cls is _StoreConst or not issubclass(cls, (_StoreConst, BooleanOptionalAction, _Nothing)):
            kwargs.setdefault("default", root.argument_default)
        return root._add_action(cls(options, dest, **kwargs))

    def add_argument_group(self, *args, **kwargs):
        return _Group(self._root)

    def add_mutually_exclusive_group(self, *, required=False):
        return _Group(self._root)

    def set_defaults(self, **kwargs):
        root = self._root
        root._defaults.update(kwargs)
        for action in root._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._root._actions:
            if action.dest == dest:
                return action.default
        return self._root._defaults.get(dest)

    def register(self, registry_name, value, object):
        if registry_name == "action":
            self._root._registries[value] = object


class _Group(_ActionsContainer):
    def __init__(self, root):
        self._root = root
        self._group_actions = root._actions


_ArgumentGroup = _MutuallyExclusiveGroup = _Group


class ArgumentParser(_ActionsContainer):
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars="-",
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
                 exit_on_error=True, **kwargs):
        self._root = self
        self.prog = prog or "program"
        self.description, self.epilog, self.usage = description, epilog, usage
        self.prefix_chars = prefix_chars
        self.argument_default = argument_default
        self.allow_abbrev = allow_abbrev
        self._actions = []
        self._option_string_actions = {}
        self._defaults = {}
        self._registries = dict(_ACTIONS)
        if add_help:
            self.add_argument("-h", "--help", action="help")
        for parent in parents:
            for action in parent._actions:
                if not isinstance(action, _Nothing):
                    self._add_action(action)
            self._defaults.update(parent._defaults)

    def _add_action(self, action):
        self._actions.append(action)
        for option in action.option_strings:
            self._option_string_actions[option] = action
        if action.dest in self._defaults:
            action.default = self._defaults[action.dest]
        return action

    def add_subparsers(self, **kwargs):
        kwargs.pop("title", None)
        kwargs.pop("description", None)
        return self._add_action(_SubParsersAction(self, **kwargs))

    def _converted(self, action, text):
        kind = action.type
        return kind(text) if kind is not None and isinstance(text, str) else text

    def _fill(self, namespace, seen):
        for action in self._actions:
            if action in seen:
                continue
            if isinstance(action, _SubParsersAction):
                action.assume(namespace)
            elif action.required:
                reason = f"argument {action.dest} is required and not given"
                # Ranks may be 0, and sizes that are not are wrong.
                setattr(namespace, action.dest, symbol(action.dest, 0) if _is_one_integer(action) else unknown(reason))
            elif action.dest != SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, self._converted(action, action.default))
        for name, value in self._defaults.items():
            if not hasattr(namespace, name):
                setattr(namespace, name, value)

    def parse_known_args(self, args=None, namespace=None):
        if namespace is None:
            namespace = Namespace()
        words = list(sys.argv[1:]) if args is None else list(args)
        extras, seen = [], []
        waiting = [action for action in self._actions if not action.option_strings]
        while words:
            word = words.pop(0)
            option, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
            action = self._option_string_actions.get(option)
            if action is None and len(option) > 2 and option.startswith("--"):
                matches = [name for name in self._option_string_actions if name.startswith(option)]
                action = self._option_string_actions[matches[0]] if len(matches) == 1 else None
            if action is not None:
                values = [value] if equals else self._taken(action, words)
            elif word[:1] in self.prefix_chars and len(word) > 1 and not _is_number(word) or not waiting:
                extras.append(word)
                continue
            else:
                action = waiting.pop(0)
                if isinstance(action, _SubParsersAction):
                    if action.dest != SUPPRESS:
                        setattr(namespace, action.dest, word)
                    rest = action._name_parser_map[word].parse_known_args(words, namespace)[1]
                    extras.extend(rest)
                    seen.append(action)
                    words = []
                    continue
                values = [word, *(self._taken(action, words, 1) if action.nargs is not None and action.nargs != "?" else [])]
            self._apply(action, namespace, values, option)
            seen.append(action)
        self._fill(namespace, seen)
        return namespace, extras

    def _taken(self, action, words, already=0):
        nargs = action.nargs
        most = 1 if nargs is None or nargs == "?" else nargs - already if isinstance(nargs, int) else len(words)
        taken = []
        while words and len(taken) < most and (words[0][:1] not in self.prefix_chars or _is_number(words[0])):
            taken.append(words.pop(0))
        return taken

    def _apply(self, action, namespace, values, option):
        if not hasattr(namespace, action.dest) and action.dest != SUPPRESS and action.default is not SUPPRESS:
            setattr(namespace, action.dest, action.default)
        values = [self._converted(action, value) for value in values]
        for value in values:
            if action.choices is not None and value not in action.choices:
                self.error(f"argument {option}: invalid choice: {value!r}")
        if action.nargs is None:
            if not values:
                self.error(f"argument {option}: expected one argument")
            values = values[0]
        elif action.nargs == "?":
            values = values[0] if values else self._converted(action, action.const)
        action(self, namespace, values, option)

    def parse_args(self, args=None, namespace=None):
        namespace, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error(f"unrecognized arguments: {' '.join(extras)}")
        return namespace

    parse_intermixed_args = parse_args
    parse_known_intermixed_args = parse_known_args

    def error(self, message):
        raise SystemExit(2)

    def exit(self, status=0, message=None):
        raise SystemExit(status)

    def format_help(self):
        return f"usage: {self.prog}\n"

    format_usage = format_help
    print_help = print_usage = nothing

    def convert_arg_line_to_args(self, arg_line):
        return [arg_line]


def _is_number(text):
    return text[:1] == "-" and text[1:].replace(".", "", 1).replace("e", "", 1).replace("-", "", 1).isdigit()


def _is_one_integer(action):
    return action.type is int and action.nargs is None and action.choices is None
