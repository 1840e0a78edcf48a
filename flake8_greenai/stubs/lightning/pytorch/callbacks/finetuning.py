"""Freezing and unfreezing of parts."""
import torch
from lightning.pytorch.callbacks.callback import Callback
from torch import nn


class BaseFinetuning(Callback):
    def freeze_before_training(self, pl_module): pass
    def finetune_function(self, pl_module, epoch, optimizer): pass

    @staticmethod
    def flatten_modules(modules):
        items = modules.values() if isinstance(modules, nn.ModuleDict) else [modules] if isinstance(modules, nn.Module) else modules
        flat = [inner for item in items for inner in item.modules()]
        return [one for one in flat if not list(one.children()) or one._parameters]

    @staticmethod
    def freeze(modules, train_bn=True):
        for module in BaseFinetuning.flatten_modules(modules):
            wanted = isinstance(module, nn.modules.batchnorm._BatchNorm) and train_bn
            for p in module.parameters(recurse=False):
                p.requires_grad = wanted

    freeze_module = freeze

    @staticmethod
    def make_trainable(modules):
        for module in BaseFinetuning.flatten_modules(modules):
            for p in module.parameters(recurse=False):
                p.requires_grad = True

    @staticmethod
    def filter_params(modules, train_bn=True, requires_grad=True):
        for module in BaseFinetuning.flatten_modules(modules):
            if not isinstance(module, nn.modules.batchnorm._BatchNorm) or train_bn:
                for p in module.parameters(recurse=False):
                    if p.requires_grad == requires_grad:
                        yield p

    @staticmethod
    def unfreeze_and_add_param_group(modules, optimizer, lr=None, initial_denom_lr=10.0, train_bn=True):
        BaseFinetuning.make_trainable(modules)
        known = {p for group in optimizer.param_groups for p in group["params"]}
        params = [p for p in BaseFinetuning.filter_params(modules, train_bn) if p not in known]
        if params:
            optimizer.add_param_group({"params": params})

    def setup(self, trainer, pl_module, stage):
        self.freeze_before_training(pl_module)

    def on_train_epoch_start(self, trainer, pl_module):
        for optimizer in trainer.optimizers:
            self.finetune_function(pl_module, trainer.current_epoch, optimizer)


class BackboneFinetuning(BaseFinetuning):
    def __init__(self, unfreeze_backbone_at_epoch=10, lambda_func=None, backbone_initial_ratio_lr=10e-2, train_bn=True, **more):
        self.unfreeze_backbone_at_epoch = unfreeze_backbone_at_epoch
        self.train_bn = train_bn

    def freeze_before_training(self, pl_module):
        self.freeze(pl_module.backbone, train_bn=self.train_bn)

    def finetune_function(self, pl_module, epoch, optimizer):
        if epoch == self.unfreeze_backbone_at_epoch:
            self.unfreeze_and_add_param_group(pl_module.backbone, optimizer, train_bn=self.train_bn)
