from keras._layer import Layer
