"""Training and evaluation loops of programs: iterations, epochs and totals calculated by hand."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

HEAD = """
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split, Subset

data = TensorDataset(torch.randn(1000, 20), torch.randint(5, (1000,)))
model = nn.Linear(20, 5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
"""
STEP = """
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
"""
# Per sample: forward 2·20·5 = 200, gradient of the weight 200, none of the input.
SAMPLE = 400


def loops(text):
    return analyse_file("program.py", HEAD + text).loops


def test_the_last_batch_is_smaller():
    (loop,) = loops("for epoch in range(7):\n    for x, y in DataLoader(data, batch_size=64):" + STEP)
    assert (loop.kind, loop.iterations, loop.epochs, loop.batch_size, loop.optimizer) == ("training", 16, 7, 64, "SGD")
    assert loop.per_iteration.core_flops == 64 * SAMPLE
    assert loop.per_iteration.forward_core_flops == 64 * 200
    assert loop.total_core_flops == 7 * 1000 * SAMPLE
    assert loop.status is Status.EXACT


def test_dropping_the_last_batch():
    (loop,) = loops("for epoch in range(7):\n    for x, y in DataLoader(data, batch_size=64, drop_last=True):" + STEP)
    assert (loop.iterations, loop.total_core_flops) == (15, 7 * 15 * 64 * SAMPLE)


def test_parts_of_a_data_set():
    text = "train, test = random_split(data, [800, 200])\nfor epoch in range(9):\n    for x, y in DataLoader(train, batch_size=32):" + STEP
    (loop,) = loops(text)
    assert (loop.iterations, loop.epochs, loop.total_core_flops) == (25, 9, 9 * 800 * SAMPLE)


def test_evaluation_every_few_epochs():
    text = (
        "for epoch in range(30):\n    for x, y in DataLoader(data, batch_size=50):"
        + STEP
        + """
    if epoch % 4 == 0:
        with torch.no_grad():
            for x, y in DataLoader(data, batch_size=100):
                model(x)
"""
    )
    training, evaluation = loops(text)
    assert (training.kind, training.iterations, training.epochs, training.total_core_flops) == ("training", 20, 30, 30 * 1000 * SAMPLE)
    assert (evaluation.kind, evaluation.iterations, evaluation.epochs) == ("inference", 10, 8)
    assert evaluation.total_core_flops == 8 * 1000 * 200


def test_a_limit_on_steps_across_epochs():
    text = (
        """
steps = 0
for epoch in range(100):
    for x, y in DataLoader(data, batch_size=100):
        if steps >= 37:
            break
"""
        + STEP
        + """
        steps += 1
"""
    )
    (loop,) = loops(text)
    assert loop.total_core_flops == 37 * 100 * SAMPLE


def test_an_endless_loop_that_counts():
    text = """
step = 0
x, y = torch.randn(8, 20), torch.randint(5, (8,))
while True:
    optimizer.zero_grad()
    nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
    step += 1
    if step > 100000:
        break
"""
    (loop,) = loops(text)
    assert (loop.iterations, loop.total_core_flops) == (100001, 100001 * 8 * SAMPLE)


def test_accumulated_gradients():
    text = """
x, y = torch.randn(8, 20), torch.randint(5, (8,))
for step in range(50):
    for micro in range(10):
        nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
    optimizer.zero_grad()
"""
    (loop,) = loops(text)
    assert (loop.iterations, loop.per_iteration.core_flops) == (50, 10 * 8 * SAMPLE)


def test_a_condition_on_data_bounds_the_loop():
    text = """
x, y = torch.randn(8, 20), torch.randint(5, (8,))
for step in range(50):
    loss = nn.functional.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    if loss.item() < 0.1:
        break
"""
    (loop,) = loops(text)
    assert loop.iterations == (1, 50)
    assert loop.total_core_flops == (8 * SAMPLE, 50 * 8 * SAMPLE)
    assert loop.status is Status.BOUNDED


def test_known_data_sets_and_transforms():
    text = """
from torchvision import datasets, transforms
images = datasets.CIFAR10(".", transform=transforms.Compose([transforms.Resize(8), transforms.ToTensor()]))
net = nn.Sequential(nn.Flatten(), nn.Linear(3 * 8 * 8, 10))
for x, y in DataLoader(images, batch_size=128, shuffle=True):
    nn.functional.cross_entropy(net(x), y).backward()
"""
    (loop,) = loops(text)
    assert (loop.iterations, loop.total_core_flops) == (391, 50000 * 4 * 192 * 10)
