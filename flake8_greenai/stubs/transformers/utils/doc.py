"""Decorators that only write documentation."""


def _unchanged(*args, **kwargs):
    return lambda fn: fn


add_start_docstrings = _unchanged
add_start_docstrings_to_model_forward = _unchanged
add_end_docstrings = _unchanged
add_code_sample_docstrings = _unchanged
replace_return_docstrings = _unchanged


def copy_func(f):
    return f


def get_docstring_indentation_level(func):
    return 4
