"""GAI510: two linear layers follow each other with nothing in between, and one would be smaller."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, only_consumer, own_parameters, priced, work_of
from flake8_greenai.findings.saving import Change


class LinearLinear(OperationRule):
    """Two linear layers follow each other with nothing in between, and one would be smaller.

    ## What it does
    Looks for a `Linear` layer whose input is the output of another one that nothing else uses, where a single layer from the features
    of the first to those of the second has fewer parameters.

    ## Why it costs
    A product of two affine maps is an affine map: without an activation in between, the pair can express nothing that one layer cannot.
    Usually the activation was forgotten.

    ## Example
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(512, 2048),
        nn.Linear(2048, 512),  # GAI510: parameters 263k instead of 2.1M
    )
    model(torch.randn(8, 512))
    ```

    ## Use instead
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Linear(512, 512),
    )
    model(torch.randn(8, 512))
    ```
    Or put the activation in between that the second layer needs to be of use.

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the model, `"1 GFLOP"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. A narrow layer between two wide ones (low rank, LoRA) is smaller than
    one layer and is not reported. What training finds may differ: S. Arora et al., 2018 (arXiv:1802.06509).
    """

    code = "GAI510"
    name = "linear-linear"
    summary = "two linear layers follow each other with nothing in between, and one would be smaller"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A linear layer on the output of a linear layer."""
        first = operation.operands[0].producer if operation.operands else None
        if first is None or not _is_linear(operation) or not _is_linear(first) or not only_consumer(first, operation):
            return None
        inputs, outputs = first.settings.get("in_features"), operation.settings.get("out_features")
        parameters = own_parameters(first), own_parameters(operation)
        if type(inputs) is not int or type(outputs) is not int or parameters[0] is None or parameters[1] is None:
            return None
        bias = "bias" in first.parameters or "bias" in operation.parameters
        code = f"torch.nn.Linear({inputs}, {outputs}{'' if bias else ', bias=False'})"
        found = priced("layer(x)", {"x": first.operands[0]}, {"layer": code}, like=operation)
        after = inputs * outputs + (outputs if bias else 0)
        before = parameters[0] + parameters[1]
        if found is None or after >= before:
            return None
        change = Change(work_of(first, operation), found[0], parameters=(before, after))
        middle = first.settings.get("out_features")
        problem = f"linear layers from {inputs} to {middle} to {outputs} features have no activation in between"
        return Match(problem, code, change, "training may take another path", operation.created)


def _is_linear(operation: Operation) -> bool:
    return operation.is_layer and operation.method == "Linear"
