"""Names of layers and models: what they are called when nobody says."""
import re

_counts = {}


def to_snake_case(name):
    name = re.sub(r"\W+", "", name)
    name = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


def auto_name(name):
    name = to_snake_case(name)
    count = _counts.get(name, 0)
    _counts[name] = count + 1
    return name if count == 0 else f"{name}_{count}"


def get_uid(prefix=""):
    _counts[prefix] = _counts.get(prefix, 0) + 1
    return _counts[prefix]


def reset():
    _counts.clear()
