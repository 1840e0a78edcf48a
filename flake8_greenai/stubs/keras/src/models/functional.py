from keras._model import Functional
