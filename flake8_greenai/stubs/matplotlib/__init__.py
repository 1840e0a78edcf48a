"""matplotlib: nothing is drawn, and drawing costs nothing that is counted."""
from _greenai import nothing, unknown

use = rc = nothing
rcParams = {}


class Artist:
    """Figures, axes, lines and whatever else is drawn or draws."""

    def __getattr__(self, name):
        return Artist()

    def __setattr__(self, name, value):
        pass

    def __call__(self, *args, **kwargs):
        return Artist()

    def __getitem__(self, key):
        return Artist()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def __iter__(self):
        return unknown("how many axes a figure has is not followed")

    def __len__(self):
        return unknown("how many axes a figure has is not followed")


def __getattr__(name):
    return Artist()
