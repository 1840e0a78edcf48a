"""The Trainer: ``fit`` is epochs of batches with an optimizer step for each, or for several, and validation in between."""
import os

import torch
from _greenai import nothing, remark
from lightning.pytorch.callbacks import Callback, ModelCheckpoint
from lightning.pytorch.core.datamodule import LightningDataModule
from lightning.pytorch.core.optimizer import configured
from lightning.pytorch.loggers.logger import DummyLogger
from lightning.pytorch.loops.data import combined, length_of, limited, listed
from lightning.pytorch.loops.evaluation import evaluate
from lightning.pytorch.loops.fit import fit
from lightning.pytorch.strategies import chosen
from lightning.pytorch.trainer.precision import Precision


class Trainer:
    def __init__(
        self, *, accelerator="auto", strategy="auto", devices="auto", num_nodes=1, precision=None, logger=None, callbacks=None,
        fast_dev_run=False, max_epochs=None, min_epochs=None, max_steps=-1, min_steps=None, max_time=None, limit_train_batches=None,
        limit_val_batches=None, limit_test_batches=None, limit_predict_batches=None, overfit_batches=0.0, val_check_interval=None,
        check_val_every_n_epoch=1, num_sanity_val_steps=None, log_every_n_steps=None, enable_checkpointing=None,
        enable_progress_bar=None, enable_model_summary=None, accumulate_grad_batches=1, gradient_clip_val=None,
        gradient_clip_algorithm=None, deterministic=None, benchmark=None, inference_mode=True, use_distributed_sampler=True,
        profiler=None, detect_anomaly=False, barebones=False, plugins=None, sync_batchnorm=False,
        reload_dataloaders_every_n_epochs=0, default_root_dir=None, enable_autolog_hparams=True, model_registry=None,
        # of releases before 2
        gpus=None, tpu_cores=None, resume_from_checkpoint=None, auto_lr_find=False, auto_scale_batch_size=False, checkpoint_callback=True,
        distributed_backend=None, progress_bar_refresh_rate=None, weights_summary=None, flush_logs_every_n_steps=None,
        num_processes=None, amp_backend=None, amp_level=None, weights_save_path=None, **more
    ):
        if fast_dev_run:
            count = 1 if fast_dev_run is True else fast_dev_run
            max_epochs, max_steps, num_sanity_val_steps, val_check_interval, check_val_every_n_epoch = 1, count, 0, 1.0, 1
            limit_train_batches = limit_val_batches = limit_test_batches = limit_predict_batches = count
        if overfit_batches:
            limit_train_batches = limit_val_batches = overfit_batches
        if max_epochs is None:
            max_epochs = 1000 if max_steps in (-1, None) and max_time is None else -1
        self.max_epochs = max_epochs
        self.min_epochs = min_epochs
        self.max_steps = -1 if max_steps is None else max_steps
        self.min_steps = min_steps
        self.max_time = max_time
        self.fast_dev_run = fast_dev_run
        self.limit_train_batches = limit_train_batches
        self.limit_val_batches = limit_val_batches
        self.limit_test_batches = limit_test_batches
        self.limit_predict_batches = limit_predict_batches
        self.overfit_batches = overfit_batches
        self.val_check_interval = 1.0 if val_check_interval is None else val_check_interval
        self.check_val_every_n_epoch = check_val_every_n_epoch
        self.num_sanity_val_steps = 2 if num_sanity_val_steps is None else num_sanity_val_steps
        self.log_every_n_steps = 50 if log_every_n_steps is None else log_every_n_steps
        self.accumulate_grad_batches = accumulate_grad_batches or 1
        self.gradient_clip_val = gradient_clip_val
        self.gradient_clip_algorithm = gradient_clip_algorithm
        self.inference_mode = inference_mode
        self.precision = precision
        self._precision = Precision(precision, gradient_clip_val, gradient_clip_algorithm)
        self.num_nodes = num_nodes
        self.num_devices = _number_of_devices(devices if gpus is None else gpus)
        self.device_ids = list(range(self.num_devices))
        self.world_size = self.num_devices * num_nodes
        self.strategy = chosen(strategy, self.world_size)
        self.default_root_dir = default_root_dir or os.getcwd()
        self.log_dir = self.default_root_dir
        if logger is False:
            self.loggers = []
        elif logger is None or logger is True:
            self.loggers = [DummyLogger()]
        else:
            self.loggers = list(logger) if isinstance(logger, (list, tuple)) else [logger]
        given = [] if callbacks is None else [callbacks] if isinstance(callbacks, Callback) else list(callbacks)
        if enable_checkpointing is not False and not any(isinstance(one, ModelCheckpoint) for one in given):
            given.append(ModelCheckpoint())
        self.callbacks = given
        self.current_epoch = 0
        self.global_step = 0
        self.should_stop = False
        self.training = self.validating = self.testing = self.predicting = self.sanity_checking = False
        self.is_global_zero = True
        self.global_rank = self.local_rank = self.node_rank = 0
        self.callback_metrics = _Metrics()
        self.logged_metrics = _Metrics()
        self.progress_bar_metrics = _Metrics()
        self.optimizers = []
        self.lr_schedulers = []
        self.lightning_module = None
        self.datamodule = None
        self.train_dataloader = None
        self.val_dataloaders = None
        self.test_dataloaders = None
        self.predict_dataloaders = None
        self.num_training_batches = None
        self.profiler = None
        self.interrupted = False
        if self.world_size > 1:
            remark(f"a batch is that of all {self.world_size} devices together")

    @property
    def model(self):
        return self.lightning_module

    @property
    def logger(self):
        return self.loggers[0] if self.loggers else None

    @property
    def lr_scheduler_configs(self):
        return [_SchedulerConfig(one) for one in self.lr_schedulers]

    @property
    def num_val_batches(self):
        return [limited(length_of(one), self.limit_val_batches) for one in listed(self.val_dataloaders)]

    @property
    def estimated_stepping_batches(self):
        if self.train_dataloader is None:
            _load_training_data(self)
        if self.num_training_batches is None:
            return self.max_steps
        steps = -(-self.num_training_batches // self.accumulate_grad_batches) * max(self.max_epochs, 1)
        return steps if self.max_steps == -1 else min(steps, self.max_steps)

    @property
    def early_stopping_callbacks(self):
        return [one for one in self.callbacks if hasattr(one, "patience")]

    @property
    def early_stopping_callback(self):
        return next(iter(self.early_stopping_callbacks), None)

    @property
    def checkpoint_callbacks(self):
        return [one for one in self.callbacks if isinstance(one, ModelCheckpoint)]

    @property
    def checkpoint_callback(self):
        return next(iter(self.checkpoint_callbacks), None)

    save_checkpoint = print = init_module = nothing

    def fit(
        self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, weights_only=None,
        train_dataloader=None,
    ):
        train_dataloaders = train_dataloader if train_dataloaders is None else train_dataloaders
        if isinstance(train_dataloaders, LightningDataModule):
            train_dataloaders, datamodule = None, train_dataloaders
        _attach(self, model, datamodule, "fit")
        self._given = train_dataloaders
        _load_training_data(self)
        given = val_dataloaders if val_dataloaders is not None else _source(self).val_dataloader() if train_dataloaders is None else None
        if given is None and train_dataloaders is not None:
            given = model.val_dataloader()
        self.val_dataloaders = given
        self.optimizers, self.lr_schedulers = configured(model.configure_optimizers())
        self.training = True
        fit(self, model)
        self.training = False

    def tune(self, *args, **kwargs):
        return {}

    def validate(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, weights_only=None, **more):
        return _evaluation(self, model, dataloaders if dataloaders is not None else more.get("val_dataloaders"), datamodule, "validate")

    def test(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, weights_only=None, **more):
        return _evaluation(self, model, dataloaders if dataloaders is not None else more.get("test_dataloaders"), datamodule, "test")

    def predict(self, model=None, dataloaders=None, datamodule=None, return_predictions=None, ckpt_path=None, weights_only=None):
        return _evaluation(self, model, dataloaders, datamodule, "predict")

    def add_argparse_args(parser, **kwargs):
        for name, value, kind in _ARGUMENTS:
            parser.add_argument(f"--{name}", default=value, type=kind)
        return parser

    @classmethod
    def from_argparse_args(cls, args, **kwargs):
        given = vars(args)
        return cls(**{**{name: given[name] for name, _, _ in _ARGUMENTS if name in given}, **kwargs})


_ARGUMENTS = [
    ("max_epochs", None, int), ("min_epochs", None, int), ("max_steps", -1, int), ("accumulate_grad_batches", 1, int),
    ("gradient_clip_val", None, float), ("precision", None, str), ("devices", "auto", str), ("gpus", None, int),
    ("accelerator", "auto", str), ("strategy", "auto", str), ("limit_train_batches", None, float),
    ("limit_val_batches", None, float), ("limit_test_batches", None, float),
    ("check_val_every_n_epoch", 1, int), ("val_check_interval", None, float), ("fast_dev_run", False, bool), ("num_nodes", 1, int),
    ("default_root_dir", None, str), ("log_every_n_steps", None, int), ("overfit_batches", 0.0, float), ("num_sanity_val_steps", None, int),
]


class _Metrics(dict):
    """Values that a program logged: numbers that only a run gives."""

    def __missing__(self, key):
        return torch.empty(())

    def get(self, key, default=None):
        return torch.empty(())

    def __contains__(self, key):
        return True


class _SchedulerConfig:
    def __init__(self, scheduler):
        self.scheduler = scheduler


def _number_of_devices(devices):
    if isinstance(devices, (list, tuple)):
        return len(devices)
    if isinstance(devices, str):
        devices = int(devices) if devices.lstrip("-").isdigit() else 1 if devices == "auto" else len(devices.strip(",").split(","))
    if devices is None or devices == -1 or devices == 0:
        return 1
    return devices


def _attach(trainer, model, datamodule, stage):
    model.trainer = trainer
    trainer.lightning_module = model
    trainer.datamodule = datamodule
    for one in model.configure_callbacks() or ():
        trainer.callbacks.append(one)
    trainer._precision.convert(model)
    if datamodule is not None:
        datamodule.trainer = trainer
        datamodule.prepare_data()
        datamodule.setup(stage)
    model.prepare_data()
    for callback in trainer.callbacks:
        callback.setup(trainer, model, stage)
    model.setup(stage)
    model.configure_model()


def _source(trainer):
    """Who gives the loaders."""
    return trainer.datamodule if trainer.datamodule is not None else trainer.lightning_module


def _load_training_data(trainer):
    given = trainer._given if trainer._given is not None else _source(trainer).train_dataloader()
    trainer.train_dataloader = trainer.strategy.shared(combined(given))
    trainer.num_training_batches = limited(length_of(trainer.train_dataloader), trainer.limit_train_batches)


def _evaluation(trainer, model, loaders, datamodule, stage):
    if isinstance(loaders, LightningDataModule):
        loaders, datamodule = None, loaders
    if model is None:
        model = trainer.lightning_module
    if datamodule is None and loaders is None and trainer.lightning_module is model:
        datamodule = trainer.datamodule
    _attach(trainer, model, datamodule, stage)
    name = {"validate": "val", "test": "test", "predict": "predict"}[stage]
    if loaders is None:
        loaders = getattr(_source(trainer), f"{name}_dataloader")()
    setattr(trainer, f"{name}_dataloaders", loaders)
    limit = getattr(trainer, f"limit_{name}_batches")
    return evaluate(trainer, model, loaders, {"validate": "validation"}.get(stage, stage), limit)
