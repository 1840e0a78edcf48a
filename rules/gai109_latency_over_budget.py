"""GAI109: an inference takes longer than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_excess_text, interval_text, of_inference, of_time
from flake8_greenai.findings.rules import Rule


class LatencyOverBudget(Rule):
    """An inference takes longer on the target than its budget.

    ## What it does
    Compares the time that is predicted for one call of a model with the inputs named in the message, and for one whole generation, with the
    budget that applies to the model, on each configured target. Predictions are intervals; the rule speaks only when their lower bound is
    above the budget. Loops over many batches are not an inference: nobody waits for one.

    ## Why it costs
    Latency is what people wait for. A service that is too slow gets more or larger devices, which draw more.

    ## Example
    ```toml
    [tool.greenai]
    target = "jetson_orin_nano_8gb"
    [tool.greenai.budgets]
    latency = "50 ms"
    ```

    ## Use instead
    A smaller model or resolution, lower precision where the target is faster in it, fewer and larger operations (compiled or fused)
    where launches bound it, a cache of keys and values in generation. Or a budget of its own for this model.

    ## Options
    `budgets.latency`, also by path and model; `false` lifts it. Amounts are times: `"50 ms"`, `"1.5 s"`. `target`, `devices`, `batch` and
    `dtype` say what the prediction is for; without a target the rule is silent.

    ## Evidence
    `docs/validation.md` lists the measured error of predicted times by device.
    """

    code = "GAI109"
    name = "latency-over-budget"
    summary = "an inference takes longer on the target than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model or generation, and target."""
        for work in of_inference(report):
            budget, seconds = configuration.budget("latency", report.path, work.model, work.method), work.projection.seconds
            if budget is None or seconds[0] <= budget.amount:
                continue
            yield self.finding(
                work.location,
                f"{work.subject} takes {interval_text(seconds, SECONDS)} on {work.projection.target} {work.details}, "
                f"{interval_excess_text(seconds, budget)}{assuming_text(of_time(work.assumptions))}",
                {"target": work.projection.target, "seconds": list(seconds), "budget": budget.amount},
            )
