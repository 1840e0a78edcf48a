"""GAI003: what a training loop costs."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, loop_flops_text, prediction_text, schedule_text
from flake8_greenai.findings.rules import Rule


class TrainingLoopNote(Rule):
    """What a training loop costs, said at the loop.

    ## What it does
    Names the epochs, iterations and batch size of a training loop and the FLOPs of all its steps: forward, backward and optimizer
    together. For each configured target it adds the time, the energy and the carbon that are predicted, as intervals. What is
    unknown, such as the length of a data set, stays a symbol in the formula.

    ## Why it costs
    A model's forward pass is not what a project pays: it is repeated for every sample of every epoch of every run, and a training
    step costs about three forward passes.

    ## Example
    ```python
    for epoch in range(90):
        for images, labels in loader:
            ...
    ```
    says `training ResNet: 90 epochs of 5,005 iterations, batch 256, SGD cost 2.8 EFLOP (6.22 TFLOP an iteration); on h100_sxm ...`.

    ## Use instead
    Nothing: this is a note, off by default. flake8 ends with status 1 for whatever it prints, so switch notes on where people read them
    and leave them off where a build depends on it.

    ## Options
    `notes = true` in `[tool.greenai]` or `--greenai-notes` show notes; `extend-select = ["GAI003"]` or `--extend-select=GAI003` show
    this one alone. `target`, `devices`, `zone` and `pue` say what time, energy and carbon are predicted for.

    ## Evidence
    Steps, their backward passes and memory follow `docs/cost-model.md`; predictions and their measured errors are in `docs/validation.md`.
    """

    code = "GAI003"
    name = "training-loop-note"
    summary = "what a training loop costs"
    severity = Severity.NOTE
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One note per training loop."""
        for loop in report.loops:
            if loop.kind != "training":
                continue
            text = f"training {loop.model}: {schedule_text(loop)} cost {loop_flops_text(loop)}"
            text += "".join(f"; {prediction_text(projection)}" for projection in loop.projections)
            assumptions = (*loop.assumptions, *(item for projection in loop.projections[:1] for item in projection.assumptions))
            data = {"iterations": loop.iterations, "epochs": loop.epochs, "core_flops": loop.total_core_flops}
            yield self.finding(loop.location, text + assuming_text(assumptions), data)
