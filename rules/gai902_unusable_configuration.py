"""GAI902: a setting cannot be used."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule


class UnusableConfiguration(Rule):
    """A setting cannot be used: an unknown key, a value of the wrong type, an amount without sense, a folder that is missing.

    ## What it does
    Names the key, the value that was found and what is allowed, once per file and in place of all other findings: with half a
    configuration, silence would look like a kept budget.

    ## Why it costs
    A misspelt budget is a budget that nothing keeps.

    ## Example
    ```toml
    [tool.greenai.budgets]
    flop = "4 G"
    ```

    ## Use instead
    ```toml
    [tool.greenai.budgets]
    flops = "4 GFLOP"
    ```

    ## Options
    None. `docs/configuration.md` lists all keys.

    ## Evidence
    The configuration file itself.
    """

    code = "GAI902"
    name = "unusable-configuration"
    summary = "a setting cannot be used"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per fault of the configuration."""
        for problem in report.problems:
            if problem.kind == "configuration":
                yield self.finding(problem.location, problem.message)
