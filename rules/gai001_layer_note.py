"""GAI001: what a layer costs."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import FLOPS, PARAMETERS, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Bounded, FileReport, ModelReport, ModuleCost
from flake8_greenai.findings.check import same_file
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import add, amount_text, lower
from flake8_greenai.interpreter.values import Location


class LayerNote(Rule):
    """What a layer costs, said at the line that builds it.

    ## What it does
    Names the forward FLOPs, the parameters and the output of each layer, at the line of the file that constructs it. Layers that
    one line builds several times (in a loop, or for several stages) are added up and said once. Layers without contractions and
    without parameters (activations, dropout, pooling) are not named.

    ## Why it costs
    A few layers usually hold most of a model's work. Which ones is hard to see in the source: the cost of a convolution grows with
    the square of the resolution that happens to reach it, the cost of attention with the square of the sequence length.

    ## Example
    ```python
    self.stem = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3)
    ```
    says `Conv2d costs 236 MFLOP, 9.47k parameters, output float32[1,64,112,112]; 2.9 % of ResNet`.

    ## Use instead
    Nothing: this is a note, off by default. flake8 ends with status 1 for whatever it prints, so switch notes on where people read them
    and leave them off where a build depends on it.

    ## Options
    `notes = true` in `[tool.greenai]` or `--greenai-notes` show notes; `extend-select = ["GAI001"]` or `--extend-select=GAI001` show
    this one alone. `inputs` says for which inputs models are costed.

    ## Evidence
    Counts follow `docs/cost-model.md`: 2 FLOP per multiply-accumulate of a contraction, compared with measured models in the tests.
    """

    code = "GAI001"
    name = "layer-note"
    summary = "what a layer costs"
    severity = Severity.NOTE
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One note per line and class, from the largest model that holds the layer."""
        told: set[tuple[int, int]] = set()
        for model in sorted(report.models, key=lambda model: -len(model.estimate.modules)):
            for (line, column), layers in _by_place(model, report.path).items():
                if (line, column) in told:
                    continue
                told.add((line, column))
                by_class: dict[str, list[ModuleCost]] = {}
                for layer in layers:
                    by_class.setdefault(layer.class_name, []).append(layer)
                for group in by_class.values():
                    yield self._note(Location(report.path, line, column), group, model)

    def _note(self, location: Location, layers: list[ModuleCost], model: ModelReport) -> Finding:
        first = layers[0]
        flops, params = first.core_flops, first.params
        for layer in layers[1:]:
            flops, params = add(flops, layer.core_flops), params + layer.params
        many = f" x{len(layers)} cost" if len(layers) > 1 else " costs"
        text = f"{first.class_name}{many} {_flops_text(flops)}, {amount_text(params, PARAMETERS)} parameters"
        outputs = list(dict.fromkeys(", ".join(map(str, layer.outputs)) for layer in layers if layer.outputs))
        if outputs:
            text += f", output {outputs[0]}" + (" to " + outputs[-1] if len(outputs) > 1 else "")
        forward = model.estimate.forward
        whole, part = lower(forward.core_flops) if forward else 0, lower(flops)
        if isinstance(whole, int) and isinstance(part, int) and part and whole > 0:
            text += f"; {show_percent(part / whole)} of {model.qualname}"
        data = {"modules": [layer.name for layer in layers], "core_flops": flops, "params": params}
        return self.finding(location, text, data)


def _flops_text(flops: Bounded) -> str:
    return "no FLOPs in contractions" if flops == 0 else amount_text(flops, FLOPS)


def _by_place(model: ModelReport, path: str) -> dict[tuple[int, int], list[ModuleCost]]:
    """The layers of a model that cost something and that the file builds, by line and column."""
    places: dict[tuple[int, int], list[ModuleCost]] = {}
    for module in model.estimate.modules:
        created = module.created
        if not module.name or created is None or not same_file(created.file, path):
            continue
        if module.params == 0 and module.core_flops in (0, (0, 0)):
            continue
        places.setdefault((created.line, created.column), []).append(module)
    return places
