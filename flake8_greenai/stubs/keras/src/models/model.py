from keras._model import Model
