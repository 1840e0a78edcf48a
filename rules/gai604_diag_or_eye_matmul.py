"""GAI604: a product with a diagonal matrix is computed as a product of whole matrices."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operand, Operation
from flake8_greenai.findings.dataflow import is_product
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

DIAGONALS = ("diag", "diagflat", "diag_embed")
IDENTITIES = ("eye", "identity")


class DiagOrEyeMatmul(OperationRule):
    """A product with a diagonal matrix is computed as a product of whole matrices.

    ## What it does
    Looks for a product one operand of which is made by `diag` from a vector, or by `eye`, just for it.

    ## Why it costs
    All but one term in each sum are products with zero: n times as many FLOPs as scaling the rows or columns takes.

    ## Example
    ```python
    import torch

    scale = torch.rand(1024)
    x = torch.randn(1024, 256)
    y = torch.diag(scale) @ x  # GAI604: d[:, None] * b
    ```

    ## Use instead
    ```python
    import torch

    scale = torch.rand(1024)
    x = torch.randn(1024, 256)
    y = scale[:, None] * x
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`: 2 n n m FLOPs against n m.
    """

    code = "GAI604"
    name = "diag-or-eye-matmul"
    summary = "a product with a diagonal matrix is computed as a product of whole matrices"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A product with a diagonal matrix."""
        if not is_product(operation):
            return None
        left, right = operation.operands
        if not are_known(left, right) or len(left.shape) != 2 or len(right.shape) != 2:
            return None
        for matrix, other, instead in ((left, right, "d[:, None] * b"), (right, left, "b * d")):
            maker = matrix.producer
            if maker is None or not only_consumer(maker, operation):
                continue
            if maker.method in IDENTITIES and not maker.operands:
                change = Change(work_of(maker, operation), ())
                return Match(f"a product of {shape_text(other)} with the identity", "the other operand alone", change)
            vector = _vector(maker)
            found = priced(instead, {"d": vector, "b": other}, like=operation) if vector is not None else None
            if found is not None:
                change = Change(work_of(maker, operation), found[0])
                return Match(f"a product of {shape_text(other)} with a diagonal matrix", instead, change)
        return None


def _vector(maker: Operation) -> Operand | None:
    """The vector that a diagonal matrix is made from."""
    operands = maker.operands
    is_main = maker.argument("diagonal", "k", "offset", default=0) == 0
    return operands[0] if maker.method in DIAGONALS and is_main and operands and len(operands[0].shape) == 1 else None
