from keras._policy import DTypePolicy
