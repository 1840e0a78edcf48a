"""Ends of trainings that depend on data or time."""
from lightning.pytorch.callbacks.callback import Callback


class EarlyStopping(Callback):
    stops_training = True

    def __init__(
        self, monitor, min_delta=0.0, patience=3, verbose=False, mode="min", strict=True, check_finite=True, stopping_threshold=None,
        divergence_threshold=None, check_on_train_epoch_end=None, log_rank_zero_only=False,
    ):
        self.monitor = monitor
        self.patience = patience
        self.thresholds = stopping_threshold is not None or divergence_threshold is not None
        self.stopped_epoch = 0
        self.wait_count = 0

    def least_epochs(self, trainer):
        # The first look sets the mark, then `patience` looks in a row must fail to reach it. That the metric stays finite is assumed.
        if self.thresholds:
            return 1
        each = trainer.check_val_every_n_epoch
        whole = trainer.val_check_interval == 1.0 or trainer.val_dataloaders is None
        return (self.patience + 1) * (each or 1) if whole else 1


class Timer(Callback):
    stops_training = True

    def __init__(self, duration=None, interval="step", verbose=True):
        self.duration = duration

    def least_epochs(self, trainer):
        return 0
