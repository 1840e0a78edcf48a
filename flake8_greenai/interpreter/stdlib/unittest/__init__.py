"""unittest: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside

main = nothing


class SkipTest(Exception): pass


class TestCase:
    def __init__(self, *args, **kwargs): pass

    def __getattr__(self, name):
        return outside("unittest.TestCase", name)


def skip(reason):
    return lambda function: function


def skipIf(condition, reason):
    return lambda function: function


skipUnless = skipIf


def __getattr__(name):
    return outside("unittest", name)
