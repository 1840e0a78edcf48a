"""Training programs whose data and settings come from files: windows of memory maps, exec of a configuration, known data sets."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

MODEL = """
import os
import numpy as np
import torch
from torch import nn

model = nn.Linear(32, 8)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
"""
STEP = """
    optimizer.zero_grad()
    model(x).sum().backward()
    optimizer.step()
"""


def test_windows_drawn_from_a_memory_map():
    text = (
        MODEL
        + """
def batch():
    data = np.memmap("tokens.bin", dtype=np.uint16, mode="r")
    ix = torch.randint(len(data) - 32, (6,))
    return torch.stack([torch.from_numpy(data[i : i + 32].astype(np.float32)) for i in ix])

for step in range(500):
    x = batch()
"""
        + STEP
    )
    (loop,) = analyse_file("program.py", text).loops
    # Forward 2·6·32·8, as much again for the gradient of the weight.
    assert (loop.iterations, loop.batch_size, loop.per_iteration.core_flops) == (500, 6, 2 * 2 * 6 * 32 * 8)
    assert (loop.total_core_flops, loop.status) == (500 * 6144, Status.EXACT)
    assert any("tokens.bin" in note for note in loop.assumptions)


def test_a_window_that_may_reach_over_the_end_has_no_exact_length():
    text = MODEL + "data = np.memmap('tokens.bin', dtype=np.uint16, mode='r')\n"
    text += "i = torch.randint(len(data), (1,))[0]\nx = torch.from_numpy(data[i : i + 32].astype(np.float32))\n"
    text += "layer = nn.Linear(1, 4)\nlayer(x.view(-1, 1))\n"
    (call,) = analyse_file("program.py", text).calls
    assert not isinstance(call.core_flops, int)


def test_settings_by_exec_of_a_file(tmp_path):
    (tmp_path / "settings.py").write_text("batch_size = 16\nsteps = 10 * base\n")
    text = MODEL + "base = 3\nbatch_size = 4\nsteps = 5\nexec(open('settings.py').read())\nfor step in range(steps):\n"
    text += "    x = torch.zeros(batch_size, 32)\n" + STEP
    (loop,) = analyse_file(str(tmp_path / "program.py"), text).loops
    assert (loop.iterations, loop.batch_size, loop.total_core_flops) == (30, 16, 30 * 2 * 2 * 16 * 32 * 8)


def test_a_file_outside_the_project_is_not_read(tmp_path):
    (tmp_path / "settings.py").write_text("steps = 30\n")
    (tmp_path / "project").mkdir()
    text = MODEL + "steps = 5\nx = torch.zeros(4, 32)\nexec(open('../settings.py').read())\nfor step in range(steps):\n" + STEP
    loops = analyse_file(str(tmp_path / "project" / "program.py"), text).loops
    assert [loop.iterations for loop in loops] == [5]


def test_names_of_the_program_so_far():
    text = MODEL + "width = 16\nnames = [k for k, v in globals().items() if k[0] != '_' and isinstance(v, int)]\n"
    text += "later = nn.Linear(len(names), 3)\nx = later(torch.zeros(1, len(names)))\n"
    (call,) = analyse_file("program.py", text).calls
    assert call.core_flops == 2 * 1 * 3  # `width` alone


def test_a_schedule_of_rates_does_not_hide_the_iterations():
    text = (
        MODEL
        + """
import math
x = torch.zeros(4, 32)
n = 0
while True:
    rate = 1e-3 * (n + 1) / 101 if n < 100 else 0.5 * math.cos(math.pi * (n - 100) / 900)
    for group in optimizer.param_groups:
        group["lr"] = rate
    if n % 50 == 0:
        with torch.no_grad():
            for _ in range(7):
                model(x)
"""
        + STEP
        + """
    n += 1
    if n > 1000:
        break
"""
    )
    training, evaluation = sorted(analyse_file("program.py", text).loops, key=lambda loop: loop.kind, reverse=True)
    assert (training.iterations, training.total_core_flops) == (1001, 1001 * 2 * 2 * 4 * 32 * 8)
    assert (evaluation.iterations, evaluation.epochs, evaluation.total_core_flops) == (7, 21, 7 * 21 * 2 * 4 * 32 * 8)


@pytest.mark.parametrize(
    ("data", "samples"),
    [
        ("SVHN('data', 'extra', transform=t)", 531131),
        ("CelebA('data', 'valid', transform=t)", 19867),
        ("Food101('data', transform=t)", 75750),
        ("STL10('data', 'train+unlabeled', transform=t)", 105000),
        ("OxfordIIITPet('data', transform=t)", 3680),
        ("EMNIST('data', 'letters', transform=t)", 124800),
        ("Caltech256('data', transform=t)", 30607),
        ("VOCDetection('data', '2007', 'test', transform=t)", 4952),
        ("CocoDetection('coco/val2017', 'annotations.json', transform=t)", 5000),
        ("ImageFolder('train2014', transform=t)", 82783),
    ],
)
def test_data_sets_have_their_published_sizes(data, samples):
    text = f"""
import torch
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

t = transforms.Compose([transforms.Resize(16), transforms.CenterCrop(16), transforms.Grayscale(), transforms.ToTensor()])
model = torch.nn.Linear(16, 2)
for x, _ in DataLoader(datasets.{data}, batch_size=100):
    model(x)
"""
    (loop,) = analyse_file("program.py", text).loops
    assert (loop.iterations, loop.total_core_flops) == (-(-samples // 100), samples * 2 * 16 * 16 * 2)


def test_a_loop_over_terms_of_the_loss_is_part_of_the_step():
    text = (
        MODEL
        + """
targets = [torch.zeros(4, 8) for _ in range(5)]
loss_of = nn.MSELoss()
for step in range(100):
    y = model(torch.zeros(4, 32))
    loss = 0.0
    for scale, target in enumerate(targets):
        z = y * scale
        loss += loss_of(z @ z.T, target @ target.T)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
"""
    )
    (loop,) = analyse_file("program.py", text).loops
    layer = 2 * 4 * 32 * 8
    product = 2 * 4 * 8 * 4
    # Layer: forward and weight's gradient. Terms: two products, two gradients of the first.
    assert loop.total_core_flops == 100 * (2 * layer + 5 * (2 * product + 2 * product))


def test_images_of_a_known_folder():
    text = (
        MODEL
        + """
from PIL import Image
from torch.utils.data import DataLoader, Dataset

class Images(Dataset):
    def __init__(self, folder):
        self.names = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".jpg")]

    def __len__(self):
        return len(self.names)

    def __getitem__(self, index):
        return torch.zeros(32)

for x in DataLoader(Images("data/BSDS300/images/train"), batch_size=64):
"""
        + STEP
    )
    (loop,) = analyse_file("program.py", text).loops
    assert (loop.iterations, loop.total_core_flops) == (4, 200 * 2 * 2 * 32 * 8)
