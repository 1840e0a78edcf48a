"""GAI903: the program would fail with a shape error."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule


class ShapeError(Rule):
    """The program would fail: the shapes of an operation do not fit.

    ## What it does
    Names an operation whose operands have shapes that cannot be combined, with both shapes, at the line that would raise.

    ## Why it costs
    A job that fails after its data are loaded, or at the last and smaller batch, has spent its energy for nothing.

    ## Example
    ```python
    x = torch.flatten(self.pool(x), 1)  # float32[64,9216]
    x = nn.Linear(4608, 128)(x)
    ```

    ## Use instead
    ```python
    x = nn.Linear(9216, 128)(x)
    ```

    ## Options
    `inputs` when the shapes that the analysis assumed are not those of the program.

    ## Evidence
    The rules of broadcasting and of each operation, compared with PyTorch on random arguments in the tests.
    """

    code = "GAI903"
    name = "shape-error"
    summary = "the shapes of an operation do not fit"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per operation."""
        for problem in report.problems:
            if problem.kind == "shape-error":
                yield self.finding(problem.location, problem.message)
