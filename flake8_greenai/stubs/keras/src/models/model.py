"""keras.src.models.model: other names of the same things."""

from keras._model import Model
