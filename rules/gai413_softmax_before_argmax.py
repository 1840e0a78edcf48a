"""GAI413: a softmax is taken only to find the largest element."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, only_consumer, shape_text
from flake8_greenai.findings.saving import Change

ALONG = ("softmax", "log_softmax", "Softmax", "LogSoftmax")
"""What keeps the order of elements along one dimension."""
EVERYWHERE = ("sigmoid", "logsigmoid", "Sigmoid", "LogSigmoid")
"""What keeps the order of all elements."""


class SoftmaxBeforeArgmax(OperationRule):
    """A softmax is taken only to find the largest element.

    ## What it does
    Looks for `argmax` of a softmax, log-softmax or sigmoid that nothing else uses, along the same dimension.

    ## Why it costs
    These functions keep the order of their elements: the largest stays the largest. They read the scores twice and write them once more for
    nothing.

    ## Example
    ```python
    import torch

    scores = torch.randn(512, 50257)
    tokens = torch.softmax(scores, dim=-1).argmax(dim=-1)  # GAI413: memory traffic
    ```

    ## Use instead
    ```python
    import torch

    scores = torch.randn(512, 50257)
    tokens = scores.argmax(dim=-1)
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    exp(x) / c and 1 / (1 + exp(-x)) grow with x. What is not computed any more is priced by the cost model of `docs/cost-model.md`.
    """

    code = "GAI413"
    name = "softmax-before-argmax"
    summary = "a softmax is taken only to find the largest element"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """An index of the largest of what keeps the order of elements."""
        operands = operation.operands
        before = operands[0].producer if operation.method == "argmax" and len(operands) == 1 else None
        if before is None or len(before.operands) != 1 or not only_consumer(before, operation):
            return None
        if before.method in ALONG:
            rank = len(operands[0].shape)
            dims = before.argument("dim", "axis", default=before.settings.get("dim")), operation.argument("dim", "axis", "*1")
            if not all(type(dim) is int for dim in dims) or dims[0] % rank != dims[1] % rank:  # type: ignore[operator]
                return None
        elif before.method not in EVERYWHERE:
            return None
        return Match(
            f"{before.method} of {shape_text(operands[0])} is only searched for its largest", "argmax alone", Change(before.kernels, ())
        )
