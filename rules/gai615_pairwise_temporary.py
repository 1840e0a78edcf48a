"""GAI615: all pairwise differences are written to memory to be reduced at once."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.dataflow import framework
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

SQUARES = ("**", "pow", "square", "abs", "absolute")
LAST = (-1, 2, (-1,), (2,))


class PairwiseTemporary(OperationRule):
    """All pairwise differences are written to memory to be reduced at once.

    ## What it does
    Looks for `((x[:, None] - y[None]) ** 2).sum(-1)` and the like: the difference of every row of one matrix with every row of another,
    squared, and summed over the last axis.

    ## Why it costs
    The differences of n and m rows of length d are n m d numbers, written and read again twice, although n m numbers come out. One
    matrix product gives the same distances without them.

    ## Example
    ```python
    import torch

    x = torch.randn(1000, 64)
    y = torch.randn(2000, 64)
    distances = ((x[:, None] - y[None]) ** 2).sum(-1)  # GAI615: torch.cdist
    ```

    ## Use instead
    ```python
    import torch

    x = torch.randn(1000, 64)
    y = torch.randn(2000, 64)
    distances = torch.cdist(x, y) ** 2
    ```
    For NumPy: `(x * x).sum(1)[:, None] + (y * y).sum(1) - 2 * x @ y.T`, which may lose digits where rows are nearly equal.

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`; the saving is memory traffic, the product has about as many FLOPs.
    """

    code = "GAI615"
    name = "pairwise-temporary"
    summary = "all pairwise differences are written to memory to be reduced at once"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """The sum of squares of pairwise differences."""
        if operation.method != "sum" or operation.argument("dim", "axis", "*1") not in LAST or len(operation.operands) != 1:
            return None
        square = operation.operands[0].producer
        if square is None or square.method not in SQUARES or not only_consumer(square, operation) or not square.operands:
            return None
        difference = square.operands[0].producer
        if difference is None or difference.method not in ("-", "sub", "subtract") or not only_consumer(difference, square):
            return None
        left, right = difference.operands if len(difference.operands) == 2 else (None, None)
        if left is None or right is None or not are_known(left, right) or len(left.shape) != 3 or len(right.shape) != 3:
            return None
        (rows, one, depth), (other, columns, same) = left.shape, right.shape
        if (one, other, depth) != (1, 1, same) or square.argument("*1", "exponent", default=2) != 2:
            return None
        flat = {"x": _rows(left.producer), "y": _rows(right.producer)}
        name = framework(difference)
        instead = "torch.cdist(x, y) ** 2" if name == "torch" else "(x * x).sum(1)[:, None] + (y * y).sum(1) - 2 * x @ y.T"
        operands = {key: value.operands[0] for key, value in flat.items() if value is not None and value.operands}
        found = priced(instead, operands, like=operation) if len(operands) == 2 else None
        if found is None:
            return None
        change = Change(work_of(difference, square, operation), found[0])
        problem = f"{rows} x {columns} differences of {depth} numbers ({shape_text(square.operands[0])}) are written and summed"
        return Match(problem, instead, change, "results differ by rounding")


def _rows(operation: Operation | None) -> Operation | None:
    """The step that put in an axis."""
    return operation if operation is not None and operation.method in ("[]", "unsqueeze", "expand_dims") else None
