"""GAI101: the forward pass of a model costs more than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import FLOPS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import caveats, exceeds, excess_text, heaviest_text, inputs_text, least_text, lower


class FlopsOverBudget(Rule):
    """The forward pass of a model costs more FLOPs than its budget.

    ## What it does
    Compares the FLOPs of one forward pass, for the inputs named in the message, with the budget that applies to the model. It
    speaks only when the lower bound is above the budget: unknown calls and undecided branches never make it fire. When the batch
    size or another dimension is a symbol, it speaks only if the budget is crossed for every value of it.

    ## Why it costs
    Every inference pays the forward pass, and every training step about three times as much. At a given efficiency, time and energy
    are proportional to it.

    ## Example
    ```toml
    [tool.greenai.budgets]
    flops = "4 GFLOP"
    ```
    ```python
    model = resnet50()  # 8.18 GFLOP for float32[1,3,224,224]
    ```

    ## Use instead
    A smaller model of the same kind, a lower resolution, or cheaper operations where the message says that the work is. Or decide
    that the model is worth it, and write that down as a budget of its own:
    ```toml
    [tool.greenai.budgets.models.ResNet]
    flops = "9 GFLOP"
    ```

    ## Options
    `budgets.flops`, `budgets.paths."PATTERN".flops` and `budgets.models."NAME".flops`; the most specific one counts, `false` lifts it.
    Amounts are FLOP or MAC (1 MAC = 2 FLOP), for instance `"4 GFLOP"` or `"2 GMAC"`.

    ## Evidence
    Counts follow `docs/cost-model.md` and equal those of PyTorch's FlopCounterMode, its known faults corrected.
    """

    code = "GAI101"
    name = "flops-over-budget"
    summary = "the forward pass of a model costs more FLOPs than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model and inputs."""
        for model in report.models:
            estimate = model.estimate
            if estimate.forward is None:
                continue
            flops = estimate.forward.core_flops
            budget = configuration.budget("flops", report.path, model.qualname, model.method)
            if budget is None or not exceeds(flops, budget):
                continue
            inputs = inputs_text(estimate)
            yield self.finding(
                model.location,
                f"{model.qualname}.{model.method} costs {least_text(flops, FLOPS, estimate)}{f' for {inputs}' if inputs else ''}, "
                f"{excess_text(flops, budget)}{heaviest_text(estimate.modules, 'core_flops', flops)}{caveats(estimate)}",
                {"core_flops": lower(flops), "budget": budget.amount},
            )
