"""GAI321: a tensor is made on the host and then copied to the device."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operation
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, only_consumer, shape_text
from flake8_greenai.findings.saving import Change

CREATORS = frozenset({"zeros", "ones", "full", "empty", "eye", "arange", "linspace", "rand", "randn", "randint", "randperm", "zeros_like",
                      "ones_like", "full_like"})  # fmt: skip
RANDOM = frozenset({"rand", "randn", "randint", "randperm"})
MOVES = ("to", "cuda")


class CreateOnCpuThenMove(OperationRule):
    """A tensor is made on the host and then copied to the device.

    ## What it does
    Looks for `.to(device)` and `.cuda()` of a tensor that `torch.zeros`, `torch.randn` and the like have just made on the host and nothing
    else uses.

    ## Why it costs
    The host writes the tensor, the bus carries it and the device writes it again, while both wait for each other. With `device=` the device
    fills its own memory.

    ## Example
    ```python
    import torch

    for _ in range(100):
        noise = torch.randn(128, 100, 1, 1).cuda()  # GAI321: memory traffic
        image = noise * 2
    ```

    ## Use instead
    ```python
    import torch

    for _ in range(100):
        noise = torch.randn(128, 100, 1, 1, device="cuda")
        image = noise * 2
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    The copy is priced by the cost model of `docs/cost-model.md`: every byte read and written once. PyTorch performance tuning guide,
    "Create tensors directly on the target device".
    """

    code = "GAI321"
    name = "create-on-cpu-then-move"
    summary = "a tensor is made on the host and then copied to the device"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """A copy to a device of what was made on the host for it."""
        if operation.method not in MOVES or len(operation.operands) != 1 or len(operation.outputs) != 1:
            return None
        made, moved = operation.operands[0], operation.outputs[0]
        creator = made.producer
        if (
            creator is None
            or creator.method not in CREATORS
            or not creator.name.startswith("torch.")
            or not only_consumer(creator, operation)
        ):
            return None
        if made.device != "cpu" or not moved.device.startswith("cuda") or creator.times != operation.times or not are_known(made):
            return None
        affects = "other random numbers are drawn" if creator.method in RANDOM else ""
        problem = f"{shape_text(made)} is made on the host and copied to {moved.device}"
        return Match(problem, f'torch.{creator.method}(..., device="{moved.device}")', Change(operation.kernels, ()), affects)
