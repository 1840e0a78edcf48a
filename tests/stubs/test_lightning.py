"""Training programs in PyTorch Lightning: iterations and totals calculated by hand from the library's documented loops."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

HEAD = """
import torch
from torch import nn
import lightning as L
from torch.utils.data import DataLoader, TensorDataset, random_split

class Net(L.LightningModule):
    def __init__(self, width=16, rate=0.1):
        super().__init__()
        self.save_hyperparameters()
        self.net = nn.Sequential(nn.Linear(20, self.hparams.width), nn.ReLU(), nn.Linear(width, 5))

    def forward(self, x):
        return self.net(x)

    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = nn.functional.cross_entropy(self(x), y)
        self.log("loss", loss, prog_bar=True)
        return loss

    def validation_step(self, batch, batch_idx):
        x, y = batch
        self.log("val_loss", nn.functional.cross_entropy(self(x), y))

    def test_step(self, batch):
        return self(batch[0])

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.rate)

def loader(count, size, **options):
    return DataLoader(TensorDataset(torch.randn(count, 20), torch.randint(5, (count,))), batch_size=size, **options)

train, val = loader(1000, 64, shuffle=True), loader(200, 50)
"""
FORWARD = 2 * (20 * 16 + 16 * 5)
# Gradients of both weights, and of the second layer's input.
SAMPLE = 2 * FORWARD + 2 * 16 * 5


def loops(text, head=HEAD):
    found = analyse_file("program.py", head + text).loops
    return {kind: [loop for loop in found if loop.kind == kind] for kind in ("training", "inference")}


def test_epochs_and_validation():
    found = loops("L.Trainer(max_epochs=30).fit(Net(), train, val)")
    (training,), (validation,) = found["training"], found["inference"]
    assert (training.iterations, training.epochs, training.batch_size, training.optimizer) == (16, 30, 64, "Adam")
    assert (training.total_core_flops, training.model, training.status) == (30 * 1000 * SAMPLE, "Net", Status.EXACT)
    # Four batches after each epoch, and two before all of them to see that they work.
    assert validation.iterations == 30 * 4 + 2
    assert validation.total_core_flops == (30 * 200 + 100) * FORWARD


def test_the_place_of_a_hidden_loop_is_the_call():
    (training,) = loops("L.Trainer(max_epochs=3).fit(Net(), train)")["training"]
    assert training.location.line == HEAD.count("\n") + 1


@pytest.mark.parametrize(
    ("options", "steps"),
    [
        ("max_steps=37", 37 * 64 - 2 * 24),
        ("max_steps=16, max_epochs=-1", 1000),
        ("max_epochs=4, limit_train_batches=10", 4 * 640),
        ("max_epochs=4, limit_train_batches=0.5", 4 * 8 * 64),
        ("max_epochs=4, overfit_batches=2", 4 * 128),
        ("fast_dev_run=True, max_epochs=50", 64),
        ("max_time='00:12:00:00', max_epochs=3", (1000, 3000)),
        ("min_epochs=3", 1000 * 1000),
    ],
)
def test_limits(options, steps):
    (training,) = loops(f"L.Trainer({options}).fit(Net(), train)")["training"]
    if isinstance(steps, tuple):
        assert training.total_core_flops == (steps[0] * SAMPLE, steps[1] * SAMPLE)
    else:
        assert training.total_core_flops == steps * SAMPLE


def test_early_stopping_bounds_the_epochs():
    text = "from lightning.pytorch.callbacks import EarlyStopping\n"
    text += "L.Trainer(max_epochs=50, callbacks=[EarlyStopping('val_loss', patience=7)]).fit(Net(), train, val)"
    (training,) = loops(text)["training"]
    # The first look sets the mark; the training ends after seven without progress at the earliest.
    low, high = training.total_core_flops
    assert high == 50 * 1000 * SAMPLE
    assert low == 9 * 1000 * SAMPLE
    assert training.epochs == (9, 50)
    assert training.status is Status.BOUNDED


def test_accumulated_batches_and_clipped_gradients():
    (plain,) = loops("L.Trainer(max_epochs=2).fit(Net(), train)")["training"]
    (accumulated,) = loops("L.Trainer(max_epochs=2, accumulate_grad_batches=4).fit(Net(), train)")["training"]
    (clipped,) = loops("L.Trainer(max_epochs=2, gradient_clip_val=1.0).fit(Net(), train)")["training"]
    assert plain.total_core_flops == accumulated.total_core_flops == clipped.total_core_flops
    parameters = 20 * 16 + 16 + 16 * 5 + 5
    # Adam: 13 FLOPs a parameter for 4 instead of 16 steps an epoch; each loss is divided, and so is its gradient.
    assert plain.total_all_flops - accumulated.total_all_flops == 2 * (12 * 13 * parameters - 16 * 2)
    assert clipped.total_all_flops > plain.total_all_flops


def test_the_last_batch_of_an_epoch_always_steps():
    (three,) = loops("L.Trainer(max_epochs=1, accumulate_grad_batches=5).fit(Net(), train)")["training"]
    (plain,) = loops("L.Trainer(max_epochs=1).fit(Net(), train)")["training"]
    # Steps after batches 5, 10, 15 and 16.
    assert plain.total_all_flops - three.total_all_flops == 12 * 13 * (20 * 16 + 16 + 16 * 5 + 5) - 16 * 2


def test_validation_within_epochs_and_every_few():
    (inside,) = loops("L.Trainer(max_epochs=2, val_check_interval=0.25, num_sanity_val_steps=0).fit(Net(), train, val)")["inference"]
    assert inside.total_core_flops == 2 * 4 * 200 * FORWARD
    (every,) = loops("L.Trainer(max_epochs=10, check_val_every_n_epoch=3, num_sanity_val_steps=0).fit(Net(), train, val)")["inference"]
    assert every.total_core_flops == 3 * 200 * FORWARD
    text = "L.Trainer(max_epochs=3, limit_val_batches=1, num_sanity_val_steps=-1).fit(Net(), train, [val, val])"
    assert sum(loop.total_core_flops for loop in loops(text)["inference"]) == 4 * 2 * 50 * FORWARD


def test_several_devices_share_the_batches():
    (training,) = loops("L.Trainer(max_epochs=5, devices=4, strategy='ddp').fit(Net(), train)")["training"]
    assert (training.iterations, training.batch_size, training.total_core_flops) == (4, 256, 5 * 1000 * SAMPLE)
    assert "a batch is that of all 4 devices together" in training.assumptions


def test_mixed_and_true_precision():
    for name, dtype in (("bf16-mixed", "bfloat16"), ("16-mixed", "float16"), ("bf16-true", "bfloat16"), (64, "float64")):
        (training,) = loops(f"L.Trainer(max_epochs=1, precision={name!r}).fit(Net(), train)")["training"]
        assert (training.dtype, training.total_core_flops) == (dtype, 1000 * SAMPLE), name


def test_data_modules():
    text = """
