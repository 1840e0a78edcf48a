"""Learning rate schedules: what a rate is does not change what a step costs."""
import torch


class LearningRateSchedule:
    def __init__(self, *args, **kwargs):
        pass

    def __call__(self, step):
        return torch.empty(())

    def get_config(self):
        return {}


class ExponentialDecay(LearningRateSchedule):
    pass


class PiecewiseConstantDecay(LearningRateSchedule):
    pass


class PolynomialDecay(LearningRateSchedule):
    pass


class InverseTimeDecay(LearningRateSchedule):
    pass


class CosineDecay(LearningRateSchedule):
    pass


class CosineDecayRestarts(LearningRateSchedule):
    pass
