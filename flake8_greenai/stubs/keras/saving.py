"""Saving and registration of objects."""
from keras._model import load_model, save_model


def register_keras_serializable(package="Custom", name=None):
    return lambda target: target


def serialize_keras_object(obj):
    return obj


def deserialize_keras_object(config, custom_objects=None, safe_mode=True, **kwargs):
    return config


def get_custom_objects():
    return {}


def get_registered_name(obj):
    return obj.__name__


def get_registered_object(name, custom_objects=None, module_objects=None):
    return None


class CustomObjectScope:
    def __init__(self, custom_objects=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


custom_object_scope = CustomObjectScope


def load_weights(model, filepath, **kwargs):
    pass


save_weights = load_weights
