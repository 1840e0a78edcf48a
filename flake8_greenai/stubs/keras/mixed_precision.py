"""Names of dtype policies as Keras 2 has them."""

from keras._policy import DTypePolicy, Policy, dtype_policy, set_dtype_policy
from keras.optimizers import LossScaleOptimizer

global_policy = dtype_policy
set_global_policy = set_dtype_policy
experimental = None
