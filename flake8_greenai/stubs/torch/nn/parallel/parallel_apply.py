"""Parts of data parallelism."""


def parallel_apply(modules, inputs, kwargs_tup=None, devices=None):
    return [module(*(args if isinstance(args, (list, tuple)) else (args,))) for module, args in zip(modules, inputs)]


def replicate(network, devices, detach=False):
    return [network] * len(devices)


def scatter(inputs, target_gpus, dim=0):
    return inputs.chunk(len(target_gpus), dim)


def gather(outputs, target_device, dim=0):
    import torch

    return torch.cat(list(outputs), dim)
