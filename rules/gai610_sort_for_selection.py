"""GAI610: everything is sorted to take a few elements."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.dataflow import framework
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, priced, shape_text, work_of
from flake8_greenai.findings.saving import Change

MOST_KEPT = 0.25
"""Share of the sorted elements that may be taken."""


class SortForSelection(OperationRule):
    """Everything is sorted to take a few elements.

    ## What it does
    Looks for a sorted tensor of which only the first or last elements along the sorted axis are taken.

    ## Why it costs
    Sorting n elements takes n log n comparisons and writes all of them, and for tensors their positions too; the least, the greatest or
    the k greatest are found in one pass.

    ## Example
    ```python
    import torch

    scores = torch.randn(64, 50_000)
    best = torch.sort(scores, descending=True)[0][:, :5]  # GAI610: torch.topk
    ```

    ## Use instead
    ```python
    import torch

    scores = torch.randn(64, 50_000)
    best = torch.topk(scores, 5)[0]
    ```
    For NumPy `x.min(axis)`, `x.max(axis)`, or `numpy.partition(x, k)`, whose first k elements are in no order.

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`; selection in linear time: C. A. R. Hoare, Find, 1961.
    """

    code = "GAI610"
    name = "sort-for-selection"
    summary = "everything is sorted to take a few elements"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """The first or last elements of what was sorted."""
        if operation.method != "[]" or not operation.operands or operation.operands[0].producer is None:
            return None
        taken, sort = operation.operands[0], operation.operands[0].producer
        if sort.method != "sort" or not sort.operands or taken.position != 0 or not only_consumer(sort, operation):
            return None
        values = sort.operands[0]
        axis = sort.argument("dim", "axis", default=-1)
        if not are_known(values) or not operation.outputs or axis not in (-1, len(values.shape) - 1):
            return None
        before, after = values.shape[-1], _count(operation.arguments.get("*1"), len(values.shape))
        if after is None or type(before) is not int or not 0 < after <= before * MOST_KEPT:
            return None
        instead = _instead(framework(sort), after)
        found = priced(instead, {"x": values}, like=operation) if instead else None
        if found is None:
            return None
        problem = f"{shape_text(values)} is sorted to take {after} element{'s' * (after > 1)} of {before}"
        return Match(problem, instead, Change(work_of(sort, operation), found[0]))


def _instead(name: str, count: int) -> str:
    if name == "torch":
        return f"torch.topk(x, {count})" if count > 1 else "x.amax(-1)"
    return "x.min(-1)" if name == "numpy" and count == 1 else ""


def _count(index: object, dims: int) -> int | None:
    """How many elements an index takes from the start or end of the last axis, all of the others; None for any other index."""
    parts = index if type(index) is tuple and index[:1] != ("slice",) else (index,)
    if len(parts) != dims or any(part != ("slice", None, None, None) for part in parts[:-1]):
        return None
    last = parts[-1]
    if last in (0, -1):
        return 1
    if type(last) is not tuple or last[3] not in (None, 1):
        return None
    _, start, stop, _ = last
    if start is None and type(stop) is int and stop > 0:
        return stop
    return -start if stop is None and type(start) is int and start < 0 else None
