"""GAI201: work does not fit in the target's memory."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import BYTES
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, LoopReport, Projection
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, count_text, device, of_time, schedule_text
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import amount_text, inputs_text, lower


class DoesNotFit(Rule):
    """A training step or an inference does not fit in the memory of the target.

    ## What it does
    Compares the memory that an iteration of a loop, or one call of a model, certainly needs with the memory of one device of each
    configured target, and names the largest batch that fits.

    ## Why it costs
    The job fails, after it has waited for a device and loaded its data; or it is moved to a larger device than the work needs.

    ## Example
    ```toml
    [tool.greenai]
    target = "rtx_4090"
    ```
    ```python
    loader = DataLoader(data, batch_size=512)  # needs 38 GiB of 24 GB
    ```

    ## Use instead
    The batch that the message names, with gradient accumulation for the rest; mixed precision; checkpointing of activations; an optimizer
    with less state; several devices that share the state.

    ## Options
    `target`, `batch` and `dtype`. Without a target the rule is silent.

    ## Evidence
    Peaks follow `docs/cost-model.md`; the tests compare them with measured ones. Allocators need more than tensors do, so what is said not
    to fit does not fit.
    """

    code = "GAI201"
    name = "does-not-fit"
    summary = "a training step or an inference does not fit in the memory of the target"
    severity = Severity.ERROR
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per loop and target, and per model and target where no loop of the model is told."""
        told: set[tuple[str, str]] = set()
        for loop in report.loops:
            for projection in loop.step_projections or loop.projections:
                if projection.fits is False:
                    told.add((loop.model, projection.target))
                    subject = f"{'training' if loop.kind == 'training' else f'{loop.kind} with'} {loop.model} ({schedule_text(loop)})"
                    text = (
                        subject
                        + _text(projection, configuration, loop)
                        + assuming_text(of_time((*loop.assumptions, *projection.assumptions)))
                    )
                    yield self.finding(loop.location, text, _data(projection))
        for model in report.models:
            for projection in model.estimate.projections:
                if projection.fits is False and (model.qualname, projection.target) not in told:
                    inputs = inputs_text(model.estimate)
                    subject = f"one call of {model.qualname}{f' for {inputs}' if inputs else ''}"
                    assumptions = (*projection.assumptions, *model.estimate.assumptions)
                    text = subject + _text(projection, configuration, None) + assuming_text(of_time(assumptions))
                    yield self.finding(model.location, text, _data(projection))


def _text(projection: Projection, configuration: Configuration, loop: LoopReport | None) -> str:
    target = device(projection, configuration)
    needs = f" needs {amount_text(lower(projection.peak_bytes), BYTES)}" if projection.peak_bytes is not None else " does not fit"
    text = f"{needs}{' of' if projection.peak_bytes is not None else ' in'} the memory of {projection.target}"
    text += f", which has {target.memory_gb:g} GB" if target is not None else ""
    if projection.largest_batch == 0:
        return f"{text}; not even one sample fits"
    if projection.largest_batch is not None:
        batch = f" of {count_text(loop.batch_size)}" if loop is not None and loop.batch_size is not None else ""
        return f"{text}; the largest batch that fits is {projection.largest_batch}{batch}"
    return text


def _data(projection: Projection) -> dict[str, object]:
    return {"target": projection.target, "peak_bytes": projection.peak_bytes, "largest_batch": projection.largest_batch}
