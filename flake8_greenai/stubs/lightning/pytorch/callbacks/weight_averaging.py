"""Averages of weights."""
from lightning.pytorch.callbacks.callback import Callback
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn


class WeightAveraging(Callback):
    def __init__(self, device="cpu", use_buffers=True, **kwargs):
        self._kwargs = kwargs
        self._average_model = None

    def should_update(self, step_idx=None, epoch_idx=None):
        return step_idx is not None

    def on_fit_start(self, trainer, pl_module):
        self._average_model = AveragedModel(pl_module, **self._kwargs)

    def on_train_batch_end(self, trainer, pl_module, outputs, batch, batch_idx):
        if self.should_update(step_idx=trainer.global_step):
            self._average_model.update_parameters(pl_module)

    def on_train_epoch_end(self, trainer, pl_module):
        if self.should_update(epoch_idx=trainer.current_epoch):
            self._average_model.update_parameters(pl_module)


class EMAWeightAveraging(WeightAveraging):
    def __init__(self, device="cpu", use_buffers=True, decay=0.999, update_every_n_steps=1, update_starting_at_step=None, **kwargs):
        super().__init__(device, use_buffers, multi_avg_fn=get_ema_multi_avg_fn(decay))
        self.every = update_every_n_steps
        self.starting = update_starting_at_step

    def should_update(self, step_idx=None, epoch_idx=None):
        return step_idx is not None and (self.starting is None or step_idx >= self.starting) and step_idx % self.every == 0


class StochasticWeightAveraging(Callback):
    def __init__(self, swa_lrs=None, swa_epoch_start=0.8, annealing_epochs=10, annealing_strategy="cos", avg_fn=None, device="cpu"):
        self.start = swa_epoch_start

    def on_fit_start(self, trainer, pl_module):
        self._average_model = AveragedModel(pl_module)

    def on_train_epoch_end(self, trainer, pl_module):
        start = self.start if isinstance(self.start, int) else int(trainer.max_epochs * self.start)
        if trainer.current_epoch >= start:
            self._average_model.update_parameters(pl_module)
