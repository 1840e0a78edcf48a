"""GAI106: a training run, an inference or a generation needs more energy than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import JOULES
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_excess_text, interval_text, of_energy, of_inference, of_training
from flake8_greenai.findings.rules import Rule


class EnergyOverBudget(Rule):
    """A training run, an inference or a generation needs more energy than its budget.

    ## What it does
    Compares the energy that is predicted on each configured target with the budgets that apply to the model: `training-energy` for a whole
    training loop, `energy` for one call of the model with the inputs named in the message and for one whole generation. Energy is that of
    all devices at the wall socket, with the overhead of the building. The rule speaks only when the lower bound is above the budget.

    ## Why it costs
    Energy is what is paid for and what emissions follow from. It is not proportional to FLOPs: a device that waits draws power too.

    ## Example
    ```toml
    [tool.greenai]
    target = "a100_sxm_80"
    [tool.greenai.budgets]
    energy = "1 J"
    training-energy = "20 kWh"
    ```

    ## Use instead
    What saves time on the same device saves energy (GAI105); so does a device that is not too large for the work (GAI205). Or a budget of
    its own for this model.

    ## Options
    `budgets.energy` and `budgets.training-energy`, also by path and model; `false` lifts them. Amounts are energies: `"350 J"`, `"12 mWh"`,
    `"20 kWh"`. `target`, `devices`, `batch`, `dtype` and `pue` say what the prediction is for; without a target the rule is silent.

    ## Evidence
    Energy follows from predicted time and utilisation between idle and peak power, see `docs/cost-model.md`; published runs that it was
    compared with are in `docs/validation.md`.
    """

    code = "GAI106"
    name = "energy-over-budget"
    summary = "a training run, an inference or a generation needs more energy than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per piece of work and target."""
        for kind, pieces in (("training-energy", of_training(report)), ("energy", of_inference(report))):
            for work in pieces:
                budget, joules = configuration.budget(kind, report.path, work.model, work.method), work.projection.joules
                if budget is None or joules[0] <= budget.amount:
                    continue
                yield self.finding(
                    work.location,
                    f"{work.subject} needs {interval_text(joules, JOULES)} on {work.projection.target} {work.details}, "
                    f"{interval_excess_text(joules, budget)}{assuming_text(of_energy(work.assumptions))}",
                    {"target": work.projection.target, "joules": list(joules), "budget": budget.amount},
                )
