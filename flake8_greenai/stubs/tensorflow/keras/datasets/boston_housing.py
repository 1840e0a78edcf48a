from keras.datasets.boston_housing import *
