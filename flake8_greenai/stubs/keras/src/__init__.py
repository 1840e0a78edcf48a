"""Names by which Keras' own sources know its parts."""
