from keras.applications.densenet import *
