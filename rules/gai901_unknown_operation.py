"""GAI901: a call in a costed model could not be resolved or has no cost rule."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, Status
from flake8_greenai.findings.check import same_file
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule


class UnknownOperation(Rule):
    """A call in a costed model could not be resolved or has no cost rule.

    ## What it does
    Names each call that the analysis could not cost, where it is and why: a library whose source was not found, an operation without
    a rule, or a value that depends on data. Figures of the model are then lower bounds. In a file without any model it also says which
    bound of the analysis was reached, if one was.

    ## Why it costs
    What is unknown is never counted as zero without saying so. A budget may be crossed without being reported as long as calls are
    unknown.

    ## Example
    ```python
    x = my_cuda_extension.fused_mlp(x)
    ```

    ## Use instead
    Describe the call in a stub of your own (`stubs = ["stubs/"]`), add the folder of the missing source (`paths = ["src/"]`), or give
    the inputs of the model (`inputs`) if its value depends on them.

    ## Options
    `notes = true` in `[tool.greenai]` or `--greenai-notes` show notes; `extend-select = ["GAI901"]` shows this one alone. `stubs`,
    `paths` and `inputs` as said above.

    ## Evidence
    The analysis itself: each reason is the place where it stopped.
    """

    code = "GAI901"
    name = "unknown-operation"
    summary = "a call in a costed model could not be resolved or has no cost rule"
    severity = Severity.NOTE
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One note per place; calls inside libraries are told at the model that makes them."""
        told: set[tuple[int, int]] = set()
        for model in report.models:
            if model.estimate.status is Status.FAILED:
                continue
            for call in {call.reason: call for call in reversed(model.estimate.unknown)}.values():
                # What follows from one unknown value is told once, at the first call that it prevents.
                is_here = call.location is not None and same_file(call.location.file, report.path)
                place = f" (called at {call.location})" if call.location and not is_here else ""
                location = call.location if is_here and call.location else model.location
                told.add((location.line, location.column))
                name = call.call or "a call"
                yield self.finding(location, f"{name} in {model.qualname}.{model.method} is not costed: {call.reason}{place}")
        for problem in report.problems:
            place_here = (problem.location.line, problem.location.column)
            is_told = place_here in told or not same_file(problem.location.file, report.path)
            is_silence = problem.kind == "bound" and not report.models
            if is_silence or (problem.kind == "unknown" and not is_told):
                yield self.finding(problem.location, problem.message)
