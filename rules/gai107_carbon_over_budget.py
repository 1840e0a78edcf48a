"""GAI107: a training run, an inference or a generation emits more carbon than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import GRAMS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_excess_text, interval_text, of_inference, of_training
from flake8_greenai.findings.rules import Rule


class CarbonOverBudget(Rule):
    """A training run, an inference or a generation emits more carbon than its budget.

    ## What it does
    Compares the emissions that are predicted on each configured target with the budgets that apply to the model: `training-carbon` for a
    whole training loop, `carbon` for one call of the model and for one whole generation. Emissions are those of the electricity in the
    configured zone and the share of making the hardware. The rule speaks only when the lower bound is above the budget.

    ## Why it costs
    The same run emits twenty times as much on one grid as on another; which one it will run on is a decision like any other.

    ## Example
    ```toml
    [tool.greenai]
    target = "a100_sxm_80"
    zone = "FR"
    [tool.greenai.budgets]
    training-carbon = "5 kgCO2e"
    ```

    ## Use instead
    Less energy (GAI106), a zone or an hour with cleaner electricity, hardware that is used for longer. Or a budget of its own for
    this model.

    ## Options
    `budgets.carbon` and `budgets.training-carbon`, also by path and model; `false` lifts them. Amounts are masses of CO2 equivalent:
    `"12 gCO2e"`, `"1.5 kgCO2e"`, `"2 t"`. `target`, `zone`, `devices`, `batch`, `dtype` and `pue` say what the prediction is for; without
    a target the rule is silent.

    ## Evidence
    Intensities of grids keep their year and source in `flake8_greenai/facts/grid.toml`, embodied carbon in `hardware.toml`; published runs
    that predictions were compared with are in `docs/validation.md`.
    """

    code = "GAI107"
    name = "carbon-over-budget"
    summary = "a training run, an inference or a generation emits more carbon than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per piece of work and target."""
        for kind, pieces in (("training-carbon", of_training(report)), ("carbon", of_inference(report))):
            for work in pieces:
                budget, grams = configuration.budget(kind, report.path, work.model, work.method), work.projection.gco2e
                if budget is None or grams[0] <= budget.amount:
                    continue
                yield self.finding(
                    work.location,
                    f"{work.subject} emits {interval_text(grams, GRAMS)} on {work.projection.target} {work.details}, "
                    f"{interval_excess_text(grams, budget)}{assuming_text(work.assumptions)}",
                    {"target": work.projection.target, "gco2e": list(grams), "budget": budget.amount},
                )
