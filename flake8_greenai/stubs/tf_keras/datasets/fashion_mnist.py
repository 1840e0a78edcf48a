from keras.datasets.fashion_mnist import *
