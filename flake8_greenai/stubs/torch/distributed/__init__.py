"""Distributed computing: one process is assumed."""
import torch.distributed.distributed_c10d as distributed_c10d
from torch.distributed.distributed_c10d import ProcessGroup, ReduceOp, Work, group


class GradBucket:
    pass


def is_available():
    return False


def is_initialized():
    return False


def is_nccl_available():
    return False


def is_gloo_available():
    return False


def is_mpi_available():
    return False


def is_torchelastic_launched():
    return False


def init_process_group(*args, **kwargs):
    pass


def destroy_process_group(group=None):
    pass


def new_group(*args, **kwargs):
    return None


def get_rank(group=None):
    return 0


def get_world_size(group=None):
    return 1


def get_backend(group=None):
    return "gloo"


def barrier(*args, **kwargs):
    pass


def all_reduce(tensor, op=None, group=None, async_op=False):
    return None


def broadcast(tensor, src=0, group=None, async_op=False):
    return None


def reduce(tensor, dst=0, op=None, group=None, async_op=False):
    return None


def all_gather(tensor_list, tensor, group=None, async_op=False):
    tensor_list[0] = tensor


def all_gather_object(object_list, obj, group=None):
    object_list[0] = obj


def broadcast_object_list(object_list, src=0, group=None, device=None):
    pass


def gather(tensor, gather_list=None, dst=0, group=None, async_op=False):
    if gather_list:
        gather_list[0] = tensor


def scatter(tensor, scatter_list=None, src=0, group=None, async_op=False):
    return None


def monitored_barrier(*args, **kwargs):
    pass
