"""Strategies: what several devices share."""
import torch
from _greenai import nothing
from torch.utils.data import DataLoader


class Strategy:
    def __init__(self, *args, **kwargs):
        self.num_processes = 1
        self.root_device = torch.device("cpu")

    barrier = nothing

    def broadcast(self, obj, src=0):
        return obj

    def shared(self, loader):
        """A loader whose batches are those of all devices together."""
        if self.num_processes == 1 or not isinstance(loader, DataLoader):
            return loader
        return DataLoader(
            loader.dataset, batch_size=loader.batch_size * self.num_processes, sampler=loader.sampler, collate_fn=loader.collate_fn,
            drop_last=loader.drop_last,
        )


class ParallelStrategy(Strategy): pass
class SingleDeviceStrategy(Strategy): pass
class DDPStrategy(ParallelStrategy): pass
class FSDPStrategy(ParallelStrategy): pass
class DeepSpeedStrategy(ParallelStrategy): pass
class ModelParallelStrategy(ParallelStrategy): pass
class XLAStrategy(ParallelStrategy): pass


def chosen(strategy, processes):
    """The strategy that a name, an object or nothing asks for."""
    if not isinstance(strategy, Strategy):
        strategy = ParallelStrategy() if processes > 1 else SingleDeviceStrategy()
    strategy.num_processes = processes
    return strategy
