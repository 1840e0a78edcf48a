"""Names and results of a training."""
import random
from collections import namedtuple
from enum import Enum

import torch
from _greenai import nothing, outside, unknown

PREFIX_CHECKPOINT_DIR = "checkpoint"


class IntervalStrategy(str, Enum):
    NO = "no"
    STEPS = "steps"
    EPOCH = "epoch"


EvaluationStrategy = IntervalStrategy


class SaveStrategy(str, Enum):
    NO = "no"
    STEPS = "steps"
    EPOCH = "epoch"
    BEST = "best"


class HubStrategy(str, Enum):
    END = "end"
    EVERY_SAVE = "every_save"
    CHECKPOINT = "checkpoint"
    ALL_CHECKPOINTS = "all_checkpoints"


class SchedulerType(str, Enum):
    LINEAR = "linear"
    COSINE = "cosine"
    COSINE_WITH_RESTARTS = "cosine_with_restarts"
    POLYNOMIAL = "polynomial"
    CONSTANT = "constant"
    CONSTANT_WITH_WARMUP = "constant_with_warmup"
    INVERSE_SQRT = "inverse_sqrt"
    REDUCE_ON_PLATEAU = "reduce_lr_on_plateau"
    COSINE_WITH_MIN_LR = "cosine_with_min_lr"
    COSINE_WARMUP_WITH_MIN_LR = "cosine_warmup_with_min_lr"
    WARMUP_STABLE_DECAY = "warmup_stable_decay"
    GREEDY = "greedy"


class HPSearchBackend(str, Enum):
    OPTUNA = "optuna"
    RAY = "ray"
    WANDB = "wandb"


EvalLoopOutput = namedtuple("EvalLoopOutput", ["predictions", "label_ids", "metrics", "num_samples"])
PredictionOutput = namedtuple("PredictionOutput", ["predictions", "label_ids", "metrics"])
TrainOutput = namedtuple("TrainOutput", ["global_step", "training_loss", "metrics"])
BestRun = namedtuple("BestRun", ["run_id", "objective", "hyperparameters", "run_summary"])


class EvalPrediction:
    def __init__(self, predictions, label_ids, inputs=None, losses=None):
        self.predictions, self.label_ids, self.inputs, self.losses = predictions, label_ids, inputs, losses


def set_seed(seed, deterministic=False):
    random.seed(seed)
    torch.manual_seed(seed)


enable_full_determinism = set_seed


def get_last_checkpoint(folder):
    return None


def has_length(dataset):
    return hasattr(dataset, "__len__")


def is_main_process(local_rank):
    return True


def default_compute_objective(metrics):
    return unknown("a metric")


speed_metrics = nothing


def __getattr__(name):
    return outside("transformers.trainer_utils", name)
