"""GAI103: the weights of a model take more memory than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import BYTES
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, Status
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import exceeds, excess_text, heaviest_text, least_text


class WeightsOverBudget(Rule):
    """The weights of a model take more memory than its budget.

    ## What it does
    Compares the bytes of a model's parameters, in the dtype that the program gives them, with the budget that applies to it.

    ## Why it costs
    Weights are downloaded, kept in memory for as long as the model serves, and read at every pass; in generation with small batches
    reading them is what the time goes into.

    ## Example
    ```toml
    [tool.greenai.budgets]
    weights = "64 MiB"
    ```
    ```python
    model = resnet50()  # 97.5 MiB of weights in float32
    ```

    ## Use instead
    Half-precision weights (`model.half()`, `dtype=torch.bfloat16`) halve them; quantised ones quarter them; or a smaller model.

    ## Options
    `budgets.weights`, `budgets.paths."PATTERN".weights` and `budgets.models."NAME".weights`; the most specific one counts, `false`
    lifts it. Amounts are bytes with SI or IEC prefixes: `"1.5 GiB"`, `"100 MB"`.

    ## Evidence
    Number of parameters times the size of their dtype, which the tests compare with the built model.
    """

    code = "GAI103"
    name = "weights-over-budget"
    summary = "the weights of a model take more memory than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model."""
        for model in report.models:
            estimate = model.estimate
            budget = configuration.budget("weights", report.path, model.qualname, model.method)
            if estimate.status is Status.FAILED or budget is None or not exceeds(estimate.param_bytes, budget):
                continue
            yield self.finding(
                model.location,
                f"{model.qualname} keeps {least_text(estimate.param_bytes, BYTES, estimate)} of weights in memory, "
                f"{excess_text(estimate.param_bytes, budget)}{heaviest_text(estimate.modules, 'params', estimate.params)}",
                {"param_bytes": estimate.param_bytes, "budget": budget.amount},
            )
