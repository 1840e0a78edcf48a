"""Accounting of operations that a framework composes of pairwise contractions (einsum, chains of matrices, attention)."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from flake8_greenai.ledger.cost import Cost, Gradient
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_greenai.symbolic import Amount
    from flake8_greenai.tensors.tensor import Shape


@dataclass(frozen=True, slots=True)
class Term:
    """An operand or an intermediate result.

    ``owner`` is the operand that the gradient of an intermediate result is booked on: the first one that wants a gradient.
    None when none does.
    """

    tensor: Tensor
    owner: Tensor | None


class Composition:
    """Adds up forward FLOPs, gradients per operand and saved tensors over the steps of a composed operation."""

    def __init__(self) -> None:
        self.core: Amount = 0
        self.pointwise: Amount = 0
        self.saved: list[Tensor] = []
        self._gradients: dict[int, tuple[Tensor, Amount, Amount]] = {}

    @staticmethod
    def operand(tensor: Tensor, owner: Tensor | None = None) -> Term:
        """A term for an operand; ``owner`` is the caller's tensor where ``tensor`` is a converted or sliced form of it."""
        owner = owner or tensor
        return Term(tensor, owner if owner.requires_grad else None)

    def contract(self, left: Term, right: Term, shape: Shape, core: Amount) -> Term:
        """The product of two terms: ``core`` FLOPs forward and for each gradient; pointwise when ``core`` is 0."""
        is_outer = type(core) is int and core == 0
        size = prod(shape)
        self.core = self.core + core
        if is_outer:
            self.pointwise = self.pointwise + size
        for term, other in ((left, right), (right, left)):
            if term.owner is not None:
                self._book(term.owner, core, 2 * size - term.tensor.numel if is_outer else 0)
                self.saved.append(other.tensor)
        return Term(Tensor(shape, left.tensor.dtype, left.tensor.device), left.owner or right.owner)

    def reduce(self, term: Term, shape: Shape) -> Term:
        """The sum over some dims: one addition per element that goes; its gradient is an expansion without FLOPs."""
        self.pointwise = self.pointwise + (term.tensor.numel - prod(shape))
        return Term(Tensor(shape, term.tensor.dtype, term.tensor.device), term.owner)

    def book(self, term: Term, *, core: Amount = 0, pointwise: Amount = 0) -> None:
        """Add FLOPs of the backward pass to what the owner of ``term`` pays, if any gradient is wanted there."""
        if term.owner is not None:
            self._book(term.owner, core, pointwise)

    def _book(self, owner: Tensor, core: Amount, pointwise: Amount) -> None:
        _, old_core, old_pointwise = self._gradients.get(id(owner), (owner, 0, 0))
        self._gradients[id(owner)] = (owner, old_core + core, old_pointwise + pointwise)

    def cost(self, *, transcendentals: Amount = 0, bytes_read: Amount | None = None, bytes_written: Amount | None = None) -> Cost:
        """The sum of all steps."""
        gradients = tuple(Gradient(owner, core, pointwise) for owner, core, pointwise in self._gradients.values())
        return Cost(self.core, self.pointwise, transcendentals, bytes_read, bytes_written, distinct(self.saved), gradients)


def distinct(tensors: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """The tensors without repetitions, in order."""
    return tuple({id(tensor): tensor for tensor in tensors}.values())
