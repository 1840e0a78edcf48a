"""traceback."""

from _greenai import nothing


def format_exc(limit=None, chain=True):
    return ""


def format_exception(*args, **kwargs):
    return []


format_stack = format_tb = extract_tb = extract_stack = format_list = format_exception_only = format_exception
print_exc = print_exception = print_stack = print_tb = walk_tb = nothing


class TracebackException: pass
class FrameSummary: pass
