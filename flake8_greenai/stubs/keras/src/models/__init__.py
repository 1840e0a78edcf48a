from keras._model import Functional, Model, Sequential, clone_model
