"""Pruning: a weight becomes the product of its original and a mask before each forward pass; what is pruned still costs as much."""
import torch
from torch.nn.parameter import Parameter


class BasePruningMethod:
    PRUNING_TYPE = "unstructured"

    def __init__(self, *args, **kwargs):
        self._tensor_name = None

    def __call__(self, module, inputs):
        setattr(module, self._tensor_name, self.apply_mask(module))

    def compute_mask(self, t, default_mask):
        return torch.empty_like(default_mask)

    def apply_mask(self, module):
        mask = getattr(module, self._tensor_name + "_mask")
        return mask.to(dtype=getattr(module, self._tensor_name + "_orig").dtype) * getattr(module, self._tensor_name + "_orig")

    @classmethod
    def apply(cls, module, name, *args, importance_scores=None, **kwargs):
        method = cls(*args, **kwargs)
        method._tensor_name = name
        if name in module._parameters:
            original = module._parameters.pop(name)
            module.register_parameter(name + "_orig", original)
            module.register_buffer(name + "_mask", method.compute_mask(original, torch.ones_like(original)))
        else:
            # Pruned before: the masks are combined in the one that is there.
            for key, hook in list(module._forward_pre_hooks.items()):
                if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
                    del module._forward_pre_hooks[key]
        setattr(module, name, method.apply_mask(module))
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t, default_mask=None, importance_scores=None):
        return t * self.compute_mask(t, torch.ones_like(t) if default_mask is None else default_mask)

    def remove(self, module):
        name = self._tensor_name
        weight = module._parameters.pop(name + "_orig")
        del module._buffers[name + "_mask"]
        if name in module.__dict__:
            delattr(module, name)
        module.register_parameter(name, Parameter(weight.data, requires_grad=weight.requires_grad))


class PruningContainer(BasePruningMethod): pass
class Identity(BasePruningMethod): pass
class RandomUnstructured(BasePruningMethod): pass
class L1Unstructured(BasePruningMethod): pass
class CustomFromMask(BasePruningMethod): pass


class RandomStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


class LnStructured(BasePruningMethod):
    PRUNING_TYPE = "structured"


def identity(module, name):
    Identity.apply(module, name)
    return module


def random_unstructured(module, name, amount):
    RandomUnstructured.apply(module, name)
    return module


def l1_unstructured(module, name, amount, importance_scores=None):
    L1Unstructured.apply(module, name)
    return module


def random_structured(module, name, amount, dim):
    RandomStructured.apply(module, name)
    return module


def ln_structured(module, name, amount, n, dim, importance_scores=None):
    LnStructured.apply(module, name)
    return module


def custom_from_mask(module, name, mask):
    CustomFromMask.apply(module, name)
    return module


def global_unstructured(parameters, pruning_method, importance_scores=None, **kwargs):
    for module, name in parameters:
        CustomFromMask.apply(module, name)


def remove(module, name):
    for key, hook in list(module._forward_pre_hooks.items()):
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed")


def is_pruned(module):
    return any(isinstance(hook, BasePruningMethod) for each in module.modules() for hook in each._forward_pre_hooks.values())
