"""The command line: the model, the data and the Trainer are built from their defaults and from ``--trainer.max_epochs 5`` and the like."""
import ast
import inspect
import sys

from _greenai import nothing, unknown
from lightning.pytorch.callbacks import Callback
from lightning.pytorch.trainer.trainer import Trainer


class SaveConfigCallback: pass


class LightningArgumentParser:
    add_optimizer_args = add_lr_scheduler_args = add_argument = add_class_arguments = add_subclass_arguments = nothing

    def __init__(self):
        self.classes = {}
        self.values = {}
        self.links = []

    def add_lightning_class_args(self, lightning_class, nested_key, subclass_mode=False, required=True):
        self.classes[nested_key] = lightning_class

    def set_defaults(self, *groups, **values):
        for name, value in [*(pair for group in groups for pair in group.items()), *values.items()]:
            group, _, key = name.partition(".")
            self.values.setdefault(group, {})[key] = value

    def link_arguments(self, source, target, compute_fn=None, apply_on="parse"):
        self.links.append((source, target, compute_fn, apply_on))


class LightningCLI:
    def __init__(
        self, model_class=None, datamodule_class=None, save_config_callback=None, save_config_kwargs=None, trainer_class=Trainer,
        trainer_defaults=None, seed_everything_default=True, parser_kwargs=None, parser_class=None, subclass_mode_model=False,
        subclass_mode_data=False, args=None, run=True, auto_configure_optimizers=True, load_from_checkpoint_support=True, **more
    ):
        words = list(sys.argv[1:] if args is None else args)
        parser = LightningArgumentParser()
        self.add_arguments_to_parser(parser)
        given = _given(words)
        for group, values in parser.values.items():
            given[group] = {**values, **given.get(group, {})}
        self.config = given
        if model_class is None:
            model_class = unknown("the class of the model is an argument of the command line")
        self.datamodule = None
        if datamodule_class is not None:
            _link(parser, "parse", "data", given)
            self.datamodule = datamodule_class(**_complete(datamodule_class, given.get("data", {}), "data"))
        for source, target, compute, apply_on in parser.links:
            if apply_on == "instantiate" and source.startswith("data.") and target.startswith("model."):
                value = getattr(self.datamodule, source[5:])
                given.setdefault("model", {})[target[6:]] = compute(value) if compute is not None else value
        _link(parser, "parse", "model", given)
        self.model = model_class(**_complete(model_class, given.get("model", {}), "model"))
        options = {**(trainer_defaults or {}), **given.get("trainer", {})}
        callbacks = options.get("callbacks") or []
        callbacks = list(callbacks) if isinstance(callbacks, (list, tuple)) else [callbacks]
        more = [cls(**_complete(cls, given.get(key, {}), key)) for key, cls in parser.classes.items() if issubclass(cls, Callback)]
        self.trainer = trainer_class(**{**options, "callbacks": callbacks + more})
        if run:
            command = next((word for word in words if word in ("fit", "validate", "test", "predict")), "fit")
            self.before_instantiate_classes()
            getattr(self, f"before_{command}")()
            getattr(self.trainer, command)(self.model, datamodule=self.datamodule)
            getattr(self, f"after_{command}")()

    def add_arguments_to_parser(self, parser): pass
    def before_instantiate_classes(self): pass
    def before_fit(self): pass
    def after_fit(self): pass
    def before_validate(self): pass
    def after_validate(self): pass
    def before_test(self): pass
    def after_test(self): pass
    def before_predict(self): pass
    def after_predict(self): pass


def _link(parser, apply_on, group, given):
    """Arguments of a class that are those of another."""
    for source, target, compute, when in parser.links:
        into, _, key = target.partition(".")
        start, _, name = source.partition(".")
        if when == apply_on and into == group and name in given.get(start, {}):
            value = given[start][name]
            given.setdefault(group, {}).setdefault(key, compute(value) if compute is not None else value)


def _complete(cls, given, group):
    """The arguments of a class; those without default that are not given come from a command line that nobody shows."""
    for name, parameter in inspect.signature(cls).parameters.items():
        named = parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        if named and parameter.default is parameter.empty and name not in given:
            given = {**given, name: unknown(f"the command line gives --{group}.{name}")}
    return given


def _given(words):
    """``--group.name value`` and ``--group.name=value`` as a dict of dicts."""
    found = {}
    pairs = []
    for i, word in enumerate(words):
        if word.startswith("--") and "=" in word:
            pairs.append(word[2:].split("=", 1))
        elif word.startswith("--") and i + 1 < len(words):
            pairs.append([word[2:], words[i + 1]])
    for name, text in pairs:
        group, _, key = name.partition(".")
        if key:
            found.setdefault(group, {})[key] = _literal(text)
    return found


def _literal(text):
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return {"true": True, "false": False, "null": None}.get(text, text)
