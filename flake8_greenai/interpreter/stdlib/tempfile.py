"""tempfile."""

from _greenai import nothing, unknown

tempdir = None


def gettempdir():
    return "/tmp"


def mkdtemp(suffix=None, prefix=None, dir=None):
    return unknown("temporary names are not known")


mkstemp = mktemp = NamedTemporaryFile = TemporaryFile = SpooledTemporaryFile = mkdtemp


class TemporaryDirectory:
    def __init__(self, *args, **kwargs):
        self.name = mkdtemp()

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        pass

    cleanup = nothing
