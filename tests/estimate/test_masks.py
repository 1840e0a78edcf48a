"""Masks that data may drop: what follows does not depend on whether they are there, except for a few operations on them."""

import textwrap

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

PROGRAM = textwrap.dedent(
    """
    import torch
    import torch.nn as nn
    import torch.nn.functional as F

    def prepare(mask):
        if mask.all():
            return None
        return mask[:, None, :]

    class Plain(nn.Module):
        def forward(self, x, mask):
            mask = prepare(mask)
            scores = x @ x.transpose(1, 2)
            if mask is not None:
                scores = scores.masked_fill(~mask, -1e9)
            return scores.softmax(-1) @ x

    class Expression(nn.Module):
        def forward(self, x, mask):
            mask = prepare(mask)
            size = 8 if mask is None else mask.shape[-1]
            scores = x @ x.transpose(1, 2)[..., :size]
            if mask is not None and mask.shape[-1] == 8 and mask.dtype == torch.bool:
                scores = scores + mask.to(x.dtype)
            return scores.softmax(-1) @ x

    class Otherwise(nn.Module):
        def forward(self, x, mask):
            mask = prepare(mask)
            scores = x @ x.transpose(1, 2)
            if mask is None:
                scores = scores * 1.0
            elif mask.dtype == torch.bool:
                scores = torch.where(mask, scores, -1e9)
            else:
                scores = scores + mask
            return scores.softmax(-1) @ x

    class Fused(nn.Module):
        def forward(self, x, mask):
            mask = prepare(mask)
            return F.scaled_dot_product_attention(x, x, x, attn_mask=mask, is_causal=mask is None)
    """
)


@pytest.mark.parametrize("name", ["Plain", "Expression", "Otherwise", "Fused"])
def test_a_mask_that_data_may_drop(tmp_path, name):
    path = tmp_path / "model.py"
    path.write_text(PROGRAM)
    inputs = {"x": TensorSpec((2, 8, 4), "float32"), "mask": TensorSpec((2, 8), "bool")}
    answer = estimate(Request(f"{name}()", name, str(path), inputs))
    assert answer.status in (Status.EXACT, Status.BOUNDED), answer.reason
    # Two products of 2 x 8 x 8 x 4 multiply-adds each.
    assert answer.forward.core_flops == 2 * (2 * 2 * 8 * 8 * 4)
    assert [output.shape for output in answer.outputs] == [(2, 8, 4)]
