"""What public programs do that a first reading of the libraries' documentation does not show; totals calculated by hand."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

HEAD = """
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

loader = DataLoader(TensorDataset(torch.randn(1000, 20), torch.randint(5, (1000,))), batch_size=100)
model = nn.Linear(20, 5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for x, y in loader:
        optimizer.zero_grad()
"""
# Per sample: forward 2·20·5 = 200, gradient of the weight 200, none of the input.
SAMPLE = 400
STEP = """
        nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
"""


def test_a_loop_that_a_mistake_ends_is_not_exact():
    report = analyse_file("program.py", HEAD + STEP + "        torch.ones(3) @ torch.ones(4)\n")
    (loop,) = report.loops
    assert (loop.iterations, loop.epochs, loop.status) == (10, 3, Status.PARTIAL)
    assert any(problem.kind == "shape-error" for problem in report.problems)


def test_the_share_of_right_answers_of_an_array():
    text = HEAD + STEP + "        accuracy = np.mean(np.argmax(model.weight.data.numpy(), axis=1) == y.numpy()[:5])\n"
    report = analyse_file("program.py", text)
    (loop,) = report.loops
    assert (loop.total_core_flops, loop.status) == (3 * 1000 * SAMPLE, Status.EXACT)
    assert not report.problems


def test_gradient_penalty():
    text = (
        HEAD
        + """
        z = torch.rand(x.shape).requires_grad_(True)
        out = model(z)
        (slope,) = torch.autograd.grad(outputs=out, inputs=z, grad_outputs=torch.ones_like(out), create_graph=True,
                                       retain_graph=True, only_inputs=True)
        assert slope.shape == z.shape
"""
        + STEP
    )
    report = analyse_file("program.py", text)
    (loop,) = report.loops
    assert (loop.kind, loop.iterations, loop.epochs) == ("training", 10, 3)
    # The backward pass of the penalty goes through gradients: nobody may take what is counted for all of it.
    assert loop.status is Status.PARTIAL
    assert any("gradients of gradients" in assumption for assumption in loop.assumptions)


def test_gradients_of_all_parameters_without_backward():
    text = (
        HEAD
        + """
        loss = nn.functional.cross_entropy(model(x), y)
        for p, slope in zip(model.parameters(), torch.autograd.grad(loss, list(model.parameters()))):
            p.data.sub_(slope, alpha=0.1)
"""
    )
    (loop,) = analyse_file("program.py", text).loops
    assert (loop.kind, loop.total_core_flops, loop.status) == ("training", 3 * 1000 * SAMPLE, Status.EXACT)


def test_a_module_beside_the_program_hides_a_library_of_its_name(tmp_path):
    (tmp_path / "datasets.py").write_text(
        "from torch.utils.data import TensorDataset\nimport torch\nown = TensorDataset(torch.randn(64, 20))\n"
    )
    text = """
import torch
from torch import nn
from torch.utils.data import DataLoader
from datasets import own
model = nn.Linear(20, 5)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for (x,) in DataLoader(own, batch_size=16):
    model(x).sum().backward()
    optimizer.step()
"""
    program = tmp_path / "train.py"
    program.write_text(text)
    (loop,) = analyse_file(str(program)).loops
    assert (loop.iterations, loop.total_core_flops, loop.status) == (4, 64 * SAMPLE, Status.EXACT)


def test_images_that_a_drawn_number_flips():
    text = """
import glob, random
import torch
from torch import nn, optim
from torch.utils.data import Dataset, DataLoader
from torchvision import transforms
from PIL import Image

class Photos(Dataset):
    def __init__(self):
        self.transform = transforms.Compose([transforms.Resize((66, 66), Image.BICUBIC), transforms.ToTensor()])
        self.files = sorted(glob.glob("photos/*.*"))

    def __len__(self):
        return len(self.files)

    def __getitem__(self, index):
        image = Image.open(self.files[index])
        if random.random() < 0.5:
            image = image.transpose(Image.FLIP_LEFT_RIGHT)
        return self.transform(image)

model = nn.Conv2d(3, 8, 3)
optimizer = optim.Adam(model.parameters())
for x in DataLoader(Photos(), batch_size=4, drop_last=True):
    model(x.type(torch.Tensor)).mean().backward()
    optimizer.step()
"""
    (loop,) = analyse_file("program.py", text).loops
    # Forward and gradient of the weight, of 4 samples: 2·8·27 FLOPs a position.
    assert (loop.per_iteration.core_flops, loop.batch_size) == (2 * 4 * 64 * 64 * 2 * 8 * 27, 4)


def test_scores_cost_nothing():
    text = (
        HEAD
        + STEP
        + """
import evaluate
metric = evaluate.load("glue", "mrpc")
model.eval()
for x, y in loader:
    with torch.no_grad():
        predictions = model(x).argmax(dim=-1)
    metric.add_batch(predictions=predictions, references=y)
print(metric.compute()["accuracy"])
"""
    )
    report = analyse_file("program.py", text)
    assert [(loop.kind, loop.iterations, loop.total_core_flops, loop.status) for loop in report.loops] == [
        ("training", 10, 3 * 1000 * SAMPLE, Status.EXACT),
        ("inference", 10, 1000 * 200, Status.EXACT),
    ]
    assert not report.problems


def test_a_wrapped_model_is_called_by_its_name_and_with_the_calls_inputs():
    text = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Conv2d(3, 8, 3, padding=1)
        self.head = nn.Linear(8 * 16 * 16, 10)

    def forward(self, x):
        return self.head(self.features(x).flatten(1))

model = nn.DataParallel(Net()).cuda()
for _ in range(7):
    model(torch.randn(4, 3, 16, 16))
"""
    report = analyse_file("program.py", text)
    (model,) = report.models
    assert (model.qualname, model.inputs_from, model.estimate.inputs) == ("Net", "the call at line 16", {"*0": "float32[4,3,16,16]"})
    assert model.estimate.forward is not None
    # 2·4·16·16·8·3·9 + 2·4·2048·10
    assert model.estimate.forward.core_flops == 442_368 + 163_840
    (loop,) = report.loops
    assert (loop.kind, loop.model, loop.total_core_flops) == ("inference", "Net", 7 * 606_208)
    assert [call.qualname for call in report.calls] == ["Net"]


def test_what_is_computed_between_the_loops_of_an_epoch():
    text = (
        HEAD
        + STEP
        + "    with torch.no_grad():\n        loss = nn.functional.cross_entropy(model(torch.randn(50, 20)), torch.zeros(50).long())\n"
    )
    training, validation = analyse_file("program.py", text).loops
    assert (training.kind, training.iterations, training.epochs) == ("training", 10, 3)
    assert training.total_core_flops == 3 * 1000 * SAMPLE
    assert (validation.kind, validation.model, validation.batch_size, validation.status) == ("inference", "Linear", 50, Status.EXACT)
    assert (validation.iterations, validation.epochs, validation.total_core_flops) == (3, 1, 3 * 50 * 200)


def test_a_training_step_between_the_loops_of_an_epoch():
    text = HEAD + STEP + "    optimizer.zero_grad()\n    model(torch.randn(50, 20)).sum().backward()\n    optimizer.step()\n"
    first, second = analyse_file("program.py", text).loops
    assert (first.total_core_flops, first.kind, first.status) == (3 * 1000 * SAMPLE, "training", Status.EXACT)
    assert (second.total_core_flops, second.kind, second.status) == (3 * 50 * SAMPLE, "training", Status.EXACT)
