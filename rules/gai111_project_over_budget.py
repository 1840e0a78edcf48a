"""GAI111: all loops of a project together cost more than its budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flake8_greenai.configuration.quantities import FLOPS, GRAMS, JOULES, SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import interval_excess_text, interval_text
from flake8_greenai.findings.project import totals
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import amount_text, exceeds, excess_text, lower
from flake8_greenai.interpreter.values import Location

PREDICTED = (
    ("project-time", "seconds", "take", SECONDS),
    ("project-energy", "joules", "need", JOULES),
    ("project-carbon", "gco2e", "emit", GRAMS),
)


class ProjectOverBudget(Rule):
    """All loops of a project together cost more than its budget.

    ## What it does
    Adds up the FLOPs, and on each configured target the time, the energy and the carbon, of all training, inference and generation loops
    of all files that are looked at together, each run once, and compares the sums with the budgets of the project. flake8 looks at one file
    at a time, so `greenai check` and `greenai report` say this and flake8 does not.

    ## Why it costs
    Projects are paid as a whole: ten experiments that each keep their budget are ten budgets.

    ## Example
    ```toml
    [tool.greenai.budgets]
    project-energy = "100 kWh"
    ```

    ## Use instead
    Remove or merge runs that answer the same question, or search on a smaller model and data set first.

    ## Options
    `budgets.project-flops`, `budgets.project-time`, `budgets.project-energy` and `budgets.project-carbon`; the last three need a `target`.

    ## Evidence
    The sum of what GAI003 and GAI004 say. Loops whose length is not known count with one iteration, so the sum is a lower bound.
    """

    code = "GAI111"
    name = "project-over-budget"
    summary = "all loops of a project together cost more than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """Nothing: one file is no project."""
        yield from ()

    def check_project(self, reports: Sequence[FileReport], configuration: Configuration) -> Iterator[Finding]:
        """One finding per kind of cost and target."""
        total = totals(reports)
        location = Location(configuration.source or configuration.folder or ".", 1, 0)
        loops = f"the {total.loops} loop{'' if total.loops == 1 else 's'} of {total.files} file{'' if total.files == 1 else 's'}"
        budget = configuration.budgets.project.get("project-flops")
        if budget is not None and exceeds(total.core_flops, budget):
            flops = lower(total.core_flops)
            text = f"{loops} cost {amount_text(flops, FLOPS)}, {excess_text(total.core_flops, budget)}"
            yield self.finding(location, text, {"core_flops": flops, "budget": budget.amount})
        for kind, figure, verb, unit in PREDICTED:
            budget = configuration.budgets.project.get(kind)
            for name, sums in total.targets.items():
                interval = sums[figure]
                if budget is not None and interval[0] > budget.amount:
                    text = f"{loops} {verb} {interval_text(interval, unit)} on {name}, {interval_excess_text(interval, budget)}"
                    yield self.finding(location, text, {"target": name, figure: list(interval), "budget": budget.amount})
