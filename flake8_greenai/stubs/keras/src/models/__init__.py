"""keras.src.models: other names of the same things."""

from keras._model import Functional, Model, Sequential, clone_model
