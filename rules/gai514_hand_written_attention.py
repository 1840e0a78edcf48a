"""GAI514: attention is spelled out, so that the scores of all pairs are written to memory several times."""

from __future__ import annotations

from flake8_greenai.estimate.evidence import Operand, Operation
from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.findings.dataflow import CONVERSIONS, PRODUCTS, is_product, steps_back
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.operation_rules import Match, OperationRule, are_known, priced, same_output, work_of
from flake8_greenai.findings.saving import Change

SOFTMAX = frozenset({"softmax", "Softmax"})
WEIGHTS = frozenset({"dropout", "Dropout", "nan_to_num", *CONVERSIONS})
"""What may happen to the weights before they are applied."""
SCORES = frozenset({"/", "*", "+", "-", "div", "mul", "add", "masked_fill", "masked_fill_", "where", "+=", "/=", "*=", *CONVERSIONS})
"""What may happen to the scores: scaling, masks, biases."""
INSTEAD = "torch.nn.functional.scaled_dot_product_attention(q, k, v)"


class HandWrittenAttention(OperationRule):
    """Attention is spelled out, so that the scores of all pairs are written to memory several times.

    ## What it does
    Looks for `softmax(q @ k.transpose(-2, -1) ...) @ v`, with scaling, masks and dropout in between, whose weights nothing else uses.

    ## Why it costs
    The scores of n queries and n keys are n x n numbers a head. Each step reads and writes all of them, and training keeps several
    copies. A fused kernel keeps them on the chip.

    ## Example
    ```python
    import math
    import torch

    q, k, v = (torch.randn(1, 12, 1024, 64) for _ in range(3))
    scores = q @ k.transpose(-2, -1) / math.sqrt(64)
    scores = scores.masked_fill(torch.ones(1024, 1024).tril() == 0, float("-inf"))
    out = torch.softmax(scores, dim=-1) @ v  # GAI514: scaled_dot_product_attention
    ```

    ## Use instead
    ```python
    import torch

    q, k, v = (torch.randn(1, 12, 1024, 64) for _ in range(3))
    out = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    ```

    ## Options
    `min-saving`: what a finding must save, such as `"1 %"` of the program, `"100 MiB"` or `"1 Wh"`.

    ## Evidence
    Both forms are priced by the cost model of `docs/cost-model.md`. T. Dao et al., FlashAttention, 2022 (arXiv:2205.14135), theorem 2.
    """

    code = "GAI514"
    name = "hand-written-attention"
    summary = "attention is spelled out, so that the scores of all pairs are written to memory several times"
    severity = Severity.WARNING
    since = "0.1.0"

    def match(self, operation: Operation) -> Match | None:
        """The product of attention weights and values."""
        if not is_product(operation):
            return None
        weights, values = operation.operands
        applied = steps_back(weights, operation, WEIGHTS, SOFTMAX)
        if not applied or not applied[-1].operands:
            return None
        scored = steps_back(applied[-1].operands[0], applied[-1], SCORES, PRODUCTS)
        if not scored or not is_product(scored[-1]):
            return None
        queries, keys = scored[-1].operands
        ranks = {len(each.shape) for each in (queries, keys, values)}
        if not are_known(queries, keys, values, weights) or ranks not in ({3}, {4}):
            return None
        *batch, depth, length = keys.shape
        given: dict[str, Operand | TensorSpec] = {"q": queries, "k": TensorSpec((*batch, length, depth), keys.dtype), "v": values}
        found = priced(INSTEAD, given, like=operation)
        if found is None or not same_output(found[1], operation):
            return None
        change = Change(work_of(operation, *applied, *scored), found[0])
        problem = f"attention spelled out over {TensorSpec(weights.shape, weights.dtype)} scores"
        affects = "masks are passed as attn_mask or is_causal; results differ by rounding"
        return Match(problem, INSTEAD, change, affects)
