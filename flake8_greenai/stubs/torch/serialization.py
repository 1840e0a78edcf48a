"""Saving and loading; the contents of a file are unknown, unless a program of the same folder writes it."""
from _greenai import note_saved, saved_by_a_program

DEFAULT_PROTOCOL = 2


def save(obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False):
    note_saved(f, obj)


def load(f=None, *args, **kwargs):
    found = saved_by_a_program(f)
    return _contents() if found is None else found


def add_safe_globals(safe_globals):
    pass


class safe_globals:
    def __init__(self, safe_globals):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


class skip_data(safe_globals):
    pass
