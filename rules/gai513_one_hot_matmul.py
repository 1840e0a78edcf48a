"""GAI513: rows of a matrix are selected by a product with one-hot vectors."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.dataflow import CONVERSIONS, framework, is_product, source
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

INSTEAD = {"torch": "torch.nn.functional.embedding(i, w)", "tensorflow": "tensorflow.gather(w, i)", "keras": "keras.ops.take(w, i, axis=0)"}


class OneHotMatmul(OperationRule):
    """Rows of a matrix are selected by a product with one-hot vectors.

    ## What it does
    Looks for a product whose left operand is made by `one_hot`, with or without a conversion, only for it.

    ## Why it costs
    Of the V products that each output number is the sum of, all but one are with zero. An embedding reads the row.

    ## Example
    ```python
    import torch
    import torch.nn.functional as F

    tokens = torch.randint(0, 10_000, (64,))
    weight = torch.randn(10_000, 256)
    rows = F.one_hot(tokens, 10_000).float() @ weight  # GAI513: embedding
    ```

    ## Use instead
    ```python
    import torch
    import torch.nn.functional as F

    tokens = torch.randint(0, 10_000, (64,))
    weight = torch.randn(10_000, 256)
    rows = F.embedding(tokens, weight)
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`: 2 V d FLOPs a token against none.
    """

    code = "GAI513"
    name = "one-hot-matmul"
    summary = "rows of a matrix are selected by a product with one-hot vectors"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A product with one-hot rows, also in a linear layer without bias."""
        if not is_product(operation):
            return None
        left, right = operation.operands
        hot = source(left, CONVERSIONS)
        if hot is None or hot.method != "one_hot" or not hot.operands or not are_known(left, right) or len(right.shape) != 2:
            return None
        steps = [operation]
        while steps[-1] is not hot:
            before = steps[-1].operands[0].producer
            if before is None or not only_consumer(before, steps[-1]):
                return None
            steps.append(before)
        instead = INSTEAD.get(framework(hot))
        found = priced(instead, {"i": hot.operands[0], "w": right}, like=operation) if instead else None
        if instead is None or found is None:
            return None
        change = Change(work_of(*steps), found[0])
        return Match(f"one-hot vectors {shape_text(left)} select rows of {shape_text(right)}", instead, change)
