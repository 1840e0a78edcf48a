"""Schemas of operators."""


def create_type_hint(x):
    return x
