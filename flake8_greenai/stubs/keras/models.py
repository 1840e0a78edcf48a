"""keras.models: other names of the same things."""

from keras._model import Functional, Model, Sequential, clone_model, load_model, model_from_json, save_model
