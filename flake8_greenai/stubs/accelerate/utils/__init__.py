"""Helpers and options."""
import random

import torch
from _greenai import nothing, outside
from accelerate.state import DistributedType


class _Options:
    def __init__(self, *args, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)


class AutocastKwargs(_Options): pass
class DistributedDataParallelKwargs(_Options): pass
class GradScalerKwargs(_Options): pass
class InitProcessGroupKwargs(_Options): pass
class ProfileKwargs(_Options): pass
class DataLoaderConfiguration(_Options): pass
class DeepSpeedPlugin(_Options): pass
class FullyShardedDataParallelPlugin(_Options): pass
class TorchDynamoPlugin(_Options): pass


class ProjectConfiguration(_Options):
    project_dir = logging_dir = None
    total_limit = None
    automatic_checkpoint_naming = False


class GradientAccumulationPlugin(_Options):
    num_steps = 1

    def __init__(self, num_steps=None, **kwargs):
        super().__init__(**kwargs)
        self.num_steps = num_steps or 1


class LoggerType:
    TENSORBOARD = "tensorboard"
    WANDB = "wandb"


def set_seed(seed, device_specific=False, deterministic=False):
    random.seed(seed)
    torch.manual_seed(seed)


def find_executable_batch_size(function=None, starting_batch_size=128, reduce_batch_size_fn=None):
    # The first size is taken to fit into memory.
    def decorate(function):
        return lambda *args, **kwargs: function(starting_batch_size, *args, **kwargs)

    return decorate if function is None else decorate(function)


def send_to_device(tensor, device, non_blocking=False, skip_keys=None):
    if isinstance(tensor, (list, tuple)):
        return type(tensor)(send_to_device(item, device) for item in tensor)
    if isinstance(tensor, dict):
        return {key: send_to_device(item, device) for key, item in tensor.items()}
    return tensor.to(device) if hasattr(tensor, "to") else tensor


def gather(tensor):
    return tensor


def gather_object(object):
    return object


def broadcast(tensor, from_process=0):
    return tensor


pad_across_processes = reduce = broadcast


def extract_model_from_parallel(model, keep_fp32_wrapper=True, **kwargs):
    return model


def infer_auto_device_map(model, *args, **kwargs):
    return {"": 0}


def is_initialized():
    return False


wait_for_everyone = write_basic_config = release_memory = nothing


def __getattr__(name):
    return outside("accelerate.utils", name)
