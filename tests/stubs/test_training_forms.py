"""Forms of a training step: checkpointed segments as measured with torch's counter, averages of weights, loss scaling, by hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.specs import parse_json_spec

FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
HAS_LIBRARY = any((Path(folder) / "transformers").is_dir() for folder in FOLDERS) or importlib.util.find_spec("transformers") is not None
HEAD = """
import copy
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint, checkpoint_sequential

a, b, d = nn.Linear(10, 20), nn.Linear(20, 30), nn.Linear(30, 40)
x, wanted = torch.randn(5, 10), torch.randn(5, 10, requires_grad=True)
plain = lambda x: b(torch.relu(a(x)))
ended = lambda x: torch.relu(b(torch.relu(a(x))))
layers = nn.Sequential(nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU(), nn.Linear(10, 10), nn.ReLU())
"""


def loops(text, paths=()):
    return analyse_file("program.py", HEAD + text, Configuration(paths=paths)).loops


@pytest.mark.parametrize(
    ("output", "flops"),
    [
        ("d(plain(wanted))", 60_000),
        # Everything that gradients need is there again before the last layer runs.
        ("d(checkpoint(plain, wanted, use_reentrant=False))", 62_000),
        ("d(checkpoint(plain, wanted, use_reentrant=True))", 68_000),
        ("d(checkpoint(plain, wanted))", 68_000),
        ("d(checkpoint(ended, wanted, use_reentrant=False))", 68_000),
        ("d(checkpoint(plain, x, use_reentrant=False))", 60_000),
        # The older variant has no gradients for a segment none of whose inputs needs one.
        ("d(checkpoint(plain, x, use_reentrant=True))", 32_000),
        ("checkpoint_sequential(layers, 3, wanted, use_reentrant=False)", 11_000),
        ("checkpoint_sequential(layers, 2, wanted, use_reentrant=True)", 11_000),
    ],
)
def test_checkpointed_segments_as_measured(output, flops):
    (loop,) = loops(f"for step in range(3):\n    {output}.sum().backward()\n")
    assert loop.per_iteration.core_flops == flops


def test_checkpointed_segments_keep_their_inputs(tmp_path):
    text = """
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

class Net(nn.Module):
    def __init__(self, again):
        super().__init__()
        self.again = again
        self.parts = nn.ModuleList(nn.Sequential(nn.Linear(64, 64), nn.GELU(), nn.Linear(64, 64), nn.GELU()) for _ in range(4))

    def forward(self, x):
        for part in self.parts:
            x = checkpoint(part, x, use_reentrant=False) if self.again else part(x)
        return x
"""
    file = tmp_path / "nets.py"
    file.write_text(text)
    steps = []
    for again in (False, True):
        found = estimate(Request(f"Net({again})", file=str(file), inputs={"*0": parse_json_spec([[256, 64], "float32"])}))
        steps.append(found.training_step)
    plain, again = steps
    size = 256 * 64 * 4
    # Without: both GELUs and both linears of a part keep their inputs. With: the input of each part.
    assert plain.saved_bytes == 15 * size
    assert again.saved_bytes == 3 * size
    assert again.peak_bytes < plain.peak_bytes


EMA = """
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
model = nn.Linear(10, 20)
averaged = {averaged}
for step in range(100):
    model(x).sum().backward()
    {update}
"""


@pytest.mark.parametrize(
    ("averaged", "update", "each"),
    [
        ("AveragedModel(model)", "averaged.update_parameters(model)", 3),
        ("AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.99))", "averaged.update_parameters(model)", 3),
        # An average as people write it: a product, and a sum with a multiple.
        (
            "copy.deepcopy(model)",
            "for p, q in zip(averaged.parameters(), model.parameters()): p.data.mul_(0.99).add_(q.data, alpha=0.01)",
            3,
        ),
    ],
)
def test_averages_of_weights(averaged, update, each):
    (with_average,) = loops(EMA.format(averaged=averaged, update=update))
    (without,) = loops(EMA.format(averaged=averaged, update="pass"))
    assert with_average.total_core_flops == without.total_core_flops
    extra = with_average.total_all_flops - without.total_all_flops
    assert extra in {count * each * 220 for count in (99, 100)}


def test_loss_scaling_goes_over_the_gradients():
    text = """
model = nn.Linear(10, 20)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scaler = torch.amp.GradScaler("cuda", enabled={enabled})
for step in range(10):
    optimizer.zero_grad()
    scaler.scale(model(x).sum()).backward()
    {unscale}
    scaler.step(optimizer)
    scaler.update()
"""
    (off,) = loops(text.format(enabled=False, unscale=""))
    (on,) = loops(text.format(enabled=True, unscale=""))
    (explicit,) = loops(text.format(enabled=True, unscale="scaler.unscale_(optimizer)"))
    # One product for each gradient; the loss and its gradient.
    assert on.total_all_flops - off.total_all_flops == 10 * (220 + 2)
    assert explicit.total_all_flops == on.total_all_flops


@pytest.mark.skipif(not HAS_LIBRARY, reason="no source of transformers")
def test_gradient_checkpointing_of_transformers_as_measured():
    text = """
import transformers
config = transformers.GPT2Config(n_layer=2, n_embd=64, n_head=4, vocab_size=100)
model = transformers.GPT2LMHeadModel(config)
model.train()
{enable}
ids = torch.ones(3, 16, dtype=torch.long)
for step in range(2):
    model(input_ids=ids, labels=ids).loss.backward()
"""
    measured = {
        "": 31_334_400,
        "model.gradient_checkpointing_enable()": 41_164_800,
        "model.gradient_checkpointing_enable({'use_reentrant': True})": 41_164_800,
    }
    for enable, flops in measured.items():
        (loop,) = loops(text.format(enable=enable), FOLDERS)
        assert loop.per_iteration.core_flops == flops, enable
