"""What functions of array programs cost, worked out by hand: one operation for each element of a universal function."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

PROGRAMS = {
    # 2·m·n·k for the product, and m·k, m·n and m·n for the scalings and the sum; beta * c is added in the memory of what it is added to.
    "gemm": (
        "def kernel(alpha, beta, c, a, b):\n    return alpha * a @ b + beta * c\n",
        {"alpha": 1.5, "beta": 1.2, "c": (500, 600), "a": (500, 700), "b": (700, 600)},
        2 * 500 * 600 * 700 + 500 * 700 + 2 * 500 * 600,
    ),
    # max and sum over n, one difference, one exponential and one quotient for each element.
    "softmax": (
        "def kernel(x):\n    y = np.exp(x - np.max(x, axis=-1, keepdims=True))\n    return y / np.sum(y, axis=-1, keepdims=True)\n",
        {"x": (8, 1000)},
        8 * (2 * 999 + 3 * 1000),
    ),
    "a loop over time": (
        "def kernel(steps, a, b):\n    for t in range(1, steps):\n        b[1:-1] = 0.33333 * (a[:-2] + a[1:-1] + a[2:])\n",
        {"steps": 11, "a": (100,), "b": (100,)},
        10 * 3 * 98,
    ),
    "selection is no operation": ("def kernel(x):\n    return np.where(x > 0, x, 0.0)\n", {"x": (40, 50)}, 2000),
}


@pytest.mark.parametrize(("text", "inputs", "operations"), PROGRAMS.values(), ids=PROGRAMS.keys())
def test_operations(tmp_path, text, inputs, operations):
    file = tmp_path / "kernel.py"
    file.write_text("import numpy as np\n\n\n" + text)
    specs = {name: TensorSpec(given, "float64") if isinstance(given, tuple) else given for name, given in inputs.items()}
    found = estimate(Request("kernel", file=str(file), inputs=specs))
    assert found.status is Status.EXACT, found.reason
    assert found.forward.all_flops + found.forward.transcendentals == operations


def test_results_take_the_memory_of_large_temporaries(tmp_path):
    file = tmp_path / "kernel.py"
    file.write_text("import numpy as np\n\n\ndef kernel(x):\n    return x * 2 + 1 - x\n")
    large, small = (
        estimate(Request("kernel", file=str(file), inputs={"x": TensorSpec((n,), "float64")})).forward.peak_bytes for n in (10**6, 10)
    )
    assert (large, small) == (2 * 8 * 10**6, 3 * 8 * 10)
