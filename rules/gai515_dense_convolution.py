"""GAI515: a dense convolution, where a depthwise-separable one takes a fraction."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, priced_layer

LEAST_CHANNELS = 64


class DenseConvolution(OperationRule):
    """A dense convolution, where a depthwise-separable one takes a fraction.

    ## What it does
    Looks for 2-D convolutions without groups from and to at least 64 channels with kernels larger than 1 x 1, and prices a depthwise
    convolution with a 1 x 1 convolution behind it.

    ## Why it costs
    A dense kernel mixes positions and channels at once: k k multiply-adds for each pair of channels. Done one after the other it takes
    k k for each channel and one for each pair: 1 / c + 1 / (k k) of the work.

    ## Example
    ```python
    import torch
    from torch import nn

    conv = nn.Conv2d(256, 256, 3, padding=1)
    conv(torch.randn(1, 256, 28, 28))  # GAI515: parameters 68.1k instead of 590k
    ```

    ## Use instead
    ```python
    import torch
    from torch import nn

    conv = nn.Sequential(
        nn.Conv2d(256, 256, 3, padding=1, groups=256, bias=False),
        nn.Conv2d(256, 256, 1),
    )
    conv(torch.randn(1, 256, 28, 28))
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the model, `"1 GFLOP"` or `"1 Wh"`. The rule is in preview: accuracy
    must be checked by training.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. A. G. Howard et al., MobileNets, 2017 (arXiv:1704.04861): 8 to 9
    times fewer FLOPs, 1 point of accuracy on ImageNet (table 4). Devices run depthwise kernels at a smaller share of their peak: with a
    target the time says whether it pays.
    """

    code = "GAI515"
    name = "dense-convolution"
    summary = "a dense convolution, where a depthwise-separable one takes a fraction"
    severity = Severity.WARNING
    status = "preview"
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A dense convolution between many channels."""
        settings = operation.settings
        kernel, inside, outside = settings.get("kernel_size"), settings.get("in_channels"), settings.get("out_channels")
        if not operation.is_layer or operation.method != "Conv2d" or type(inside) is not int or type(outside) is not int:
            return None
        if kernel == (1, 1) or type(kernel) is not tuple or settings.get("groups") != 1 or min(inside, outside) < LEAST_CHANNELS:
            return None
        places = ", ".join(f"{name}={settings.get(name)!r}" for name in ("stride", "padding", "dilation"))
        bias = "bias" in operation.parameters
        code = (
            f"torch.nn.Sequential(torch.nn.Conv2d({inside}, {inside}, {kernel}, {places}, groups={inside}, bias=False), "
            f"torch.nn.Conv2d({inside}, {outside}, 1, bias={bias}))"
        )
        found = priced_layer(code, operation)
        if found is None:
            return None
        problem = f"a dense {kernel[0]} x {kernel[1]} convolution from {inside} to {outside} channels"
        return Match(problem, "a depthwise-separable one", found[0], "accuracy must be checked by training")
