"""inspect: signatures of interpreted functions; sources and frames are not shown to programs."""

from _greenai import evaluated_annotation, unknown

CO_VARARGS, CO_VARKEYWORDS, CO_GENERATOR, CO_COROUTINE = 4, 8, 32, 128


class _empty: pass


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = 0, 1, 2, 3, 4
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        return Parameter(changes.get("name", self.name), changes.get("kind", self.kind), default=changes.get("default", self.default),
                         annotation=changes.get("annotation", self.annotation))

    def __eq__(self, other):
        return isinstance(other, Parameter) and vars(self) == vars(other)

    def __hash__(self):
        return hash((self.name, self.kind))

    def __str__(self):
        prefix = {2: "*", 4: "**"}.get(self.kind, "")
        text = prefix + self.name
        if self.annotation is not _empty:
            text += f": {self.annotation}"
        if self.default is not _empty:
            text += f" = {self.default!r}" if self.annotation is not _empty else f"={self.default!r}"
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, param in self.signature.parameters.items():
            if param.kind in (3, 4) or name not in self.arguments:
                break
            if param.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        keywords = False
        for name, param in self.signature.parameters.items():
            if param.kind in (3, 4):
                keywords = True
            elif name not in self.arguments:
                keywords = True
                continue
            if keywords and name in self.arguments:
                if param.kind == 4:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, param in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif param.default is not _empty:
                arguments[name] = param.default
            elif param.kind == 2:
                arguments[name] = ()
            elif param.kind == 4:
                arguments[name] = {}
        self.arguments = arguments


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        self.parameters = {param.name: param for param in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, **kwargs):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(list(self.parameters.values()) if parameters is None else parameters,
                         return_annotation=self.return_annotation if return_annotation is None else return_annotation)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        args = list(args)
        kwargs = dict(kwargs)
        for name, param in self.parameters.items():
            if param.kind == 2:
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif param.kind == 4:
                if kwargs:
                    arguments[name] = kwargs
                    kwargs = {}
            elif args and param.kind in (0, 1):
                if name in kwargs and param.kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = args.pop(0)
            elif name in kwargs and param.kind != 0:
                arguments[name] = kwargs.pop(name)
            elif param.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        parts = []
        starred = False
        for param in self.parameters.values():
            if param.kind == 3 and not starred:
                parts.append("*")
            starred = starred or param.kind in (2, 3)
            parts.append(str(param))
        return f"({', '.join(parts)})"

    __repr__ = lambda self: f"<Signature {self}>"


def signature(obj, *, follow_wrapped=True, **kwargs):
    found = _parameters(obj, follow_wrapped)
    if type(found) is not tuple:
        return found
    parameters, returns = found
    return Signature([Parameter(name, kind, default=default[0] if default else _empty, annotation=text if text is not None else _empty)
                      for name, kind, default, text in parameters], return_annotation=returns if returns is not None else _empty)


class FullArgSpec:
    def __init__(self, **fields):
        self.__dict__.update(fields)


def getfullargspec(func):
    found = signature(func, follow_wrapped=False)
    params = list(found.parameters.values())
    defaults = tuple([p.default for p in params if p.kind < 2 and p.default is not _empty])
    return FullArgSpec(
        args=[p.name for p in params if p.kind < 2], varargs=next((p.name for p in params if p.kind == 2), None),
        varkw=next((p.name for p in params if p.kind == 4), None), defaults=defaults or None,
        kwonlyargs=[p.name for p in params if p.kind == 3],
        kwonlydefaults={p.name: p.default for p in params if p.kind == 3 and p.default is not _empty} or None,
        annotations={p.name: p.annotation for p in params if p.annotation is not _empty})


getargspec = getfullargspec


def getcallargs(func, /, *args, **kwargs):
    bound = signature(func).bind(*args, **kwargs)
    bound.apply_defaults()
    return bound.arguments


def isclass(object):
    return isinstance(object, type)


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def getmro(cls):
    return cls.__mro__


def getmembers(object, predicate=None):
    members = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return sorted(members, key=lambda pair: pair[0])


getmembers_static = getmembers


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and (stop is None or not stop(func)):
        func = func.__wrapped__
    return func


_sentinel = object()


def getattr_static(obj, attr, default=_sentinel):
    places = [] if isinstance(obj, type) else [getattr(obj, "__dict__", {})]
    for cls in (obj if isinstance(obj, type) else type(obj)).__mro__:
        places.append(cls.__dict__)
    for place in places:
        if attr in place:
            return place[attr]
    if default is _sentinel:
        raise AttributeError(attr)
    return default


def getdoc(object):
    text = getattr(object, "__doc__", None)
    return cleandoc(text) if isinstance(text, str) else None


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if not isinstance(obj, type):
        return dict(getattr(obj, "__annotations__", {}))
    # Those of classes are kept as their texts.
    return {name: _annotation(text, obj) for name, text in obj.__dict__.get("__annotations__", {}).items()}


def _annotation(text, cls):
    try:
        return evaluated_annotation(text, cls)
    except NameError:
        return text  # of a name that only type checkers import


def _unknown(*args, **kwargs):
    return unknown("sources and frames are not shown to the program")


getsource = getsourcelines = getcomments = stack = trace = currentframe = getframeinfo = getouterframes = getinnerframes = _unknown
getfile = getsourcefile = getmodule = getmodulename = getabsfile = _unknown


class FrameInfo: pass
class Traceback: pass
