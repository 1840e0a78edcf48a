from keras.applications.resnet50 import *
