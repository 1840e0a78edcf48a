"""Operators, comparisons and subscripts by Python's data model, with bounded results."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.formatting import percent_format
from flake8_greenai.interpreter.limits import LONG_RANGE, MAX_BITS, MAX_ELEMENTS, MAX_TEXT, is_nested, tree_size
from flake8_greenai.interpreter.sequences import is_open, many, open_item
from flake8_greenai.interpreter.values import (
    MISSING,
    Class,
    DataInstance,
    Function,
    Instance,
    Primitive,
    Unknown,
    UnknownIteration,
    Value,
    type_name,
)
from flake8_greenai.interpreter.watching import NeedsUnrolling, is_whole
from flake8_greenai.symbolic import Expression, Undecided, equal

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

FAST: dict[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub}
"""Operators that cannot fail or grow on two plain numbers."""

BINARY: dict[str, tuple[str, Callable[[Any, Any], Any]]] = {
    "+": ("add", operator.add),
    "-": ("sub", operator.sub),
    "*": ("mul", operator.mul),
    "/": ("truediv", operator.truediv),
    "//": ("floordiv", operator.floordiv),
    "%": ("mod", operator.mod),
    "**": ("pow", operator.pow),
    "@": ("matmul", operator.matmul),
    "<<": ("lshift", operator.lshift),
    ">>": ("rshift", operator.rshift),
    "&": ("and", operator.and_),
    "|": ("or", operator.or_),
    "^": ("xor", operator.xor),
}
UNARY: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "-": ("__neg__", operator.neg),
    "+": ("__pos__", operator.pos),
    "~": ("__invert__", operator.invert),
}
COMPARISONS: dict[str, tuple[str, str, Callable[[Any, Any], Any]]] = {
    "==": ("__eq__", "__eq__", operator.eq),
    "!=": ("__ne__", "__ne__", operator.ne),
    "<": ("__lt__", "__gt__", operator.lt),
    "<=": ("__le__", "__ge__", operator.le),
    ">": ("__gt__", "__lt__", operator.gt),
    ">=": ("__ge__", "__le__", operator.ge),
}
_OBJECTS = (Instance, DataInstance)
_SEQUENCES = (str, bytes, list, tuple)


def binary(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """``left symbol right``."""
    name, host = BINARY[symbol]
    if type(left) is Unknown:
        return _with_unknown(machine, left, right, f"__r{name}__")
    if type(right) is Unknown:
        return _with_unknown(machine, right, left, f"__{name}__")
    if isinstance(left, _OBJECTS) or isinstance(right, _OBJECTS):
        result = by_methods(machine, f"__{name}__", f"__r{name}__", left, right)
        if result is not NotImplemented:
            return result
    elif symbol == "|" and (isinstance(left, Class) or isinstance(right, Class)):
        return machine.type_union(left, right)
    elif isinstance(left, Class) or isinstance(right, Class):
        result = by_methods(machine, f"__{name}__", f"__r{name}__", left, right)
        if result is not NotImplemented:
            return result
    excess = too_large(symbol, left, right)
    if excess is not None:
        return Unknown(excess, machine.location())
    if symbol == "%" and isinstance(left, (str, bytes)):
        return percent_format(machine, left, right)
    try:
        result = host(left, right)
    except Undecided as error:
        return Unknown(f"undecided: {error}", machine.location())
    except TypeError:
        return _unsupported(machine, symbol, left, right)
    except (ValueError, ArithmeticError) as error:
        raise machine.error(type(error).__name__, str(error)) from None
    if symbol in "+*":
        machine.spend(result)
    return result


def _with_unknown(machine: Machine, unknown: Unknown, other: Value, name: str) -> Value:
    """What the method ``name`` of the other operand makes of an unknown one: arrays take any number."""
    if unknown.is_number and isinstance(other, Instance):
        cls = machine.class_of(other)
        method = cls.find(name) if cls.is_stub else MISSING
        if method is not MISSING and method is not None:
            result = machine.call(machine.bind(method, other, cls), (unknown,))
            if result is not NotImplemented:
                return result
    return machine.unknown_operation(unknown, other)


def by_methods(machine: Machine, name: str, reflected: str, left: Value, right: Value) -> Value:
    """The result of the operands' own methods, the subclass' reflected one first; NotImplemented when none applies."""
    left_class, right_class = machine.class_of(left), machine.class_of(right)
    order = [(left_class, name, left, right), (right_class, reflected, right, left)]
    if right_class is not left_class and right_class.is_subclass(left_class) and right_class.find(reflected) is not MISSING:
        order.reverse()
    for cls, method_name, receiver, argument in order:
        method = cls.find(method_name)
        if method is MISSING or method is None:
            continue
        result = machine.call(machine.bind(method, receiver, cls), (argument,))
        if result is not NotImplemented:
            return result
    return NotImplemented


def too_large(symbol: str, left: Value, right: Value) -> str | None:
    """Why the host must not compute ``left symbol right``, or None."""
    if symbol == "*":
        for sequence, count in ((left, right), (right, left)):
            if isinstance(sequence, (str, bytes, bytearray, list, tuple)) and isinstance(count, int):
                limit = MAX_TEXT if isinstance(sequence, (str, bytes, bytearray)) else MAX_ELEMENTS
                if len(sequence) * count > limit:
                    return f"repeating {len(sequence)} elements {count} times exceeds {limit}"
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > MAX_BITS:
            return f"integer of more than {MAX_BITS} bits"
    elif symbol == "**" and isinstance(left, int) and isinstance(right, int):
        if right > 0 and left.bit_length() * right > MAX_BITS:
            return f"integer of more than {MAX_BITS} bits"
    elif symbol == "<<" and isinstance(right, int) and isinstance(left, int):
        if left.bit_length() + right > MAX_BITS:
            return f"integer of more than {MAX_BITS} bits"
    elif symbol == "+" and isinstance(left, _SEQUENCES) and isinstance(right, _SEQUENCES):
        total = len(left) + len(right)
        return f"sequence of {total} elements" if total > (MAX_TEXT if isinstance(left, (str, bytes)) else MAX_ELEMENTS) else None
    return None


_SET_UPDATES = {"-": set.difference_update, "&": set.intersection_update, "^": set.symmetric_difference_update}


def _unsupported(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """A TypeError of the program, but for operators that sizes which are not known have no formula for."""
    if all(type(each) in (int, bool, float, Expression) for each in (left, right)):
        return Unknown(f"{symbol} of a size that is not known", machine.location(), is_number=True)
    message = f"unsupported operand type(s) for {symbol}: '{type_name(left)}' and '{type_name(right)}'"
    raise machine.error("TypeError", message)


def in_place(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """``left symbol= right``: the value to store back."""
    name = BINARY[symbol][0]
    if isinstance(left, _OBJECTS):
        method = machine.class_of(left).find(f"__i{name}__")
        if method is not MISSING and (type(right) is not Unknown or (right.is_number and machine.class_of(left).is_stub)):
            result = machine.call(machine.bind(method, left, machine.class_of(left)), (right,))
            if result is not NotImplemented:
                return result
    elif symbol == "+" and type(left) is list and type(right) is not Unknown:
        machine.touch(left)
        extend(machine, left, right)
        return left
    elif symbol == "*" and type(left) is list and type(right) is int and too_large(symbol, left, right) is None:
        machine.touch(left)
        left *= right
        return left
    elif symbol == "|" and type(left) in (dict, set) and isinstance(right, (dict, set, frozenset)):
        machine.touch(left)
        left.update(right)
        return left
    elif symbol in _SET_UPDATES and type(left) is set and isinstance(right, (set, frozenset)):
        machine.touch(left)
        _SET_UPDATES[symbol](left, right)
        return left
    return binary(machine, symbol, left, right)


def extend(machine: Machine, target: list[Value], source: Value) -> None:
    """``target.extend(source)`` within bounds."""
    for item in machine.iterate(source):
        target.append(item)
        if len(target) > MAX_ELEMENTS:
            raise machine.bound_reached(f"{MAX_ELEMENTS} elements of a list")


def unary(machine: Machine, symbol: str, value: Value) -> Value:
    """``-value``, ``+value``, ``~value``."""
    if type(value) is Unknown:
        return value
    name, host = UNARY[symbol]
    if isinstance(value, _OBJECTS):
        method = machine.class_of(value).find(name)
        if method is not MISSING:
            return machine.call(machine.bind(method, value, machine.class_of(value)), ())
    return machine.host(host, value)


def identical(left: Value, right: Value) -> Value:
    """``left is right``."""
    if left is right:
        return True
    kind = type(left)
    if kind is Unknown or type(right) is Unknown:
        return left if kind is Unknown else right
    return kind in (int, str, bytes) and kind is type(right) and left == right


def not_identical(left: Value, right: Value) -> Value:
    """``left is not right``."""
    result = identical(left, right)
    return result if type(result) is Unknown else not result


def compare(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    """A comparison: a bool, an object (arrays compare elementwise), or Unknown."""
    kind = type(left)
    if (kind is str or kind is int) and kind is type(right) and symbol in COMPARISONS:
        return COMPARISONS[symbol][2](left, right)
    if symbol in ("in", "not in"):
        found = contains(machine, right, left)
        return found if symbol == "in" or type(found) is Unknown else not found
    if symbol == "is":
        return identical(left, right)
    if symbol == "is not":
        return not_identical(left, right)
    if type(left) is Unknown:
        return _with_unknown(machine, left, right, COMPARISONS[symbol][1])
    if type(right) is Unknown:
        return _with_unknown(machine, right, left, COMPARISONS[symbol][0])
    if isinstance(left, Expression) or isinstance(right, Expression):
        return _compare_symbolic(machine, symbol, left, right)
    name, reflected, host = COMPARISONS[symbol]
    if isinstance(left, _OBJECTS) or isinstance(right, _OBJECTS) or isinstance(left, Class) or isinstance(right, Class):
        result = _compare_objects(machine, symbol, name, reflected, left, right)
        if result is not NotImplemented:
            return result
    if is_nested(left) and is_nested(right) and min(tree_size(left), tree_size(right)) > MAX_ELEMENTS:
        return Unknown("the comparison of containers nested too often", machine.location())
    try:
        return host(left, right)
    except TypeError:
        message = f"'{symbol}' not supported between instances of '{type_name(left)}' and '{type_name(right)}'"
        raise machine.error("TypeError", message) from None
    except RecursionError:
        raise machine.error("RecursionError", "maximum recursion depth exceeded in comparison") from None


def _compare_objects(machine: Machine, symbol: str, name: str, reflected: str, left: Value, right: Value) -> Value:
    for value, method_name, argument in ((left, name, right), (right, reflected, left)):
        if isinstance(value, (*_OBJECTS, Class)):
            cls = machine.class_of(value)
            method = cls.find(method_name)
            if isinstance(method, (Function, Primitive)):
                result = machine.call(machine.bind(method, value, cls), (argument,))
                if result is not NotImplemented:
                    return result
    if symbol == "!=":
        equality = _compare_objects(machine, "==", "__eq__", "__eq__", left, right)
        if equality is NotImplemented:
            return NotImplemented
        truth = machine.truth_or_unknown(equality)
        return truth if type(truth) is Unknown else not truth
    if isinstance(left, DataInstance) or isinstance(right, DataInstance):
        return NotImplemented
    return left is right if symbol == "==" else NotImplemented


def _compare_symbolic(machine: Machine, symbol: str, left: Value, right: Value) -> Value:
    if not isinstance(left, (int, float, Expression)) or not isinstance(right, (int, float, Expression)):
        return {"==": False, "!=": True}.get(symbol, Unknown(f"cannot compare {left!r} and {right!r}", machine.location()))
    if symbol in ("==", "!="):
        same = equal(left, right) if not isinstance(left, float) and not isinstance(right, float) else None
        if same is not None:
            return same if symbol == "==" else not same
    else:
        try:
            return COMPARISONS[symbol][2](left, right)
        except (Undecided, TypeError):
            pass
    unknown = Unknown(f"{left} {symbol} {right} depends on unknown sizes", machine.location())
    if symbol in ("==", "!=") or (type(right) is int and right == 0):
        unknown.sizes = left, right
        unknown.is_general = {">": True, "!=": True, "==": False, "<=": False}.get(symbol)
    return unknown


def contains(machine: Machine, container: Value, item: Value) -> Value:
    """``item in container``."""
    if type(container) is Unknown or type(item) is Unknown:
        is_grown = machine.watch is not None and machine.watch.is_grown(container)
        if type(container) in (list, tuple, dict, set) and not container and not is_grown and not machine.settle(container, None):
            return False
        return machine.unknown_operation(*((container, item) if type(container) is Unknown else (item, container)))
    if isinstance(container, (_OBJECTS, Class)):
        cls = machine.class_of(container)
        method = cls.find("__contains__")
        if isinstance(method, Function) or (isinstance(method, Primitive) and not isinstance(container, DataInstance)):
            result = machine.call(machine.bind(method, container, cls), (item,))
            return machine.truth_or_unknown(result)
        if not isinstance(container, DataInstance):
            return any(value is item or machine.truth(compare(machine, "==", value, item)) for value in machine.iterate(container))
    if type(container) is range and not isinstance(item, int) and len(container[:LONG_RANGE]) == LONG_RANGE:
        return Unknown(f"whether a {type_name(item)} is in a long range", machine.location())
    if type(item) is Expression and type(container) in (dict, list, tuple, set) and item not in container:
        return _contains_number(machine, container, item)
    if machine.watch is not None:
        if isinstance(container, dict):
            machine.watch.key(container, item)
        elif machine.watch.is_grown(container):
            return machine.watch.size(machine)
    try:
        found = item in container
    except TypeError as error:
        raise machine.error("TypeError", str(error)) from None
    if not found and machine.settle(container, item):
        found = item in container
    return found or _unknown_member(machine, container, item) or False


def _unknown_member(machine: Machine, container: Value, item: Value) -> Unknown | None:
    """What answers for an item that none of the known ones is, where others are not known."""
    if not isinstance(container, (list, tuple, dict, set, frozenset)) or Unknown not in map(type, container):
        return None
    reason = next(other.reason for other in container if type(other) is Unknown)
    return Unknown(f"whether {machine.to_str(item)[:40]!r} is among what is not known: {reason}", machine.location())


def get_item(machine: Machine, container: Value, key: Value) -> Value:
    """``container[key]``."""
    kind = type(container)
    if kind is Unknown:
        return machine.unknown_operation(container, key)
    if isinstance(container, _OBJECTS):
        if type(key) is Unknown and isinstance(container, DataInstance):
            return Unknown(f"index is unknown: {key.reason}", key.location)
        method = machine.class_of(container).find("__getitem__")
        if isinstance(method, Function) or (type(method) is Primitive and not isinstance(container, DataInstance)):
            return machine.call(method, (container, key))
        if not isinstance(container, DataInstance):
            if method is not MISSING:
                return machine.call(machine.bind(method, container, machine.class_of(container)), (key,))
            raise machine.error("TypeError", f"'{type_name(container)}' object is not subscriptable")
    elif isinstance(container, Class):
        return machine.class_item(container, key)
    elif not isinstance(container, (list, tuple, dict, str, bytes, range)) and not hasattr(type(container), "__getitem__"):
        return machine.other_item(container, key)
    if type(key) is Unknown:
        return _any_item(machine, container, key)
    return _host_item(machine, container, key)


def _any_item(machine: Machine, container: Value, key: Unknown) -> Value:
    """The item at an unknown place: what all items have in common."""
    reason = Unknown(f"index is unknown: {key.reason}", key.location)
    items: list[Value] = []
    if type(container) is dict:
        machine.settle(container, None)
        items = list(container.values())
    elif type(container) in (list, tuple, range) and key.is_number:
        items = list(container)
    if not items:
        return reason
    if machine.watch is not None and machine.watch.is_grown(container) and not all(map(is_whole, items)):
        return reason
    return machine.branches.one_of(items, reason)


def _contains_number(machine: Machine, container: Any, number: Expression) -> Value:
    """Whether a container holds a number equal to a symbolic one."""
    if machine.watch is not None and machine.watch.is_grown(container):
        return machine.watch.size(machine)
    found: Value = False
    if len(container) > MOST_KEYS and machine.watch is not None:
        raise NeedsUnrolling
    for other in list(container):
        same = compare(machine, "==", number, other) if isinstance(other, (int, float, Expression)) else False
        if same is True:
            return True
        found = same if type(same) is Unknown else found
    return found


MOST_KEYS = 64
"""Keys that a symbolic number is compared with."""


def known_key(machine: Machine, container: dict[Value, Value], key: Value) -> Value:
    """The key of a dict that a symbolic number equals, else the number itself.

    Raises:
        UnknownIteration: when it may be one or another.
    """
    if isinstance(key, Expression) and key not in container:
        if len(container) > MOST_KEYS and machine.watch is not None:
            raise NeedsUnrolling
        for other in list(container):
            if type(other) in (int, Expression) and machine.truth(compare(machine, "==", key, other)):
                return other
    return key


def _host_value(machine: Machine, container: Any, key: Value) -> Value:
    """The value at a key of a dict."""
    if type(key) is Expression:
        try:
            key = known_key(machine, container, key)
        except UnknownIteration as error:
            return _any_item(machine, container, error.unknown)
    if machine.watch is not None:
        machine.watch.key(container, key)
    try:
        return container[key]
    except KeyError:
        if machine.settle(container, key) and key in container:
            return container[key]
        unknown = _unknown_member(machine, container, key)
        if unknown is not None:
            return unknown
        if isinstance(container, DataInstance):
            missing = container.cls.find("__missing__")
            if missing is not MISSING:
                return machine.call(missing, (container, key))
        raise machine.error_with("KeyError", key) from None
    except TypeError as error:
        raise machine.error("TypeError", str(error)) from None


def _host_item(machine: Machine, container: Value, key: Value) -> Value:
    if isinstance(container, dict):
        return _host_value(machine, container, key)
    try:
        if type(key) is slice and is_open(container):
            return open_item(container, key)
        found = container[key]
        is_plain = type(key) is int and key >= 0 and (type(found) is not Unknown or found.many is None)
        return found if is_plain or not is_open(container) else open_item(container, key)
    except KeyError:
        raise machine.error_with("KeyError", key) from None
    except IndexError as error:
        if is_open(container):
            return open_item(container, key)
        raise machine.error("IndexError", str(error)) from None
    except Undecided as error:
        return _any_item(machine, container, Unknown(f"undecided: {error}", machine.location(), is_number=True))
    except TypeError as error:
        if isinstance(key, Instance):
            index = machine.get_attribute(key, "__index__", MISSING)
            if index is not MISSING:
                return _host_item(machine, container, machine.call(index, ()))
        if isinstance(key, Expression):
            return _any_item(machine, container, Unknown(f"undecided: {key}", machine.location(), is_number=True))
        if isinstance(key, slice):
            return Unknown(f"slice with unknown bounds: {key}", machine.location())
        raise machine.error("TypeError", str(error)) from None


def set_item(machine: Machine, container: Value, key: Value, value: Value) -> None:
    """``container[key] = value``."""
    if type(container) is Unknown:
        return
    if isinstance(container, _OBJECTS):
        method = machine.class_of(container).find("__setitem__")
        if isinstance(method, Function) or (method is not MISSING and not isinstance(container, DataInstance)):
            machine.call(machine.bind(method, container, machine.class_of(container)), (key, value))
            return
        if not isinstance(container, DataInstance):
            raise machine.error("TypeError", f"'{type_name(container)}' object does not support item assignment")
    store_key(machine, container, key, value)


def store_key(machine: Machine, container: Value, key: Value, value: Value) -> None:
    """Store into a host container; what is stored at an unknown place of a list may be any of its items afterwards."""
    machine.touch(container)
    if type(key) is Unknown and not isinstance(container, dict):
        _store_anywhere(machine, container, value, key)
        return
    try:
        container[key] = value
    except Undecided as error:
        _store_anywhere(machine, container, value, Unknown(f"undecided: {error}", machine.location(), is_number=True))
    except (TypeError, IndexError, ValueError) as error:
        raise machine.error(type(error).__name__, str(error)) from None


def _store_anywhere(machine: Machine, container: Value, value: Value, key: Unknown) -> None:
    """One item of a list is the value now, and it is not known which: each is what the two have in common."""
    if type(container) is list:
        reason = Unknown(f"index is unknown: {key.reason}", key.location)
        for place, item in enumerate(container):
            joined = machine.branches.one_of([item, value], reason)
            container[place] = many(joined, item.many[1]) if type(item) is Unknown and item.many is not None else joined


def delete_item(machine: Machine, container: Value, key: Value) -> None:
    """``del container[key]``."""
    if type(container) is Unknown or type(key) is Unknown:
        return
    if isinstance(container, _OBJECTS):
        method = machine.class_of(container).find("__delitem__")
        if isinstance(method, Function) or not isinstance(container, DataInstance):
            machine.call(machine.bind(method, container, machine.class_of(container)), (key,))
            return
    machine.touch(container)
    try:
        del container[key]
    except KeyError:
        raise machine.error_with("KeyError", key) from None
    except (TypeError, IndexError) as error:
        raise machine.error(type(error).__name__, str(error)) from None
