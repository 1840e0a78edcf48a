"""Folding of batch normalisation into the layer before it."""
import copy

import torch


def fuse_conv_bn_weights(conv_w, conv_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b, transpose=False):
    channels = conv_w.shape[1] if transpose else conv_w.shape[0]
    bias = torch.empty(channels, dtype=conv_w.dtype, device=conv_w.device)
    has_gradient = conv_b is not None and conv_b.requires_grad
    return torch.nn.Parameter(conv_w.detach(), conv_w.requires_grad), torch.nn.Parameter(bias, has_gradient)


def fuse_conv_bn_eval(conv, bn, transpose=False):
    fused = copy.deepcopy(conv)
    fused.weight, fused.bias = fuse_conv_bn_weights(
        fused.weight, fused.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias, transpose
    )
    return fused


def fuse_linear_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b):
    return fuse_conv_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)


def fuse_linear_bn_eval(linear, bn):
    return fuse_conv_bn_eval(linear, bn)
