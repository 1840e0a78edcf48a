"""Internal helpers that other code names."""


def _get_device_index(device, optional=False, allow_cpu=False):
    return 0 if isinstance(device, str) or getattr(device, "index", device) is None else getattr(device, "index", device)


def _flatten_dense_tensors(tensors):
    import torch

    return torch.cat([t.contiguous().view(-1) for t in tensors])


def _unflatten_dense_tensors(flat, tensors):
    sizes = [t.numel() for t in tensors]
    return [part.view_as(t) for part, t in zip(flat.split(sizes), tensors)]
