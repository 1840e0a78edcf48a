"""Attention against torch's plain composition, which is what it runs on the meta device."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import abstract, check, meta  # noqa: E402

from flake8_greenai.ops.attention import scaled_dot_product_attention  # noqa: E402

F = torch.nn.functional
flags = st.booleans()
positive = st.integers(1, 4)


@settings(max_examples=60, deadline=None)
@given(st.lists(positive, max_size=3), positive, positive, positive, positive, st.lists(flags, min_size=3, max_size=3), st.data())
def test_attention(batch, queries, keys, depth, width, grads, data):
    shared = [data.draw(st.sampled_from([size, 1])) for size in batch]
    q = meta(*batch, queries, depth, grad=grads[0])
    k = meta(*shared, keys, depth + data.draw(st.sampled_from([0, 0, 0, 1])), grad=grads[1])
    v = meta(*shared, keys, width, grad=grads[2])
    options = data.draw(
        st.sampled_from(
            [{}, {"is_causal": True}, {"dropout_p": 0.5}, {"scale": 1.0}, {"attn_mask": (queries, keys)}, {"attn_mask": (keys,)}]
        )
    )
    if "attn_mask" in options:
        options = {"attn_mask": meta(*options["attn_mask"], dtype=torch.bool)}
    check(scaled_dot_product_attention, F.scaled_dot_product_attention, q, k, v, **options, kernel=len(batch) > 1)


@settings(max_examples=30, deadline=None)
@given(positive, positive, st.integers(1, 3), positive, positive, positive, st.sampled_from([0, 0, 1]))
def test_grouped_queries(batch, heads, groups, queries, keys, depth, wrong):
    q, k = meta(batch, heads * groups + wrong, queries, depth), meta(batch, heads, keys, depth)
    check(scaled_dot_product_attention, F.scaled_dot_product_attention, q, k, k, enable_gqa=True)


@pytest.mark.parametrize(("device", "dropout"), [("meta", 0.0), ("cpu", 0.0)])
def test_saved_bytes_are_those_that_torch_saves(device, dropout):
    q, k, v = (torch.zeros(2, 3, 5, 8, device=device).requires_grad_() for _ in range(3))
    sizes: dict[int, int] = {}

    def pack(tensor):
        sizes[tensor.untyped_storage()._cdata] = tensor.untyped_storage().nbytes()
        kept.append(tensor)
        return tensor

    kept = []
    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        F.scaled_dot_product_attention(q, k, v, dropout_p=dropout)
    result = scaled_dot_product_attention(*(abstract(tensor) for tensor in (q, k, v)), dropout_p=dropout)
    ours = sum(tensor.storage.nbytes for tensor in result.cost.saved)
    if device == "cpu":
        assert ours == sum(sizes.values())
    else:
        assert ours == 3 * q.nbytes + 4 * 2 * 3 * 5 * 5  # q, k, v and the probabilities


def test_output_is_laid_out_as_the_queries_are():
    q = torch.zeros(2, 5, 3, 8).transpose(1, 2)
    result = scaled_dot_product_attention(*(abstract(tensor) for tensor in (q, q, q)))
    assert result.output.stride == tuple(F.scaled_dot_product_attention(q, q, q).stride())
