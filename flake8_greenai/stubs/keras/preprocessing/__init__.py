"""Preprocessing as Keras 2 has it."""

import keras.preprocessing.image as image
import keras.preprocessing.sequence as sequence
import keras.preprocessing.text as text
from keras.utils import (
    audio_dataset_from_directory, image_dataset_from_directory, text_dataset_from_directory, timeseries_dataset_from_array,
)
