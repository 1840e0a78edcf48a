from keras.datasets.reuters import *
