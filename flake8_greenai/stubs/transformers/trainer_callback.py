"""Callbacks of a training."""
from dataclasses import dataclass
from typing import Any

from _greenai import nothing


@dataclass
class TrainerState:
    epoch: Any = None
    global_step: int = 0
    max_steps: int = 0
    logging_steps: int = 500
    eval_steps: int = 500
    save_steps: int = 500
    train_batch_size: Any = None
    num_train_epochs: int = 0
    total_flos: float = 0
    log_history: Any = None
    best_metric: Any = None
    best_model_checkpoint: Any = None
    is_local_process_zero: bool = True
    is_world_process_zero: bool = True

    save_to_json = nothing


@dataclass
class TrainerControl:
    should_training_stop: bool = False
    should_epoch_stop: bool = False
    should_save: bool = False
    should_evaluate: bool = False
    should_log: bool = False


class TrainerCallback:
    # Evaluations that a callback lets pass at least before it ends the training; None when it never does.
    least_evaluations = None

    on_init_end = on_train_begin = on_train_end = on_epoch_begin = on_epoch_end = on_step_begin = on_step_end = nothing
    on_pre_optimizer_step = on_optimizer_step = on_substep_end = on_evaluate = on_predict = on_save = on_log = on_prediction_step = nothing


class CallbackHandler(TrainerCallback): pass
class DefaultFlowCallback(TrainerCallback): pass
class ProgressCallback(TrainerCallback): pass
class PrinterCallback(TrainerCallback): pass


class EarlyStoppingCallback(TrainerCallback):
    def __init__(self, early_stopping_patience=1, early_stopping_threshold=0.0):
        self.early_stopping_patience = early_stopping_patience
        # The first evaluation sets the mark, then as many in a row must fail to reach it.
        self.least_evaluations = early_stopping_patience + 1
