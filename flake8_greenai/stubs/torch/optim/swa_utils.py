"""Averages of models."""
import copy
import itertools

import torch
from torch.nn import Module
from torch.nn.modules.batchnorm import _BatchNorm
from torch.optim.lr_scheduler import LRScheduler

_greenai_loops = True


def get_ema_multi_avg_fn(decay=0.999):
    @torch.no_grad()
    def update(averaged, current, count):
        torch._foreach_lerp_(averaged, current, 1 - decay)

    return update


def get_swa_multi_avg_fn():
    @torch.no_grad()
    def update(averaged, current, count):
        torch._foreach_lerp_(averaged, current, 1 / (count + 1))

    return update


def get_ema_avg_fn(decay=0.999):
    @torch.no_grad()
    def update(averaged, current, count):
        return decay * averaged + (1 - decay) * current

    return update


def get_swa_avg_fn():
    @torch.no_grad()
    def update(averaged, current, count):
        return averaged + (current - averaged) / (count + 1)

    return update


class AveragedModel(Module):
    def __init__(self, model, device=None, avg_fn=None, multi_avg_fn=None, use_buffers=False):
        super().__init__()
        self.module = copy.deepcopy(model)
        self.register_buffer("n_averaged", torch.tensor(0, dtype=torch.long))
        self.avg_fn = avg_fn
        self.multi_avg_fn = multi_avg_fn
        self.use_buffers = use_buffers
        self._is_copied = False

    def forward(self, *args, **kwargs):
        return self.module(*args, **kwargs)

    def _tensors(self, model):
        tensors = itertools.chain(model.parameters(), model.buffers()) if self.use_buffers else model.parameters()
        return [tensor.detach() for tensor in tensors]

    def update_parameters(self, model):
        averaged, current = self._tensors(self.module), self._tensors(model)
        if not self._is_copied:
            # The first time, the average is the model.
            torch._foreach_copy_(averaged, current)
            self._is_copied = True
        elif self.avg_fn is not None:
            for mean, new in zip(averaged, current):
                mean.copy_(self.avg_fn(mean, new, 1))
        else:
            floating = [(mean, new) for mean, new in zip(averaged, current) if mean.is_floating_point()]
            update = self.multi_avg_fn if self.multi_avg_fn is not None else get_swa_multi_avg_fn()
            update([mean for mean, _ in floating], [new for _, new in floating], 1)
        if not self.use_buffers:
            for mean, new in zip(self.module.buffers(), model.buffers()):
                mean.detach().copy_(new.detach())


class SWALR(LRScheduler):
    def __init__(self, optimizer, swa_lr, anneal_epochs=10, anneal_strategy="cos", last_epoch=-1):
        super().__init__(optimizer, last_epoch)


@torch.no_grad()
def update_bn(loader, model, device=None):
    if not any(isinstance(module, _BatchNorm) for module in model.modules()):
        return
    was_training = model.training
    model.train()
    for input in loader:
        model(input[0] if isinstance(input, (list, tuple)) else input)
    model.train(was_training)
