"""GAI102: a model has more parameters than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import PARAMETERS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, Status
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import exceeds, excess_text, heaviest_text, least_text


class ParametersOverBudget(Rule):
    """A model has more parameters than its budget.

    ## What it does
    Compares the number of parameters of a model, tied ones counted once, with the budget that applies to it.

    ## Why it costs
    Each parameter is stored, moved at every pass, and in training carries a gradient and the state of the optimizer: 16 bytes in
    all with Adam in float32.

    ## Example
    ```toml
    [tool.greenai.budgets]
    parameters = "20M"
    ```
    ```python
    model = resnet50()  # 25.6M parameters
    ```

    ## Use instead
    Narrower or fewer layers where the message says that the parameters are; global pooling in place of a large flattened map before
    a linear layer; tied input and output embeddings. Or a budget of its own for this model.

    ## Options
    `budgets.parameters`, `budgets.paths."PATTERN".parameters` and `budgets.models."NAME".parameters`; the most specific one counts,
    `false` lifts it. Amounts are counts: `"25M"`, `"1.3B"`.

    ## Evidence
    Parameter counts equal those of the built model (`sum(p.numel() for p in model.parameters())`) for every model in the tests.
    """

    code = "GAI102"
    name = "parameters-over-budget"
    summary = "a model has more parameters than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model."""
        for model in report.models:
            estimate = model.estimate
            budget = configuration.budget("parameters", report.path, model.qualname, model.method)
            if estimate.status is Status.FAILED or budget is None or not exceeds(estimate.params, budget):
                continue
            yield self.finding(
                model.location,
                f"{model.qualname} has {least_text(estimate.params, PARAMETERS, estimate)} parameters, "
                f"{excess_text(estimate.params, budget)}{heaviest_text(estimate.modules, 'params', estimate.params, 'them')}",
                {"params": estimate.params, "budget": budget.amount},
            )
