"""GAI204: sizes of a layer do not fill the matrix units of the target."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_greenai.configuration.quantities import SECONDS, show_percent
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport, ModelReport, ModuleCost
from flake8_greenai.findings.check import same_file
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, device, highest, interval_text, number, weighed, worthwhile
from flake8_greenai.findings.rules import Rule

VECTOR_BYTES = 16
"""Matrix units are fed by vectors of this many bytes; sizes that are no multiple of it take slower kernels."""
SIZES = {"bfloat16": 2, "float16": 2, "tf32": 4, "float8": 1, "int8": 1}
"""Bytes of an element of the dtypes that matrix units take."""
LEAST_SHARE = 0.05
"""Share of a model's FLOPs that a layer must hold."""
FEATURES_FIRST = ("Conv", "LazyConv")


class MisalignedDims(Rule):
    """The sizes of a layer do not fill the matrix units of the target.

    ## What it does
    Looks at linear layers and convolutions that hold at least 5 % of a model's FLOPs, in loops that compute on matrix units (short
    floating-point numbers on a GPU), and names sizes that are no multiple of what the units take: 8 elements of two bytes. It says which
    size fills them and what padding to it costs.

    ## Why it costs
    Kernels work in tiles. A size beside the grid is padded inside every kernel, or takes a slower one that loads element by element: the
    work of the padding is done in any case, and more.

    ## Example
    ```python
    self.head = nn.Linear(768, 50257)
    ```

    ## Use instead
    ```python
    self.head = nn.Linear(768, 50304)  # a multiple of 64; the last 47 outputs are never a target
    ```

    ## Options
    `target`; without one the rule is silent. `least-time` is the predicted time from which on a loop is looked at, 1 minute unless set.

    ## Evidence
    NVIDIA, Matrix Multiplication Background User's Guide: "dimensions that are multiples of 16 bytes"; padding GPT-2's vocabulary from
    50257 to 50304 made training with nanoGPT about 25 % faster (A. Karpathy, 2023).
    """

    code = "GAI204"
    name = "misaligned-dims"
    summary = "the sizes of a layer do not fill the matrix units of the target"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per layer and target."""
        models = {model.qualname: model for model in report.models}
        for loop, whole, _ in worthwhile(report, configuration):
            target, model = device(whole, configuration), models.get(loop.model)
            dtype = configuration.dtype if configuration.dtype and loop.dtype == "float32" else loop.dtype
            if target is None or model is None or dtype not in SIZES or "gpu" not in target.kind or dtype not in target.peak_tflops:
                continue
            unit = VECTOR_BYTES // SIZES[dtype]
            for layer, share, sizes in _misaligned(model, unit):
                created = layer.created
                location = created if created is not None and same_file(created.file, report.path) else loop.location
                wrong = " and ".join(f"{what} {size}" for what, size in sizes.items() if size % unit)
                right = " and ".join(str(_padded(size, unit)) for size in sizes.values() if size % unit)
                extra = 1.0
                for size in sizes.values():
                    extra *= _padded(size, unit) / size
                yield self.finding(
                    location,
                    f"{layer.name} ({layer.class_name}) has {wrong}, no multiple of {unit}, as matrix units of {whole.target} take "
                    f"{dtype}; it holds {show_percent(share)} of {model.qualname}, padding to {right} adds {show_percent(extra - 1)} to it"
                    f"; {loop.kind} of {loop.model} takes {interval_text(whole.seconds, SECONDS)}{assuming_text(weighed(loop, whole))}",
                    {
                        "target": whole.target,
                        "module": layer.name,
                        "sizes": list(sizes.values()),
                        "padded_share": extra - 1,
                        "seconds": list(whole.seconds),
                    },
                )


def _padded(size: int, unit: int) -> int:
    return -(-size // unit) * unit


def _misaligned(model: ModelReport, unit: int) -> Iterator[tuple[ModuleCost, float, dict[str, int]]]:
    """Layers with misaligned sizes: the layer, its share of the model, its sizes."""
    forward = model.estimate.forward
    whole = highest(forward.core_flops) if forward is not None else None
    for layer in model.estimate.modules:
        flops = number(layer.own_core_flops)
        if not whole or not flops or flops < whole * LEAST_SHARE or not layer.inputs or not layer.outputs:
            continue
        axis = 1 if layer.class_name.startswith(FEATURES_FIRST) else -1
        if axis == -1 and "Linear" not in layer.class_name:
            continue
        shapes = {"inputs of": layer.inputs[0].shape, "outputs of": layer.outputs[0].shape}
        sizes = {what: size for what, shape in shapes.items() if len(shape) > 1 and isinstance(size := shape[axis], int) and size > unit}
        if any(size % unit for size in sizes.values()):
            yield layer, flops / whole, sizes
