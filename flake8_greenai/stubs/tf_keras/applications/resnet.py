from keras.applications.resnet import *
