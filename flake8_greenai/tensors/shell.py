"""Objects of stubs that are nothing but a tensor, such as an array of NumPy."""

from __future__ import annotations

from flake8_greenai.interpreter.values import Instance
from flake8_greenai.tensors.tensor import Tensor


def inner_tensor(value: Instance) -> Tensor | None:
    """The tensor that an object of a stub is nothing but a shell of; None for any other object."""
    if value.cls is None or not value.cls.is_stub or value.cls.find("_greenai_is_value") is not True:
        return None
    tensors = [each for each in value.attributes.values() if type(each) is Tensor]
    return tensors[0] if len(tensors) == 1 else None
