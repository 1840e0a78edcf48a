"""Accelerate: the program writes the loop, the library sets up precision, accumulation and devices."""
from _greenai import nothing, outside
from accelerate.accelerator import Accelerator
from accelerate.big_modeling import (
    cpu_offload, disk_offload, dispatch_model, init_empty_weights, init_on_device, load_checkpoint_and_dispatch,
)
from accelerate.launchers import debug_launcher, notebook_launcher
from accelerate.state import AcceleratorState, DistributedType, GradientState, PartialState
from accelerate.utils import (
    AutocastKwargs, DataLoaderConfiguration, DeepSpeedPlugin, DistributedDataParallelKwargs, FullyShardedDataParallelPlugin,
    GradScalerKwargs, InitProcessGroupKwargs, ProfileKwargs, find_executable_batch_size, infer_auto_device_map,
)

__version__ = "1.10.0"


def skip_first_batches(dataloader, num_batches=0):
    import itertools

    return itertools.islice(dataloader, num_batches, None)


def __getattr__(name):
    return outside("accelerate", name)
