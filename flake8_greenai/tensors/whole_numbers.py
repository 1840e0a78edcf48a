"""Integer elements that are not known, as symbols: where a window begins is drawn at random, how long it is is not.

``ix = torch.randint(len(data) - 8, (4,))`` and ``[data[i : i + 8] for i in ix]`` read windows of 8: the element ``i`` is a symbol
between the bounds of the draw, and ``i + 8`` is that symbol plus 8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.symbolic import Expression, less, symbol

if TYPE_CHECKING:
    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.tensor import Tensor

MOST_KEPT = 10_000
_most: dict[str, Amount] = {}
"""The largest values of such symbols by name, which may be formulas."""


def note_bounds(tensor: Tensor, least: Amount, most: Amount) -> None:
    """The elements of a new tensor lie between ``least`` and ``most``, both included."""
    tensor.storage.bounds = (tensor.storage.version, least, most)


def whole_number(tensor: Tensor) -> Amount | None:
    """The only element of an integer tensor, a symbol where it is unknown; None for other tensors."""
    if tensor.dtype.category != "integer" or tensor.numel != 1:
        return None
    values = tensor.content.values() if tensor.content is not None else None
    if values is not None:
        return int(values[0].real)
    storage = tensor.storage
    if storage.numbers is None or storage.numbers[0] != storage.version:
        storage.numbers = (storage.version, {})
    found = storage.numbers[1].get(tensor.offset)
    if found is None:
        bounds = storage.bounds if storage.bounds is not None and storage.bounds[0] == storage.version else None
        found = symbol() if bounds is None else symbol(minimum=bounds[1], maximum=bounds[2] if type(bounds[2]) is int else None)
        if bounds is not None:
            if len(_most) > MOST_KEPT:
                _most.clear()
            _most[str(found)] = bounds[2]
        storage.numbers[1][tensor.offset] = found
    return found


def is_at_most(amount: Amount, limit: Amount) -> bool:
    """Whether ``0 <= amount <= limit`` for certain; unknown whole numbers stand at their bounds."""
    largest = amount
    if type(amount) is Expression:
        largest = amount.substitute({str(name): _most[str(name)] for name in amount.symbols() if str(name) in _most})
    return less(amount, 0) is False and less(limit, largest) is False


def note_shift(result: Tensor, left: object, right: object, sign: int) -> None:
    """``result = left + sign * right`` of an unknown whole number and a known one."""
    if result.shape or result.dtype.category != "integer" or result.content is not None:
        return
    amounts = [whole_number(side) if hasattr(side, "storage") else side for side in (left, right)]  # type: ignore[arg-type]
    if all(type(amount) in (int, Expression) for amount in amounts):
        first, second = amounts
        value = first + sign * second  # type: ignore[operator]
        result.storage.numbers = (result.storage.version, {result.offset: value})
