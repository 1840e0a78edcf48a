"""Metrics: numbers that a program watches. What they compute is a few operations on what a step gives, which the figures leave out."""
import torch
from keras.losses import (
    binary_crossentropy, categorical_crossentropy, categorical_hinge, cosine_similarity, hinge, kl_divergence, mean_absolute_error,
    mean_absolute_percentage_error, mean_squared_error, mean_squared_logarithmic_error, poisson, sparse_categorical_crossentropy,
    squared_hinge,
)


class Metric:
    def __init__(self, name=None, dtype=None, **kwargs):
        self.name = name or type(self).__name__.lower()
        self.dtype = dtype or "float32"

    def add_weight(self, shape=(), initializer=None, dtype=None, name=None, **kwargs):
        return self.add_variable(shape, initializer, dtype, name)

    def add_variable(self, shape=(), initializer=None, dtype=None, name=None, **kwargs):
        from keras._layer import Variable, made

        if isinstance(shape, str):
            shape = kwargs.get("shape", ())
        return made(Variable, shape, dtype or "float32", False, False, name)

    def update_state(self, *args, **kwargs):
        pass

    def reset_state(self):
        pass

    reset_states = reset_state

    def result(self):
        return torch.empty(())

    def __call__(self, *args, **kwargs):
        self.update_state(*args, **kwargs)
        return self.result()

    def get_config(self):
        return {"name": self.name}

    @property
    def variables(self):
        return []

    weights = trainable_weights = non_trainable_weights = variables


class Mean(Metric):
    pass


class Sum(Metric):
    pass


class MeanTensor(Metric):
    pass


class MeanMetricWrapper(Mean):
    def __init__(self, fn=None, name=None, dtype=None, **kwargs):
        super().__init__(name=name)


class Accuracy(Mean):
    pass


class BinaryAccuracy(Mean):
    pass


class CategoricalAccuracy(Mean):
    pass


class SparseCategoricalAccuracy(Mean):
    pass


class TopKCategoricalAccuracy(Mean):
    pass


class SparseTopKCategoricalAccuracy(Mean):
    pass


class _WithArguments(Metric):
    def __init__(self, *args, name=None, **kwargs):
        super().__init__(name=name)
        self.thresholds = kwargs.get("thresholds")
        self.num_classes = kwargs.get("num_classes", args[0] if args else None)


class TopKCategoricalAccuracy(_WithArguments):
    pass


class SparseTopKCategoricalAccuracy(_WithArguments):
    pass


class AUC(_WithArguments):
    pass


class Precision(_WithArguments):
    pass


class Recall(_WithArguments):
    pass


class PrecisionAtRecall(_WithArguments):
    pass


class RecallAtPrecision(_WithArguments):
    pass


class SensitivityAtSpecificity(_WithArguments):
    pass


class SpecificityAtSensitivity(_WithArguments):
    pass


class TruePositives(_WithArguments):
    pass


class TrueNegatives(_WithArguments):
    pass


class FalsePositives(_WithArguments):
    pass


class FalseNegatives(_WithArguments):
    pass


class MeanIoU(_WithArguments):
    pass


class IoU(_WithArguments):
    pass


class BinaryIoU(_WithArguments):
    pass


class OneHotIoU(_WithArguments):
    pass


class OneHotMeanIoU(_WithArguments):
    pass


class F1Score(_WithArguments):
    pass


class FBetaScore(_WithArguments):
    pass


class R2Score(_WithArguments):
    pass


class MeanSquaredError(_WithArguments):
    pass


class RootMeanSquaredError(_WithArguments):
    pass


class MeanAbsoluteError(_WithArguments):
    pass


class MeanAbsolutePercentageError(_WithArguments):
    pass


class MeanSquaredLogarithmicError(_WithArguments):
    pass


class CosineSimilarity(_WithArguments):
    pass


class LogCoshError(_WithArguments):
    pass


class KLDivergence(_WithArguments):
    pass


class Poisson(_WithArguments):
    pass


class BinaryCrossentropy(_WithArguments):
    pass


class CategoricalCrossentropy(_WithArguments):
    pass


class SparseCategoricalCrossentropy(_WithArguments):
    pass


class Hinge(_WithArguments):
    pass


class SquaredHinge(_WithArguments):
    pass


class CategoricalHinge(_WithArguments):
    pass


class ConcordanceCorrelation(_WithArguments):
    pass


class PearsonCorrelation(_WithArguments):
    pass


def binary_accuracy(y_true, y_pred, threshold=0.5):
    return torch.empty(y_pred.shape[:-1])


def categorical_accuracy(y_true, y_pred):
    return torch.empty(y_pred.shape[:-1])


sparse_categorical_accuracy = top_k_categorical_accuracy = sparse_top_k_categorical_accuracy = categorical_accuracy


def get(identifier):
    return identifier


serialize = deserialize = get
