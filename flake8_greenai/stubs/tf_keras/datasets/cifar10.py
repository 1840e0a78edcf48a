from keras.datasets.cifar10 import *
