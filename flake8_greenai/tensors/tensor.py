"""The abstract tensor."""

from __future__ import annotations

import itertools
from math import prod
from typing import TYPE_CHECKING, ClassVar

from flake8_greenai.interpreter.values import Native
from flake8_greenai.tensors.device import CPU, Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype

if TYPE_CHECKING:
    from flake8_greenai.ledger.events import Event
    from flake8_greenai.symbolic import Amount, Dim
    from flake8_greenai.tensors.content import Content

Shape = tuple["Dim", ...]
_storage_numbers = itertools.count(1)


class Storage:
    """The memory that a tensor and its views share; ``elements`` of ``itemsize`` bytes. Identity is what counts."""

    __slots__ = ("elements", "itemsize", "number", "version")

    def __init__(self, elements: Amount, itemsize: int) -> None:
        self.elements = elements
        self.itemsize = itemsize
        self.number = next(_storage_numbers)
        self.version = 0

    @property
    def nbytes(self) -> Amount:
        """Bytes of memory."""
        return self.elements * self.itemsize


class Tensor(Native):
    """An array without elements.

    Attributes:
        shape: dims, each an int or a symbolic expression.
        dtype: element type.
        device: where it lives.
        requires_grad: whether the backward pass computes its gradient.
        storage: memory, shared with views of this tensor.
        origin: the ledger event that computed it, None for inputs, parameters and constants.
        content: how to compute its elements when these are few and known, else None.
        is_leaf_parameter: whether it is a ``Parameter``.
    """

    __slots__ = ("content", "device", "dtype", "origin", "requires_grad", "shape", "storage")
    class_name: ClassVar[str] = "torch.Tensor"

    def __init__(
        self,
        shape: Shape,
        dtype: Dtype = DTYPES["float32"],
        device: Device = CPU,
        *,
        requires_grad: bool = False,
        storage: Storage | None = None,
        content: Content | None = None,
    ) -> None:
        super().__init__()
        self.shape: Shape = tuple(shape)
        self.dtype = dtype
        self.device = device
        self.requires_grad = requires_grad
        self.storage = storage or Storage(prod(self.shape), dtype.itemsize)
        self.origin: Event | None = None
        self.content = content

    @property
    def ndim(self) -> int:
        """Number of dims."""
        return len(self.shape)

    @property
    def numel(self) -> Amount:
        """Number of elements."""
        return prod(self.shape)

    @property
    def nbytes(self) -> Amount:
        """Bytes of the elements (not of the whole storage)."""
        return self.numel * self.dtype.itemsize

    def view(self, shape: Shape, *, dtype: Dtype | None = None, content: Content | None = None) -> Tensor:
        """Another tensor over the same storage."""
        result = Tensor(shape, dtype or self.dtype, self.device, storage=self.storage, content=content)
        result.requires_grad = self.requires_grad
        return result

    def __repr__(self) -> str:
        return f"{self.dtype.name}[{','.join(map(str, self.shape))}]"
