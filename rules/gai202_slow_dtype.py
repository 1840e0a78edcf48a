"""GAI202: work runs in a dtype that the target has no units for, or is slow in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flake8_greenai.configuration.quantities import SECONDS
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import assuming_text, device, interval_text, of_time, schedule_text, weighed, worthwhile
from flake8_greenai.findings.rules import Rule

SLOW = 4
"""How many times faster another dtype must be."""
ADVICE = {
    "tf32": 'torch.set_float32_matmul_precision("high")',
    "bfloat16": "torch.autocast with bfloat16",
    "float16": "torch.autocast with float16",
    "float32": "float32",
}


class SlowDtype(Rule):
    """A loop computes in a dtype that the target has no units for, or is much slower in than in another.

    ## What it does
    Looks at the dtype of a loop's contractions. It speaks when the target has no rate for that dtype at all (bfloat16 on a V100), or when
    the loop is bound by arithmetic and the target does at least four times as much in float32, tf32, bfloat16 or float16.

    ## Why it costs
    Devices spend their area on matrix units for short floating-point numbers. A loop in float32, or worse in float64, leaves
    nine tenths and more of a current GPU idle, which draws power all the same.

    ## Example
    ```python
    loss = criterion(model(images), labels)  # float32 on an H100: 67 of 989 TFLOP/s
    ```

    ## Use instead
    ```python
    with torch.autocast("cuda", dtype=torch.bfloat16):
        loss = criterion(model(images), labels)
    ```

    ## Options
    `target`; without one the rule is silent. `least-time` is the predicted time from which on a loop is looked at, 1 minute unless set.
    `dtype = "tf32"` says that the program's float32 work runs in tf32.

    ## Evidence
    Peak rates with their sources are in `hardware.toml`; `greenai hardware NAME` shows them.
    """

    code = "GAI202"
    name = "slow-dtype"
    summary = "a loop computes in a dtype that the target has no units for, or is slow in"
    severity = Severity.WARNING
    since = "0.1.0"

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per loop and target."""
        for loop, whole, step in worthwhile(report, configuration):
            target = device(whole, configuration)
            if target is None:
                continue
            dtype = configuration.dtype if configuration.dtype and loop.dtype == "float32" else loop.dtype
            rate, fastest = target.peak_flops(dtype), _fastest(target.peak_tflops)
            best = max(fastest, key=lambda name: fastest[name], default=None)
            if best is None or fastest[best] <= 0:
                continue
            subject = f"{loop.kind} of {loop.model} ({schedule_text(loop)}) computes in {dtype}"
            if rate is None:
                text = f"{subject}, for which {whole.target} has no units; it has {fastest[best]:g} TFLOP/s in {best}"
            elif rate > 0 and step.bound == "compute" and fastest[best] * 1e12 >= rate * SLOW:
                text = (
                    f"{subject}, in which {whole.target} does {rate / 1e12:g} TFLOP/s of {fastest[best]:g} in {best} "
                    f"({fastest[best] * 1e12 / rate:.0f} times as much); {ADVICE[best]} uses them"
                )
            else:
                continue
            text += f"; in all {interval_text(whole.seconds, SECONDS)}{assuming_text(of_time(weighed(loop, whole)))}"
            data = {"target": whole.target, "dtype": dtype, "faster": best, "seconds": list(whole.seconds)}
            yield self.finding(loop.location, text, data)


def _fastest(peaks: Mapping[str, float]) -> dict[str, float]:
    """The rates of the dtypes that a program can be moved to without quantisation; of equal ones the first is the easiest."""
    return {name: peaks[name] for name in ("bfloat16", "float16", "tf32", "float32") if name in peaks}
