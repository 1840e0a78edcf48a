"""Hyperparameters."""
from argparse import Namespace

from _greenai import initial_arguments
from lightning.pytorch.utilities.parsing import AttributeDict


class HyperparametersMixin:
    def save_hyperparameters(self, *args, ignore=None, frame=None, logger=True):
        given = initial_arguments(self)
        ignored = [ignore] if isinstance(ignore, str) else list(ignore or ())
        if args and all(isinstance(name, str) for name in args):
            given = {name: given[name] for name in args}
        elif args:
            given = vars(args[0]) if isinstance(args[0], Namespace) or hasattr(args[0], "__dict__") else dict(args[0])
        self._set_hparams({key: value for key, value in given.items() if key not in ignored})

    def _set_hparams(self, given):
        own = self.__dict__.setdefault("_hparams", AttributeDict())
        own.update(given)

    @property
    def hparams(self):
        return self.__dict__.setdefault("_hparams", AttributeDict())

    @hparams.setter
    def hparams(self, given):
        # Releases before 1.0 assign it.
        self._set_hparams(vars(given) if isinstance(given, Namespace) else dict(given))

    @property
    def hparams_initial(self):
        return AttributeDict(self.hparams)
