"""What Keras is configured to: data format, precision, backend."""

from keras._policy import dtype_policy, floatx, set_dtype_policy, set_floatx
from keras.backend import backend, epsilon, image_data_format, set_epsilon, set_image_data_format


def enable_interactive_logging():
    pass


disable_interactive_logging = enable_traceback_filtering = disable_traceback_filtering = enable_interactive_logging
enable_unsafe_deserialization = disable_flash_attention = enable_flash_attention = enable_interactive_logging


def set_backend(backend):
    pass


def is_interactive_logging_enabled():
    return True


is_traceback_filtering_enabled = is_flash_attention_enabled = is_interactive_logging_enabled
