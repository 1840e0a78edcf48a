"""Memory of single layers: bytes kept for the backward pass, and peaks, are what torch needs on the meta device."""

from __future__ import annotations

import pytest
from measured import peak_bytes, saved_bytes, torch

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.specs import parse_arguments

RECURRENT = [
    "16, 16",
    "16, 16, num_layers=2",
    "16, 16, bidirectional=True",
    "16, 16, num_layers=3, dropout=0.5",
    "16, 16, num_layers=2, bidirectional=True",
    "16, 24, batch_first=True",
    "16, 24, bias=False",
]
BETWEEN = [
    "ReflectionPad2d(1)",
    "ReplicationPad2d(1)",
    "ZeroPad2d(1)",
    "InstanceNorm2d(8)",
    "BatchNorm2d(8)",
    "GroupNorm(4, 8)",
    "MaxPool2d(2)",
    "Upsample(scale_factor=2)",
    "ReLU(inplace=True)",
    "GELU()",
    "Hardswish()",
    "Sigmoid()",
    "Dropout()",
    "ConvTranspose2d(8, 8, 2)",
]


def analysed(expression, inputs):
    return estimate(Request(expression.replace("nn.", "torch.nn."), inputs=inputs))


def built(expression):
    return lambda: eval(expression, {"nn": torch.nn, "torch": torch})


@pytest.mark.parametrize("options", [*RECURRENT, "16, 24, proj_size=8", "16, 24, num_layers=2, proj_size=8, bidirectional=True"])
@pytest.mark.parametrize("kind", ["LSTM", "GRU", "RNN"])
def test_recurrent_layers(kind, options):
    if "proj_size" in options and kind != "LSTM":
        pytest.skip("only LSTM projects")
    expression, inputs = f"nn.{kind}({options})", parse_arguments(["float32[5,3,16]"])
    assert analysed(expression, inputs).training_step.saved_bytes == saved_bytes(built(expression), inputs)


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
@pytest.mark.parametrize("layer", BETWEEN)
def test_layers_between_convolutions(layer, dtype):
    convolution = "nn.Conv2d(8, 8, 3, padding=1)"
    expression = f"nn.Sequential({convolution}, nn.{layer}, {convolution}).to(torch.{dtype})"
    inputs = parse_arguments([f"{dtype}[2,8,32,32]"])
    answer = analysed(expression, inputs)
    assert answer.training_step.saved_bytes == pytest.approx(saved_bytes(built(expression), inputs), rel=0.02)
    assert answer.training_step.peak_bytes == pytest.approx(peak_bytes(built(expression), inputs, train=True), rel=0.03)
    assert answer.forward.peak_bytes == pytest.approx(peak_bytes(built(expression), inputs, train=False), rel=0.03)
