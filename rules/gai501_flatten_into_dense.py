"""GAI501: a feature map is flattened into a linear layer that holds most of a model's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from flake8_greenai.configuration.quantities import BYTES, FLOPS, PARAMETERS, show, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, ModelReport, ModuleCost, Status
from flake8_greenai.findings.check import same_file
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.wording import caveats

LEAST_SHARE = 0.5
"""Share of the model's parameters that the alternative must save."""
LEAST_SAVED = 1_000_000
"""Parameters that the alternative must save."""
CHANNELS_FIRST = ("Conv2d", "Pool2d", "BatchNorm2d")
"""Ends of the names of layers that take channels as the axis after the batch."""
ELEMENT_BYTES = {"float64": 8, "float32": 4, "float16": 2, "bfloat16": 2}


class FlattenIntoDense(Rule):
    """A feature map is flattened into a linear layer that holds most of a model's parameters.

    ## What it does
    Looks for a `Linear` layer whose input has as many features as a feature map `(C, H, W)` of the same model has elements, and that
    would save a million parameters and half of the model if it took the `C` averages over the map instead. When maps of different
    channels have that many elements, it stays silent: nobody knows which one was flattened.

    ## Why it costs
    The layer has `C * H * W` weights for each output, one for each position of the map. They are stored, moved, trained and kept by the
    optimizer, although the convolutions before them have no weight that depends on the position.

    ## Example
    ```python
    self.features = nn.Sequential(nn.Conv2d(3, 512, 3, padding=1), nn.MaxPool2d(32))  # 512 x 7 x 7 of an image of 224 x 224
    self.head = nn.Linear(512 * 7 * 7, 4096)
    ```

    ## Use instead
    ```python
    self.pool = nn.AdaptiveAvgPool2d(1)
    self.head = nn.Linear(512, 4096)
    ```
    Averages do not say where in the map something was: where the position is the answer, keep a small map, such as 2 x 2.

    ## Options
    None. The rule is in preview: `preview = true` or `extend-select = ["GAI501"]` switch it on.

    ## Evidence
    Weights and FLOPs of both layers follow `docs/cost-model.md`. M. Lin, Q. Chen, S. Yan, Network In Network, 2014 (arXiv:1312.4400),
    section 3.2: global average pooling in place of fully connected layers.
    """

    code = "GAI501"
    name = "flatten-into-dense"
    summary = "a feature map is flattened into a linear layer that holds most of a model's parameters"
    severity = Severity.WARNING
    status = "preview"
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per layer that the file itself builds."""
        for model in report.models:
            params = model.estimate.params
            if model.estimate.status in (Status.FAILED, Status.PARTIAL) or not isinstance(params, int):
                continue
            for layer, channels, features, outputs in _flattening(model):
                saved = (features - channels) * outputs
                if saved < LEAST_SAVED or saved < params * LEAST_SHARE:
                    continue
                size = ELEMENT_BYTES.get(layer.outputs[0].dtype, 0)
                weights = f" ({show(saved * size, BYTES)} of weights)" if size else ""
                created = layer.created
                here = created if created is not None and same_file(created.file, report.path) else model.location
                yield self.finding(
                    here,
                    f"{layer.name} ({layer.class_name}) takes a flattened map of {channels} channels, {features} features to {outputs}; "
                    f"on the averages of the channels it would save {show(saved, PARAMETERS)} parameters{weights}, "
                    f"{show_percent(saved / params)} of {model.qualname}, and {show(2 * saved, FLOPS)} a sample"
                    f"; positions within the map are lost{caveats(model.estimate)}",
                    {"module": layer.name, "saved_params": saved, "saved_bytes": saved * size or None, "saved_flops": 2 * saved},
                )


def _flattening(model: ModelReport) -> Iterator[tuple[ModuleCost, int, int, int]]:
    """Linear layers on a flattened map: the layer, channels of the map, features in, features out."""
    modules = model.estimate.modules
    channels = _channels(modules)
    channels_first = _channels(tuple(module for module in modules if module.class_name.endswith(CHANNELS_FIRST)))
    for layer in modules:
        if layer.class_name != "Linear" or not layer.inputs or not layer.outputs or len(layer.inputs[0].shape) != 2:
            continue
        features, outputs = layer.inputs[0].shape[1], layer.outputs[0].shape[-1]
        if not isinstance(features, int) or not isinstance(outputs, int):
            continue
        found = channels.get(features, set())
        if len(found) == 1 and found == channels_first.get(features) and (count := next(iter(found))) < features:
            yield layer, count, features, outputs


def _channels(modules: tuple[ModuleCost, ...]) -> dict[int, set[int]]:
    """For each number of elements that a sample's feature map has in the model, the numbers of channels of such maps."""
    found: dict[int, set[int]] = {}
    for module in modules:
        for spec in module.outputs:
            sizes = [size for size in spec.shape[1:] if isinstance(size, int)]
            if len(spec.shape) == 4 and len(sizes) == 3:
                found.setdefault(prod(sizes), set()).add(sizes[0])
    return found
