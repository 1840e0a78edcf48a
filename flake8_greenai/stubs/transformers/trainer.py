"""The Trainer: epochs of updates, each of one or more batches, with evaluation in between."""
import contextlib
import inspect
import math

import torch
from _greenai import is_symbolic, nothing, remark, unknown
from torch import nn
from torch.utils.data import DataLoader
from torch.utils.data._loading import Repeated, groups
from transformers.data.data_collator import DataCollatorWithPadding, default_data_collator
from transformers.trainer_callback import TrainerControl, TrainerState
from transformers.trainer_utils import EvalLoopOutput, IntervalStrategy, PredictionOutput, TrainOutput
from transformers.training_args import TrainingArguments

_greenai_loops = True


class Trainer:
    def __init__(
        self, model=None, args=None, data_collator=None, train_dataset=None, eval_dataset=None, processing_class=None, model_init=None,
        compute_loss_func=None, compute_metrics=None, callbacks=None, optimizers=(None, None), optimizer_cls_and_kwargs=None,
        preprocess_logits_for_metrics=None, tokenizer=None,
    ):
        self.args = args if args is not None else TrainingArguments("tmp_trainer")
        self.model_init = model_init
        self.model = model if model is not None else model_init()
        self.model_wrapped = self.model
        self.processing_class = processing_class if processing_class is not None else tokenizer
        self.tokenizer = self.processing_class
        pads = self.processing_class is not None and hasattr(self.processing_class, "pad")
        self.data_collator = data_collator or (DataCollatorWithPadding(self.processing_class) if pads else default_data_collator)
        self.train_dataset = train_dataset
        self.eval_dataset = eval_dataset
        self.compute_loss_func = compute_loss_func
        self.compute_metrics = compute_metrics
        self.preprocess_logits_for_metrics = preprocess_logits_for_metrics
        self.optimizer, self.lr_scheduler = optimizers
        self.optimizer_cls_and_kwargs = optimizer_cls_and_kwargs
        self.callbacks = [one() if isinstance(one, type) else one for one in callbacks or ()]
        self.state = TrainerState(log_history=[])
        self.control = TrainerControl()
        self.label_names = ["labels"] if self.args.label_names is None else self.args.label_names
        self.label_smoother = self.args.label_smoothing_factor
        self.is_in_train = False
        self.accelerator = _Accelerator()
        self.is_fsdp_enabled = self.is_deepspeed_enabled = False

    log = log_metrics = save_metrics = save_state = save_model = create_model_card = push_to_hub = init_hf_repo = nothing
    _load_from_checkpoint = _load_best_model = store_flos = nothing

    def add_callback(self, callback):
        self.callbacks.append(callback() if isinstance(callback, type) else callback)

    def remove_callback(self, callback):
        self.callbacks = [one for one in self.callbacks if not (one is callback or type(one) is callback)]

    pop_callback = remove_callback

    # Data

    def get_train_dataloader(self):
        return self._loader(self.train_dataset, self._train_batch_size, shuffle=True)

    def get_eval_dataloader(self, eval_dataset=None):
        dataset = self.eval_dataset if eval_dataset is None or isinstance(eval_dataset, str) else eval_dataset
        if isinstance(eval_dataset, str):
            dataset = self.eval_dataset[eval_dataset]
        return self._loader(dataset, self.args.eval_batch_size)

    def get_test_dataloader(self, test_dataset):
        return self._loader(test_dataset, self.args.eval_batch_size)

    @property
    def _train_batch_size(self):
        return self.args.train_batch_size

    def _loader(self, dataset, size, shuffle=False):
        if self.args.remove_unused_columns and hasattr(dataset, "remove_columns"):
            dataset = self._remove_unused_columns(dataset)
        sampler = self._get_train_sampler(dataset) if shuffle else self._get_eval_sampler(dataset)
        return DataLoader(
            dataset, batch_size=size, collate_fn=self.data_collator, sampler=sampler, drop_last=self.args.dataloader_drop_last
        )

    def _get_train_sampler(self, train_dataset=None):
        return None

    def _get_eval_sampler(self, eval_dataset):
        return None

    def _remove_unused_columns(self, dataset, description=None):
        names = dataset.column_names
        model = self.model.get_base_model() if hasattr(self.model, "get_base_model") else self.model
        wanted = {*inspect.signature(model.forward).parameters, "label", "label_ids", *self.label_names}
        return dataset.remove_columns([name for name in names if name not in wanted])

    def num_examples(self, dataloader):
        return len(dataloader.dataset)

    def is_local_process_zero(self):
        return True

    is_world_process_zero = is_local_process_zero

    # Optimizer

    def create_optimizer_and_scheduler(self, num_training_steps):
        self.create_optimizer()
        self.create_scheduler(num_training_steps, self.optimizer)

    def create_optimizer(self, model=None):
        if self.optimizer is None:
            named = [(name, p) for name, p in (model or self.model).named_parameters() if p.requires_grad]
            decayed = [p for name, p in named if p.ndim > 1]
            groups = [
                {"params": decayed, "weight_decay": self.args.weight_decay},
                {"params": [p for name, p in named if p.ndim <= 1], "weight_decay": 0.0},
            ]
            if self.optimizer_cls_and_kwargs is not None:
                cls, options = self.optimizer_cls_and_kwargs
            else:
                cls, options = self.get_optimizer_cls_and_kwargs(self.args, model)
            self.optimizer = cls([group for group in groups if group["params"]], **options)
        return self.optimizer

    @staticmethod
    def get_optimizer_cls_and_kwargs(args, model=None):
        name = "adafactor" if args.adafactor else getattr(args.optim, "value", args.optim)
        rate = {"lr": args.learning_rate}
        if "adafactor" in name:
            return torch.optim.Adafactor, rate
        for part, cls in (("rmsprop", torch.optim.RMSprop), ("adagrad", torch.optim.Adagrad), ("sgd", torch.optim.SGD)):
            if part in name:
                return cls, rate
        if "lion" in name or "galore" in name or "lomo" in name or "apollo" in name or "ademamix" in name:
            remark(f"the optimizer {name} is counted as AdamW")
        if "8bit" in name or "4bit" in name:
            remark(f"the optimizer {name} is counted as AdamW, whose state is larger")
        return torch.optim.AdamW, {**rate, "betas": (args.adam_beta1, args.adam_beta2), "eps": args.adam_epsilon}

    def create_scheduler(self, num_training_steps, optimizer=None):
        if self.lr_scheduler is None:
            self.lr_scheduler = torch.optim.lr_scheduler.LRScheduler(self.optimizer if optimizer is None else optimizer)
        return self.lr_scheduler

    # Training

    def train(self, resume_from_checkpoint=None, trial=None, ignore_keys_for_eval=None, **kwargs):
        args = self.args
        if args.gradient_checkpointing:
            self.model.gradient_checkpointing_enable(gradient_checkpointing_kwargs=args.gradient_checkpointing_kwargs)
        loader = self.get_train_dataloader()
        batches = _length(loader)
        accumulated = args.gradient_accumulation_steps
        if batches is None:
            if args.max_steps <= 0:
                raise ValueError("args.max_steps must be set to a positive value if dataloader does not have a length")
            updates, epochs, max_steps = args.max_steps, 1, args.max_steps
        elif args.max_steps > 0 and is_symbolic(batches) and hasattr(loader, "_greenai_at"):
            # How many epochs the steps are is not known, and does not matter but for the last batches of epochs.
            remark("batches at the ends of epochs are as large as the others")
            batches = args.max_steps * accumulated
            loader, epochs, max_steps = Repeated(loader, batches), 1, args.max_steps
        else:
            updates = -(-batches // accumulated)
            if args.max_steps > 0:
                max_steps = args.max_steps
                epochs = -(-max_steps // updates)
            else:
                epochs = _ceil(args.num_train_epochs)
                max_steps = _ceil(args.num_train_epochs, updates)
        self.create_optimizer_and_scheduler(max_steps)
        self.state = TrainerState(max_steps=max_steps, num_train_epochs=epochs, log_history=[])
        self.is_in_train = True
        self._call("on_train_begin")
        # A whole number of epochs needs no count of steps.
        whole = args.max_steps <= 0 and float(args.num_train_epochs).is_integer()
        if args.eval_on_start:
            self._evaluate()
        self._epochs(loader, batches, accumulated, epochs, None if whole else max_steps)
        self._call("on_train_end")
        self.is_in_train = False
        metrics = {"train_loss": torch.empty(()), "train_runtime": unknown("a time"), "epoch": args.num_train_epochs}
        return TrainOutput(self.state.global_step, torch.empty(()), metrics)

    def _epochs(self, loader, batches, accumulated, epochs, max_steps):
        looks = [one.least_evaluations for one in self.callbacks if getattr(one, "least_evaluations", None) is not None]
        by_epoch = self.args.eval_strategy == IntervalStrategy.EPOCH
        certain = epochs if not looks else min(looks) if by_epoch and not is_symbolic(epochs) else 0
        certain = certain if is_symbolic(epochs) else min(certain, epochs)
        for epoch in range(certain):
            self._epoch(loader, batches, accumulated, epoch, max_steps)
            if self.control.should_training_stop:
                break
        if not looks or self.control.should_training_stop:
            return
        for epoch in range(certain, epochs):
            self._epoch(loader, batches, accumulated, epoch, max_steps)
            if unknown("a metric of the evaluation") or self.control.should_training_stop:
                break

    def _epoch(self, loader, batches, accumulated, epoch, max_steps):
        args = self.args
        self.control.should_epoch_stop = False
        self._call("on_epoch_begin")
        for batch in loader if accumulated == 1 else groups(loader, batches, accumulated):
            if max_steps is not None and self.state.global_step >= max_steps:
                break
            if accumulated == 1:
                self.training_step(self.model, batch)
            else:
                for inputs in batch:
                    self.training_step(self.model, inputs)
                    self._call("on_substep_end")
            self._update()
            self.state.global_step += 1
            self.state.epoch = epoch
            self._call("on_step_end")
            if args.eval_strategy == IntervalStrategy.STEPS and self.state.global_step % _every(args, self.state) == 0:
                self._evaluate()
            if self.control.should_training_stop or self.control.should_epoch_stop:
                break
        self._call("on_epoch_end")
        if args.eval_strategy == IntervalStrategy.EPOCH:
            self._evaluate()

    def _update(self):
        if self.args.max_grad_norm is not None and self.args.max_grad_norm > 0:
            nn.utils.clip_grad_norm_(self.model.parameters(), self.args.max_grad_norm)
        self._call("on_pre_optimizer_step")
        self.optimizer.step()
        self._call("on_optimizer_step")
        self.lr_scheduler.step()
        self.model.zero_grad()

    def training_step(self, model, inputs, num_items_in_batch=None):
        model.train()
        inputs = self._prepare_inputs(inputs)
        with self.compute_loss_context_manager():
            loss = self.compute_loss(model, inputs)
        if self.args.gradient_accumulation_steps > 1:
            loss = loss / self.args.gradient_accumulation_steps
        self.accelerator.backward(loss)
        return loss.detach()

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        labels = None
        if (self.label_smoother or self.compute_loss_func is not None) and "labels" in inputs:
            labels = inputs.pop("labels")
        outputs = model(**inputs)
        if labels is not None and self.compute_loss_func is not None:
            loss = self.compute_loss_func(outputs, labels, num_items_in_batch=num_items_in_batch)
        elif labels is not None:
            loss = _smoothed(outputs["logits"] if isinstance(outputs, dict) else outputs[0], labels, self.label_smoother)
        else:
            loss = outputs["loss"] if isinstance(outputs, dict) else outputs[0]
        return (loss, outputs) if return_outputs else loss

    def compute_loss_context_manager(self):
        return self.autocast_smart_context_manager()

    def autocast_smart_context_manager(self, cache_enabled=True):
        if self.args.bf16 or self.args.fp16:
            device = next(self.model.parameters()).device.type
            return torch.autocast(device, dtype=torch.bfloat16 if self.args.bf16 else torch.float16)
        return contextlib.nullcontext()

    def _prepare_inputs(self, inputs):
        device = next(self.model.parameters()).device
        return {key: value.to(device) if isinstance(value, torch.Tensor) else value for key, value in inputs.items()}

    _prepare_input = _prepare_inputs

    def hyperparameter_search(self, hp_space=None, compute_objective=None, n_trials=20, direction="minimize", **kwargs):
        for trial in range(n_trials):
            self.optimizer = self.lr_scheduler = None
            if self.model_init is not None:
                self.model = self.model_init()
            self.train()
        return unknown("the best of the trials")

    # Evaluation

    def _evaluate(self):
        if isinstance(self.eval_dataset, dict):
            for name in self.eval_dataset:
                self.evaluate(self.eval_dataset[name], metric_key_prefix=f"eval_{name}")
        else:
            self.evaluate()
        self._call("on_evaluate")

    def evaluate(self, eval_dataset=None, ignore_keys=None, metric_key_prefix="eval"):
        loader = self.get_eval_dataloader(eval_dataset)
        return self.evaluation_loop(loader, "Evaluation", None, ignore_keys, metric_key_prefix).metrics

    def predict(self, test_dataset, ignore_keys=None, metric_key_prefix="test"):
        output = self.evaluation_loop(self.get_test_dataloader(test_dataset), "Prediction", None, ignore_keys, metric_key_prefix)
        return PredictionOutput(output.predictions, output.label_ids, output.metrics)

    def evaluation_loop(self, dataloader, description, prediction_loss_only=None, ignore_keys=None, metric_key_prefix="eval"):
        self.model.eval()
        logits = labels = None
        for step, inputs in enumerate(dataloader):
            loss, logits, labels = self.prediction_step(self.model, inputs, self.args.prediction_loss_only, ignore_keys=ignore_keys)
            self._call("on_prediction_step")
        metrics = _Numbers()
        return EvalLoopOutput(
            unknown("predictions of all batches"), unknown("labels of all batches"), metrics, unknown("the number of samples")
        )

    prediction_loop = evaluation_loop

    def prediction_step(self, model, inputs, prediction_loss_only, ignore_keys=None):
        inputs = self._prepare_inputs(inputs)
        with torch.no_grad():
            with self.compute_loss_context_manager():
                if any(name in inputs for name in self.label_names):
                    loss, outputs = self.compute_loss(model, dict(inputs), return_outputs=True)
                else:
                    loss, outputs = None, model(**inputs)
        logits = outputs["logits"] if isinstance(outputs, dict) and "logits" in outputs else outputs[0]
        if self.preprocess_logits_for_metrics is not None:
            logits = self.preprocess_logits_for_metrics(logits, inputs.get("labels"))
        return loss, logits, inputs.get("labels")

    def _call(self, name):
        for callback in self.callbacks:
            control = getattr(callback, name)(self.args, self.state, self.control, model=self.model, processing_class=self.tokenizer)
            if isinstance(control, TrainerControl):
                self.control = control


class _Numbers(dict):
    """Metrics: numbers that only a run gives."""

    def __missing__(self, key):
        return unknown("a metric")


class _Accelerator:
    is_main_process = is_local_main_process = True
    num_processes = 1

    def backward(self, loss, **kwargs):
        loss.backward()

    def unwrap_model(self, model, **kwargs):
        return model

    def gather_for_metrics(self, data, **kwargs):
        return data

    gather = reduce = gather_for_metrics


def _length(loader):
    try:
        return len(loader)
    except TypeError:
        return None


def _ceil(epochs, updates=1):
    return int(epochs) * updates if float(epochs).is_integer() else math.ceil(epochs * updates)


def _every(args, state):
    """Steps between evaluations; below one it is a share of all steps."""
    return args.eval_steps if args.eval_steps >= 1 else math.ceil(state.max_steps * args.eval_steps)


def _smoothed(logits, labels, epsilon):
    """Cross-entropy with smoothed labels, as the library computes it."""
    log_probabilities = -nn.functional.log_softmax(logits, dim=-1)
    labels = labels.unsqueeze(-1) if labels.dim() == logits.dim() - 1 else labels
    padding = labels.eq(-100)
    nll = log_probabilities.gather(dim=-1, index=torch.clamp(labels, min=0))
    smoothed = log_probabilities.sum(dim=-1, keepdim=True, dtype=torch.float32)
    nll.masked_fill_(padding, 0.0)
    smoothed.masked_fill_(padding, 0.0)
    active = padding.numel() - padding.long().sum()
    return (1 - epsilon) * nll.sum() / active + epsilon * smoothed.sum() / (active * log_probabilities.shape[-1])
