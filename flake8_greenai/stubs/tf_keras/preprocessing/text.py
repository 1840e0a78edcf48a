"""tf_keras.preprocessing.text: other names of the same things."""

from keras.preprocessing.text import *
