"""GAI105: a training run takes longer than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_excess_text, interval_text, of_time, of_training
from flake8_greenai.findings.rules import Rule


class TrainingTimeOverBudget(Rule):
    """A training run takes longer on the target than its budget.

    ## What it does
    Compares the time that is predicted for a whole training loop on each configured target with the budget that applies to the model.
    Predictions are intervals; the rule speaks only when their lower bound is above the budget.

    ## Why it costs
    Devices draw power for as long as a run lasts, also while they wait for memory, for launches of kernels, or for each other.

    ## Example
    ```toml
    [tool.greenai]
    target = "a100_sxm_80"
    [tool.greenai.budgets]
    training-time = "8 h"
    ```
    ```python
    for epoch in range(90):  # ResNet-50 on ImageNet in float32: days
        ...
    ```

    ## Use instead
    Lower precision where the target is faster in it (GAI202), a batch that uses it (GAI203, GAI205), fewer steps, or a smaller model. Or a
    budget of its own for this model.

    ## Options
    `budgets.training-time`, also by path and model; `false` lifts it. Amounts are times: `"45 min"`, `"8 h"`, `"3 days"`. `target`,
    `devices`, `batch` and `dtype` say what the prediction is for; without a target the rule is silent.

    ## Evidence
    `docs/validation.md` lists the measured error of predicted times by device.
    """

    code = "GAI105"
    name = "training-time-over-budget"
    summary = "a training run takes longer on the target than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per training loop and target."""
        for work in of_training(report):
            budget, seconds = configuration.budget("training-time", report.path, work.model), work.projection.seconds
            if budget is None or seconds[0] <= budget.amount:
                continue
            yield self.finding(
                work.location,
                f"{work.subject} takes {interval_text(seconds, SECONDS)} on {work.projection.target} {work.details}, "
                f"{interval_excess_text(seconds, budget)}{assuming_text(of_time(work.assumptions))}",
                {"target": work.projection.target, "seconds": list(seconds), "budget": budget.amount},
            )
