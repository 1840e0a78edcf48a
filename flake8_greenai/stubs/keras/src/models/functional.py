"""keras.src.models.functional: other names of the same things."""

from keras._model import Functional
