"""Training loops with Accelerate: totals calculated by hand."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file

HEAD = """
import torch
from torch import nn
from accelerate import Accelerator
from torch.utils.data import DataLoader, TensorDataset

def training(epochs=3, size=50, clip=False, **options):
    accelerator = Accelerator(**options)
    model = nn.Sequential(nn.Linear(20, 16), nn.ReLU(), nn.Linear(16, 5))
    optimizer = torch.optim.Adam(model.parameters())
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    loader = DataLoader(TensorDataset(torch.randn(1000, 20), torch.randint(5, (1000,))), batch_size=size, shuffle=True)
    model, optimizer, loader, scheduler = accelerator.prepare(model, optimizer, loader, scheduler)
    for epoch in range(epochs):
        model.train()
        for x, y in loader:
            with accelerator.accumulate(model):
                loss = nn.functional.cross_entropy(model(x), y)
                accelerator.backward(loss)
                if clip and accelerator.sync_gradients:
                    accelerator.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                optimizer.zero_grad()
"""
SAMPLE = 2 * 2 * (20 * 16 + 16 * 5) + 2 * 16 * 5
PARAMETERS = 20 * 16 + 16 + 16 * 5 + 5


def loops(call):
    return [loop for loop in analyse_file("program.py", HEAD + call).loops if loop.kind == "training"]


def test_a_plain_loop():
    (loop,) = loops("training()")
    assert (loop.iterations, loop.epochs, loop.optimizer, loop.dtype) == (20, 3, "Adam", "float32")
    assert loop.total_core_flops == 3 * 1000 * SAMPLE


def test_mixed_precision():
    (loop,) = loops("training(mixed_precision='bf16')")
    assert (loop.dtype, loop.total_core_flops) == ("bfloat16", 3 * 1000 * SAMPLE)


def test_accumulated_gradients():
    (plain,) = loops("training(1)")
    (loop,) = loops("training(1, gradient_accumulation_steps=4)")
    assert loop.total_core_flops == plain.total_core_flops
    # Adam: 13 FLOPs a parameter, for 5 instead of 20 steps; each loss is divided, and so is its gradient.
    assert plain.total_all_flops - loop.total_all_flops == 15 * 13 * PARAMETERS - 20 * 2


def test_the_last_batch_completes_the_gradients():
    (plain,) = loops("training(1)")
    (loop,) = loops("training(1, gradient_accumulation_steps=6)")
    assert plain.total_all_flops - loop.total_all_flops == 16 * 13 * PARAMETERS - 20 * 2


def test_clipping_happens_at_updates():
    (plain,) = loops("training(1, clip=True)")
    (loop,) = loops("training(1, clip=True, gradient_accumulation_steps=4)")
    without = loops("training(1)")[0].total_all_flops
    each = (plain.total_all_flops - without) // 20
    assert plain.total_all_flops - loop.total_all_flops == 15 * (13 * PARAMETERS + each) - 20 * 2
