"""GAI503: a dense convolution with a large kernel, where stacked small ones see as far for less."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, priced_layer

SMALLEST = 5
LEAST_CHANNELS = 16
"""Channels from which stacking pays: the first layer of an image network has three."""


class LargeKernelConvolution(OperationRule):
    """A dense convolution with a large kernel, where stacked small ones see as far for less.

    ## What it does
    Looks for 2-D convolutions with a square kernel of 5 or more, without groups or dilation, from at least 16 channels, and prices the
    stack of 3 x 3 convolutions with the same receptive field.

    ## Why it costs
    A k x k kernel takes k k multiply-adds for each pair of channels; (k - 1) / 2 kernels of 3 x 3 take 9 each: 25 against 18, 49
    against 27, 121 against 45.

    ## Example
    ```python
    import torch
    from torch import nn

    conv = nn.Conv2d(128, 128, 7, padding=3)
    conv(torch.randn(1, 128, 56, 56))  # GAI503: parameters 443k instead of 803k
    ```

    ## Use instead
    ```python
    import torch
    from torch import nn

    conv = nn.Sequential(
        nn.Conv2d(128, 128, 3, padding=1), nn.ReLU(),
        nn.Conv2d(128, 128, 3, padding=1), nn.ReLU(),
        nn.Conv2d(128, 128, 3, padding=1),
    )
    conv(torch.randn(1, 128, 56, 56))
    ```
    Or make it depthwise (`groups=channels`) with a 1 x 1 convolution behind it, as recent networks with large kernels do.

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the model, `"1 GFLOP"` or `"1 Wh"`. The rule is in preview: accuracy
    must be checked by training.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. K. Simonyan, A. Zisserman, 2015 (arXiv:1409.1556), section 2.3;
    C. Szegedy et al., 2016 (arXiv:1512.00567), section 3.1.
    """

    code = "GAI503"
    name = "large-kernel-convolution"
    summary = "a dense convolution with a large kernel, where stacked small ones see as far for less"
    severity = Severity.WARNING
    status = "preview"
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A dense convolution with a large square kernel."""
        settings = operation.settings
        kernel, inside, outside = settings.get("kernel_size"), settings.get("in_channels"), settings.get("out_channels")
        if not operation.is_layer or operation.method != "Conv2d" or type(inside) is not int or type(outside) is not int:
            return None
        if type(kernel) is not tuple or kernel[0] != kernel[1] or kernel[0] < SMALLEST or kernel[0] % 2 == 0:
            return None
        if settings.get("groups") != 1 or settings.get("dilation") != (1, 1) or inside < LEAST_CHANNELS:
            return None
        stride, padding = settings.get("stride"), settings.get("padding")
        half = kernel[0] // 2
        if stride not in ((1, 1), (2, 2)) or padding not in ((half, half), "same"):
            return None
        bias = "" if "bias" in operation.parameters else ", bias=False"
        first = f"torch.nn.Conv2d({inside}, {outside}, 3, {stride[0]}, 1{bias})"
        rest = f", torch.nn.ReLU(), torch.nn.Conv2d({outside}, {outside}, 3, padding=1{bias})" * (half - 1)
        found = priced_layer(f"torch.nn.Sequential({first}{rest})", operation)
        if found is None:
            return None
        problem = f"a dense {kernel[0]} x {kernel[0]} convolution from {inside} to {outside} channels"
        return Match(problem, f"a stack of {half} convolutions of 3 x 3", found[0], "accuracy must be checked by training")
