"""Functions of the compiled neural-network namespace: operations of torch.nn.functional."""
from torch.nn.functional import gelu, linear, pad, scaled_dot_product_attention, upsample_bilinear as upsample_bilinear2d


def _parse_to(*args, **kwargs):
    return _parse_to_arguments(args, kwargs)
