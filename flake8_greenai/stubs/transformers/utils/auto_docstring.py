"""A decorator that only writes documentation."""


def auto_docstring(obj=None, *, custom_intro=None, custom_args=None, checkpoint=None):
    return obj if obj is not None else (lambda inner: inner)


def auto_class_docstring(cls, custom_intro=None, custom_args=None, checkpoint=None):
    return cls


def auto_method_docstring(func, *args, **kwargs):
    return func


def parse_docstring(docstring, max_indent_level=0, return_intro=False):
    return {}, ""


def set_min_indent(docstring, indent_level):
    return docstring


def get_args_doc_from_source(args_classes):
    return {}


class ImageProcessorArgs:
    pass


class VideoProcessorArgs(ImageProcessorArgs):
    pass


class ProcessorArgs:
    pass


class ConfigArgs:
    pass


class ModelArgs:
    pass


class ModelOutputArgs:
    pass


class ClassDocstring:
    pass


class ClassAttrs:
    pass
