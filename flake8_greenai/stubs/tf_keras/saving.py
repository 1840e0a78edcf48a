from keras.saving import *
