"""The module: a network with its steps."""
import torch
from _greenai import nothing
from lightning.pytorch.core.hooks import DataHooks, ModelHooks
from lightning.pytorch.core.mixins import HyperparametersMixin
from lightning.pytorch.core.optimizer import LightningOptimizer
from lightning.pytorch.core.saving import ModelIO
from torch import nn


class LightningModule(HyperparametersMixin, ModelIO, ModelHooks, DataHooks, nn.Module):
    example_input_array = None
    automatic_optimization = True
    strict_loading = True
    global_rank = local_rank = 0
    _trainer = None

    def __init__(self, *args, **kwargs):
        super().__init__()

    @property
    def trainer(self):
        if self._trainer is None:
            raise RuntimeError(f"{type(self).__name__} is not attached to a `Trainer`.")
        return self._trainer

    @trainer.setter
    def trainer(self, trainer):
        self.__dict__["_trainer"] = trainer

    @property
    def fabric(self):
        return self._trainer

    @property
    def device(self):
        return next((p.device for p in self.parameters()), torch.device("cpu"))

    @property
    def dtype(self):
        return next((p.dtype for p in self.parameters()), torch.get_default_dtype())

    @property
    def on_gpu(self):
        return self.device.type == "cuda"

    @property
    def current_epoch(self):
        return self._trainer.current_epoch if self._trainer is not None else 0

    @property
    def global_step(self):
        return self._trainer.global_step if self._trainer is not None else 0

    @property
    def logger(self):
        return self._trainer.logger if self._trainer is not None else None

    @property
    def loggers(self):
        return self._trainer.loggers if self._trainer is not None else []

    # Writing and reading values does no device work that counts.
    log = log_dict = print = log_grad_norm = to_onnx = lr_scheduler_step = nothing

    def all_gather(self, data, group=None, sync_grads=False):
        return data

    # Steps

    def training_step(self, *args, **kwargs): pass
    def validation_step(self, *args, **kwargs): pass
    def test_step(self, *args, **kwargs): pass

    def predict_step(self, *args, **kwargs):
        return self(args[0])

    def configure_callbacks(self):
        return []

    # Optimization

    def configure_optimizers(self):
        return None

    def optimizers(self, use_pl_optimizer=True):
        optimizers = self.trainer.optimizers
        if use_pl_optimizer and not self.automatic_optimization:
            optimizers = [LightningOptimizer(optimizer, self.trainer) for optimizer in optimizers]
        return optimizers[0] if len(optimizers) == 1 else list(optimizers)

    def lr_schedulers(self):
        schedulers = self.trainer.lr_schedulers
        return None if not schedulers else schedulers[0] if len(schedulers) == 1 else list(schedulers)

    def manual_backward(self, loss, *args, **kwargs):
        self.backward(loss, *args, **kwargs)

    def backward(self, loss, *args, **kwargs):
        loss.backward(*args, **kwargs)

    def optimizer_step(self, epoch, batch_idx, optimizer, optimizer_closure=None, *args, **kwargs):
        optimizer.step(closure=optimizer_closure)

    def optimizer_zero_grad(self, epoch, batch_idx, optimizer, *args):
        optimizer.zero_grad()

    def configure_gradient_clipping(self, optimizer, *args, gradient_clip_val=None, gradient_clip_algorithm=None):
        self.clip_gradients(optimizer, gradient_clip_val, gradient_clip_algorithm)

    def clip_gradients(self, optimizer, gradient_clip_val=None, gradient_clip_algorithm=None):
        if not gradient_clip_val:
            return
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        if gradient_clip_algorithm == "value":
            nn.utils.clip_grad_value_(parameters, gradient_clip_val)
        else:
            nn.utils.clip_grad_norm_(parameters, gradient_clip_val)

    def toggle_optimizer(self, optimizer, *args):
        # Only the parameters of this optimizer get gradients.
        before = {}
        for other in self.trainer.optimizers:
            for group in other.param_groups:
                for p in group["params"]:
                    if p not in before:
                        before[p] = p.requires_grad
                        p.requires_grad = False
        for group in optimizer.param_groups:
            for p in group["params"]:
                p.requires_grad = before[p]
        self.__dict__["_before_toggle"] = before

    def untoggle_optimizer(self, optimizer, *args):
        for p, requires_grad in self.__dict__.pop("_before_toggle", {}).items():
            p.requires_grad = requires_grad

    def freeze(self):
        for p in self.parameters():
            p.requires_grad = False
        self.eval()

    def unfreeze(self):
        for p in self.parameters():
            p.requires_grad = True
        self.train()

    def to_torchscript(self, *args, **kwargs):
        return self
