"""One process with one device is taken to run; a launcher may start more."""
import contextlib
from enum import Enum

import torch
from _greenai import nothing


class DistributedType(str, Enum):
    NO = "NO"
    MULTI_CPU = "MULTI_CPU"
    MULTI_GPU = "MULTI_GPU"
    DEEPSPEED = "DEEPSPEED"
    FSDP = "FSDP"
    XLA = "XLA"
    TPU = "XLA"
    MEGATRON_LM = "MEGATRON_LM"


class PartialState:
    num_processes = 1
    process_index = local_process_index = 0
    is_main_process = is_local_main_process = is_last_process = True
    distributed_type = DistributedType.NO
    debug = False

    def __init__(self, *args, **kwargs):
        self.device = torch.device("cpu")

    wait_for_everyone = print = destroy_process_group = set_device = nothing

    @contextlib.contextmanager
    def split_between_processes(self, inputs, apply_padding=False):
        yield inputs

    def main_process_first(self):
        return contextlib.nullcontext()

    local_main_process_first = main_process_first

    def on_main_process(self, function=None):
        return function if function is not None else lambda function: function

    on_local_main_process = on_last_process = on_process = on_local_process = on_main_process


class AcceleratorState(PartialState):
    mixed_precision = "no"
    deepspeed_plugin = None


class GradientState:
    def __init__(self):
        self.sync_gradients = True
        self.num_steps = 1
        self.end_of_dataloader = False
        self.remainder = -1
