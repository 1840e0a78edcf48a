"""The state that a loop changes, described as a function of its counter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter.branches import Binding, Contents, Journal
from flake8_greenai.interpreter.frames import Frame
from flake8_greenai.interpreter.sequences import LEAST, MEAN, many, open_length
from flake8_greenai.interpreter.values import (
    MISSING,
    BoundMethod,
    DataInstance,
    Function,
    GeneratorObject,
    Instance,
    Native,
    Unknown,
    UnknownIteration,
    Value,
)
from flake8_greenai.interpreter.watching import GROWS, is_whole
from flake8_greenai.symbolic import Amount, Expression, symbol, where_at_least
from flake8_greenai.symbolic.expression import amount_bounds

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine

Place = tuple[tuple[int, str | None], Any]
"""Key of a container or name in a journal, and the key of an item in it."""
Left = dict[tuple[int, str | None], tuple[Contents | Binding, Any]]
"""What an iteration left in each place that it touched."""
MOST_GROWN = 100_000
"""Items to which a list that grows in a loop is filled up after it."""
_DEPTH = 5
DIFFERS = "differs from iteration to iteration"


class State:
    """What holds when an iteration begins: values as functions of the counter ``index``, where they are not those now."""

    def __init__(self, index: Expression, start: int, changed: Journal, existing: set[int], namespaces: set[int]) -> None:
        self.index = index
        self.name = str(index)
        self.start = start
        self._before_last = None if index.limit is None else symbol(f"{index} before the last", minimum=start, maximum=index.limit - 1)
        self.existing = existing
        self._namespaces = namespaces
        """Identities of the local names of functions."""
        self.values: dict[Place, Value] = {}
        self.places: dict[tuple[int, str | None], Contents | Binding] = {}
        self.grown: dict[int, Any] = {}
        self.growth: dict[int, tuple[list[Value], list[Value]]] = {}
        """Lists to which each iteration adds the same, and that."""
        self._entered: dict[int, list[Value]] = {}
        self._tried: dict[Place, int] = {}
        self._changed = changed  # keeps its containers alive, so that none of them is taken for one made later
        for key, (place, before) in changed.items():
            existing.add(key[0])
            self._guess(key, place, before)

    def _guess(self, key: tuple[int, str | None], place: Contents | Binding, before: Any) -> None:
        """Counters and sums go on as they did in the first iteration."""
        now = place.read()
        if isinstance(now, list) and isinstance(place, Contents):
            return
        old = _items(place, before)
        for item, value in _items(place, now).items():
            earlier = old.get(item, MISSING)
            if type(value) is int and type(earlier) is int and value != earlier:
                self._set((key, item), place, value + (value - earlier) * (self.index - self.start))
            elif type(value) is float and type(earlier) is float and value != earlier:
                self._set((key, item), place, Unknown(f"a number that {DIFFERS}"))

    def _set(self, at: Place, place: Contents | Binding, value: Value) -> None:
        self.values[at] = value
        self.places[at[0]] = place

    def enter(self, machine: Machine) -> None:
        """Put the described values in place."""
        for (key, item), value in self.values.items():
            place = self.places[key]
            machine.branches.keep(key, place)
            _put(place, item, value)
        for container in self.grown.values():
            machine.branches.remember(container)
            if isinstance(container, list):
                container[:] = [Unknown(GROWS)] * max(len(container), 1)
                self._entered[id(container)] = list(container)
        for container, added in self.growth.values():
            machine.branches.remember(container)
            container.extend([many(item, self.index - self.start) for item in added])
            self._entered[id(container)] = list(container)

    def differences(self, left: Left, machine: Machine) -> list[tuple[Place, Contents | Binding, Value, Value]]:
        """Where what an iteration left is not this description one iteration later; call it when the iteration is undone."""
        found: list[tuple[Place, Contents | Binding, Value, Value]] = []
        for key, (place, contents) in left.items():
            if key[0] not in self.existing:
                continue
            base = place.read()
            if isinstance(contents, list) and isinstance(place, Contents):
                if not self._is_alike_list(place, contents, base, left, machine):
                    found.append(((key, None), place, contents, base))
                continue
            before = _items(place, base)
            if (
                isinstance(place, Contents)
                and isinstance(contents, dict)
                and any(name not in before and (key, name) not in self.values for name in contents)
                and id(place.container) not in self.grown
            ):
                new = self._new_names(key, contents, before)
                found += [((key, name), place, contents[name], MISSING) for name in new] or [((key, None), place, contents, base)]
            for item, value in _items(place, contents).items():
                entered = self.values.get((key, item), before.get(item, MISSING))
                if entered is MISSING or value is MISSING or type(entered) is Unknown:
                    continue
                if value is entered and type(value) in (dict, list) and id(value) in self.existing:
                    continue  # what it holds is described item by item
                is_replaced = (id(entered) in self.grown or id(entered) in self.growth) and value is not entered
                if is_replaced or not self._is_alike(value, entered, left, machine):
                    found.append(((key, item), place, value, entered))
        return found

    def _new_names(self, key: tuple[int, str | None], contents: dict[Any, Value], before: dict[Any, Value]) -> list[Any]:
        """Names of numbers that a function binds in some iteration of a loop of open length: they are unknown in the others."""
        new = [name for name in contents if name not in before and (key, name) not in self.values]
        is_plain = all(contents[name] is None or type(contents[name]) in (int, float, bool, str, Unknown) for name in new)
        return new if is_plain and self._before_last is not None and key[0] in self._namespaces else []

    def _is_alike(self, value: Value, entered: Value, left: Left, machine: Machine) -> bool:
        """Whether a value that an iteration left is what the next one, if there is one, is described to begin with."""
        if _alike(value, shifted(entered, self.name, self.index + 1), left, machine, _DEPTH, set()):
            return True
        if self._before_last is None or not isinstance(value, (Expression, Native, tuple)):
            return False
        value, entered = shifted(value, self.name, self._before_last), shifted(entered, self.name, self._before_last + 1)
        return _alike(value, entered, left, machine, _DEPTH, set())

    def _is_alike_list(self, place: Contents, contents: list[Value], base: list[Value], left: Left, machine: Machine) -> bool:
        growth = self.growth.get(id(place.container))
        if growth is not None:
            entered = self._entered[id(place.container)]
            new = contents[len(entered) :]
            is_kept = all(item is before for item, before in zip(contents, entered, strict=False))
            alike = (_alike(item, added, left, machine, _DEPTH, set()) for item, added in zip(new, growth[1], strict=False))
            return is_kept and len(new) == len(growth[1]) and all(alike)
        if len(contents) > len(base):
            return id(place.container) in self.grown
        return len(contents) == len(base) and all(
            _alike(value, shifted(old, self.name, self.index + 1), left, machine, _DEPTH, set())
            for value, old in zip(contents, base, strict=True)
        )

    def adjust(self, wrong: list[tuple[Place, Contents | Binding, Value, Value]], machine: Machine) -> None:
        """Describe what did not hold in another way."""
        for at, place, value, entered in wrong:
            if entered is MISSING:
                self._set(at, place, Unknown(DIFFERS, is_number=_is_amount(value)))
                continue
            if at[1] is None and isinstance(value, dict) and isinstance(place, Contents):
                self._set_grown(place)
                continue
            if at[1] is None and isinstance(value, list) and isinstance(place, Contents):
                if len(value) > len(entered) or id(place.container) in self.growth:
                    self._set_growing(at, place, value[len(entered) :])
                else:
                    self.values[at] = [Unknown(f"an item that {DIFFERS}")] * len(entered)
                    self.places[at[0]] = place
                continue
            tries = self._tried[at] = self._tried.get(at, 0) + 1
            better = self._better(value, entered, machine) if tries <= 2 else None
            is_number = all(_is_amount(one) or (type(one) is Unknown and one.is_number) for one in (value, entered))
            self._set(at, place, Unknown(DIFFERS, is_number=is_number) if better is None else better)

    def _set_growing(self, at: Place, place: Contents, added: list[Value]) -> None:
        """A list that grows: at first it is taken to grow by the same items each time, if that fails nothing is known of its items."""
        tries = self._tried[at] = self._tried.get(at, 0) + 1
        self.growth.pop(id(place.container), None)
        if tries == 1 and all(shifted(item, self.name, self.index + 1) is item for item in added):
            self.growth[id(place.container)] = place.container, added
        else:
            self._set_grown(place)

    def _set_grown(self, place: Contents) -> None:
        self.grown[id(place.container)] = place.container

    def _better(self, value: Value, entered: Value, machine: Machine) -> Value | None:
        if _is_amount(value) and _is_amount(entered):
            return self._counted(value, entered)
        return machine.context.generalise(value, entered, self._counted)

    def _counted(self, value: Amount, entered: Amount) -> Amount | None:
        """An amount as a function of the counter, that is ``entered`` now and ``value`` one iteration later."""
        now = shifted(entered, self.name, self.start)
        if value == entered:
            return now if isinstance(now, (int, Expression)) else None
        if depends_on(value, self.name):
            earlier: Amount = shifted(value, self.name, self.index - 1)
            if self._is_first(earlier, now):
                return earlier
            step = value - entered  # the first guess went on as the first iteration did, which may have been another one
            if depends_on(step, self.name) or not isinstance(now, (int, Expression)):
                return None
            further: Amount = now + step * (self.index - self.start)
            return further
        if depends_on(entered, self.name):
            return None
        return entered + (value - entered) * (self.index - self.start)

    def _is_first(self, amount: Amount, now: Amount) -> bool:
        """Whether an amount is ``now`` at the first counter, given that the loop gets there."""
        first = shifted(amount, self.name, self.start)
        if first == now or self.index.limit is None:
            return bool(first == now)
        given = where_at_least(self.index.limit, self.start)
        first, now = (each.substitute(given) if type(each) is Expression else each for each in (first, now))
        return bool(first == now)

    def _at_end(self, contents: Any, final: Amount, *, is_whole: bool) -> Any:
        """What a place holds after the last iteration; ``is_whole``: the contents of a container, not a value that a name has."""
        if is_whole and isinstance(contents, dict):
            return {shifted(key, self.name, final): self._value_at_end(value, final) for key, value in contents.items()}
        if is_whole and isinstance(contents, list):
            return [self._value_at_end(value, final) for value in contents]
        return self._value_at_end(contents, final)

    def _value_at_end(self, value: Value, final: Amount) -> Value:
        if type(value) is Unknown and is_whole(value):
            return symbol(minimum=LEAST)  # it was computed from the length of a container, at some iteration
        is_filled = id(value) in self.grown or id(value) in self.growth  # later, in place
        return value if is_filled else shifted(value, self.name, final)

    def finish(self, last: Left, final: int | Amount, classes: list[tuple[Left, Amount]], machine: Machine) -> None:
        """Put in place what the loop leaves: ``last`` is what its last iteration, at counter ``final``, left."""
        lists = [items for items in self.grown.values() if isinstance(items, list)] + [items for items, _ in self.growth.values()]
        bases = {id(items): list(items) for items in lists}
        for (key, item), value in self.values.items():
            machine.branches.keep(key, self.places[key])
            _put(self.places[key], item, shifted(value, self.name, final + 1))
        for left in (*(left for left, _ in classes if left is not last), last):
            for key, (place, contents) in left.items():
                machine.branches.keep(key, place)
                if key[0] not in bases:
                    place.write(self._at_end(contents, final, is_whole=isinstance(place, Contents)))
        for items in self.grown.values():
            if isinstance(items, dict):
                _extend_dict(items, self.name, classes)
        for items in lists:
            base = bases[id(items)]
            items[:] = base
            for left, count in classes:
                change = left.get((id(items), None))
                added = change[1][len(self._entered[id(items)]) :] if change is not None else []
                each = [shifted(item, self.name, final) for item in added]
                if type(count) is int and len(items) + len(each) * count <= MOST_GROWN:
                    items.extend(each * count)
                else:
                    items[:] = _gathered([*items, *(many(item, count) for item in each)], machine)


def _gathered(items: list[Value], machine: Machine) -> list[Value]:
    """Items that stand for unknown numbers of alike things become one that stands for all of them.

    Sizes that differ from item to item are their mean then: a symbol of that origin.
    """
    each = [item.many[0] if type(item) is Unknown and item.many is not None else item for item in items]
    if len(each) > 1 and all(isinstance(item, Native) for item in each):
        mean: Value = each[0]
        for item in each[1:]:
            mean = machine.context.generalise(item, mean, _mean) if mean is not None else None
        if mean is not None and not machine.context.alike(mean, each[0]):
            return [many(mean, open_length(items))]
    found: list[Value] = []
    for item in items:
        count, before = _count_of_unknown(item), _count_of_unknown(found[-1]) if found else None
        if count is None or before is None:
            found.append(item)
        else:
            least = sum(amount_bounds(each)[0] or 0 for each in (before, count))
            found[-1] = many(item.many[0], symbol(minimum=max(least, 0)))
    return found


def _mean(size: Amount, other: Amount) -> Amount | None:
    if size == other:
        return other
    return symbol(minimum=0, origin=MEAN) if type(size) is Expression and type(other) is Expression else None


def _count_of_unknown(item: Value) -> Amount | None:
    if type(item) is not Unknown or item.many is None or type(item.many[0]) is not Unknown:
        return None
    count: Amount = item.many[1]
    return count


def _extend_dict(table: dict[Any, Value], name: str, classes: list[tuple[Left, Amount]]) -> None:
    """Keys that depend on the counter: one for each iteration, of which the table holds that of the last."""
    for left, count in classes:
        change = left.get((id(table), None))
        for key, value in change[1].items() if change is not None else ():
            if type(key) is Expression and depends_on(key, name):
                table[many(key, count - 1)] = many(value, count - 1)


def left_growing(changed: Journal, count: Amount) -> None:
    """Containers that the last of the iterations that were followed added to hold as many more for each of those that were not."""
    for place, before in changed.values():
        now = place.read()
        if not isinstance(place, Contents) or type(now) is not type(before) or len(now) <= len(before):
            continue
        container: Any = place.container
        if isinstance(container, list):
            container.extend([many(item, count) for item in now[len(before) :]])
        elif isinstance(container, set):
            container.update([many(item, count) for item in now - before])
        elif isinstance(container, dict) and place.owner is None and all(type(key) is int for key in now.keys() - before.keys()):
            container.update({many(key, count): many(now[key], count) for key in now.keys() - before.keys()})


def _items(place: Contents | Binding, contents: Any) -> dict[Any, Value]:
    return contents if isinstance(place, Contents) and isinstance(contents, dict) else {None: contents}


def _put(place: Contents | Binding, item: Any, value: Value) -> None:
    if isinstance(place, Binding):
        place.write(value)
    elif isinstance(place.container, dict):
        place.container[item] = value
        place.settle()
    elif type(value) is Unknown:
        raise UnknownIteration(value)  # what a set or an iterator holds is known as a whole or not at all
    else:
        place.write(value)


def _is_amount(value: Value) -> bool:
    return type(value) is int or type(value) is Expression


def depends_on(value: Value, name: str) -> bool:
    """Whether an amount depends on the symbol ``name``."""
    return type(value) is Expression and any(str(found) == name for found in value.symbols())


def shifted(value: Value, name: str, to: Amount) -> Value:
    """The value with the symbol ``name`` replaced; a new container only where something in it changes."""
    return _shifted(value, name, to, _DEPTH, {})


def _shifted(value: Value, name: str, to: Amount, depth: int, known: dict[tuple[int, int], Value]) -> Value:
    """``known`` holds containers that were seen at the same depth: what holds itself many times is not walked once for each path."""
    kind = type(value)
    if kind is Expression:
        return value.substitute({name: to}) if depends_on(value, name) else value
    if depth and kind in (list, tuple, dict):
        at = id(value), depth
        if at not in known:
            known[at] = _shifted_items(value, name, to, depth - 1, known)
        return known[at]
    if isinstance(value, Native):
        return value.substituted(name, to)
    return value


def _shifted_items(value: Any, name: str, to: Amount, depth: int, known: dict[tuple[int, int], Value]) -> Value:
    if isinstance(value, dict):
        pairs = {_shifted(key, name, to, depth, known): _shifted(item, name, to, depth, known) for key, item in value.items()}
        unchanged = all(new is old for new, old in zip(pairs.values(), value.values(), strict=False)) and pairs.keys() == value.keys()
        return value if unchanged else pairs
    items = [_shifted(item, name, to, depth, known) for item in value]
    return value if all(new is old for new, old in zip(items, value, strict=True)) else type(value)(items)


def _alike(value: Value, other: Value, left: Left, machine: Machine, depth: int, seen: set[tuple[int, int, int]]) -> bool:
    """Whether nothing that follows can tell the two apart, but by identity; ``left`` holds the contents of containers then.

    ``seen`` holds the pairs that are compared already, by identity and depth: one that is not alike ends the whole comparison.
    """
    if value is other:
        return True
    kind = type(value)
    if kind is not type(other):
        return False
    if kind is Unknown:
        return True
    if kind is float:
        return bool(value == other or (value != value and other != other))  # noqa: PLR0124  NaN
    if isinstance(value, (bool, int, str, bytes, type(None), Expression)):
        return bool(value == other)
    pair = id(value), id(other), depth
    if depth == 0 or pair in seen:
        return True
    seen.add(pair)
    if kind in (list, tuple):
        now = left.get((id(value), None))
        items = now[1] if now is not None else value
        return len(items) == len(other) and all(_alike(a, b, left, machine, depth - 1, seen) for a, b in zip(items, other, strict=True))
    if kind is dict:
        now = left.get((id(value), None))
        return _alike_items(now[1] if now is not None else value, other, left, machine, depth, seen)
    if isinstance(value, Native):
        return bool(machine.context.alike(value, other))
    if isinstance(value, Instance):
        now = left.get((id(value.attributes), None))
        mine = now[1] if now is not None else value.attributes
        return value.cls is other.cls and _alike_items(mine, other.attributes, left, machine, depth, seen)
    if isinstance(value, BoundMethod):
        return _alike(value.function, other.function, left, machine, depth, seen) and _alike(
            value.receiver, other.receiver, left, machine, depth, seen
        )
    if isinstance(value, Function):
        return value.code is other.code
    if isinstance(value, (set, frozenset, range)):
        return bool(value == other)
    # Iterators, generators and frames of this iteration: made anew in each.
    return isinstance(value, (GeneratorObject, Frame)) or not isinstance(value, DataInstance)


def _alike_items(
    mine: dict[Any, Value], others: dict[Any, Value], left: Left, machine: Machine, depth: int, seen: set[tuple[int, int, int]]
) -> bool:
    if mine.keys() != others.keys():
        return False
    return all(_alike(item, others[key], left, machine, depth - 1, seen) for key, item in mine.items())


def reachable(machine: Machine) -> set[int]:
    """Identities of the mutable containers that exist now, as seen from the running functions and their modules."""
    found: set[int] = set()
    pending: list[Value] = []
    frame = machine.frame
    while frame is not None:
        pending.extend(_of_frame(frame))
        frame = frame.caller
    while pending:
        value = pending.pop()
        if isinstance(value, (str, int, float, type(None))) or id(value) in found:
            continue
        found.add(id(value))
        pending.extend(_inside(value))
    return found


def _of_frame(frame: Frame) -> Iterator[Value]:
    current: Frame | None = frame
    while current is not None:
        yield current.locals
        current = current.parent
    if not frame.module.is_stub:
        yield frame.module.values


def _inside(value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        yield from list(value.values())
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    if isinstance(value, (Instance, DataInstance)):
        yield value.attributes
    elif isinstance(value, Function):
        if value.closure is not None:
            yield from _of_frame(value.closure)
        yield from value.defaults
        yield value.attributes
    elif isinstance(value, BoundMethod):
        yield value.receiver
        yield value.function
