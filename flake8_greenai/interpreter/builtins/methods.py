"""Methods of built-in data types: the host's own, with bounded results and callbacks into the analysed program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.formatting import format_value, template_format
from flake8_greenai.interpreter.limits import LONG_RANGE, MAX_BITS, MAX_ELEMENTS, MAX_TEXT, too_wide, too_wide_by_values
from flake8_greenai.interpreter.operators import known_key, too_large
from flake8_greenai.interpreter.values import MISSING, DataInstance, Instance, Primitive, Unknown, UnknownIteration, Value, type_name
from flake8_greenai.symbolic import Expression

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

_TEXTS = (str, bytes, bytearray)
_TAB: dict[type, Any] = {str: "\t", bytes: b"\t", bytearray: b"\t"}
_Args = tuple[Value, ...]
_Kwargs = dict[str, Value]
_Invoke = Callable[["Machine", _Args, _Kwargs], Value]

_MUTATING = frozenset({
    "append", "extend", "insert", "pop", "remove", "clear", "reverse", "update", "setdefault", "popitem", "add", "discard",
    "difference_update", "intersection_update", "symmetric_difference_update", "__setitem__", "__delitem__", "__iadd__", "__ior__",
})  # fmt: skip
_ITERABLE_ARGUMENTS = frozenset({
    "extend", "update", "union", "intersection", "difference", "symmetric_difference", "difference_update", "intersection_update",
    "issubset", "issuperset", "isdisjoint", "join", "symmetric_difference_update",
})  # fmt: skip
_SKIPPED = frozenset({
    "__new__", "__init__", "__init_subclass__", "__subclasshook__", "__class__", "__getattribute__", "__setattr__", "__delattr__",
    "__doc__", "__reduce__", "__reduce_ex__", "__dir__", "__sizeof__", "__class_getitem__", "__getnewargs__", "__format__", "__repr__",
    "__str__", "sort", "__getstate__", "__ne__",
})  # fmt: skip


def host_methods(host: type) -> dict[str, Value]:
    """The methods of a host type as primitives."""
    methods: dict[str, Value] = {}
    for name in dir(host):
        if name in _SKIPPED or (hasattr(object, name) and name not in ("__eq__", "__hash__", "__lt__", "__le__", "__gt__", "__ge__")):
            continue
        member = getattr(host, name)
        qualified = f"{host.__name__}.{name}"
        if name == "__hash__":
            methods[name] = None if member is None else Primitive(qualified, _hash)
        elif not callable(member):
            methods[name] = Primitive(qualified, _field(name), "property")
        elif (host.__name__, name) in _OWN:
            methods[name] = Primitive(qualified, _OWN[host.__name__, name])
        elif name in ("fromkeys", "from_bytes", "fromhex", "maketrans"):
            methods[name] = Primitive(qualified, _static(member), "static")
        else:
            methods[name] = Primitive(qualified, _plain(member, name))
    if host is list:
        methods["sort"] = Primitive("list.sort", _sort)
    methods["__repr__"] = Primitive(f"{host.__name__}.__repr__", lambda machine, args, kwargs: machine.host(_host_repr(host), args[0]))
    if host is str:
        methods["__str__"] = Primitive("str.__str__", lambda machine, args, kwargs: str(args[0]))
        methods["__format__"] = Primitive("str.__format__", lambda machine, args, kwargs: format_value(machine, str(args[0]), args[1]))
    return methods


def _host_repr(host: type) -> Callable[[Any], str]:
    return host.__repr__  # type: ignore[return-value]


def _hash(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    return machine.host(type(args[0]).__mro__[-2].__hash__ if isinstance(args[0], DataInstance) else hash, args[0])


def _field(name: str) -> _Invoke:
    return lambda machine, args, kwargs: getattr(args[0], name)


def _static(member: Any) -> _Invoke:
    def invoke(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
        if args and member == int.from_bytes and isinstance(args[0], (bytes, bytearray)) and len(args[0]) * 8 > MAX_BITS:
            return Unknown(f"integer of more than {MAX_BITS} bits", machine.location())
        prepared = [
            machine.to_list(arg) if not isinstance(arg, (str, bytes, int, type(None), dict, list, tuple)) else arg for arg in args[:1]
        ]
        return machine.host(member, *prepared, *args[1:], **kwargs)

    return invoke


def _plain(member: Any, name: str) -> _Invoke:
    mutates = name in _MUTATING
    iterates = name in _ITERABLE_ARGUMENTS
    symbol = {"__mul__": "*", "__rmul__": "*", "__imul__": "*", "__add__": "+", "__pow__": "**", "__lshift__": "<<"}.get(name)

    def invoke(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
        if args and type(args[0]) is Unknown:
            return args[0]  # an unbound method: str.removeprefix(key, prefix)
        for argument in args[1:]:
            if type(argument) is Unknown and not (mutates or name in ("get", "count", "index", "copy")):
                return argument
        if mutates:
            machine.touch(args[0])
        if name == "remove" and type(args[0]) is list and args[0] and len(args) == 2 and type(args[1]) is Unknown:
            # Which item goes is not known: one less, and none of the others known.
            args[0][:] = [args[1]] * (len(args[0]) - 1)
            return None
        if iterates:
            args = (args[0], *(_materialised(machine, argument) for argument in args[1:]))
        if symbol is not None and len(args) > 1:
            excess = too_large(symbol, args[0], args[1])
            if excess is not None:
                return Unknown(excess, machine.location())
        return machine.host(member, *args, **kwargs)

    return invoke


def _materialised(machine: Machine, argument: Value) -> Value:
    if isinstance(argument, (list, tuple, set, frozenset, dict, str, bytes)) and not isinstance(argument, DataInstance):
        return argument
    return machine.to_list(argument)


def update_mapping(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    """``dict.update``; a subclass' own ``__setitem__`` is not called, as in Python."""
    target = args[0]
    machine.touch(target)
    for source in args[1:]:
        if isinstance(source, dict) or machine.get_attribute(source, "keys", MISSING) is not MISSING:
            machine.merge_mapping(target, source)
        else:
            for pair in machine.iterate(source):
                key, value = machine.to_list(pair, 3)
                target[key] = value
    target.update(kwargs)
    return None


