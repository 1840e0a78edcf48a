from keras.applications.nasnet import *
