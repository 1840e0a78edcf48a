"""keras.datasets: other names of the same things."""

import keras.datasets.boston_housing as boston_housing
import keras.datasets.california_housing as california_housing
import keras.datasets.cifar10 as cifar10
import keras.datasets.cifar100 as cifar100
import keras.datasets.fashion_mnist as fashion_mnist
import keras.datasets.imdb as imdb
import keras.datasets.mnist as mnist
import keras.datasets.reuters as reuters
