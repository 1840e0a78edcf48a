"""The flop counter of PyTorch: this analysis counts without it."""


class FlopCounterMode:
    def __init__(self, mods=None, depth=2, display=True, custom_mapping=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def register_flop_formula(targets, get_raw=False):
    return lambda formula: formula
