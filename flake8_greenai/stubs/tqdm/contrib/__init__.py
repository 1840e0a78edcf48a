"""Additions."""


def tenumerate(iterable, *args, **kwargs):
    return enumerate(iterable)


def tzip(*iterables, **kwargs):
    return zip(*iterables)
