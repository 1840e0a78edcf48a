"""GAI511: a layer does nothing, or what the one before it has done."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, only_consumer, work_of
from flake8_greenai.findings.saving import Change

IDEMPOTENT = ("ReLU", "ReLU6", "Hardtanh")
"""Layers that change nothing when they are applied to their own output."""
NORMS = ("BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "LayerNorm")


class NoOpLayer(OperationRule):
    """A layer does nothing, or what the one before it has done.

    ## What it does
    Looks for an activation such as `ReLU` on the output of the same one, and for a normalisation on the output of the same kind of
    normalisation, where nothing else uses what is in between.

    ## Why it costs
    The result is what it was before, or differs by a scale that the next layer learns; the tensor is read and written once more, and kept
    once more for the backward pass.

    ## Example
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(512, 512),
        nn.ReLU(),
        nn.ReLU(),  # GAI511: ReLU follows ReLU
    )
    model(torch.randn(4096, 512))
    ```

    ## Use instead
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(512, 512),
        nn.ReLU(),
    )
    model(torch.randn(4096, 512))
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the model, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    max(max(x, 0), 0) = max(x, 0); normalised features have mean 0 and variance 1 but for a scale and a shift. The bytes follow
    `docs/cost-model.md`.
    """

    code = "GAI511"
    name = "no-op-layer"
    summary = "a layer does nothing, or what the one before it has done"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A layer on the output of one like it."""
        before = operation.operands[0].producer if operation.is_layer and len(operation.operands) == 1 else None
        if before is None or not before.is_layer or before.name != operation.name or not only_consumer(before, operation):
            return None
        if operation.method not in (*IDEMPOTENT, *NORMS):
            return None
        settings = [{key: value for key, value in each.settings.items() if key != "inplace"} for each in (before, operation)]
        if settings[0] != settings[1]:
            return None
        parameters = sum(size[0] for size in operation.parameters.values() if type(size[0]) is int)
        change = Change(work_of(operation), (), parameters=(parameters, 0))
        return Match(f"{operation.method} follows {before.method}", "without it the model", change, "", operation.created)
