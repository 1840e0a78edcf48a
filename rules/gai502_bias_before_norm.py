"""GAI502: a layer has a bias that the normalisation behind it takes away."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, only_consumer, priced_layer

LAYERS = {"Conv1d": "BatchNorm1d", "Conv2d": "BatchNorm2d", "Conv3d": "BatchNorm3d", "Linear": "BatchNorm1d"}
COPIED = ("stride", "padding", "dilation", "groups")


class BiasBeforeNorm(OperationRule):
    """A layer has a bias that the normalisation behind it takes away.

    ## What it does
    Looks for convolutions and linear layers with a bias whose output goes only into a batch normalisation.

    ## Why it costs
    Batch normalisation subtracts the mean of each channel, and with it the bias, which is a constant of the channel. Its own shift takes
    the bias's place. The bias is stored, read, added, and its gradient, always zero, is computed.

    ## Example
    ```toml
    [tool.greenai]
    min-saving = "1 kFLOP"
    ```
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Conv2d(64, 64, 3, padding=1),  # GAI502: with bias=False
        nn.BatchNorm2d(64),
    )
    model(torch.randn(8, 64, 32, 32))
    ```

    ## Use instead
    ```python
    import torch
    from torch import nn

    model = nn.Sequential(
        nn.Conv2d(64, 64, 3, padding=1, bias=False),
        nn.BatchNorm2d(64),
    )
    model(torch.randn(8, 64, 32, 32))
    ```

    ## Options
    `min-saving`: what a finding must save. The default of 1 % of the model keeps this rule silent for most models: the saving is small.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. S. Ioffe, C. Szegedy, 2015 (arXiv:1502.03167), section 3.2; PyTorch
    performance tuning guide, "Disable bias for convolutions directly followed by a batch norm".
    """

    code = "GAI502"
    name = "bias-before-norm"
    summary = "a layer has a bias that the normalisation behind it takes away"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A layer with a bias in front of a batch normalisation."""
        norm = LAYERS.get(operation.method) if operation.is_layer and "bias" in operation.parameters else None
        after = operation.consumers[0] if len(operation.consumers) == 1 else None
        if norm is None or after is None or not after.is_layer or after.method != norm or not only_consumer(operation, after):
            return None
        # A norm over the axis after the batch: linear layers on sequences have their channels last.
        if len(operation.outputs[0].shape) != {"Linear": 2}.get(operation.method, len(operation.parameters["weight"])):
            return None
        found = priced_layer(_without_bias(operation), operation)
        if found is None:
            return None
        problem = f"the bias of this {operation.method} is taken away by the {after.method} behind it"
        return Match(problem, "with bias=False it", found[0], "", operation.created)


def _without_bias(layer: Operation) -> str:
    settings = layer.settings
    if layer.method == "Linear":
        return f"torch.nn.Linear({settings['in_features']}, {settings['out_features']}, bias=False)"
    others = ", ".join(f"{name}={settings[name]!r}" for name in COPIED)
    return (
        f"torch.nn.{layer.method}({settings['in_channels']}, {settings['out_channels']}, {settings['kernel_size']}, {others}, bias=False)"
    )
