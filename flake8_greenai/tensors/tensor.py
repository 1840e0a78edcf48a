"""The abstract tensor."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import prod
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from flake8_greenai.interpreter.values import Native
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.content import Content, laid_out, strided, written
from flake8_greenai.tensors.device import CPU, Device
from flake8_greenai.tensors.dtype import DTYPES, Dtype
from flake8_greenai.tensors.errors import ShapeError
from flake8_greenai.tensors.strides import contiguous_strides, is_row_major, view_strides

if TYPE_CHECKING:
    from flake8_greenai.ledger.events import Event
    from flake8_greenai.ledger.observations import Observation
    from flake8_greenai.symbolic import Amount, Dim

Shape = tuple["Dim", ...]
_storage_numbers = itertools.count(1)


class Meter(Protocol):
    """Counts the bytes of storages in use."""

    live_bytes: Amount


class Storage:
    """The memory that a tensor and its views share; ``elements`` of ``itemsize`` bytes. Identity is what counts.

    ``content`` is its elements in memory order where these are few and known; ``is_reinterpreted`` tells that views read the
    memory in a way that is not followed (another dtype), so that no content is known any more.
    """

    __slots__ = ("bounds", "content", "elements", "is_reinterpreted", "itemsize", "meter", "number", "numbers", "version")

    def __init__(self, elements: Amount, itemsize: int) -> None:
        self.elements = elements
        self.itemsize = itemsize
        self.number = next(_storage_numbers)
        self.version = 0
        self.content: Content | None = None
        self.is_reinterpreted = False
        self.meter: Meter | None = None
        self.bounds: tuple[int, Amount, Amount] | None = None
        """Version, least and most of unknown whole numbers."""
        self.numbers: tuple[int, dict[Amount, Amount]] | None = None
        """Version, and by position the symbols of unknown whole numbers that were asked for."""

    def __del__(self) -> None:
        """The host frees the storage when the analysed program would: that much less memory is in use."""
        if self.meter is not None:
            self.meter.live_bytes -= self.nbytes

    @property
    def nbytes(self) -> Amount:
        """Bytes of memory."""
        return self.elements * self.itemsize


MAX_NUMEL = 2**63 - 1
"""Elements of a tensor, as in torch."""


class Tensor(Native):
    """An array, usually without elements.

    Attributes:
        shape: dims, each an int or a symbolic expression.
        dtype: element type.
        device: where it lives.
        requires_grad: whether the backward pass computes its gradient.
        storage: memory, shared with views of this tensor.
        strides: elements of memory between neighbours along each dim; None for row-major order without gaps.
        offset: position of the first element in the storage.
        origin: the ledger event that computed it, None for inputs, parameters and constants.
        producer: the expression of the program that computed it, and as which of its outputs; None when that is not observed.
        base: the tensor that it is a view of, which gets the gradients of what is written into the view; None for others.
    """

    __slots__ = ("base", "device", "dtype", "offset", "origin", "producer", "requires_grad", "shape", "storage", "strides")
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
        strides: tuple[Dim, ...] | None = None,
        offset: Amount = 0,
    ) -> None:
        self.cls = self.created = None
        self.attributes = {}
        self.shape: Shape = tuple(shape)
        self.dtype = dtype
        self.device = device
        self.requires_grad = requires_grad
        owns_memory = storage is None
        if storage is None:
            elements = prod(self.shape)
            if type(elements) is int and elements > MAX_NUMEL:
                raise ShapeError("Storage size calculation overflowed: more elements than 64 bits can count")
            storage = Storage(elements, dtype.itemsize)
        self.storage = storage
        self.strides = strides
        self.offset = offset
        if content is not None and owns_memory:
            self.storage.content = content if strides is None else laid_out(content, self.storage.elements, self.shape, strides, offset)
        self.origin: Event | None = None
        self.base: Tensor | None = None
        self.producer: tuple[Observation, int] | None = None

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
        return prod(self.shape) * self.dtype.itemsize

    @property
    def stride(self) -> tuple[Dim, ...]:
        """Elements of memory between neighbours along each dim."""
        return contiguous_strides(self.shape) if self.strides is None else self.strides

    @property
    def is_contiguous(self) -> bool:
        """Whether the elements lie in row-major order without gaps."""
        return self.strides is None

    @property
    def content(self) -> Content | None:
        """How to compute the elements, in row-major order, when these are few and known, else None."""
        content = self.storage.content
        if content is None or self._covers_storage():
            return content
        return strided(content, self.shape, self.stride, self.offset)

    @content.setter
    def content(self, content: Content | None) -> None:
        self.write(content)

    def write(self, content: Content | None) -> None:
        """Replace the elements in place by ``content`` (None: unknown), for all views of the storage."""
        storage = self.storage
        storage.version += 1
        if content is None or storage.is_reinterpreted:
            storage.content = None
        elif self._covers_storage():
            storage.content = content
        elif storage.content is not None:
            storage.content = written(storage.content, storage.elements, content, self.shape, self.stride, self.offset)
        else:
            storage.content = laid_out(content, storage.elements, self.shape, self.stride, self.offset)

    def view(self, shape: Shape, *, dtype: Dtype | None = None) -> Tensor:
        """The same elements, in the same row-major order, under another shape, over the same storage."""
        strides = self.strides
        if strides is not None:
            strides = view_strides(self.shape, strides, shape)
            if strides is None:
                # Not expressible by strides: the memory is shared, but its elements are no longer followed.
                self._reinterpret()
            elif is_row_major(shape, strides):
                strides = None
        if dtype is not None and dtype is not self.dtype:
            self._reinterpret()
        result = Tensor(shape, dtype or self.dtype, self.device, storage=self.storage, strides=strides, offset=self.offset)
        result.requires_grad = self.requires_grad
        return result

    def restride(self, shape: Shape, strides: tuple[Dim, ...], offset: Amount | None = None) -> Tensor:
        """A view of the same storage under any shape, strides and offset (default: that of this tensor)."""
        kept = None if is_row_major(shape, strides) else strides
        result = Tensor(
            shape, self.dtype, self.device, storage=self.storage, strides=kept, offset=self.offset if offset is None else offset
        )
        result.requires_grad = self.requires_grad
        return result

    def replica(self) -> Callable[[], Tensor] | None:
        """What makes further leaves like this one, each over memory of its own."""
        storage = self.storage
        followed = self.base is not None or self.origin is not None or bool(self.attributes)
        if followed or not self._covers_storage() or storage.is_reinterpreted or storage.bounds is not None or storage.numbers is not None:
            return None
        cls, shape, dtype, device = self.cls, self.shape, self.dtype, self.device
        requires_grad, content, elements = self.requires_grad, storage.content, storage.elements

        def make() -> Tensor:
            memory = Storage(elements, dtype.itemsize)
            memory.content = content
            tensor = Tensor(shape, dtype, device, requires_grad=requires_grad, storage=memory)
            tensor.cls = cls
            return tensor

        return make

    def snapshot(self) -> tuple[Any, ...]:
        """Everything but the elements."""
        return self.requires_grad, self.origin, self.shape, self.dtype, self.device, self.storage, self.strides, self.offset

    def restore(self, state: tuple[Any, ...]) -> None:
        """Put back what :meth:`snapshot` gave."""
        self.requires_grad, self.origin, self.shape, self.dtype, self.device, self.storage, self.strides, self.offset = state

    def substituted(self, name: str, to: Amount) -> Tensor:
        """This tensor, or a new one where dims depend on the symbol ``name``, which is replaced."""
        shape = tuple(dim.substitute({name: to}) if isinstance(dim, Expression) else dim for dim in self.shape)
        if all(new is old or new == old for new, old in zip(shape, self.shape, strict=True)):
            return self
        result = Tensor(shape, self.dtype, self.device)
        result.requires_grad, result.origin = self.requires_grad, self.origin
        return result

    def _covers_storage(self) -> bool:
        return self.strides is None and type(self.offset) is int and self.offset == 0 and bool(self.storage.elements == self.numel)

    def _reinterpret(self) -> None:
        self.storage.is_reinterpreted = True
        self.storage.content = None

    def __repr__(self) -> str:
        return f"{self.dtype.name}[{','.join(map(str, self.shape))}]"
