"""types."""


def _function(): pass
def _generator(): yield


class _Class:
    def _method(self): pass


import _greenai

_module = type(_greenai)
FunctionType = LambdaType = type(_function)
MethodType = type(_Class()._method)
BuiltinFunctionType = BuiltinMethodType = type(len)
GeneratorType = type(_generator())
NoneType, NotImplementedType, EllipsisType = type(None), type(NotImplemented), type(...)
MappingProxyType = dict


class _ModuleMeta(type):
    def __instancecheck__(cls, instance):
        return type.__instancecheck__(cls, instance) or (cls is ModuleType and isinstance(instance, _module))


class ModuleType(metaclass=_ModuleMeta):
    def __init__(self, name, doc=None):
        self.__name__ = name
        self.__doc__ = doc
        self.__package__ = name.rpartition(".")[0]
        self.__spec__ = None


class SimpleNamespace:
    def __init__(self, mapping=(), /, **kwargs):
        self.__dict__.update(dict(mapping))
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"namespace({', '.join([f'{k}={v!r}' for k, v in self.__dict__.items()])})"


class UnionType: pass
class GenericAlias: pass
class CodeType: pass
class FrameType: pass
class TracebackType: pass
class CellType: pass
class CoroutineType: pass
class AsyncGeneratorType: pass
class MemberDescriptorType: pass
class GetSetDescriptorType: pass
class WrapperDescriptorType: pass
class MethodWrapperType: pass
class MethodDescriptorType: pass
class ClassMethodDescriptorType: pass


class DynamicClassAttribute(property): pass


def new_class(name, bases=(), kwds=None, exec_body=None):
    kwds = dict(kwds or {})
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    return meta(name, tuple(bases), namespace, **kwds)


def resolve_bases(bases):
    return bases


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    return kwds.pop("metaclass", type(bases[0]) if bases else type), {}, kwds


def coroutine(func):
    return func
