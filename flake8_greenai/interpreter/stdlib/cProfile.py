"""cProfile: what is not here has no effect and an unknown result."""

from _greenai import nothing, outside


class Profile:
    def __init__(self, *args, **kwargs): pass

    enable = disable = print_stats = dump_stats = create_stats = nothing

    def __enter__(self):
        return self

    def __exit__(self, *args): pass


def __getattr__(name):
    return outside("cProfile", name)
