"""Helpers of ONNX symbolics: only the decorator matters for imports."""


def parse_args(*arg_descriptors):
    return lambda fn: fn
