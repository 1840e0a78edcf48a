"""GAI002: what a model costs."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import BYTES, PARAMETERS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Estimate, FileReport, ModelReport, Status
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import amount_text, caveats, flops_text, heaviest_text, inputs_text


class ModelNote(Rule):
    """What a model costs, said at its class and where the program calls it.

    ## What it does
    Names the forward FLOPs of a model for stated inputs, its parameters, the memory of its weights, and the part that costs most.
    Where something is unknown or was assumed the note says so, and figures are then lower bounds. Calls of models whose inputs the
    program shows are noted at their line, with the inputs that they get there.

    ## Why it costs
    Compute is the quantity that energy, time and carbon follow from, and the one that a change of the source moves. It is cheapest
    to look at before anything has run.

    ## Example
    ```python
    class ResNet(nn.Module):
        ...
    ```
    says `ResNet.forward costs 8.18 GFLOP (4.09 GMAC) for float32[1,3,224,224]; 25.6M parameters, 97.5 MiB of weights`.

    ## Use instead
    Nothing: this is a note, off by default. flake8 ends with status 1 for whatever it prints, so switch notes on where people read them
    and leave them off where a build depends on it.

    ## Options
    `notes = true` in `[tool.greenai]` or `--greenai-notes` show notes; `extend-select = ["GAI002"]` or `--extend-select=GAI002` show
    this one alone. `inputs` says for which inputs models are costed; else they come from calls in the program, or are inferred.

    ## Evidence
    Counts follow `docs/cost-model.md`: 2 FLOP per multiply-accumulate of a contraction, compared with measured models in the tests.
    """

    code = "GAI002"
    name = "model-note"
    summary = "what a model costs"
    severity = Severity.NOTE
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One note per model and inputs, and one per call that the program makes."""
        for model in report.models:
            if model.estimate.status is Status.FAILED or model.estimate.forward is None:
                yield self.finding(model.location, f"{model.qualname}.{model.method} could not be costed: {model.estimate.reason}")
            else:
                data = {"core_flops": model.estimate.forward.core_flops, "params": model.estimate.params}
                yield self.finding(model.location, _text(model, model.estimate), data)
        for call in report.calls:
            inputs = ", ".join(map(str, call.inputs))
            message = f"this call of {call.qualname} costs {flops_text(call.core_flops)} for {inputs}"
            yield self.finding(call.location, message, {"core_flops": call.core_flops})


def _text(model: ModelReport, estimate: Estimate) -> str:
    flops = estimate.forward.core_flops if estimate.forward else 0
    if estimate.status is not Status.PARTIAL:
        text = f"{model.qualname}.{model.method} costs {flops_text(flops)}"
    elif flops == 0:
        text = f"what {model.qualname}.{model.method} costs is not known"
    else:
        text = f"{model.qualname}.{model.method} costs at least {flops_text(flops)}"
    inputs = inputs_text(estimate)
    text += f" for {inputs}" if inputs else ""
    text += f"; {amount_text(estimate.params, PARAMETERS)} parameters, {amount_text(estimate.param_bytes, BYTES)} of weights"
    return text + heaviest_text(estimate.modules, "core_flops", flops) + caveats(estimate)
