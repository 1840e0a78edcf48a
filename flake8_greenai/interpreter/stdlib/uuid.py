"""uuid."""

from _greenai import unknown


class UUID:
    def __init__(self, *args, **kwargs): pass

    def __str__(self):
        return unknown("identifiers are drawn at random")

    hex = int = property(__str__)


def uuid4(*args):
    return UUID()


uuid1 = uuid3 = uuid5 = uuid4
