"""csv: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

register_dialect = field_size_limit = nothing

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception): pass
class Dialect: pass
class excel(Dialect): pass


class DictWriter:
    def __init__(self, *args, **kwargs): pass

    writerow = writerows = writeheader = nothing


def writer(*args, **kwargs):
    return DictWriter()


def __getattr__(name):
    return outside("csv", name)
