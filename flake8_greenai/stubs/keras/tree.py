"""Nested structures."""


def is_nested(structure):
    return isinstance(structure, (list, tuple, dict))


def flatten(structure):
    if isinstance(structure, (list, tuple)):
        result = []
        for item in structure:
            result += flatten(item)
        return result
    if isinstance(structure, dict):
        result = []
        for item in structure.values():
            result += flatten(item)
        return result
    return [structure]


def map_structure(func, *structures, none_is_leaf=True):
    first = structures[0]
    if isinstance(first, dict):
        return {key: map_structure(func, *[one[key] for one in structures]) for key in first}
    if isinstance(first, (list, tuple)):
        items = [map_structure(func, *each) for each in zip(*structures)]
        return items if isinstance(first, list) else tuple(items)
    return func(*structures)


def pack_sequence_as(structure, flat_sequence):
    items = iter(flat_sequence)
    return map_structure(lambda _: next(items), structure)


def assert_same_structure(a, b, **kwargs):
    pass


def traverse(func, structure, top_down=True):
    return map_structure(func, structure)
