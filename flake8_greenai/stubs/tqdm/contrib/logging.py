"""Logging beside a bar."""


class logging_redirect_tqdm:
    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return None

    def __exit__(self, *args):
        return None
