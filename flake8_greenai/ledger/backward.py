"""Memory during a backward pass: what was saved is released as the pass goes by, gradients take its place.

The rules are those of torch's engine: of the operations whose gradients are complete, the one that was recorded last has its turn;
it holds what it saved and the gradient of its output until it has computed those of its operands; the second gradient of a tensor is
added to the first in place unless something else holds that, or operations are watched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from heapq import heapify, heappop, heappush
from math import prod

from flake8_greenai.ledger.events import Event
from flake8_greenai.ledger.moments import Moment, larger
from flake8_greenai.symbolic import Amount
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Storage, Tensor

_GATHERING = frozenset({"__getitem__", "select", "narrow", "chunk", "split", "tensor_split", "unbind", "expand", "expand_as", "diagonal"})
"""Views of a part of a tensor, or of one part many times: the gradient of the whole is a tensor of its own."""
_PASSING = frozenset(
    {"__add__", "__radd__", "__iadd__", "add", "add_", "__sub__", "sub", "cat", "stack", "sum", "clone", "contiguous", "concat"}
)
"""Operations whose gradient is the one that they get, or a view of it."""

_IN_TWO_STEPS = frozenset({"cross_entropy"})
"""Operations whose backward pass makes a gradient of the operand's size on its way, here that of the logarithms of the softmax."""

_CONTINUOUS = {name: dtype.itemsize for name, dtype in DTYPES.items() if dtype.category in ("float", "complex")}
"""Bytes per element of what has gradients."""


class _Gradient:
    """A tensor that holds the gradient of one or several others."""

    __slots__ = ("holders", "size")

    def __init__(self, size: Amount) -> None:
        self.size = size
        self.holders = 1


class _Pass:
    """One backward pass under way."""

    def __init__(self, new: Mapping[int, Amount], resident: Collection[int], base: Amount, *, adds_in_place: bool) -> None:
        self.live = base
        self.adds_in_place = adds_in_place
        self.fixed: Amount = 0
        self.moments: list[Moment] = []
        self.peak: Amount = base
        self._new = new
        self._resident = resident
        self._times: dict[int, int] = {}
        self._gradients: dict[Event, list[_Gradient]] = {}
        self._uses: dict[int, int] = {}
        self._kept: dict[Event, list[Storage]] = {}

    def run(self, roots: Iterable[Event]) -> Amount:
        """The largest number of bytes in use."""
        starts = set(roots)
        order, waiting = _consumers(starts)
        for event in order:
            kept = self._kept[event] = self._saved(event) if event.saved else []
            for storage in kept:
                uses = self._uses.get(id(storage), 0)
                self._uses[id(storage)] = uses + 1
                if not uses:
                    self.live = self.live + storage.nbytes
            if event in starts or waiting[event] == 0:
                self._gradients[event] = [_Gradient(0)]  # of a scalar, seen through an expanded view
        self._note()
        ready = [(-event.number, event) for event in order if waiting[event] == 0]
        heapify(ready)
        while ready:
            event = heappop(ready)[1]
            self._turn(event)
            for parent in event.parents:
                waiting[parent] -= 1
                if waiting[parent] == 0:
                    heappush(ready, (-parent.number, parent))
        return self.peak

    def _turn(self, event: Event) -> None:
        for again in event.segment:
            for storage in again.recomputed:
                uses = self._uses.get(id(storage), 0)
                self._uses[id(storage)] = uses + 1
                if not uses:
                    self.live = self.live + storage.nbytes
        own = self._gradients.pop(event)
        passes = len(own) == 1 and _passes(event.name, event.is_view)
        if passes and len(event.parents) == 1 and not (event.leaves or event.recomputed or self._kept[event]):
            self._accumulate(event.parents[0], own[0])  # the gradient becomes that of the operand: nothing comes or goes
            return
        made = [(parent, self._give(parent, own[0] if passes else None)) for parent in event.parents]
        added = [leaf for leaf in event.leaves if not self._keep(leaf, own[0] if passes else None)]
        between = made[0][1].size if made and event.name.rpartition(".")[2] in _IN_TWO_STEPS else 0
        self.live = self.live + between
        self._note()
        self.live = self.live - between
        for storage in (*self._kept[event], *event.recomputed) if event.recomputed else self._kept[event]:
            self._uses[id(storage)] -= 1
            if self._uses[id(storage)] == 0:
                self.live = self.live - storage.nbytes
        for gradient in own:
            self._release(gradient)
        for parent, gradient in made:
            self._accumulate(parent, gradient)
        for leaf in added:
            self._add(leaf)

    def _keep(self, leaf: Tensor, passed: _Gradient | None) -> bool:
        """Compute the gradient of a parameter; whether it is the first one and stays."""
        key = id(leaf.storage)
        self._times[key] = times = self._times.get(key, 0) + 1
        is_first = times == 1 and key in self._new
        if passed is not None and is_first:
            passed.holders += 1  # kept as it is
        else:
            self.live = self.live + leaf.nbytes
        self.fixed = self.fixed + leaf.nbytes
        return is_first

    def _add(self, leaf: Tensor) -> None:
        """Add a gradient to the one that a parameter has: in place, but a matrix's first one is a transposed view."""
        key = id(leaf.storage)
        if self._times[key] == 2 and key in self._new and leaf.ndim == 2:
            self.live = self.live + leaf.nbytes
            self._note()
            self.live = self.live - leaf.nbytes
        self.live = self.live - leaf.nbytes
        self.fixed = self.fixed - leaf.nbytes

    def _give(self, parent: Event, passed: _Gradient | None) -> _Gradient:
        if passed is not None:
            passed.holders += 1
            return passed
        size = _output_bytes(parent)
        self.live = self.live + size
        return _Gradient(size)

    def _accumulate(self, event: Event, gradient: _Gradient) -> None:
        held = self._gradients.setdefault(event, [])
        if len(held) < max(1, len(event.outputs)):
            held.append(gradient)
            return
        if self.adds_in_place and type(held[0].size) is int and held[0].size == 0:
            held[0] = gradient
            return
        if held[0].holders > 1 or not self.adds_in_place:
            result = _Gradient(_output_bytes(event))
            self.live = self.live + result.size
            self._note()
            self._release(held[0])
            held[0] = result
        self._release(gradient)

    def _release(self, gradient: _Gradient) -> None:
        gradient.holders -= 1
        if not gradient.holders:
            self.live = self.live - gradient.size

    def _note(self) -> None:
        live, peak = self.live, self.peak
        if type(live) is int:
            self.moments.append((self.fixed, live))
        self.peak = (live if live > peak else peak) if type(live) is int and type(peak) is int else larger(peak, live)

    def _saved(self, event: Event) -> list[Storage]:
        return list({id(storage): storage for storage in event.saved if id(storage) not in self._resident}.values())


