"""Inputs as people write them."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.estimate.specs import SpecError, parse_arguments, parse_json_spec, parse_spec, spec_text
from flake8_greenai.symbolic import symbol

B, N = symbol("B"), symbol("N")


@pytest.mark.parametrize(
    ("text", "spec"),
    [
        ("float32[1,3,224,224]", TensorSpec((1, 3, 224, 224), "float32")),
        ("float32[B, 3, 224, 224]", TensorSpec((B, 3, 224, 224), "float32")),
        ("torch.int64[2*N+1, N//2]", TensorSpec((2 * N + 1, N // 2), "int64")),
        ("half[7]", TensorSpec((7,), "float16")),
        ("float32[]", TensorSpec((), "float32")),
        ("bool[0,5]", TensorSpec((0, 5), "bool")),
        ("(float32[2,20,200], float32[2,20,200])", (TensorSpec((2, 20, 200), "float32"),) * 2),
        ("[float32[3,800,800]]", [TensorSpec((3, 800, 800), "float32")]),
        ("{'x': float32[2], 'n': 3}", {"x": TensorSpec((2,), "float32"), "n": 3}),
        ("1.5", 1.5),
        ("-2", -2),
        ("True", True),
        ("None", None),
        ("'bilinear'", "bilinear"),
        ("N", N),
        ("[]", []),
    ],
)
def test_specs(text, spec):
    found = parse_spec(text)
    assert found == spec
    assert type(found) is type(spec)
    assert parse_spec(spec_text(found)) == spec


@pytest.mark.parametrize(
    "text",
    ["", "float32[1,", "float33[1]", "float32[-1]", "float32[1.5]", "float32[f(x)]", "float32[1:2]", "f(3)", "lambda: 0", "import os",
     "a.b", "float32[N//0]", "float32[9223372036854775807]", "(" * 5000, "x" * 20000, "[x for x in y]", "\0", "{**a}"],
)  # fmt: skip
def test_what_is_no_spec_is_refused_in_one_line(text):
    with pytest.raises(SpecError) as error:
        parse_spec(text)
    assert "\n" not in str(error.value)


def test_arguments():
    assert parse_arguments(["float32[2]", "alpha=1.5", "int64[3]", "A=float64[N,N]"]) == {
        "*0": TensorSpec((2,), "float32"),
        "alpha": 1.5,
        "*1": TensorSpec((3,), "int64"),
        "A": TensorSpec((N, N), "float64"),
    }
    with pytest.raises(SpecError, match="the input a is given twice"):
        parse_arguments(["a=1", "a=2"])


@pytest.mark.parametrize(
    ("value", "spec"),
    [
        ([[1, 3, 224, 224], "float32"], TensorSpec((1, 3, 224, 224), "float32")),
        ([[], "int64"], TensorSpec((), "int64")),
        ([["B", 3], "float32"], TensorSpec((B, 3), "float32")),
        ([[[2, 20, 200], [2, 20, 200]], "float32"], (TensorSpec((2, 20, 200), "float32"),) * 2),
        (1.5, 1.5),
        ("bilinear", "bilinear"),
        ([1, 2], [1, 2]),
        ([[1, 2], "nothing"], [[1, 2], "nothing"]),
        (None, None),
    ],
)
def test_json(value, spec):
    assert parse_json_spec(value) == spec


@pytest.mark.parametrize(
    "value", [[[1.5], "float32"], [[-1], "float32"], [[None], "float32"], [["1 2"], "float32"], [[[1], [True]], "int64"]]
)
def test_json_refused(value):
    with pytest.raises(SpecError):
        parse_json_spec(value)
