"""Fabric: the program writes the loop, the library sets up models, optimizers and loaders."""
import contextlib

import torch
from _greenai import nothing, outside
from lightning.pytorch.strategies import chosen
from lightning.pytorch.trainer.precision import Precision
from lightning.pytorch.trainer.trainer import _number_of_devices
from lightning.pytorch.utilities import seed_everything


class _Model(torch.nn.Module):
    """A model whose forward runs in the chosen precision."""

    def __init__(self, module, precision):
        super().__init__()
        self.module = precision.convert(module)
        self._precision = precision

    def forward(self, *args, **kwargs):
        with self._precision.forward_context(torch.device("cpu")):
            return self.module(*args, **kwargs)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("module"), name)


class Fabric:
    def __init__(
        self, *, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision=None, plugins=None, callbacks=None,
        loggers=None,
    ):
        self._precision = Precision(precision, None, None)
        self.world_size = _number_of_devices(devices) * num_nodes
        self.strategy = chosen(strategy, self.world_size)
        self.global_rank = self.local_rank = self.node_rank = 0
        self.is_global_zero = True
        self.device = torch.device("cpu")

    log = log_dict = print = barrier = save = call = nothing

    def launch(self, function=None, *args, **kwargs):
        return function(self, *args, **kwargs) if function is not None else None

    def run(self, *args, **kwargs):
        pass

    def setup(self, module, *optimizers, move_to_device=True, _reapply_compile=True):
        model = self.setup_module(module)
        return (model, *optimizers) if optimizers else model

    def setup_module(self, module, move_to_device=True, _reapply_compile=True):
        return _Model(module, self._precision)

    def setup_optimizers(self, *optimizers):
        return optimizers[0] if len(optimizers) == 1 else optimizers

    def setup_dataloaders(self, *dataloaders, use_distributed_sampler=True, move_to_device=True):
        shared = tuple(self.strategy.shared(one) for one in dataloaders)
        return shared[0] if len(shared) == 1 else shared

    def backward(self, tensor, *args, model=None, **kwargs):
        tensor.backward(*args, **kwargs)

    def clip_gradients(self, module, optimizer, clip_val=None, max_norm=None, norm_type=2.0, error_if_nonfinite=True):
        parameters = [p for group in optimizer.param_groups for p in group["params"]]
        if clip_val is not None:
            torch.nn.utils.clip_grad_value_(parameters, clip_val)
        else:
            return torch.nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)

    def autocast(self):
        return self._precision.forward_context(self.device)

    def no_backward_sync(self, module, enabled=True):
        return contextlib.nullcontext()

    init_module = init_tensor = sharded_model = lambda self, *args, **kwargs: contextlib.nullcontext()

    def rank_zero_first(self, local=False):
        return contextlib.nullcontext()

    def to_device(self, obj):
        return obj.to(self.device)

    def all_gather(self, data, *args, **kwargs):
        return data

    def all_reduce(self, data, *args, **kwargs):
        return data

    def broadcast(self, obj, src=0):
        return obj

    def load(self, path, state=None, strict=True):
        return {}

    def seed_everything(seed=None, workers=None, verbose=True):
        return seed_everything(seed)


def __getattr__(name):
    return outside("lightning.fabric", name)
