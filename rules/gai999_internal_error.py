"""GAI999: the analysis itself failed."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule


class InternalError(Rule):
    """The analysis itself failed on a file.

    ## What it does
    Says in one line that flake8-greenai met an error of its own, in place of a traceback that would end the whole run. Other files
    and other plugins are not affected.

    ## Why it costs
    The file was not analysed: its budgets are not checked.

    ## Example
    Any file that makes the analysis fail.

    ## Use instead
    Please report the line and, if you can, the file. `# noqa: GAI999` on the first line, or `per-file-ignores`, silence it meanwhile.

    ## Options
    None.

    ## Evidence
    The error's type and text, which the message gives.
    """

    code = "GAI999"
    name = "internal-error"
    summary = "the analysis itself failed"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per failed file."""
        for problem in report.problems:
            if problem.kind == "internal":
                yield self.finding(problem.location, problem.message)
