from keras._policy import DTypePolicy, dtype_policy, set_dtype_policy
