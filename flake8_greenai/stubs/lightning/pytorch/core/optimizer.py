"""Optimizers as a module configures and sees them."""


class LightningOptimizer:
    """What ``self.optimizers()`` gives when a module steps its optimizers itself: steps are counted."""

    def __init__(self, optimizer, trainer):
        self._optimizer = optimizer
        self._trainer = trainer

    def __getattr__(self, name):
        return getattr(self._optimizer, name)

    @property
    def optimizer(self):
        return self._optimizer

    def step(self, closure=None, **kwargs):
        self._trainer._precision.before_step(self._trainer.lightning_module, self._optimizer)
        result = self._optimizer.step(closure) if closure is not None else self._optimizer.step()
        self._trainer.global_step += 1
        return result

    def toggle_model(self, sync_grad=True):
        return _Toggled(self._trainer.lightning_module, self)


class _Toggled:
    def __init__(self, module, optimizer):
        self.module = module
        self.optimizer = optimizer

    def __enter__(self):
        self.module.toggle_optimizer(self.optimizer)

    def __exit__(self, *args):
        self.module.untoggle_optimizer(self.optimizer)


def configured(configuration):
    """Optimizers and schedulers from what ``configure_optimizers`` returns, in any of its forms."""
    if configuration is None:
        return [], []
    if isinstance(configuration, dict):
        configuration = [configuration]
    if not isinstance(configuration, (list, tuple)):
        return [configuration], []
    items = list(configuration)
    if len(items) == 2 and isinstance(items[0], (list, tuple)):
        return list(items[0]), [_scheduler(one) for one in (items[1] if isinstance(items[1], (list, tuple)) else [items[1]])]
    optimizers, schedulers = [], []
    for item in items:
        if isinstance(item, dict):
            optimizers.append(item["optimizer"])
            if item.get("lr_scheduler") is not None:
                schedulers.append(_scheduler(item["lr_scheduler"]))
        else:
            optimizers.append(item)
    return optimizers, schedulers


def _scheduler(item):
    return item["scheduler"] if isinstance(item, dict) else item
