"""Visdom: nothing is shown."""
from _greenai import nothing


class Visdom:
    def __init__(self, *args, **kwargs): pass

    line = image = images = scatter = bar = heatmap = text = histogram = surf = close = save = update_window_opts = nothing

    def check_connection(self, timeout_seconds=0):
        return True

    def win_exists(self, win, env=None):
        return True
