from keras.datasets.california_housing import *
