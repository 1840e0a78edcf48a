"""GAI603: a whole decomposition is computed where only its values are used."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

VALUES = {
    "torch.linalg.svd": (1, "torch.linalg.svdvals(a)"),
    "torch.svd": (1, "torch.linalg.svdvals(a)"),
    "torch.linalg.eigh": (0, "torch.linalg.eigvalsh(a)"),
    "torch.linalg.eig": (0, "torch.linalg.eigvals(a)"),
    "numpy.linalg.svd": (1, "numpy.linalg.svd(a, compute_uv=False)"),
    "numpy.linalg.eigh": (0, "numpy.linalg.eigvalsh(a)"),
    "numpy.linalg.eig": (0, "numpy.linalg.eigvals(a)"),
}
"""By name: which output the values are, and what gives only these."""


class FullDecomposition(OperationRule):
    """A whole decomposition is computed where only its values are used.

    ## What it does
    Looks for `svd`, `eigh` and `eig` of whose outputs only the singular values or eigenvalues are used afterwards.

    ## Why it costs
    The vectors take most of the FLOPs of a decomposition, and as much memory as the matrix.

    ## Example
    ```python
    import torch

    a = torch.randn(512, 512)
    u, s, v = torch.linalg.svd(a)  # GAI603
    print(s.max())
    ```

    ## Use instead
    ```python
    import torch

    a = torch.randn(512, 512)
    s = torch.linalg.svdvals(a)
    print(s.max())
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. G. H. Golub, C. F. Van Loan, Matrix Computations, 2013, figure 8.6.1.
    """

    code = "GAI603"
    name = "full-decomposition"
    summary = "a whole decomposition is computed where only its values are used"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A decomposition whose vectors nobody takes."""
        position, instead = VALUES.get(operation.name, (None, ""))
        used = {operand.position for each in operation.consumers for operand in each.operands if operand.producer is operation}
        if position is None or used != {position} or operation.is_returned or not are_known(*operation.operands):
            return None
        matrix = operation.operands[0]
        found = priced(instead, {"a": matrix}, like=operation)
        if found is None:
            return None
        change = Change(work_of(operation), found[0])
        return Match(f"only the values of this decomposition of {shape_text(matrix)} are used", instead, change)
