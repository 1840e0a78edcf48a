"""GAI326: a tensor is copied though nothing else uses the original."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, shape_text, work_of
from flake8_greenai.findings.saving import Change

COPIES = ("clone", "copy")
SHARING = frozenset({"state_dict", "detach", "from_numpy", "as_tensor", "asarray", "requires_grad_", "getattr", "broadcast_to", "identity"})
"""Operations whose result shares memory with something that is not their operand, or may."""


class RedundantClone(OperationRule):
    """A tensor is copied though nothing else uses the original.

    ## What it does
    Looks for `clone()` and `copy()` of a result that was just computed, that nothing else uses, and that is no view of something else.

    ## Why it costs
    The copy reads and writes every element, and both are in memory at once. The original has no other user who could see a change.

    ## Example
    ```python
    import torch

    x = torch.randn(4096, 4096)
    y = (x * 2).clone()  # GAI326: memory traffic
    ```

    ## Use instead
    ```python
    import torch

    x = torch.randn(4096, 4096)
    y = x * 2
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    Copies are priced by the cost model of `docs/cost-model.md`: every byte read and written once.
    """

    code = "GAI326"
    name = "redundant-clone"
    summary = "a tensor is copied though nothing else uses the original"
    severity = Severity.WARNING
    status = "preview"
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A copy of a result that has no other user."""
        if operation.method not in COPIES or len(operation.operands) != 1:
            return None
        source = operation.operands[0]
        before = source.producer
        if before is None or before.is_layer or before.method in SHARING or before.method.endswith(("_", "=")) or not before.kernels:
            return None
        if before.function != operation.function or before.times != operation.times or before.loops != operation.loops:
            return None
        if not only_consumer(before, operation) or before.argument("inplace", "out") or not are_known(source) or not _has_work(before):
            return None
        return Match(f"{shape_text(source)} is copied and the original not used", "the original", Change(work_of(operation), ()))


def _has_work(operation: Operation) -> bool:
    """Whether it writes a tensor of its own: views move no bytes."""
    return any(kernel.bytes != 0 for kernel in operation.kernels)
