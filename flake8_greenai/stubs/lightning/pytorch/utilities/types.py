"""Names for annotations."""
from typing import Any

import torch

STEP_OUTPUT = OptimizerLRScheduler = TRAIN_DATALOADERS = EVAL_DATALOADERS = LRSchedulerTypeUnion = LRSchedulerConfigType = Any
_METRIC = _EVALUATE_OUTPUT = _PREDICT_OUTPUT = EPOCH_OUTPUT = LRSchedulerPLType = OptimizerLRSchedulerConfig = Any
LRSchedulerType = torch.optim.lr_scheduler.LRScheduler
