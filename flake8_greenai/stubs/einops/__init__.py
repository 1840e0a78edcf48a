"""einops."""
from einops.einops import EinopsError, asnumpy, einsum, pack, parse_shape, rearrange, reduce, repeat, unpack

__version__ = "0.8.1"
