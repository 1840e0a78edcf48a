"""keras.src.saving.serialization_lib: other names of the same things."""

from keras.saving import deserialize_keras_object, serialize_keras_object
