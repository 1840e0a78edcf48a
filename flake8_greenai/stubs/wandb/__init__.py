"""Weights & Biases: nothing is logged; the configuration of a run is what the program gives it."""
from _greenai import nothing, unknown


class Config(dict):
    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        self[name] = value

    def update(self, values=(), allow_val_change=None, **more):
        dict.update(self, values if isinstance(values, dict) else vars(values) if values else {})
        dict.update(self, more)

    def setdefaults(self, values):
        for name, value in values.items():
            self.setdefault(name, value)


class Run:
    def __init__(self, config, name, project):
        self.config = config
        self.summary = {}
        self.name, self.id, self.project, self.dir, self.url = name or "run", "run", project, "wandb", ""

    log = watch = unwatch = save = finish = alert = define_metric = log_artifact = log_code = nothing

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


config = Config()
run = Run(config, None, None)


def init(project=None, entity=None, config=None, name=None, **kwargs):
    if config is not None:
        run.config.update(config)
    return run


class Data:
    def __init__(self, *args, **kwargs): pass

    add = add_data = add_column = add_file = add_dir = add_reference = download = wait = nothing


class Api:
    """What other runs have logged is not known."""

    def __init__(self, *args, **kwargs): pass

    def __getattr__(self, name):
        return unknown("what Weights & Biases keeps is not known")


Image = Table = Video = Audio = Histogram = Artifact = Html = Graph = Object3D = Settings = Data
log = watch = unwatch = save = finish = login = define_metric = alert = log_artifact = termwarn = termlog = setup = nothing
