"""Fully sharded data parallelism: what is computed stays the same."""
from torch.nn.parallel.distributed import DistributedDataParallel as _Wrapper


class FullyShardedDataParallel(_Wrapper):
    pass


class ShardingStrategy:
    FULL_SHARD = 1
    SHARD_GRAD_OP = 2
    NO_SHARD = 3
    HYBRID_SHARD = 4


class StateDictType:
    FULL_STATE_DICT = 1
    LOCAL_STATE_DICT = 2
    SHARDED_STATE_DICT = 3


def fully_shard(module, **kwargs):
    return module
