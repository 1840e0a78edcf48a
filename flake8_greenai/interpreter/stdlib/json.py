"""json: loads and dumps are host primitives; files are not read."""

from _greenai import nothing, unknown

dump = nothing


def load(fp, **kwargs):
    return unknown("the JSON file is not read")


class JSONDecodeError(ValueError): pass


def _fail(message):
    raise JSONDecodeError(message)


class JSONEncoder:
    def __init__(self, **kwargs):
        self.options = kwargs

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        return dumps(o, cls=type(self))


class JSONDecoder:
    def __init__(self, **kwargs): pass

    def decode(self, s):
        return loads(s)
