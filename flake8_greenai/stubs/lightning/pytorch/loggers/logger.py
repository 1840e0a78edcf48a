"""Logging writes, which is not device work."""
from _greenai import nothing, outside


class Logger:
    name = "default"
    version = "version_0"
    save_dir = log_dir = root_dir = "lightning_logs"

    def __init__(self, *args, **kwargs):
        pass

    log_metrics = log_hyperparams = log_graph = save = finalize = after_save_checkpoint = watch = log_image = log_table = nothing

    @property
    def experiment(self):
        return _Experiment()


def rank_zero_experiment(fn):
    return fn


class _Experiment:
    def __getattr__(self, name):
        return outside("experiment", name)


class DummyLogger(Logger):
    pass
