"""Options of the command line as data classes; those without default that nobody gives are unknown."""
import dataclasses
import sys

from _greenai import unknown

DataClass = DataClassType = object


def HfArg(*, aliases=None, help=None, default=dataclasses.MISSING, default_factory=dataclasses.MISSING, metadata=None, **kwargs):
    return dataclasses.field(default=default, default_factory=default_factory)


class HfArgumentParser:
    def __init__(self, dataclass_types=None, **kwargs):
        self.dataclass_types = list(dataclass_types) if isinstance(dataclass_types, (list, tuple)) else [dataclass_types]

    def parse_args_into_dataclasses(self, args=None, return_remaining_strings=False, **options):
        words = list(sys.argv[1:] if args is None else args)
        found = tuple(self._of(cls, words) for cls in self.dataclass_types)
        return (*found, []) if return_remaining_strings else found

    def parse_dict(self, args, allow_extra_keys=False):
        return tuple(
            cls(**{field.name: args[field.name] for field in dataclasses.fields(cls) if field.init and field.name in args})
            for cls in self.dataclass_types
        )

    def parse_json_file(self, json_file, allow_extra_keys=False):
        return tuple(self._of(cls, []) for cls in self.dataclass_types)

    parse_yaml_file = parse_json_file

    def _of(self, cls, words):
        values = {}
        for field in dataclasses.fields(cls):
            if not field.init:
                continue
            given = _given(words, field.name)
            if given is not None:
                values[field.name] = _converted(given, field)
            elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
                values[field.name] = unknown(f"the command line gives --{field.name}")
        return cls(**values)


def _given(words, name):
    """The word after ``--name`` or behind ``--name=``; a flag alone is true."""
    for i, word in enumerate(words):
        if word.startswith(f"--{name}="):
            return word.split("=", 1)[1]
        if word == f"--{name}":
            return words[i + 1] if i + 1 < len(words) and not words[i + 1].startswith("--") else "True"
    return None


def _converted(text, field):
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    wanted = str(field.type)
    if "str" in wanted and "int" not in wanted and "float" not in wanted:
        return text
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text
