"""Fused inference path of attention: what is counted does not depend on it."""


def get_fastpath_enabled():
    return True


def set_fastpath_enabled(value):
    pass
