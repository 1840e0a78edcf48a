"""GAI602: a matrix is inverted only to be multiplied with something."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

PRODUCTS = ("@", "matmul", "mm", "bmm", "dot")
INVERSES = ("inv", "inverse")
SOLVERS = {"torch": "torch.linalg.solve(a, b)", "numpy": "numpy.linalg.solve(a, b)", "scipy": "scipy.linalg.solve(a, b)"}


class InverseThenMultiply(OperationRule):
    """A matrix is inverted only to be multiplied with something.

    ## What it does
    Looks for a product whose left operand is an inverse that nothing else uses.

    ## Why it costs
    The inverse of an n x n matrix is n solved systems and a product more; one solved system for the right-hand side needs the
    factorisation once and two substitutions. It is less accurate, too.

    ## Example
    ```python
    import torch

    a = torch.randn(512, 512)
    b = torch.randn(512, 8)
    x = torch.linalg.inv(a) @ b  # GAI602: 93.7 MFLOP instead of 273 MFLOP (1/2.91)
    ```

    ## Use instead
    ```python
    import torch

    a = torch.randn(512, 512)
    b = torch.randn(512, 8)
    x = torch.linalg.solve(a, b)
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002,
    section 14.1.
    """

    code = "GAI602"
    name = "inverse-then-multiply"
    summary = "a matrix is inverted only to be multiplied with something"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A product with an inverse on its left."""
        if operation.method not in PRODUCTS or len(operation.operands) != 2:
            return None
        left, right = operation.operands
        inverse = left.producer
        if inverse is None or inverse.method not in INVERSES or not inverse.operands or not only_consumer(inverse, operation):
            return None
        solver = SOLVERS.get(inverse.name.partition(".")[0])
        if solver is None or not are_known(left, right):
            return None
        found = priced(solver, {"a": inverse.operands[0], "b": right}, like=operation)
        if found is None:
            return None
        change = Change(work_of(inverse, operation), found[0])
        return Match(f"the inverse of {shape_text(left)} is only multiplied", solver, change, "results differ by rounding")
