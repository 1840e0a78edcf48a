from keras.datasets.imdb import *
