"""Processes: the function of one of them stands for all."""


class Process:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, daemon=None):
        self.target = target
        self.args = args
        self.kwargs = kwargs or {}

    def start(self):
        if self.target is not None:
            self.target(*self.args, **self.kwargs)

    def join(self, timeout=None):
        pass


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    fn(0, *args)


def set_start_method(method, force=False):
    pass


def get_context(method=None):
    return None


def set_sharing_strategy(new_strategy):
    pass


def cpu_count():
    return 1
