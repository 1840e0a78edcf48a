"""Sampler of one of several processes; one process is assumed."""
from torch.utils.data.sampler import Sampler


class DistributedSampler(Sampler):
    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        self.dataset = dataset
        self.num_replicas = num_replicas or 1
        self.rank = rank or 0
        self.drop_last = drop_last

    def __len__(self):
        return -(-len(self.dataset) // self.num_replicas)

    def set_epoch(self, epoch):
        pass
