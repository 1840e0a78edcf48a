from keras.datasets.cifar100 import *
