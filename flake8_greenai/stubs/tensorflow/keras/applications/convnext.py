from keras.applications.convnext import *
