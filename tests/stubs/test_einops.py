"""einops patterns: shapes as its documentation gives them (https://einops.rocks/1-einops-basics), costs of what they stand for."""

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

IMAGES = (6, 96, 96, 3)


def run(body, *shapes):
    inputs = {f"*{i}": TensorSpec(shape, "float32") for i, shape in enumerate(shapes)}
    return estimate(Request(f"(lambda *x: {body})", inputs=inputs))


@pytest.mark.parametrize(
    ("body", "shape"),
    [
        ("einops.rearrange(x[0], 'b h w c -> w (b h) c')", (96, 576, 3)),
        ("einops.rearrange(x[0], 'b h w c -> h (b w) c')", (96, 576, 3)),
        ("einops.rearrange(x[0], '(b1 b2) h w c -> (b1 h) (b2 w) c', b1=2)", (192, 288, 3)),
        ("einops.rearrange(x[0], 'b (h1 h2) (w1 w2) c -> b h1 w1 (h2 w2 c)', h2=4, w2=8)", (6, 24, 12, 96)),
        ("einops.rearrange(x[0], 'b ... c -> c (...) b')", (3, 9216, 6)),
        ("einops.rearrange(x[0], 'b h w c -> b h w 1 c 1')", (6, 96, 96, 1, 3, 1)),
        ("einops.reduce(x[0], 'b h w c -> h w c', 'mean')", (96, 96, 3)),
        ("einops.reduce(x[0], 'b (h 2) (w 2) c -> h (b w) c', 'max')", (48, 288, 3)),
        ("einops.reduce(x[0], 'b h w c -> b () () c', 'min')", (6, 1, 1, 3)),
        ("einops.repeat(x[0][0], 'h w c -> h (repeat w) c', repeat=3)", (96, 288, 3)),
        ("einops.repeat(x[0][0], 'h w c -> (2 h) (2 w) c')", (192, 192, 3)),
        ("einops.rearrange(list(x[0]), 'b h w c -> (b h) w c')", (576, 96, 3)),
        ("einops.pack([x[0], x[0][:, :, 0]], 'b * c')[0]", (6, 96 * 96 + 96, 3)),
        ("einops.layers.torch.Rearrange('b (h p) (w q) c -> b (h w) (p q c)', p=16, q=16)(x[0])", (6, 36, 768)),
    ],
)
def test_shapes(body, shape):
    answer = run(body, IMAGES)
    assert answer.status is Status.EXACT, answer.reason
    assert answer.outputs[0].shape == shape
    assert answer.forward.core_flops == 0
    if "reduce" not in body and "Reduce" not in body:
        assert answer.forward.all_flops == 0


def test_mean_costs_a_mean():
    assert run("einops.reduce(x[0], 'b h w c -> b c', 'mean')", IMAGES).forward.all_flops == 6 * 96 * 96 * 3


def test_einsum_costs_its_contraction():
    answer = run("einops.einsum(x[0], x[1], 'batch query depth, batch key depth -> batch query key')", (2, 5, 8), (2, 7, 8))
    assert answer.outputs[0].shape == (2, 5, 7)
    assert answer.forward.core_flops == 2 * 2 * 5 * 7 * 8


def test_a_single_axis_pattern_moves_no_bytes():
    assert run("einops.rearrange(x[0], 'b h w c -> b (h w c)')", IMAGES).forward.bytes_written == 0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("einops.rearrange(x[0], 'b h w -> b h w')", "expected 3 dims"),
        ("einops.rearrange(x[0], 'b (h p) w c -> b h p w c', p=7)", "can't divide axis of length 96 in chunks of 7"),
        ("einops.rearrange(x[0], 'b h w c -> b h w')", "only on one side"),
        ("einops.repeat(x[0], 'b h w c -> b h w c n')", "Specify sizes"),
    ],
)
def test_errors(body, message):
    answer = run(body, IMAGES)
    assert answer.status is Status.FAILED
    assert message in answer.reason
