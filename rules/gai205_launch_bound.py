"""GAI205: a model is too small for the target: starting kernels bounds it."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import FLOPS, SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_text, of_time, schedule_text, weighed, worthwhile
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import amount_text


class LaunchBound(Rule):
    """A model is too small for the target: starting kernels takes longer than running them.

    ## What it does
    Speaks when the predicted time of an iteration is that of launching its kernels, not that of their arithmetic or memory, in a loop that
    certainly takes a minute or more.

    ## Why it costs
    The device waits for the host and draws half its power doing so. A smaller device, or none, would take about as long.

    ## Example
    ```python
    model = nn.Sequential(nn.Linear(4, 64), nn.ReLU(), nn.Linear(64, 2))
    for step in range(10_000_000):  # on an H100
        ...
    ```

    ## Use instead
    A larger batch; several environments or models at once (`torch.func.vmap`); fewer kernels (`torch.compile`, CUDA graphs, `foreach` or
    `fused` optimizers); or the CPU.

    ## Options
    `target`; without one the rule is silent. `least-time` is the predicted time from which on a loop is looked at, 1 minute unless set.

    ## Evidence
    Launch overheads are calibrated on measured runs, see `docs/validation.md`.
    """

    code = "GAI205"
    name = "launch-bound"
    summary = "a model is too small for the target: starting kernels bounds it"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per loop and target."""
        for loop, whole, step in worthwhile(report, configuration):
            if step.bound != "launch":
                continue
            each = f"an iteration takes {interval_text(step.seconds, SECONDS)}" if step is not whole else "it takes most of the time"
            yield self.finding(
                loop.location,
                f"{loop.kind} of {loop.model} ({schedule_text(loop)}) is too small for {whole.target}: {each} to launch its kernels, for "
                f"{amount_text(loop.per_iteration.core_flops, FLOPS)} an iteration; in all {interval_text(whole.seconds, SECONDS)}"
                f"{assuming_text(of_time(weighed(loop, whole)))}",
                {"target": whole.target, "seconds": list(whole.seconds)},
            )
