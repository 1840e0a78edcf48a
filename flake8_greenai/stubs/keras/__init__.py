"""Keras 3 as this analysis knows it. Its applications are followed from their source."""
import keras.activations as activations
import keras.backend as backend
import keras.callbacks as callbacks
import keras.config as config
import keras.constraints as constraints
import keras.datasets as datasets
import keras.dtype_policies as dtype_policies
import keras.initializers as initializers
import keras.layers as layers
import keras.losses as losses
import keras.metrics as metrics
import keras.mixed_precision as mixed_precision
import keras.models as models
import keras.ops as ops
import keras.optimizers as optimizers
import keras.preprocessing as preprocessing
import keras.random as random
import keras.regularizers as regularizers
import keras.saving as saving
import keras.tree as tree
import keras.utils as utils
from keras._graph import KerasTensor
from keras._layer import InputSpec, Layer, Operation, Variable
from keras._model import Functional, Model, Sequential
from keras._policy import DTypePolicy, FloatDTypePolicy
from keras.backend import name_scope
from keras.initializers import Initializer
from keras.layers.core import Input
from keras.losses import Loss
from keras.metrics import Metric
from keras.optimizers import Optimizer
from keras.random import SeedGenerator
from keras.regularizers import Regularizer

__version__ = "3.15.1"
Function = Functional


def version():
    return __version__


def device(device_name):
    return name_scope(device_name)


def remat(f):
    return f


class StatelessScope(name_scope):
    def __init__(self, *args, **kwargs):
        pass