def _get(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    container, key, *default = args
    if type(key) is Unknown:
        return key
    if machine.watch is not None or type(key) is Expression:
        try:
            key = known_key(machine, container, key)
        except UnknownIteration as error:
            return error.unknown
        if machine.watch is not None:
            machine.watch.key(container, key)
    found = dict.get(container, key, MISSING) if type(key) is str else machine.host(dict.get, container, key, MISSING)
    if found is MISSING and machine.settle(container, key):
        found = dict.get(container, key, MISSING)
    return (default[0] if default else kwargs.get("default")) if found is MISSING else found


def _dict_pop(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    container, key, *default = args
    if type(key) is Unknown:
        return key
    machine.touch(container)
    if key not in container and not default:
        raise machine.error_with("KeyError", key)
    return dict.pop(container, key, *default)


def _dict_get_item(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    container, key = args
    if key not in container:
        missing = container.cls.find("__missing__") if isinstance(container, DataInstance) else MISSING
        if missing is not MISSING:
            return machine.call(missing, (container, key))
        raise machine.error_with("KeyError", key)
    return dict.__getitem__(container, key)


def _settle_all(machine: Machine, container: Any) -> None:
    """Everything that a dict holds is read."""
    if machine.watch is not None:
        machine.watch.whole(container)
    machine.settle(container, None)


def _keys(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    _settle_all(machine, args[0])
    return dict.keys(args[0])


def _values(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    _settle_all(machine, args[0])
    return dict.values(args[0])


def _items(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    _settle_all(machine, args[0])
    return dict.items(args[0])


def _copy_dict(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    _settle_all(machine, args[0])
    return dict(args[0])


def _sort(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    machine.touch(args[0])
    ordered = sort_values(machine, list(args[0]), kwargs)
    if type(ordered) is list:
        args[0][:] = ordered


def sort_values(machine: Machine, values: list[Value], kwargs: _Kwargs) -> Value:
    """``sorted(values, key=..., reverse=...)``; Unknown when an order is not known."""
    key = kwargs.get("key")
    keys = values if key is None else [machine.call(key, (value,)) for value in values]
    unknown = next((each for each in keys if type(each) is Unknown), None)
    if unknown is not None:
        return unknown
    order = machine.host(sorted, range(len(values)), key=keys.__getitem__, reverse=bool(kwargs.get("reverse", False)))
    return [values[index] for index in order]


def _index(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    host: Any = list if isinstance(args[0], list) else tuple
    return machine.host(host.index, *args)


def _insert(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    if type(args[1]) is Unknown:
        return args[1]
    machine.touch(args[0])
    return machine.host(list.insert, *args)


def _join(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    parts = machine.to_list(args[1])
    for part in parts:
        if type(part) is Unknown:
            return part
    if sum(len(part) for part in parts if isinstance(part, _TEXTS)) + len(args[0]) * len(parts) > MAX_TEXT:
        return Unknown(f"string of more than {MAX_TEXT} characters", machine.location())
    return machine.host(_host(args[0]).join, args[0], parts)


def _format(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    template, *values = args
    for value in (*values, *kwargs.values()):
        if type(value) is Unknown:
            return value
    if too_wide(template) or too_wide_by_values(template, (*values, *kwargs.values())):
        return Unknown(f"format width in {template!r} is too large", machine.location())
    return template_format(machine, template, tuple(values), kwargs)


def _replace(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    text, old, new, *rest = args
    if any(type(part) is Unknown for part in (old, new)):
        return old if type(old) is Unknown else new
    if (
        isinstance(new, _TEXTS)
        and isinstance(old, _TEXTS)
        and (text.count(old) if old else len(text) + 1) * len(new) + len(text) > MAX_TEXT
    ):
        return Unknown(f"string of more than {MAX_TEXT} characters", machine.location())
    return machine.host(_host(text).replace, text, old, new, *rest)


def _host(text: Value) -> Any:
    return next(host for host in _TEXTS if isinstance(text, host))


def _translate(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    text, table = args[:2]
    if type(table) is Unknown:
        return table
    longest = max((len(each) for each in table.values() if isinstance(each, str)), default=1) if isinstance(table, dict) else 1
    if len(text) * longest > MAX_TEXT:
        return Unknown(f"string of more than {MAX_TEXT} characters", machine.location())
    return machine.host(str.translate, *args)


def _padded(name: str) -> _Invoke:
    def invoke(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
        if any(type(argument) is Unknown for argument in args):
            return next(argument for argument in args if type(argument) is Unknown)
        if any(isinstance(argument, int) and argument > MAX_ELEMENTS for argument in args[1:]):
            return Unknown(f"string of {args[1]} characters", machine.location())
        if name == "expandtabs" and args[0].count(_TAB[_host(args[0])]) * (args[1] if len(args) > 1 else 8) > MAX_TEXT:
            return Unknown(f"string of more than {MAX_TEXT} characters", machine.location())
        return machine.host(getattr(_host(args[0]), name), *args, **kwargs)

    return invoke


def _to_bytes(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
    if any(type(argument) is Unknown or (isinstance(argument, int) and argument > MAX_TEXT) for argument in (*args[1:], *kwargs.values())):
        return Unknown("an integer in an unknown or too large number of bytes", machine.location())
    return machine.host(int.to_bytes, *args, **kwargs)


def _of_integer(name: str) -> _Invoke:
    """A range's method that the host answers at once for integers, and by going through the range for anything else."""

    def invoke(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
        if not isinstance(args[1], int) and len(args[0][:LONG_RANGE]) == LONG_RANGE:
            return Unknown(f"range.{name} of a {type_name(args[1])} in a long range", machine.location())
        return machine.host(getattr(range, name), *args, **kwargs)

    return invoke


def _equal(host: type) -> _Invoke:
    def invoke(machine: Machine, args: _Args, kwargs: _Kwargs) -> Value:
        if isinstance(args[1], Instance):
            return NotImplemented
        return machine.host(host.__eq__, args[0], args[1])

    return invoke


_OWN: dict[tuple[str, str], _Invoke] = {
    ("dict", "update"): update_mapping,
    ("dict", "get"): _get,
    ("dict", "pop"): _dict_pop,
    ("dict", "__getitem__"): _dict_get_item,
    ("dict", "keys"): _keys,
    ("dict", "values"): _values,
    ("dict", "items"): _items,
    ("dict", "copy"): _copy_dict,
    ("int", "to_bytes"): _to_bytes,
    ("list", "index"): _index,
    ("list", "insert"): _insert,
    ("tuple", "index"): _index,
    **{("range", name): _of_integer(name) for name in ("count", "index", "__contains__")},
    **{(host.__name__, "join"): _join for host in (str, bytes, bytearray)},
    ("str", "format"): _format,
    **{(host.__name__, "replace"): _replace for host in (str, bytes, bytearray)},
    ("str", "translate"): _translate,
    **{
        (host.__name__, name): _padded(name)
        for host in (str, bytes, bytearray)
        for name in ("ljust", "rjust", "center", "zfill", "expandtabs")
    },
    **{(host.__name__, "__eq__"): _equal(host) for host in (int, float, str, tuple, list, dict, set, frozenset, bytes)},
}
