"""importlib.util."""

from _greenai import unknown
from importlib.machinery import ModuleSpec


def find_spec(name, package=None):
    return ModuleSpec(name, None) if _exists(name, package) else None


def module_from_spec(spec):
    return unknown(f"the module of {spec} is not loaded from a file")


def spec_from_file_location(name, location=None, **kwargs):
    return unknown(f"{location} is not loaded")


spec_from_loader = spec_from_file_location


def resolve_name(name, package):
    return _absolute(name, package)


class LazyLoader: pass
