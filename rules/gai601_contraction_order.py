"""GAI601: a chain of matrix products is multiplied in an order that takes more FLOPs than another."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.dataflow import is_product
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change


class ContractionOrder(OperationRule):
    """A chain of matrix products is multiplied in an order that takes more FLOPs than another.

    ## What it does
    Looks for a product of three matrices, `(a @ b) @ c` or `a @ (b @ c)`, that takes fewer FLOPs the other way round. The product in
    the middle must not be used for anything else.

    ## Why it costs
    The result is the same, but the matrix in the middle may be much larger in one order than in the other. Python multiplies from left
    to right, which is the worst order when the last operand is a vector or a narrow matrix.

    ## Example
    ```python
    import torch

    a = torch.randn(2048, 2048)
    b = torch.randn(2048, 2048)
    x = torch.randn(2048, 1)
    y = a @ b @ x  # GAI601: 16.8 MFLOP instead of 17.2 GFLOP
    ```

    ## Use instead
    ```python
    import torch

    a = torch.randn(2048, 2048)
    b = torch.randn(2048, 2048)
    x = torch.randn(2048, 1)
    y = a @ (b @ x)
    ```
    `torch.linalg.multi_dot` and `numpy.linalg.multi_dot` choose the order themselves.

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both orders are priced by the cost model of `docs/cost-model.md`. T. H. Cormen et al., Introduction to Algorithms, section 15.2,
    matrix-chain multiplication.
    """

    code = "GAI601"
    name = "contraction-order"
    summary = "a chain of matrix products is multiplied in an order that takes more FLOPs than another"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A product of a product."""
        if not is_product(operation):
            return None
        left, right = operation.operands
        if left.producer is not None and is_product(left.producer) and only_consumer(left.producer, operation):
            inner, operands, instead = left.producer, (*left.producer.operands, right), "a @ (b @ c)"
        elif right.producer is not None and is_product(right.producer) and only_consumer(right.producer, operation):
            inner, operands, instead = right.producer, (left, *right.producer.operands), "(a @ b) @ c"
        else:
            return None
        if not are_known(*operands) or min(len(each.shape) for each in operands) < 2:
            return None
        found = priced(instead, dict(zip("abc", operands, strict=True)), like=operation)
        if found is None:
            return None
        change = Change(work_of(inner, operation), found[0])
        shapes = ", ".join(shape_text(each) for each in operands)
        return Match(f"the product of {shapes} has a cheaper order", instead, change, "results differ by rounding")
