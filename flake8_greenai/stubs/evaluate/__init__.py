"""Hugging Face evaluate: scores are worked out on the host from numbers that are not known; their cost is none of a model's."""
from _greenai import nothing, unknown


class EvaluationModule:
    def __init__(self, path=None, config_name=None):
        self.name = path
        self.experiment_id = None

    add = add_batch = nothing

    def compute(self, *args, **kwargs):
        return unknown("scores are not computed")


Metric = Comparison = Measurement = EvaluationModule


def load(path, config_name=None, *args, **kwargs):
    return EvaluationModule(path, config_name)


def combine(evaluations, force_prefix=False):
    return EvaluationModule()
