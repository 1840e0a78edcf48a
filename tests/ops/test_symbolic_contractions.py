"""Symbolic sizes: the formula of an operation, evaluated, is what the operation says for numbers."""

from __future__ import annotations

from itertools import count

import pytest

from flake8_greenai.ops import (
    attention,
    chains,
    contraction,
    convolution,
    decompositions,
    distance,
    linalg,
    patches,
    recurrent,
    sampling,
    vision,
)
from flake8_greenai.ops.einsum import einsum
from flake8_greenai.ops.registry import Result, tensors_in
from flake8_greenai.symbolic import Expression, symbol
from flake8_greenai.tensors.tensor import Tensor

VALUES = {"B": 4, "S": 30, "H": 17, "W": 24}


def tensors(*shapes):
    return [Tensor(shape, requires_grad=True) for shape in shapes]


def rnn(kind, gates):
    def run(sizes):
        x, h, w_ih, w_hh = tensors((sizes["S"], sizes["B"], 8), (1, sizes["B"], 6), (gates * 6, 8), (gates * 6, 6))
        hx = [h, Tensor(h.shape)] if kind == "lstm" else h
        return getattr(recurrent, kind)(x, hx, [w_ih, w_hh], False, 1, 0.0, True, False, False)

    return run


CASES = {
    "linear": lambda n: contraction.linear(*tensors((n["B"], n["S"], 8), (5, 8), (5,))),
    "matmul": lambda n: contraction.matmul(*tensors((n["B"], 3, n["S"], 8), (n["B"], 1, 8, n["S"]))),
    "folded": lambda n: contraction.matmul(*tensors((n["B"], n["S"], 8), (8, 3))),
    "bmm": lambda n: contraction.bmm(*tensors((n["B"], n["S"], 8), (n["B"], 8, n["S"]))),
    "addmm": lambda n: contraction.addmm(*tensors((5,), (n["B"], 8), (8, 5))),
    "tensordot": lambda n: chains.tensordot(*tensors((n["B"], n["S"], 8), (n["S"], 8, 3)), 2),
    "multi_dot": lambda n: chains.multi_dot(tensors((n["B"], 8), (8, n["S"]), (n["S"], 8), (8, 2))),
    "einsum": lambda n: einsum("bqhd,bkhd->bhqk", *tensors((n["B"], n["S"], 2, 8), (n["B"], n["H"], 2, 8))),
    "einsum3": lambda n: einsum("bij,bjk,bkl->bil", *tensors((n["B"], 3, n["S"]), (n["B"], n["S"], 4), (n["B"], 4, 5))),
    "conv2d": lambda n: convolution.conv2d(*tensors((n["B"], 3, n["H"], n["W"]), (8, 3, 3, 3), (8,)), 2, 1),
    "same": lambda n: convolution.conv1d(*tensors((n["B"], 3, n["S"]), (8, 3, 4)), None, 1, "same", 3),
    "conv_transpose2d": lambda n: convolution.conv_transpose2d(*tensors((n["B"], 3, n["H"], n["W"]), (3, 8, 4, 4)), None, 2, 1),
    "unfold": lambda n: patches.im2col(*tensors((n["B"], 3, n["H"], n["W"])), 3, 1, 1, 2),
    "attention": lambda n: attention.scaled_dot_product_attention(
        *tensors((n["B"], 4, n["S"], 8), (n["B"], 2, n["H"], 8), (n["B"], 2, n["H"], 8)), enable_gqa=True
    ),
    "lstm": rnn("lstm", 4),
    "gru": rnn("gru", 3),
    "lstm_cell": lambda n: recurrent.lstm_cell(
        tensors((n["B"], 8))[0], tensors((n["B"], 6), (n["B"], 6)), *tensors((24, 8), (24, 6)), None, None
    ),
    "interpolate": lambda n: sampling.interpolate(*tensors((n["B"], 3, n["H"], n["W"])), scale_factor=1.5, mode="bilinear"),
    "grid_sample": lambda n: sampling.grid_sample(*tensors((n["B"], 3, n["H"], n["W"]), (n["B"], n["S"], n["S"], 2))),
    "pixel_shuffle": lambda n: sampling.pixel_shuffle(*tensors((n["B"], 12, n["H"], n["W"])), 2),
    "cdist": lambda n: distance.cdist(*tensors((n["B"], n["S"] + 25, 8), (n["B"], n["H"], 8))),
    "inv": lambda n: linalg.inv(*tensors((n["B"], n["S"], n["S"]))),
    "solve": lambda n: linalg.solve(*tensors((n["B"], 6, 6), (n["B"], 6, n["S"]))),
    "matrix_power": lambda n: linalg.matrix_power(*tensors((n["S"], n["S"])), 5),
    "svd": lambda n: decompositions.svd(*tensors((n["B"], 6, 5)), False),
    "roi_align": lambda n: vision.roi_align(*tensors((n["B"], 3, n["H"], n["W"]), (n["S"], 5)), 1.0, 7, 7, 2, True),
}


def evaluate(amount, values):
    return amount.substitute(values) if isinstance(amount, Expression) else amount


def summary(result, values):
    result = result if isinstance(result, Result) else Result(result, None)
    cost = result.cost
    return {
        "shapes": [tuple(evaluate(size, values) for size in tensor.shape) for tensor in tensors_in([result.output])],
        "core": evaluate(cost.core, values),
        "pointwise": evaluate(cost.pointwise, values),
        "transcendentals": evaluate(cost.transcendentals, values),
        "gradients": [(evaluate(part.core, values), evaluate(part.pointwise, values)) for part in cost.gradients],
        "saved": sum(evaluate(tensor.numel, values) for tensor in cost.saved),
        "op": result.op,
    }


@pytest.mark.parametrize("name", sorted(CASES))
def test_formula_agrees_with_numbers(name):
    symbols = {key: symbol(key) for key in VALUES}
    assert summary(CASES[name](symbols), VALUES) == summary(CASES[name](VALUES), {})


def test_every_formula_is_compact():
    """Formulas are read by people: none of the cases needs more than a handful of terms."""
    numbers = count()
    symbols = {key: symbol(key) for key in VALUES}
    for name, case in CASES.items():
        core = case(symbols).cost.core
        assert len(str(core)) < 200, (next(numbers), name, str(core))
