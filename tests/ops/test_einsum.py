"""Einstein summation against torch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import check, meta, outcome  # noqa: E402

from flake8_greenai.ops.einsum import einsum  # noqa: E402

SIZES = {"a": 2, "b": 3, "c": 4, "D": 5, "e": 1}


@st.composite
def equations(draw, operands=2):
    labels = st.lists(st.sampled_from(sorted(SIZES)), max_size=4)
    parts = [draw(labels) for _ in range(operands)]
    text, shapes = [], []
    for part in parts:
        shape = [draw(st.sampled_from([SIZES[label]] * 3 + [1])) if part.count(label) == 1 else SIZES[label] for label in part]
        if draw(st.booleans()):
            place = draw(st.integers(0, len(part)))
            extra = draw(st.sampled_from([(), (6,), (7, 6), (7, 1), (1, 6)]))
            shape[place:place] = extra
            labels_text = [*part[:place], "...", *part[place:]]
        else:
            labels_text = part
        text.append("".join(labels_text))
        shapes.append(shape)
    equation = ",".join(text)
    if draw(st.booleans()):
        used = sorted({label for part in parts for label in part})
        out = draw(st.permutations(used))[: draw(st.integers(0, len(used)))]
        if draw(st.booleans()) and "..." in equation:
            out = ["...", *out]
        equation += "->" + "".join(out)
    return equation, [meta(*shape, grad=draw(st.booleans())) for shape in shapes]


@settings(max_examples=80, deadline=None)
@given(equations(1) | equations(2))
def test_up_to_two_operands(case):
    equation, operands = case
    check(einsum, torch.einsum, equation, *operands)


@settings(max_examples=30, deadline=None)
@given(equations(3) | equations(4))
def test_more_operands(case):
    equation, operands = case
    if torch.backends.opt_einsum.is_available():
        check(einsum, torch.einsum, equation, *operands)
    else:
        check(einsum, torch.einsum, equation, *operands, flops=False)


def test_notations_agree():
    a, b = meta(2, 3, 4), meta(2, 4, 5)
    expected = 2 * 2 * 3 * 4 * 5
    for arguments in [
        ("bij,bjk->bik", a, b),
        (" b i j , b j k -> b i k ", a, b),
        ("...ij,...jk", [a, b]),
        (a, [0, 1, 2], b, [0, 2, 3], [0, 1, 3]),
        (a, [..., 1, 2], b, [..., 2, 3]),
    ]:
        assert check(einsum, torch.einsum, *arguments).cost.core == expected


def test_path_is_the_cheapest():
    # (ij,jk) costs 2x100x2x100 and then (ik,kl) 2x100x100x2; from the right 2x2x100x2 and 2x100x2x2.
    result = outcome(einsum, ("ij,jk,kl->il", meta(100, 2), meta(2, 100), meta(100, 2)), {})
    assert result.cost.core == 2 * 2 * 100 * 2 + 2 * 100 * 2 * 2


@pytest.mark.parametrize(
    ("equation", "shapes"),
    [
        ("ij,jk->ik", [(2, 3), (4, 5)]),
        ("ij->ijk", [(2, 3)]),
        ("ij->ii", [(2, 3)]),
        ("ii", [(2, 3)]),
        ("ijk", [(2, 3)]),
        ("i,j", [(2,)]),
        ("i?", [(2, 3)]),
    ],
)
def test_misuse_is_refused(equation, shapes):
    assert check(einsum, torch.einsum, equation, *[meta(*shape) for shape in shapes]) is None
