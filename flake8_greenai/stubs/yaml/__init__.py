"""YAML: files are not read here."""


class YAMLError(Exception):
    pass


class SafeLoader:
    pass


class Loader:
    pass


def dump(data, stream=None, **kwargs):
    return ""


safe_dump = dump
