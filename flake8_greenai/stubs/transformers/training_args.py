"""Options of a training: those of release 5 and those of release 4 that it dropped."""
import math
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import torch
from transformers.trainer_utils import IntervalStrategy, SchedulerType


class OptimizerNames(str, Enum):
    ADAMW_TORCH = "adamw_torch"
    ADAMW_TORCH_FUSED = "adamw_torch_fused"
    ADAMW_HF = "adamw_hf"
    ADAFACTOR = "adafactor"
    ADAMW_BNB = "adamw_bnb_8bit"
    ADAMW_8BIT = "adamw_8bit"
    PAGED_ADAMW = "paged_adamw_32bit"
    PAGED_ADAMW_8BIT = "paged_adamw_8bit"
    LION = "lion_32bit"
    LION_8BIT = "lion_8bit"
    SGD = "sgd"
    ADAGRAD = "adagrad"
    RMSPROP = "rmsprop"


class ParallelMode(Enum):
    NOT_PARALLEL = "not_parallel"
    NOT_DISTRIBUTED = "not_distributed"
    DISTRIBUTED = "distributed"


@dataclass
class TrainingArguments:
    output_dir: Any = "trainer_output"
    per_device_train_batch_size: int = 8
    num_train_epochs: float = 3.0
    max_steps: int = -1
    learning_rate: float = 5e-5
    lr_scheduler_type: Any = "linear"
    lr_scheduler_kwargs: Any = None
    warmup_steps: float = 0
    warmup_ratio: Any = None
    optim: Any = "adamw_torch_fused"
    optim_args: Any = None
    weight_decay: float = 0.0
    adam_beta1: float = 0.9
    adam_beta2: float = 0.999
    adam_epsilon: float = 1e-8
    optim_target_modules: Any = None
    adafactor: bool = False
    gradient_accumulation_steps: int = 1
    average_tokens_across_devices: bool = True
    max_grad_norm: float = 1.0
    label_smoothing_factor: float = 0.0
    bf16: bool = False
    fp16: bool = False
    bf16_full_eval: bool = False
    fp16_full_eval: bool = False
    tf32: Any = None
    fp16_opt_level: str = "O1"
    half_precision_backend: str = "auto"
    fp16_backend: str = "auto"
    activation_checkpointing: Any = None
    activation_checkpointing_kwargs: Any = None
    gradient_checkpointing: Any = False
    gradient_checkpointing_kwargs: Any = None
    torch_compile: bool = False
    torch_compile_backend: Any = None
    torch_compile_mode: Any = None
    use_liger_kernel: bool = False
    liger_kernel_config: Any = None
    use_cache: bool = False
    neftune_noise_alpha: Any = None
    torch_empty_cache_steps: Any = None
    auto_find_batch_size: bool = False
    logging_dir: Any = None
    logging_strategy: Any = "steps"
    logging_steps: float = 500
    logging_first_step: bool = False
    log_on_each_node: bool = True
    logging_nan_inf_filter: bool = True
    include_num_input_tokens_seen: Any = False
    include_tokens_per_second: bool = False
    log_level: str = "passive"
    log_level_replica: str = "warning"
    disable_tqdm: Any = None
    report_to: Any = None
    run_name: Any = None
    project: str = "huggingface"
    trackio_space_id: Any = None
    eval_strategy: Any = "no"
    evaluation_strategy: Any = None
    eval_steps: Any = None
    eval_delay: float = 0
    per_device_eval_batch_size: int = 8
    per_gpu_train_batch_size: Any = None
    per_gpu_eval_batch_size: Any = None
    prediction_loss_only: bool = False
    eval_on_start: bool = False
    eval_do_concat_batches: bool = True
    eval_use_gather_object: bool = False
    eval_accumulation_steps: Any = None
    include_for_metrics: list = field(default_factory=list)
    include_inputs_for_metrics: bool = False
    batch_eval_metrics: bool = False
    save_only_model: bool = False
    save_strategy: Any = "steps"
    save_steps: float = 500
    save_on_each_node: bool = False
    save_safetensors: bool = True
    save_total_limit: Any = None
    overwrite_output_dir: bool = False
    push_to_hub: bool = False
    hub_token: Any = None
    hub_private_repo: Any = None
    hub_model_id: Any = None
    hub_strategy: Any = "every_save"
    hub_always_push: bool = False
    hub_revision: Any = None
    load_best_model_at_end: bool = False
    metric_for_best_model: Any = None
    greater_is_better: Any = None
    ignore_data_skip: bool = False
    full_determinism: bool = False
    seed: int = 42
    data_seed: Any = None
    use_cpu: bool = False
    no_cuda: bool = False
    use_mps_device: bool = False
    use_ipex: bool = False
    accelerator_config: Any = None
    parallelism_config: Any = None
    dataloader_drop_last: bool = False
    dataloader_num_workers: int = 0
    dataloader_pin_memory: bool = True
    dataloader_persistent_workers: bool = False
    dataloader_prefetch_factor: Any = None
    remove_unused_columns: bool = True
    label_names: Any = None
    train_sampling_strategy: str = "random"
    group_by_length: bool = False
    length_column_name: str = "length"
    ddp_find_unused_parameters: Any = None
    ddp_bucket_cap_mb: Any = None
    ddp_broadcast_buffers: Any = None
    ddp_backend: Any = None
    ddp_timeout: int = 1800
    fsdp: Any = None
    fsdp_config: Any = None
    fsdp_transformer_layer_cls_to_wrap: Any = None
    deepspeed: Any = None
    debug: Any = ""
    skip_memory_metrics: bool = True
    do_train: bool = False
    do_eval: bool = False
    do_predict: bool = False
    past_index: int = -1
    resume_from_checkpoint: Any = None
    torchdynamo: Any = None
    ray_scope: str = "last"
    local_rank: int = -1

    def __post_init__(self):
        self.eval_strategy = IntervalStrategy(self.evaluation_strategy or self.eval_strategy)
        if self.do_eval is False and self.eval_strategy != IntervalStrategy.NO:
            self.do_eval = True
        if self.eval_strategy == IntervalStrategy.STEPS and not self.eval_steps:
            self.eval_steps = self.logging_steps
        if self.activation_checkpointing is not None:
            self.gradient_checkpointing = self.activation_checkpointing
        if self.per_gpu_train_batch_size:
            self.per_device_train_batch_size = self.per_gpu_train_batch_size
        if self.per_gpu_eval_batch_size:
            self.per_device_eval_batch_size = self.per_gpu_eval_batch_size
        if self.logging_dir is None:
            self.logging_dir = self.output_dir

    # One process with one device is taken to run; a launcher may start more.
    n_gpu = world_size = 1
    process_index = local_process_index = 0
    should_save = should_log = place_model_on_device = is_world_process_zero = True
    parallel_mode = ParallelMode.NOT_DISTRIBUTED
    distributed_state = None

    @property
    def device(self):
        return torch.device("cpu")

    @property
    def train_batch_size(self):
        return self.per_device_train_batch_size

    @property
    def eval_batch_size(self):
        return self.per_device_eval_batch_size

    def get_warmup_steps(self, num_training_steps):
        return self.warmup_steps if self.warmup_steps >= 1 else math.ceil(num_training_steps * (self.warmup_ratio or self.warmup_steps))

    def get_process_log_level(self):
        return 30

    def main_process_first(self, local=True, desc="work"):
        import contextlib

        return contextlib.nullcontext()

    def to_dict(self):
        return dict(self.__dict__)

    def to_sanitized_dict(self):
        return dict(self.__dict__)

    def to_json_string(self):
        return "{}"

    def set_training(
        self, learning_rate=5e-5, batch_size=8, weight_decay=0, num_epochs=3, max_steps=-1, gradient_accumulation_steps=1, **more
    ):
        self.learning_rate, self.per_device_train_batch_size, self.weight_decay = learning_rate, batch_size, weight_decay
        self.num_train_epochs, self.max_steps, self.gradient_accumulation_steps = num_epochs, max_steps, gradient_accumulation_steps
        return self
