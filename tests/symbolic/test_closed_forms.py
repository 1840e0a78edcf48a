"""Sums, fits and budgets against loops."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flake8_greenai.symbolic import Undecided, ceil_divide, fit_polynomial, largest_within, minimum, sum_over, symbol

INDEX, L, N = (symbol(name, 0) for name in ("i", "L", "N"))
polynomials = st.lists(st.integers(-9, 9), min_size=1, max_size=5)


def value_at(coefficients, place):
    return sum(coefficient * place**power for power, coefficient in enumerate(coefficients))


@settings(deadline=None)
@given(polynomials, st.integers(0, 20), st.integers(0, 20))
def test_sums_equal_loops(coefficients, low, high):
    expression = value_at(coefficients, INDEX)
    expected = sum(value_at(coefficients, place) for place in range(low, high + 1))
    assert sum_over(expression, INDEX, low, high) == expected


@settings(deadline=None)
@given(polynomials, st.integers(0, 30))
def test_sums_up_to_a_symbol(coefficients, trips):
    total = sum_over(value_at(coefficients, INDEX), INDEX, 0, N - 1)
    expected = sum(value_at(coefficients, place) for place in range(trips))
    assert (total if isinstance(total, int) else total.substitute({N: trips})) == expected


def test_decoding_with_a_cache_by_hand():
    # step i of n attends to S + i positions: sum of 4*(S + i) for i = 0..n-1 is 4*S*n + 2*n*(n-1)
    prompt, steps = symbol("S"), symbol("n")
    assert sum_over(4 * (prompt + INDEX), INDEX, 0, steps - 1) == 4 * prompt * steps + 2 * steps**2 - 2 * steps


def test_sums_without_closed_form():
    assert sum_over(INDEX // 3, INDEX, 0, 10) == sum(place // 3 for place in range(11))
    assert sum_over(5, INDEX, 1, 4) == 20
    assert sum_over(INDEX, INDEX, 5, 3) == 0
    with pytest.raises(Undecided, match="no closed form"):
        sum_over(INDEX // 3, INDEX, 0, N)
    with pytest.raises(Undecided, match="no closed form"):
        sum_over(INDEX // 3, INDEX, 0, 10**9)


@settings(deadline=None)
@given(polynomials)
def test_fits_go_through_their_points(coefficients):
    points = [(place, value_at(coefficients, place)) for place in range(len(coefficients))]
    fitted = fit_polynomial(points, INDEX)
    assert fitted == value_at(coefficients, INDEX)


def test_fit_with_symbolic_values():
    assert fit_polynomial([(1, L + 1), (2, L + 2), (3, L + 3)], INDEX) == L + INDEX
    with pytest.raises(ValueError, match="one place"):
        fit_polynomial([(1, 2), (1, 3)], INDEX)


@given(st.integers(0, 10**12))
def test_largest_within_a_budget(budget):
    cost = 2 * N**2 + 128 * N + 7
    largest = largest_within(cost, N, budget)
    if largest is None:
        assert budget < 7
    else:
        assert cost.substitute({N: largest}) <= budget < cost.substitute({N: largest + 1})


def test_largest_within_limits():
    bounded = symbol("b", 1, 64)
    assert largest_within(10 * bounded, bounded, 10**9) == 64
    assert largest_within(10 * bounded, bounded, 9) is None
    assert largest_within(12, N, 20) is None
    with pytest.raises(Undecided, match="depends on L"):
        largest_within(N * L, N, 20)


@pytest.mark.parametrize("first", [0, 2])
def test_windows_of_which_the_last_one_holds_the_rest(first):
    rows = symbol("N", minimum=0)
    length = rows // 20
    count = ceil_divide(length - 1, 35)
    index = symbol("index", minimum=first, maximum=count - 1)
    window = minimum(35, length - 1 - 35 * index)
    assert minimum(35 * index + window, length) - minimum(35 * index, length) == window
    total = sum_over(7 * window * window + 3, index, first, count - 1)
    for value in (20, 40, 700, 720, 740, 1420, 1440, 2120, 2140, 2088628):
        left = value // 20 - 1
        windows = [min(35, left - start) for start in range(0, left, 35)]
        assert total.substitute({"N": value}) == sum(7 * size**2 + 3 for size in windows[first:])
