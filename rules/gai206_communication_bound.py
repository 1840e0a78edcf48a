"""GAI206: several devices wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, interval_text, of_time, schedule_text, weighed, worthwhile
from flake8_greenai.findings.rules import Rule


class CommunicationBound(Rule):
    """Several devices wait for each other: exchanging gradients takes longer than computing them.

    ## What it does
    Speaks when the predicted time of a training step on the configured number of devices is that of the exchange of gradients over the link
    between them.

    ## Why it costs
    All devices draw power while they wait. Fewer of them would take about as long, and need less energy.

    ## Example
    ```toml
    [tool.greenai]
    target = "rtx_4090"
    devices = 8
    ```
    ```python
    model = DistributedDataParallel(model)
    for images, labels in loader:  # batch 8 for each device
        ...
    ```

    ## Use instead
    A larger batch for each device, gradient accumulation with `no_sync()`, gradients in bfloat16, or fewer devices.

    ## Options
    `target` and `devices`. `least-time` is the predicted time from which on a loop is looked at, 1 minute unless set.

    ## Evidence
    A ring all-reduce moves 2 (n - 1) / n times the bytes of the gradients over each link; links with their sources are in `hardware.toml`.
    """

    code = "GAI206"
    name = "communication-bound"
    summary = "several devices wait for each other"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per loop and target."""
        for loop, whole, step in worthwhile(report, configuration):
            if step.bound != "communication":
                continue
            devices = f"{configuration.devices} x " if configuration.devices > 1 else ""
            each = f"an iteration takes {interval_text(step.seconds, SECONDS)}, " if step is not whole else ""
            yield self.finding(
                loop.location,
                f"{loop.kind} of {loop.model} ({schedule_text(loop)}) on {devices}{whole.target} is bound by the exchange of gradients: "
                f"{each}in all {interval_text(whole.seconds, SECONDS)}{assuming_text(of_time(weighed(loop, whole)))}",
                {"target": whole.target, "devices": configuration.devices, "seconds": list(whole.seconds)},
            )
