"""Training programs whose samples are drawn at random or come from tables and graphs: shapes are known where elements are not."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

START = """
import random
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset
"""
PAIRS = """
from torchvision import datasets

class Pairs(Dataset):
    def __init__(self):
        data = datasets.MNIST(".", train=True)
        self.images = data.data.unsqueeze(1).float()
        labels = np.array(data.targets)
        self.of_class = {label: np.where(labels == label)[0] for label in range(10)}

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        label = random.randint(0, 9)
        first = random.randint(0, self.of_class[label].shape[0] - 1)
        second = first
        while second == first:
            second = random.randint(0, self.of_class[label].shape[0] - 1)
        return self.images[self.of_class[label][first]], self.images[self.of_class[label][second]]

model = nn.Linear(784, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for one, other in DataLoader(Pairs(), batch_size=100):
    loss = (model(one.flatten(1)) - model(other.flatten(1))).square().sum()
    loss.backward()
    optimizer.step()
"""


def test_samples_drawn_from_the_members_of_a_class():
    (loop,) = analyse_file("program.py", START + PAIRS).loops
    # Two passes, each forward 2·100·784·10 and as much for the gradient of the weight.
    assert (loop.iterations, loop.batch_size, loop.per_iteration.core_flops) == (600, 100, 2 * 2 * 2 * 100 * 784 * 10)
    assert loop.status is Status.EXACT


def test_a_window_at_a_random_place_of_a_list():
    text = START + (
        "text = [0] * 5000\nmodel = nn.Linear(50, 1)\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n"
        "for step in range(30):\n    start = random.randint(0, 5000 - 50)\n    x = torch.tensor(text).float()[start : start + 50]\n"
        "    model(x).sum().backward()\n    optimizer.step()\n"
    )
    (loop,) = analyse_file("program.py", text).loops
    assert (loop.iterations, loop.per_iteration.core_flops) == (30, 2 * 2 * 50)


def test_membership_of_the_epoch_in_a_list_of_milestones():
    text = START + (
        "model = nn.Linear(8, 1)\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n"
        "for epoch in range(100):\n    x = torch.zeros(2 if epoch in [30, 60, 90] else 4, 8)\n"
        "    model(x).sum().backward()\n    optimizer.step()\n"
    )
    (loop,) = analyse_file("program.py", text).loops
    assert loop.total_core_flops == 97 * 2 * 2 * 4 * 8 + 3 * 2 * 2 * 2 * 8


GRAPH = """
import requests, tarfile, os
with requests.get("https://example.org/cora.tgz", stream=True) as answer:
    with tarfile.open(fileobj=answer.raw, mode="r:gz") as archive:
        archive.extractall()
content = np.genfromtxt("cora/cora.content", dtype=np.dtype(str))
cites = np.genfromtxt("cora/cora.cites", dtype=np.int32)
features = torch.FloatTensor(content[:, 1:-1].astype(np.int32))
classes, labels = np.unique(content[:, -1], return_inverse=True)
labels = torch.LongTensor(labels)
place = {name: index for index, name in enumerate(content[:, 0].astype(np.int32))}
edges = np.array([[place[edge[0]], place[edge[1]]] for edge in cites], dtype=np.int32)
count = len(place)
adjacency = torch.eye(count) + torch.sparse_coo_tensor(edges.T, torch.ones(len(edges)), (count, count))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(features.shape[1], labels.max().item() + 1, bias=False)
    def forward(self, x, a):
        return torch.sparse.mm(a, self.layer(x))

net = Net()
optimizer = torch.optim.Adam(net.parameters())
known = torch.randperm(len(labels))[:140]

def accuracy():
    net.eval()
    with torch.no_grad():
        return (net(features, adjacency).argmax(1) == labels).float().mean().item()

for epoch in range(200):
    net.train()
    optimizer.zero_grad()
    loss = nn.functional.cross_entropy(net(features, adjacency)[known], labels[known])
    loss.backward()
    optimizer.step()
    print(accuracy())
"""


def test_a_graph_in_tables_and_evaluation_between_the_steps():
    report = analyse_file("program.py", START + GRAPH)
    evaluation, training = sorted(report.loops, key=lambda loop: loop.kind)
    # arXiv:1609.02907, table 1: 2708 nodes, 1433 features, 7 classes; sparse products count by shape, as torch counts them.
    linear, product = 2 * 2708 * 1433 * 7, 2 * 2708 * 2708 * 7
    assert (training.kind, training.iterations) == ("training", 200)
    # The features need no gradient: one more product for the weight, one for what comes into the sparse product.
    assert training.per_iteration.core_flops == 2 * linear + 2 * product
    assert (evaluation.kind, evaluation.iterations) == ("inference", 200)
    assert evaluation.per_iteration.core_flops == linear + product
    assert any("sparse tensors count as dense ones" in note for note in training.assumptions)


def test_passes_without_gradients_of_another_model_belong_to_the_step():
    text = START + (
        "teacher, student = nn.Linear(8, 4).eval(), nn.Linear(8, 4)\noptimizer = torch.optim.SGD(student.parameters(), lr=0.1)\n"
        "for step in range(10):\n    x = torch.zeros(2, 8)\n    with torch.no_grad():\n        target = teacher(x)\n"
        "    (student(x) - target).square().sum().backward()\n    optimizer.step()\n"
    )
    (loop,) = analyse_file("program.py", text).loops
    assert loop.per_iteration.core_flops == 3 * 2 * 2 * 8 * 4
