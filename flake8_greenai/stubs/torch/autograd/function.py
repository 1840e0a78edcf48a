"""Custom functions: the program computes the gradients itself."""
from collections import OrderedDict

import torch


class FunctionCtx:
    needs_input_grad = (True,) * 64
    saved_tensors = ()
    _written = ()
    _without_gradients = ()

    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors
        self.to_save = tensors

    def save_for_forward(self, *tensors):
        pass

    def mark_dirty(self, *args):
        self._written = args

    def mark_non_differentiable(self, *args):
        self._without_gradients = args

    def set_materialize_grads(self, value):
        pass


class Function(FunctionCtx):
    generate_vmap_rule = False

    @staticmethod
    def forward(*args, **kwargs):
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        raise NotImplementedError("You must implement either the backward or vjp method for your custom autograd.Function.")

    @classmethod
    def apply(cls, *args, **kwargs):
        ctx = FunctionCtx()
        ctx.needs_input_grad = _needs_gradients(args)
        with torch.no_grad():
            if hasattr(cls, "setup_context"):
                output = cls.forward(*args, **kwargs)
                cls.setup_context(ctx, args, output)
            else:
                output = cls.forward(ctx, *args, **kwargs)
        backward = cls.vjp if hasattr(cls, "vjp") else cls.backward
        return _with_backward(backward, ctx, args, output, ctx._written)


class InplaceFunction(Function):
    pass


class NestedIOFunction(Function):
    pass


def once_differentiable(fn):
    return fn