class Data(L.LightningDataModule):
    def __init__(self, batch_size=32):
        super().__init__()
        self.save_hyperparameters()

    def setup(self, stage):
        self.train, self.val = random_split(TensorDataset(torch.randn(900, 20), torch.randint(5, (900,))), [0.8, 0.2])

    def train_dataloader(self):
        return DataLoader(self.train, batch_size=self.hparams.batch_size)

    def test_dataloader(self):
        return DataLoader(self.val, batch_size=self.hparams.batch_size)

data = Data()
trainer = L.Trainer(max_epochs=2)
trainer.fit(Net(), datamodule=data)
trainer.test(datamodule=data)
"""
    found = loops(text)
    assert [loop.total_core_flops for loop in found["training"]] == [2 * 720 * SAMPLE]
    assert [loop.total_core_flops for loop in found["inference"]] == [180 * FORWARD]


FORMS = [
    "torch.optim.SGD(self.parameters(), lr=1)",
    "[torch.optim.SGD(self.parameters(), lr=1)]",
    "[torch.optim.SGD(self.parameters(), lr=1)], [{'scheduler': None}]",
    "{'optimizer': torch.optim.SGD(self.parameters(), lr=1), 'lr_scheduler': {'scheduler': None, 'interval': 'step'}}",
    "({'optimizer': torch.optim.SGD(self.parameters(), lr=1)},)",
    "[torch.optim.SGD(self.parameters(), lr=1)], []",
]


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_configure_optimizers(form):
    head = HEAD.replace("torch.optim.Adam(self.parameters(), lr=self.hparams.rate)", form)
    (training,) = loops("L.Trainer(max_epochs=1).fit(Net(), train)", head)["training"]
    assert (training.optimizer, training.total_core_flops) == ("SGD", 1000 * SAMPLE)


def test_manual_optimization_of_two_networks():
    text = """
class Pair(L.LightningModule):
    def __init__(self):
        super().__init__()
        self.automatic_optimization = False
        self.maker, self.judge = nn.Linear(4, 20), nn.Linear(20, 1)

    def training_step(self, batch, batch_idx):
        x, _ = batch
        first, second = self.optimizers()
        self.toggle_optimizer(first)
        loss = self.judge(self.maker(torch.randn(x.shape[0], 4))).mean()
        first.zero_grad()
        self.manual_backward(loss)
        first.step()
        self.untoggle_optimizer(first)
        self.toggle_optimizer(second)
        loss = self.judge(x).mean() - self.judge(self.maker(torch.randn(x.shape[0], 4)).detach()).mean()
        second.zero_grad()
        self.manual_backward(loss)
        second.step()
        self.untoggle_optimizer(second)

    def configure_optimizers(self):
        return torch.optim.Adam(self.maker.parameters()), torch.optim.Adam(self.judge.parameters())

L.Trainer(max_epochs=3).fit(Pair(), train)
"""
    (training,) = loops(text)["training"]
    maker, judge = 2 * 4 * 20, 2 * 20
    # Maker's step: both forward, judge's input gradient, maker's weight gradient.
    # Judge's step: judge twice, maker forward, judge's weight gradient twice.
    assert training.total_core_flops == 3 * 1000 * ((maker + judge + judge + maker) + (2 * judge + maker + 2 * judge))


def test_predictions_and_the_older_name():
    head = HEAD.replace("import lightning as L", "import pytorch_lightning as L")
    text = """
class Predictor(Net):
    def predict_step(self, batch, batch_idx, dataloader_idx=0):
        return self(batch[0]).argmax(1)

answers = L.Trainer().predict(Predictor(), loader(70, 32))
print(torch.cat(answers).shape)
"""
    (prediction,) = loops(text, head)["inference"]
    assert (prediction.iterations, prediction.batch_size, prediction.total_core_flops) == (3, 32, 70 * FORWARD)


def test_command_lines():
    text = """
from lightning.pytorch.cli import LightningCLI

class Given(Net):
    def __init__(self, path: str, width: int = 16):
        super().__init__(width)

    def train_dataloader(self):
        return train

LightningCLI(Given, trainer_defaults={"max_epochs": 6}, seed_everything_default=1)
"""
    (training,) = loops(text)["training"]
    assert training.total_core_flops == 6 * 1000 * SAMPLE
    (report,) = analyse_file("program.py", HEAD + text, arguments=("fit", "--trainer.max_epochs=2", "--model.width", "8")).loops
    assert report.total_core_flops == 2 * 1000 * (2 * 2 * (20 * 8 + 8 * 5) + 2 * 8 * 5)
