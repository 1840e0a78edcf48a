from keras.config import *
