"""Layers made from equal arguments are filled from the first one: they stay objects of their own."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.specs import parse_arguments

HEAD = "import torch\nfrom torch import nn\n"


def parameters(tmp_path, text, spec="float32[1,10]"):
    path = tmp_path / "program.py"
    path.write_text(HEAD + text)
    answer = estimate(Request("make()", file=str(path), inputs=parse_arguments([spec])))
    assert answer.status.value == "exact"
    return answer


def program(body):
    indented = "\n".join(f"    {line}" for line in body.splitlines())
    return f"def make():\n{indented}\n    return model\n"


CASES = [
    # (how it is built, parameters, those trained); Linear(10, 10) has 110 parameters, without bias 100
    ("model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10), nn.Linear(10, 10))", 330, 330),
    ("model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10))\nmodel[1].weight = model[0].weight", 120, 120),
    ("model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10))\nmodel[0].weight.requires_grad = False", 220, 120),
    ("model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10))\nmodel[0].bias = None\nmodel.append(nn.Linear(10, 10))", 320, 320),
    ("model = nn.Sequential(nn.Linear(10, 10, 1), nn.Linear(10, 10, 0), nn.Linear(10, 10, True))", 320, 320),
    ("model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10, bias=False), nn.Linear(10, 10, False))", 310, 310),
    ("with torch.device('meta'):\n    model = nn.Linear(10, 10)\nmodel = nn.Sequential(model, nn.Linear(10, 10))", 220, 220),
]


@pytest.mark.parametrize(("body", "count", "trained"), CASES)
def test_layers_are_objects_of_their_own(tmp_path, body, count, trained):
    answer = parameters(tmp_path, program(body))
    assert (answer.params, answer.trainable_params) == (count, trained)


def test_dtype_set_between(tmp_path):
    """Bytes: 110 float32 and 110 float64 parameters."""
    body = "first = nn.Linear(10, 10)\ntorch.set_default_dtype(torch.float64)\nmodel = nn.Sequential(first, nn.Linear(10, 10))\n"
    answer = parameters(tmp_path, program(body + "torch.set_default_dtype(torch.float32)"))
    assert answer.param_bytes == 110 * 4 + 110 * 8


def test_class_changed_between(tmp_path):
    body = (
        "first = nn.Linear(10, 10)\ndef initialise(self):\n    self.extra = nn.Parameter(torch.zeros(7))\n"
        "nn.Linear.reset_parameters = initialise\nmodel = nn.Sequential(first, nn.Linear(10, 10))"
    )
    assert parameters(tmp_path, program(body)).params == 227


def test_hooks_of_one_layer(tmp_path):
    """The hook of one of two equal layers doubles what it gives: 10 additions more."""
    body = "model = nn.Sequential(nn.Linear(10, 10), nn.Linear(10, 10))"
    hook = "\nmodel[0].register_forward_hook(lambda module, inputs, output: output + output)"
    plain = parameters(tmp_path, program(body)).forward.all_flops
    assert parameters(tmp_path, program(body + hook)).forward.all_flops == plain + 10
