"""The decorator that names what Keras exports: it changes nothing."""

def keras_export(path):
    return lambda function: function
