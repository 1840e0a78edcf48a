"""keras.src.dtype_policies.dtype_policy: other names of the same things."""

from keras._policy import DTypePolicy, dtype_policy, set_dtype_policy
