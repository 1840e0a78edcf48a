"""GAI104: a training run costs more FLOPs than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import FLOPS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, schedule_text
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import exceeds, excess_text, least_text, lower


class TrainingFlopsOverBudget(Rule):
    """A training run costs more FLOPs than its budget.

    ## What it does
    Compares the FLOPs of all steps of a training loop (forward, backward and optimizer, all epochs) with the budget that applies to
    the model. It speaks only when the lower bound is above the budget: a loop that may end early counts with its least iterations,
    a data set of unknown length with one batch.

    ## Why it costs
    At a given efficiency, time, energy and carbon of a run are proportional to its FLOPs, whatever the hardware.

    ## Example
    ```toml
    [tool.greenai.budgets]
    training-flops = "1 EFLOP"
    ```
    ```python
    for epoch in range(90):  # 2.8 EFLOP for ResNet-50 on ImageNet
        for images, labels in loader:
            ...
    ```

    ## Use instead
    Fewer epochs with a schedule that reaches its end, starting from trained weights, lower resolution in the first epochs, a smaller
    model, or freezing the layers whose gradients are not needed. Or a budget of its own for this model.

    ## Options
    `budgets.training-flops`, `budgets.paths."PATTERN".training-flops` and `budgets.models."NAME".training-flops`; the most specific one
    counts, `false` lifts it. Amounts are FLOP or MAC, for instance `"10 EFLOP"`.

    ## Evidence
    Steps follow `docs/cost-model.md`; the tests compare them with measured steps of public training programs.
    """

    code = "GAI104"
    name = "training-flops-over-budget"
    summary = "a training run costs more FLOPs than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per training loop."""
        for loop in report.loops:
            budget = configuration.budget("training-flops", report.path, loop.model)
            flops = loop.total_core_flops
            if loop.kind != "training" or budget is None or not exceeds(flops, budget):
                continue
            yield self.finding(
                loop.location,
                f"training {loop.model} costs {least_text(flops, FLOPS, loop)} ({schedule_text(loop)}), {excess_text(flops, budget)}"
                f"{assuming_text(loop.assumptions)}",
                {"core_flops": lower(flops), "budget": budget.amount},
            )
