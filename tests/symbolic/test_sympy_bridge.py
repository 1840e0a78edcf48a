"""The bridge against sympy itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_greenai.symbolic import maximum, symbol
from flake8_greenai.symbolic.sympy_bridge import factored, prove_equal, solve, to_sympy

sympy = pytest.importorskip("sympy")
B, L = symbol("B"), symbol("L")
b, l = sympy.symbols("B L", integer=True, positive=True)  # noqa: E741


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 3), st.integers(0, 3)), max_size=5))
def test_polynomials_translate(terms):
    ours = sum((c * B**i * L**j for c, i, j in terms), 0)
    theirs = sum((c * b**i * l**j for c, i, j in terms), sympy.Integer(0))
    assert sympy.expand(to_sympy(ours) - theirs) == 0


@settings(deadline=None, max_examples=50)
@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9), st.integers(1, 30), st.integers(1, 30))
def test_floors_agree_with_sympy(factor, shift, divisor, batch, length):
    ours = (factor * B + L + shift) // divisor
    theirs = sympy.floor((factor * b + l + shift) / sympy.Integer(divisor))
    values = {b: batch, l: length}
    assert to_sympy(ours).subs(values) == theirs.subs(values)


def test_translation_of_closed_operations():
    assert to_sympy(maximum(L, 7)) == sympy.Max(l, 7)
    assert to_sympy(B / (L + 1)) == b / (l + 1)
    assert to_sympy(2**L) == 2**l
    assert to_sympy(5) == 5
    assert (L * B).to_sympy() == l * b


def test_proofs_factors_and_solutions():
    assert prove_equal((L + 1) ** 2, L**2 + 2 * L + 1)
    assert prove_equal((B / (L + 1)) * (L + 1), B)
    assert not prove_equal(L, B)
    assert factored(2 * B * L**2 + 128 * B * L) == "2*B*L*(L + 64)"
    assert solve(6 * L, L, 18) == ["3"]
