"""Registration of custom operators: the Python implementation is what is followed."""


class Tag:
    core = 0
    pt2_compliant_tag = 1
    needs_fixed_stride_order = 2


class Library:
    def __init__(self, ns, kind, dispatch_key=""):
        self.ns = ns

    def define(self, schema, alias_analysis="", *, tags=()):
        return schema

    def impl(self, op_name, fn=None, dispatch_key="", **kwargs):
        return fn

    def _register_fake(self, *args, **kwargs):
        pass


class CustomOpDef:
    def __init__(self, fn):
        self.fn = fn

    def __call__(self, *args, **kwargs):
        return self.fn(*args, **kwargs)

    def register_fake(self, fn=None):
        return fn if fn is not None else (lambda inner: inner)

    def register_kernel(self, *args, **kwargs):
        return lambda inner: inner

    def register_autograd(self, *args, **kwargs):
        pass

    def register_vmap(self, fn=None):
        return fn


def custom_op(name, fn=None, *, mutates_args=(), device_types=None, schema=None, tags=None):
    return CustomOpDef(fn) if fn is not None else CustomOpDef


def triton_op(name, fn=None, *, mutates_args=(), schema=None):
    return CustomOpDef(fn) if fn is not None else CustomOpDef


def wrap_triton(fn):
    return fn


def register_fake(op, func=None, *args, **kwargs):
    return func if func is not None else (lambda fn: fn)


def register_kernel(op, device_types, func=None, *args, **kwargs):
    return func if func is not None else (lambda fn: fn)


def register_autograd(op, backward, **kwargs):
    pass


def impl(*args, **kwargs):
    return lambda fn: fn


def impl_abstract(qualname, func=None, *args, **kwargs):
    return func if func is not None else (lambda fn: fn)


def define(*args, **kwargs):
    return lambda fn: fn


def opcheck(*args, **kwargs):
    return {}
