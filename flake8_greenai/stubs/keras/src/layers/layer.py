"""keras.src.layers.layer: other names of the same things."""

from keras._layer import Layer
