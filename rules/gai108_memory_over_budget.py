"""GAI108: a model or a training loop needs more memory at its peak than its budget."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import BYTES
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, Status
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, schedule_text
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import add, amount_text, caveats, exceeds, excess_text, inputs_text, least_text, lower


class MemoryOverBudget(Rule):
    """A model or a training loop needs more memory at its peak than its budget.

    ## What it does
    Compares peak memory with the budgets that apply to the model: `memory` for one call of the model (weights, inputs and
    what is alive at the same time), `training-memory` for an iteration of a training loop (also gradients, the state of the optimizer and
    what is saved for the backward pass). It speaks only when the lower bound is above the budget.

    ## Why it costs
    Memory decides which device a model needs, and a larger device draws more, also when it idles.

    ## Example
    ```toml
    [tool.greenai.budgets]
    memory = "512 MiB"
    training-memory = "24 GB"
    ```

    ## Use instead
    In training: a smaller batch with gradient accumulation, mixed precision, checkpointing of activations, an optimizer with less
    state. In inference: half-precision weights, a smaller batch, no gradients (`torch.inference_mode()`).

    ## Options
    `budgets.memory` and `budgets.training-memory`, also by path and model; `false` lifts them. Amounts are bytes with SI or IEC
    prefixes: `"24 GB"`, `"1.5 GiB"`.

    ## Evidence
    Peaks follow `docs/cost-model.md`; the tests compare them with measured ones. Memory that allocators and libraries keep beside
    tensors is not part of them.
    """

    code = "GAI108"
    name = "memory-over-budget"
    summary = "a model or a training loop needs more memory at its peak than its budget"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per model, and one per training loop."""
        for model in report.models:
            estimate = model.estimate
            if estimate.forward is None or estimate.status is Status.FAILED:
                continue
            peak = add(estimate.forward.peak_bytes, estimate.param_bytes)
            budget = configuration.budget("memory", report.path, model.qualname, model.method)
            if budget is not None and exceeds(peak, budget):
                inputs = inputs_text(estimate)
                yield self.finding(
                    model.location,
                    f"one call of {model.qualname} needs {least_text(peak, BYTES, estimate)} at its peak"
                    f"{f' for {inputs}' if inputs else ''}, "
                    f"{amount_text(estimate.param_bytes, BYTES)} of it weights, {excess_text(peak, budget)}{caveats(estimate)}",
                    {"peak_bytes": lower(peak), "budget": budget.amount},
                )
        for loop in report.loops:
            peak = loop.per_iteration.peak_bytes
            budget = configuration.budget("training-memory", report.path, loop.model)
            if loop.kind == "training" and budget is not None and exceeds(peak, budget):
                yield self.finding(
                    loop.location,
                    f"training {loop.model} needs {least_text(peak, BYTES, loop)} at its peak ({schedule_text(loop)}), "
                    f"{excess_text(peak, budget)}{assuming_text(loop.assumptions)}",
                    {"peak_bytes": lower(peak), "budget": budget.amount},
                )