def backward_peak(
    roots: Iterable[Event],
    new: Mapping[int, Amount],
    resident: Collection[int],
    base: Amount,
    moments: list[Moment] | None = None,
    *,
    adds_in_place: bool = True,
) -> Amount:
    """Largest number of bytes in use during a backward pass.

    Args:
        roots: operations whose outputs the pass starts at.
        new: bytes of each parameter that has no gradient yet, by the identity of its storage: its gradient stays; gradients of
            other parameters are added to what they have.
        resident: identities of storages that are part of ``base`` (parameters, buffers, inputs).
        base: bytes in use all the time.
        moments: a list that gets the bytes of gradients of parameters and the bytes in use at each moment.
        adds_in_place: whether the second gradient of a tensor is added to the first where nothing else holds that. Torch does so, but
            not while anything watches its operations (its ``can_accumulate_inplace``), as whoever measures memory by operation does.
    """
    one = _Pass(new, resident, base, adds_in_place=adds_in_place)
    peak = one.run(roots)
    if moments is not None:
        moments.extend(one.moments)
    return peak


@cache
def _passes(name: str, is_view: bool) -> bool:
    """Whether the gradient of an operation is the one that it gets, or a view of it."""
    last = name.rpartition(".")[2]
    return last not in _GATHERING if is_view else last in _PASSING


def _output_bytes(event: Event) -> Amount:
    """Bytes of one of the outputs of an operation; of several, their mean."""
    sizes = [prod(shape) * _CONTINUOUS[name] for shape, name in event.outputs if name in _CONTINUOUS]
    return sum(sizes) if len(sizes) < 2 else sum(sizes) // len(sizes)


def _consumers(roots: Iterable[Event]) -> tuple[list[Event], dict[Event, int]]:
    """All operations that the pass goes through, and how many gradients each waits for."""
    waiting = dict.fromkeys(roots, 0)
    order = list(waiting)
    for event in order:
        for parent in event.parents:
            if parent not in waiting:
                waiting[parent] = 0
                order.append(parent)
            waiting[parent] += 1
    return order, waiting
