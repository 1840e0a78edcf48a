"""Recurrent networks against torch, which runs them step by step on the meta device."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, meta, outcome  # noqa: E402

from flake8_greenai.ops import recurrent  # noqa: E402

VF = torch._VF
flags = st.booleans()
small = st.integers(1, 3)
KINDS = {"lstm": 4, "gru": 3, "rnn_tanh": 1, "rnn_relu": 1}


def weights(kind, inputs, hidden, layers, directions, has_bias, projected, draw_grad):
    flat = []
    for layer in range(layers):
        for _ in range(directions):
            features = inputs if layer == 0 else (projected or hidden) * directions
            flat.append(meta(KINDS[kind] * hidden, features, grad=draw_grad()))
            flat.append(meta(KINDS[kind] * hidden, projected or hidden, grad=draw_grad()))
            flat.extend(meta(KINDS[kind] * hidden, grad=draw_grad()) for _ in range(2 * has_bias))
            if projected:
                flat.append(meta(projected, hidden, grad=draw_grad()))
    return flat


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(KINDS)), small, small, small, small, small, flags, flags, flags, flags, flags, st.data())
def test_whole_sequences(kind, steps, batch, inputs, hidden, layers, two_ways, has_bias, batch_first, packed, uniform, data):
    directions = 1 + two_ways
    projected = hidden - 1 if kind == "lstm" and hidden > 1 and data.draw(flags) else 0
    # The pass through time is cut where nothing wants a gradient, so flags per tensor are drawn only for a part of the cases.
    draw_grad = (lambda: True) if uniform else (lambda: data.draw(flags))
    flat = weights(kind, inputs, hidden, layers, directions, has_bias, projected, draw_grad)
    states = [meta(layers * directions, batch, projected or hidden, grad=False)]
    if kind == "lstm":
        states.append(meta(layers * directions, batch, hidden, grad=False))
    hx = states if kind == "lstm" else states[0]
    options = [has_bias, layers, 0.0, True, two_ways]
    if packed:
        lengths = torch.full((steps,), batch)  # its elements are read, so it cannot be on the meta device
        x = meta(steps * batch, inputs, grad=draw_grad())
        check(getattr(recurrent, kind), getattr(VF, kind), x, lengths, hx, flat, *options, backward=uniform)
    else:
        x = meta(*((batch, steps) if batch_first else (steps, batch)), inputs, grad=draw_grad())
        check(getattr(recurrent, kind), getattr(VF, kind), x, hx, flat, *options, batch_first, backward=uniform)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(KINDS)), small, small, small, flags, flags, flags)
def test_cells(kind, batch, inputs, hidden, has_bias, input_grad, state_grad):
    w_ih, w_hh, *biases = weights(kind, inputs, hidden, 1, 1, has_bias, 0, lambda: True)
    state = meta(batch, hidden, grad=state_grad)
    hx = [state, meta(batch, hidden, grad=False)] if kind == "lstm" else state
    biases = biases or [None, None]
    name = f"{kind}_cell"
    check(getattr(recurrent, name), getattr(VF, name), meta(batch, inputs, grad=input_grad), hx, w_ih, w_hh, *biases)


@pytest.mark.parametrize(("kind", "factor"), [("lstm", 21), ("gru", 17), ("rnn_tanh", 4)])
def test_pointwise_per_element_of_the_state(kind, factor):
    flat = weights(kind, 8, 6, 1, 2, True, 0, lambda: True)
    state = meta(2, 4, 6, grad=False)
    hx = [state, state] if kind == "lstm" else state
    arguments = (meta(5, 4, 8), hx, flat, True, 1, 0.0, True, True, False)
    result = check(getattr(recurrent, kind), getattr(VF, kind), *arguments)
    assert result.cost.pointwise == factor * 5 * 4 * 2 * 6


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_cells_keep_what_torch_keeps(kind):
    batch, hidden = 16, 32
    operands = [torch.zeros(batch, hidden), torch.zeros(batch, hidden), torch.zeros(batch, hidden)]
    flat = [torch.zeros(KINDS[kind] * hidden, hidden).requires_grad_() for _ in range(2)]
    x, *states = operands
    hx = states if kind == "lstm" else states[0]
    weights = {tensor.untyped_storage()._cdata for tensor in flat}
    kept, sizes = [], {}

    def pack(tensor):
        kept.append(tensor)
        sizes[tensor.untyped_storage()._cdata] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        getattr(VF, f"{kind}_cell")(x, hx, *flat, None, None)
    expected = sum(size for key, size in sizes.items() if key not in weights)
    saved = outcome(getattr(recurrent, f"{kind}_cell"), (x, hx, *flat), {}).cost.saved
    assert sum(tensor.storage.nbytes for tensor in saved if tensor.shape != (KINDS[kind] * hidden, hidden)) == expected


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_misuse_is_refused(kind):
    flat = weights(kind, 8, 6, 1, 1, True, 0, lambda: True)
    for state in (meta(1, 3, 6), meta(1, 4, 5)):
        hx = [state, state] if kind == "lstm" else state
        assert check(getattr(recurrent, kind), getattr(VF, kind), meta(5, 4, 8), hx, flat, True, 1, 0.0, True, False, False) is None
