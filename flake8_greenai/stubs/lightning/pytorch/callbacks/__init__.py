"""Callbacks."""
from _greenai import outside
from lightning.pytorch.callbacks.callback import Callback
from lightning.pytorch.callbacks.early_stopping import EarlyStopping, Timer
from lightning.pytorch.callbacks.finetuning import BackboneFinetuning, BaseFinetuning
from lightning.pytorch.callbacks.model_checkpoint import ModelCheckpoint
from lightning.pytorch.callbacks.weight_averaging import EMAWeightAveraging, StochasticWeightAveraging, WeightAveraging


class _Silent(Callback):
    """Shows or writes something."""

    def __init__(self, *args, **kwargs):
        pass


class ProgressBar(_Silent):
    def get_metrics(self, trainer, pl_module):
        return {}


class LearningRateMonitor(_Silent): pass
class TQDMProgressBar(ProgressBar): pass
class RichProgressBar(ProgressBar): pass
class RichModelSummary(_Silent): pass
class ModelSummary(_Silent): pass
class DeviceStatsMonitor(_Silent): pass
class GPUStatsMonitor(_Silent): pass
class BasePredictionWriter(_Silent): pass
class OnExceptionCheckpoint(_Silent): pass
class ThroughputMonitor(_Silent): pass


class GradientAccumulationScheduler(Callback):
    def __init__(self, scheduling):
        self.scheduling = scheduling


class LambdaCallback(Callback):
    def __init__(self, **functions):
        for name, function in functions.items():
            if function is not None:
                setattr(self, name, function)


def __getattr__(name):
    return outside("lightning.pytorch.callbacks", name)
