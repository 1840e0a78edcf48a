from keras.backend import *
from keras._layer import Variable
