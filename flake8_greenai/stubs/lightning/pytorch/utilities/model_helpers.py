"""Models of torchvision by name."""
import torchvision


def get_torchvision_model(name, **kwargs):
    return torchvision.models.get_model(name, **kwargs)


def is_overridden(method_name, instance=None, parent=None):
    return getattr(type(instance), method_name, None) is not getattr(parent, method_name, None)
