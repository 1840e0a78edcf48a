"""Packages that draw, log and track: what goes in costs nothing, what a run is configured with is known."""

from __future__ import annotations

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

PROGRAM = """
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mlflow
import seaborn as sns
import torch
import wandb
from matplotlib.gridspec import GridSpec
from tensorboardX import SummaryWriter
from torch import nn
from visdom import Visdom

wandb.init(project="p", config={"batch_size": 32, "steps": 40})
config = wandb.config
run = wandb.init(config=dict(width=8))
writer, vis = SummaryWriter("runs"), Visdom()
model = nn.Linear(config.width, 4)
wandb.watch(model)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
with mlflow.start_run():
    for step in range(wandb.config["steps"]):
        output = model(torch.zeros(run.config.batch_size, 8))
        loss = output.sum()
        loss.backward()
        optimizer.step()
        writer.add_scalar("loss", loss, step)
        writer.add_image("output", output)
        wandb.log({"loss": loss, "picture": wandb.Image(output)}, step=step)
        mlflow.log_metric("loss", loss.item())
        vis.line(X=torch.tensor([step]), Y=output)
        fig, axes = plt.subplots(1, 2, figsize=(3, 4))
        axes[0].imshow(output.detach())
        axes[1].set_title("x")
        fig.colorbar(plt.plot(output, "r"), ax=axes)
        sns.heatmap(output.detach().numpy(), ax=plt.gca())
        plt.savefig("x.png")
wandb.finish()
"""


def test_tracking_and_drawing():
    (loop,) = analyse_file("program.py", PROGRAM).loops
    assert (loop.iterations, loop.batch_size, loop.per_iteration.core_flops) == (40, 32, 2 * 2 * 32 * 8 * 4)
    assert loop.status is Status.EXACT, loop.assumptions
