"""matplotlib.pyplot: nothing is drawn."""
from matplotlib import Artist


def subplots(*args, **kwargs):
    return Artist(), Artist()


def __getattr__(name):
    return Artist()
