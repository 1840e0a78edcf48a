"""TensorBoard: nothing is written."""


class SummaryWriter:
    def __init__(self, *args, **kwargs):
        self.log_dir = ""

    def __getattr__(self, name):
        return lambda *args, **kwargs: None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None
