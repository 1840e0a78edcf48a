"""Random number generators: values are not tracked."""
import torch


class Generator:
    def __init__(self, device="cpu"):
        self.device = torch.device(device)

    def manual_seed(self, seed):
        return self

    def seed(self):
        return 0

    def initial_seed(self):
        return 0

    def get_state(self):
        return torch.empty(5056, dtype=torch.uint8)

    def set_state(self, new_state):
        return self

    def clone_state(self):
        return self


default_generator = Generator()


def manual_seed(seed):
    return default_generator


def seed():
    return 0


def initial_seed():
    return 0


def get_rng_state():
    return torch.empty(5056, dtype=torch.uint8)


def set_rng_state(new_state):
    pass


class fork_rng:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def _unknown_number():
    from torch._functorch import _unmodelled

    return _unmodelled("a random number")
