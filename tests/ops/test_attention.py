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


def kept_bytes(run):
    sizes: dict[int, int] = {}
    kept = []

    def pack(tensor):
        sizes[tensor.untyped_storage()._cdata] = tensor.untyped_storage().nbytes()
        kept.append(tensor)
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        run()
    return sum(sizes.values())


def ours_kept(*operands):
    result = scaled_dot_product_attention(*(abstract(tensor) for tensor in operands))
    return sum(tensor.storage.nbytes for tensor in result.cost.saved)


def test_saved_bytes_of_the_plain_composition():
    q, k, v = (torch.zeros(2, 3, 5, 8, device="meta").requires_grad_() for _ in range(3))
    assert ours_kept(q, k, v) == 3 * q.nbytes + 4 * 2 * 3 * 5 * 5  # q, k, v and the probabilities


@pytest.mark.parametrize("length", [5, 32, 70])
def test_saved_bytes_of_the_fused_kernel(length):
    q, k, v = (torch.zeros(2, 3, length, 8, device="meta").requires_grad_() for _ in range(3))
    kernel = torch.ops.aten._scaled_dot_product_efficient_attention
    truth = kept_bytes(lambda: kernel(q, k, v, None, True))
    assert ours_kept(*(torch.zeros(2, 3, length, 8).requires_grad_() for _ in range(3))) == truth


def test_saved_bytes_in_half_precision():
    q, k, v = (torch.zeros(2, 3, 5, 8, dtype=torch.bfloat16).requires_grad_() for _ in range(3))
    # q, k, v, the output, a float32 per query, two numbers of the generator of random numbers.
    assert ours_kept(q, k, v) == 4 * q.nbytes + 4 * 2 * 3 * 5 + 16


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 2, 1, 3), (2, 0, 1, 3)])
def test_layout_of_the_output(order):
    inverse = [order.index(axis) for axis in range(4)]
    q = torch.zeros(*((2, 3, 5, 8)[axis] for axis in order)).permute(*inverse)
    fused = torch.ops.aten._scaled_dot_product_efficient_attention(*(q.to("meta") for _ in range(3)), None, True)[0]
    assert scaled_dot_product_attention(*(abstract(q) for _ in range(3))).output.stride == fused.stride()
    half = q.to(torch.bfloat16)
    result = scaled_dot_product_attention(*(abstract(half) for _ in range(3)))
    assert result.output.stride == F.scaled_dot_product_attention(half, half, half).stride()
