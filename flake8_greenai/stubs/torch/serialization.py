"""Saving and loading; the contents of a file are unknown (torch.serialization.load is a host function)."""
DEFAULT_PROTOCOL = 2


def save(obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False):
    pass


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
