"""Hooks on tensors saved for the backward pass."""


class saved_tensors_hooks:
    def __init__(self, pack_hook=None, unpack_hook=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


class save_on_cpu(saved_tensors_hooks):
    pass


class disable_saved_tensors_hooks(saved_tensors_hooks):
    pass


class Node:
    pass
