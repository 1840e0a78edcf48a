"""The accelerator: precision of forward passes, updates only where gradients are complete."""
import contextlib

import torch
from _greenai import is_symbolic, nothing
from accelerate.state import AcceleratorState, DistributedType, GradientState, PartialState
from torch import nn
from torch.utils.data import DataLoader

_DTYPES = {"fp16": torch.float16, "bf16": torch.bfloat16}


class Accelerator:
    def __init__(
        self, device_placement=True, split_batches=False, mixed_precision=None, gradient_accumulation_steps=1, cpu=False,
        dataloader_config=None, deepspeed_plugin=None, fsdp_plugin=None, rng_types=None, log_with=None, project_dir=None,
        project_config=None, gradient_accumulation_plugin=None, step_scheduler_with_optimizer=True, kwargs_handlers=None, **more
    ):
        self.mixed_precision = getattr(mixed_precision, "value", mixed_precision) or "no"
        if gradient_accumulation_plugin is not None:
            gradient_accumulation_steps = gradient_accumulation_plugin.num_steps
        self.gradient_accumulation_steps = int(gradient_accumulation_steps)
        self.state = AcceleratorState()
        self.gradient_state = GradientState()
        self.device = torch.device("cpu")
        self.project_dir = self.logging_dir = project_dir
        self.project_configuration = project_config
        self.trackers = []
        self.scaler = None
        self.step = 0
        self._loader = None
        self._schedulers = []

    num_processes = 1
    process_index = local_process_index = 0
    is_main_process = is_local_main_process = is_last_process = True
    distributed_type = DistributedType.NO
    use_distributed = use_fp16 = False
    step_scheduler_with_optimizer = split_batches = True
    should_save_model = optimizer_step_was_skipped = False
    is_fsdp2 = is_composable_parallelism_enabled = False

    wait_for_everyone = print = log = init_trackers = end_training = save = save_state = save_model = register_for_checkpointing = nothing
    set_trigger = check_trigger = register_save_state_pre_hook = register_load_state_pre_hook = load_state = skip = nothing

    @property
    def sync_gradients(self):
        return self.gradient_state.sync_gradients

    # Set-up

    def prepare(self, *args, device_placement=None):
        prepared = tuple(self._prepared(one) for one in args)
        return prepared[0] if len(prepared) == 1 else prepared

    def _prepared(self, one):
        if isinstance(one, nn.Module):
            return self.prepare_model(one)
        if isinstance(one, torch.optim.Optimizer):
            return self.prepare_optimizer(one)
        if isinstance(one, DataLoader):
            return self.prepare_data_loader(one)
        if isinstance(one, torch.optim.lr_scheduler.LRScheduler):
            return self.prepare_scheduler(one)
        return one

    def prepare_model(self, model, device_placement=None, evaluation_mode=False):
        dtype = _DTYPES.get(self.mixed_precision)
        if dtype is not None:
            # The forward pass runs under autocast; the model stays the object that it is.
            model.forward = torch.autocast(self.device.type, dtype=dtype)(model.forward)
        return model

    def prepare_optimizer(self, optimizer, device_placement=None):
        return AcceleratedOptimizer(optimizer, self)

    def prepare_data_loader(self, data_loader, device_placement=None, slice_fn_for_dispatch=None):
        return _Loader(data_loader, self) if self.gradient_accumulation_steps > 1 else data_loader

    def prepare_scheduler(self, scheduler):
        return scheduler

    def unwrap_model(self, model, keep_fp32_wrapper=True, keep_torch_compile=True):
        return model

    def free_memory(self, *objects):
        return [None for _ in objects]

    clear = free_memory

    # Steps

    @contextlib.contextmanager
    def accumulate(self, *models):
        self.step += 1
        at_end = self._loader is not None and self._loader._is_at_end()
        self.gradient_state.sync_gradients = self.gradient_accumulation_steps == 1 or at_end or (
            self.step % self.gradient_accumulation_steps == 0
        )
        if at_end:
            self.step = 0
        yield

    def backward(self, loss, **kwargs):
        if self.gradient_accumulation_steps > 1:
            loss = loss / self.gradient_accumulation_steps
        loss.backward(**kwargs)

    def clip_grad_norm_(self, parameters, max_norm, norm_type=2):
        if self.sync_gradients:
            return nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)
        return None

    def clip_grad_value_(self, parameters, clip_value):
        if self.sync_gradients:
            nn.utils.clip_grad_value_(parameters, clip_value)

    unscale_gradients = nothing

    def autocast(self, cache_enabled=None, autocast_handler=None):
        dtype = _DTYPES.get(self.mixed_precision)
        return torch.autocast(self.device.type, dtype=dtype) if dtype is not None else contextlib.nullcontext()

    def no_sync(self, model=None):
        return contextlib.nullcontext()

    main_process_first = local_main_process_first = join_uneven_inputs = profile = trigger_sync_in_backward = no_sync

    @contextlib.contextmanager
    def split_between_processes(self, inputs, apply_padding=False):
        yield inputs

    # What several processes would exchange

    def gather(self, tensor):
        return tensor

    def gather_for_metrics(self, input_data, use_gather_object=False):
        return input_data

    def reduce(self, tensor, reduction="sum", scale=1.0):
        return tensor

    def pad_across_processes(self, tensor, dim=0, pad_index=0, pad_first=False):
        return tensor

    def get_state_dict(self, model, unwrap=True):
        return model.state_dict()

    def get_tracker(self, name, unwrap=False):
        return _Tracker()

    def on_main_process(self, function=None):
        return function if function is not None else lambda function: function

    on_local_main_process = on_last_process = on_process = on_local_process = on_main_process


class AcceleratedOptimizer(torch.optim.Optimizer):
    """The optimizer, which does nothing while gradients gather."""

    def __init__(self, optimizer, accelerator):
        self.optimizer = optimizer
        self._accelerator = accelerator

    def __getattr__(self, name):
        return getattr(self.__dict__["optimizer"], name)

    def step(self, closure=None):
        if self._accelerator.sync_gradients:
            self.optimizer.step(closure)

    def zero_grad(self, set_to_none=True):
        if self._accelerator.sync_gradients:
            self.optimizer.zero_grad()

    def train(self): pass
    def eval(self): pass

    def state_dict(self):
        return self.optimizer.state_dict()

    def add_param_group(self, param_group):
        self.optimizer.add_param_group(param_group)


class _Loader:
    """A loader that knows its last batch, after which gradients are complete whatever their number."""

    def __init__(self, loader, accelerator):
        self._inner = loader
        self._accelerator = accelerator
        self._position = 0

    def __getattr__(self, name):
        return getattr(self.__dict__["_inner"], name)

    def __len__(self):
        return len(self._inner)

    def __iter__(self):
        return (self._greenai_at(index) for index in range(len(self)))

    def _greenai_at(self, index):
        self._position = index
        self._accelerator._loader = self
        return self._inner._greenai_at(index)

    def _is_at_end(self):
        length = len(self._inner)
        return not is_symbolic(length) and self._position + 1 == length


class _Tracker:
    def __getattr__(self, name):
        return nothing
