"""One process runs, and its rank is zero."""
from _greenai import nothing

rank_zero_info = rank_zero_warn = rank_zero_debug = rank_zero_deprecation = nothing


class LightningDeprecationWarning(DeprecationWarning): pass


def rank_zero_only(function):
    return function


rank_zero_only.rank = 0
