from keras.optimizers.schedules import *
