"""``keras.ops``: the functions of NumPy and of neural networks, on tensors."""
from keras.ops import image, linalg, nn, numpy
from keras.ops._core import *
from keras.ops._more import *
from keras.ops.linalg import *
from keras.ops.math import *
from keras.ops.nn import *
from keras.ops.numpy import *
