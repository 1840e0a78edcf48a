"""GAI004: what a loop of inference or generation costs."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, loop_flops_text, prediction_text, schedule_text
from flake8_greenai.findings.rules import Rule


class InferenceLoopNote(Rule):
    """What a loop of inference or generation costs, said at the loop.

    ## What it does
    Names the iterations and batch size of a loop that runs a model without training it (evaluation, prediction, decoding token by
    token) and the FLOPs of all its iterations. Where shapes grow from one iteration to the next, as in decoding with a cache, the sum is
    exact and the figure of one iteration is the average. For each configured target it adds the predicted time, energy and carbon.

    ## Why it costs
    A service that is used runs its model far more often than training did. Generation runs it once per token.

    ## Example
    ```python
    for _ in range(max_new_tokens):
        logits, _ = self(idx[:, -block_size:])
        ...
    ```
    says `generation with GPT: 500 iterations, batch 1 cost 145 TFLOP (291 GFLOP an iteration)`.

    ## Use instead
    Nothing: this is a note, off by default. flake8 ends with status 1 for whatever it prints, so switch notes on where people read them
    and leave them off where a build depends on it.

    ## Options
    `notes = true` in `[tool.greenai]` or `--greenai-notes` show notes; `extend-select = ["GAI004"]` or `--extend-select=GAI004` show
    this one alone. `target`, `devices`, `zone` and `pue` say what time, energy and carbon are predicted for.

    ## Evidence
    Counts follow `docs/cost-model.md`; predictions and their measured errors are in `docs/validation.md`.
    """

    code = "GAI004"
    name = "inference-loop-note"
    summary = "what a loop of inference or generation costs"
    severity = Severity.NOTE
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One note per loop."""
        for loop in report.loops:
            if loop.kind == "training":
                continue
            text = f"{loop.kind} with {loop.model}: {schedule_text(loop)} cost {loop_flops_text(loop)}"
            text += "".join(f"; {prediction_text(projection)}" for projection in loop.projections)
            assumptions = (*loop.assumptions, *(item for projection in loop.projections[:1] for item in projection.assumptions))
            data = {"iterations": loop.iterations, "epochs": loop.epochs, "core_flops": loop.total_core_flops}
            yield self.finding(loop.location, text + assuming_text(assumptions), data)
