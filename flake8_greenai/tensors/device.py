"""Devices that tensors live on."""

from __future__ import annotations

from typing import ClassVar

from flake8_greenai.interpreter.values import Native


class Device(Native):
    """A device: ``type`` (``cpu``, ``cuda``, ``meta``, ...) and optional ``index``; equal when both are equal."""

    __slots__ = ("index", "type")
    class_name: ClassVar[str] = "torch.device"

    def __init__(self, kind: str, index: int | None = None) -> None:
        super().__init__()
        self.type, _, number = kind.partition(":")
        self.index = int(number) if number.isdigit() else index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __repr__(self) -> str:
        inside = f"type='{self.type}'" + ("" if self.index is None else f", index={self.index}")
        return f"device({inside})"

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"


CPU = Device("cpu")
