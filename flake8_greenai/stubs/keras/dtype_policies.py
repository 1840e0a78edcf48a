"""keras.dtype_policies: other names of the same things."""

from keras._policy import DTypePolicy, FloatDTypePolicy
