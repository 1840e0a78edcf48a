"""tf_keras.preprocessing.sequence: other names of the same things."""

from keras.preprocessing.sequence import *
