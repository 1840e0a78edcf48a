"""Where tensors come from and go to: names that frameworks give the same operation, and steps through views."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operand, Operation

PRODUCTS = frozenset({"@", "matmul", "mm", "bmm", "dot"})
"""Names of matrix products of two operands, by :attr:`Operation.method`."""
ADDITIONS = frozenset({"+", "add", "sum"})
VIEWS = frozenset({
    "view", "reshape", "flatten", "unflatten", "squeeze", "unsqueeze", "expand", "expand_as", "transpose", "permute", "swapaxes", "T", "mT",
    "contiguous", "[]", "t", "movedim", "expand_dims", "ravel", "identity",
})  # fmt: skip
"""Operations that give the same elements under another shape."""
CONVERSIONS = frozenset({"to", "float", "half", "double", "type", "astype", "bfloat16", "cpu", "cuda", "cast"})
"""Operations that give the same numbers in another dtype or place."""


def source(operand: Operand, through: frozenset[str] = VIEWS) -> Operation | None:
    """The operation that made a tensor, views (or other steps ``through``) left out; None when it is not seen."""
    operation = operand.producer
    while operation is not None and operation.method in through and operation.operands:
        operation = operation.operands[0].producer
    return operation


def is_product(operation: Operation) -> bool:
    """Whether it is a matrix product of two tensors."""
    return operation.method in PRODUCTS and len(operation.operands) == 2


def framework(operation: Operation) -> str:
    """The first part of the name that is called (``torch``), for operators that of the first producer that tells; else empty."""
    first = operation.name.partition(".")[0]
    if first.isidentifier():
        return first
    for operand in operation.operands:
        if operand.producer is not None and (found := framework(operand.producer)):
            return found
    return ""


def steps_back(operand: Operand, consumer: Operation, through: frozenset[str], until: frozenset[str]) -> list[Operation]:
    """The operations from the one that made a tensor back to the first that is called like one of ``until``, that included.

    Empty when the chain leaves ``through``, ends, or anything else uses a tensor on the way. Of steps with several operands the first
    that was made by an operation is followed.
    """
    steps: list[Operation] = []
    current: Operation | None = operand.producer
    after: Operation = consumer
    while current is not None and not current.is_returned and all(each is after for each in current.consumers):
        steps.append(current)
        if current.method in until:
            return steps
        if current.method not in through:
            return []
        after = current
        shape = current.outputs[0].shape
        current = next((each.producer for each in current.operands if each.producer is not None and each.shape == shape), None)
    return []
