from keras.datasets.mnist import *
