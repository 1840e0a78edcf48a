"""Wrappers that spread a module over devices: what is computed stays the same."""
from torch.nn.parallel.data_parallel import DataParallel, data_parallel
from torch.nn.parallel.distributed import DistributedDataParallel
from torch.nn.parallel.parallel_apply import gather, parallel_apply, replicate, scatter

DistributedDataParallelCPU = DistributedDataParallel
