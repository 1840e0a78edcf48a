"""Moments of an iteration that are the peak for some batch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flake8_greenai.ledger.moments import envelope
from flake8_greenai.symbolic import symbol


def test_a_small_batch_peaks_with_gradients_and_a_large_one_with_activations():
    # (0, 100): 100 per batch; (50, 90): 50 + 40; they cross where 100 x = 50 + 40 x. (20, 60) is below both everywhere.
    assert set(envelope([(0, 100), (50, 90), (20, 60)])) == {(0, 100), (50, 90)}
    # (20, 95) is above both where they meet, at x = 5/6: 20 + 75 · 5/6 = 82.5, not 83.3: below.
    assert set(envelope([(0, 100), (50, 90), (20, 95)])) == {(0, 100), (50, 90)}
    # (30, 98): 30 + 68 · 5/6 = 86.7: above.
    assert set(envelope([(0, 100), (50, 90), (30, 98)])) == {(0, 100), (50, 90), (30, 98)}


def test_formulas_are_left_out():
    assert envelope([(0, symbol("B") * 4), (1, 5)]) == ((1, 5),)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=12), st.sampled_from([0.0, 0.1, 0.5, 1, 2, 7.5, 40])
)
def test_the_envelope_is_the_peak_of_all(pairs, share):
    moments = [(fixed, fixed + growth) for fixed, growth in pairs]

    def peak(some):
        return max(fixed + (live - fixed) * share for fixed, live in some)

    assert abs(peak(envelope(moments)) - peak(moments)) < 1e-9
