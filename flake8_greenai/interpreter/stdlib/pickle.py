"""pickle: files are not read."""

from _greenai import file_facts, nothing, unknown

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception): pass
class PicklingError(PickleError): pass
class UnpicklingError(PickleError): pass


class Pickler:
    def __init__(self, *args, **kwargs): pass

    dump = nothing


class Unpickler(Pickler):
    def load(self):
        return unknown("pickled data are not read")


def load(file, **kwargs):
    facts = file_facts(getattr(file, "name", None))
    return unknown("pickled data are not read") if facts is None or "value" not in facts else facts["value"]


def loads(data, **kwargs):
    return unknown("pickled data are not read")


dumps = loads
dump = nothing
