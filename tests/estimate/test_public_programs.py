"""What public programs do that a first reading of the libraries' documentation does not show; totals calculated by hand."""

from __future__ import annotations

import pytest

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


BUFFER = """
import glob, random
import torch
from torch import nn

class Buffer:
    def __init__(self, most):
        self.most, self.data = most, []

    def pop(self, batch):
        taken = []
        for sample in batch.data:
            sample = torch.unsqueeze(sample, 0)
            if len(self.data) < self.most:
                self.data.append(sample)
                taken.append(sample)
            elif random.uniform(0, 1) > 0.5:
                place = random.randint(0, self.most - 1)
                taken.append(self.data[place].clone())
                self.data[place] = sample
            else:
                taken.append(sample)
        return torch.cat(taken)

files = glob.glob("data/*")
model = nn.Linear(10, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
buffer = Buffer(50)
for epoch in range(3):
    for index in range(COUNT):
        model(buffer.pop(torch.randn(4, 10))).sum().backward()
        optimizer.step()
"""


def test_a_buffer_of_earlier_samples_that_are_replaced_at_random():
    # Forward 2·4·10·3 = 240, the gradient of the weight as much.
    (loop,) = analyse_file("program.py", BUFFER.replace("COUNT", "100")).loops
    assert (loop.iterations, loop.epochs, loop.total_core_flops, loop.status) == (100, 3, 300 * 480, Status.EXACT)
    (loop,) = analyse_file("program.py", BUFFER.replace("COUNT", "len(files)")).loops
    assert (str(loop.iterations), loop.epochs, str(loop.total_core_flops)) == ("n1", 3, "1440*n1")


def test_what_is_stored_at_an_unknown_place_may_be_any_item():
    text = """
import random
import torch
from torch import nn
model = nn.Linear(3, 1)
parts = [torch.ones(2, 3), torch.ones(4, 3)]
parts[random.randint(0, 1)] = torch.ones(8, 3)
for _ in range(3):
    model(parts[0])
"""
    (loop,) = analyse_file("program.py", text).loops
    assert loop.total_core_flops != 3 * 2 * 2 * 3  # the first part has 2 or 8 rows
    assert not isinstance(loop.batch_size, int)


@pytest.mark.parametrize("error", ["SystemError", "LookupError", "Stop"])
def test_a_loop_that_an_error_ends_which_nobody_catches_is_not_exact(error: str):
    text = HEAD.replace("import numpy as np", "class Stop(Exception):\n    pass\n") + STEP + f"        raise {error}('end')\n"
    (loop,) = analyse_file("program.py", text).loops
    assert loop.status is Status.PARTIAL


def test_a_loop_that_a_program_ends_itself_is_exact():
    (loop,) = analyse_file("program.py", HEAD + STEP + "        raise SystemExit\n").loops
    assert (loop.total_core_flops, loop.status) == (100 * SAMPLE, Status.EXACT)
    caught = HEAD.replace("for epoch", "class Stop(Exception):\n    pass\n\ntry:\n  for epoch").replace("\n    for x", "\n      for x")
    step = STEP.replace("        ", "            ")
    caught = caught.replace("        optimizer.zero_grad()", "            optimizer.zero_grad()")
    (loop,) = analyse_file("program.py", f"{caught}{step}            raise Stop\nexcept Stop:\n    pass\n").loops
    assert (loop.total_core_flops, loop.status) == (100 * SAMPLE, Status.EXACT)


def test_the_first_of_an_unknown_number_of_batches():
    text = """
import glob, torch
from torch import nn
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

class Photos(Dataset):
    def __init__(self):
        self.files = sorted(glob.glob("data/*.*"))
        self.change = transforms.Compose([transforms.Resize((64, 64), Image.BICUBIC), transforms.ToTensor()])

    def __getitem__(self, index):
        return self.change(Image.open(self.files[index % len(self.files)]))

    def __len__(self):
        return len(self.files)

model = nn.Conv2d(1, 4, 3)
loader = DataLoader(Photos(), batch_size=5, shuffle=True)
batches = iter(range(len(loader)))
next(batches)
for _ in batches:
    model(torch.ones(2, 1, 5, 5))
for _ in range(3):
    model(next(iter(loader))[:, :1])
"""
    rest, first = analyse_file("program.py", text).loops
    assert str(rest.iterations) == "((N1 + 4)//5) - 1"
    assert (rest.per_iteration.core_flops, rest.status) == (2 * 2 * 9 * 4 * 9, Status.EXACT)
    # At most 5 photos of 62 x 62 places, 4 maps and 9 weights.
    assert isinstance(first.total_core_flops, tuple)
    assert first.total_core_flops[1] == 3 * 2 * 5 * 62 * 62 * 4 * 9
    assert first.status is Status.BOUNDED


def test_arrays_of_images_and_arrays_read_backwards():
    text = """
import numpy as np
import torch
from PIL import Image
from torch import nn
from torchvision import transforms

image = Image.open("a.png").convert("RGB").resize((32, 48))
pixels = np.array(image)
assert pixels.shape == (48, 32, 3) and pixels[..., ::-1].shape == (48, 32, 3) and pixels[::-2, 0].shape == (24, 3)
assert np.array(image.convert("L")).shape == (48, 32)
mirrored = transforms.ToTensor()(Image.fromarray(pixels[:, ::-1, :].copy(), "RGB"))
model, head = nn.Conv2d(3, 4, 3), nn.Linear(1, 3)
for _ in range(3):
    model(mirrored[None])
codes = np.repeat(np.linspace(-1, 1, 10)[:, np.newaxis], 10, 0)
for _ in range(5):
    head(torch.FloatTensor(codes))
"""
    report = analyse_file("program.py", text)
    assert not report.problems
    first, second = report.loops
    assert (first.total_core_flops, first.status) == (3 * 2 * 46 * 30 * 4 * 27, Status.EXACT)
    assert (second.total_core_flops, second.status) == (5 * 2 * 100 * 3, Status.EXACT)
