"""Control flow as functions."""
from torch._higher_order_ops.associative_scan import associative_scan
