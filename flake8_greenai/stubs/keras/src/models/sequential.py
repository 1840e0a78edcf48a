from keras._model import Sequential
