"""keras.src.models.sequential: other names of the same things."""

from keras._model import Sequential
