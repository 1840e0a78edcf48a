"""GAI110: one layer holds more of a model's FLOPs than its budget allows."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import FLOPS, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, ModelReport, ModuleCost
from flake8_greenai.findings.check import same_file
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import highest, number
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import amount_text, caveats

FEWEST = 3
"""Layers that a model must have before one of them can dominate."""


class DominantLayer(Rule):
    """One layer holds more of a model's FLOPs than its budget allows.

    ## What it does
    Looks for a layer whose own contractions hold more than the budgeted share of the FLOPs of one forward pass. Only models with at least
    three layers that compute are looked at. A layer that is called several times counts with all its calls.

    ## Why it costs
    A layer that dominates is usually an accident of sizes: a linear layer over a large flattened map, a convolution at full
    resolution, an output over a huge vocabulary. It is also where a change saves most.

    ## Example
    ```toml
    [tool.greenai.budgets]
    layer-share = "60 %"
    ```
    ```python
    self.stem = nn.Conv2d(3, 64, kernel_size=11)  # at full resolution: 70 % of the model
    ```

    ## Use instead
    Pool or stride before the layer, factorise it (depthwise, bottleneck), or lower its width. Or a share of its own for this model.

    ## Options
    `budgets.layer-share`, `budgets.paths."PATTERN".layer-share` and `budgets.models."NAME".layer-share`: a share such as `"60 %"` or `0.6`;
    `false` lifts it. Without one the rule is silent.

    ## Evidence
    Counts follow `docs/cost-model.md`, compared with measured models, layer by layer, in the tests.
    """

    code = "GAI110"
    name = "dominant-layer"
    summary = "one layer holds more of a model's FLOPs than its budget allows"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model."""
        for model in report.models:
            budget = configuration.budget("layer-share", report.path, model.qualname, model.method)
            found = _largest(model) if budget is not None else None
            if budget is None or found is None or found[1] <= budget.amount:
                continue
            layer, share = found
            created = layer.created
            location = created if created is not None and same_file(created.file, report.path) else model.location
            yield self.finding(
                location,
                f"{layer.name} ({layer.class_name}) holds {show_percent(share)} of the FLOPs of {model.qualname}, "
                f"{amount_text(layer.own_core_flops, FLOPS)}, budget {budget.text}{caveats(model.estimate)}",
                {"module": layer.name, "share": share, "budget": budget.amount},
            )


def _largest(model: ModelReport) -> tuple[ModuleCost, float] | None:
    """The layer with most FLOPs of its own, and the least share of the whole that it can have."""
    forward = model.estimate.forward
    whole = highest(forward.core_flops) if forward is not None else None
    layers = [(flops, layer) for layer in model.estimate.modules if layer.name and (flops := number(layer.own_core_flops))]
    if not whole or len(layers) < FEWEST:
        return None
    flops, layer = max(layers, key=lambda item: item[0])
    return layer, flops / whole
