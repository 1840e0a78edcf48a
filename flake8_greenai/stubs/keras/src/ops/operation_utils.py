"""keras.src.ops.operation_utils: other names of the same things."""

from keras.utils import get_source_inputs
