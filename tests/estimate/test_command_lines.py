"""Programs whose sizes come from a command line that click, typer or fire reads; totals calculated by hand."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

RUN = """
    model = nn.Linear(20, 5)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    for _ in range(epochs):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(torch.randn(batch_size, 20)), torch.randint(5, (batch_size,))).backward()
        optimizer.step()
"""
# Per sample: forward 2·20·5 = 200, gradient of the weight 200, none of the input.
SAMPLE = 400
IMPORTS = "import torch\nfrom torch import nn\n"
CLICK = f"""{IMPORTS}import click
@click.command()
@click.option("--epochs", "-e", default=4, show_default=True, help="how often")
@click.option("--batch-size", type=int, default=32)
@click.option("--lr", default=0.1)
@click.option("--shuffle/--no-shuffle", default=True)
@click.option("--name", "names", multiple=True)
def main(epochs, batch_size, lr, shuffle, names):
    assert shuffle is True and names == ()
{RUN}
if __name__ == "__main__":
    main()
"""
GROUP = f"""{IMPORTS}import click
@click.group()
@click.pass_context
def cli(ctx):
    ctx.ensure_object(dict)
@cli.command()
@click.option("--epochs", default=4)
@click.option("--batch-size", default=32)
@click.argument("lr", type=float, default=0.1)
def train(epochs, batch_size, lr):
{RUN}
@cli.command("show")
def show():
    click.echo("nothing")
if __name__ == "__main__":
    cli()
"""
TYPER = f"""{IMPORTS}import typer
app = typer.Typer()
@app.command()
def main(epochs: int = 4, batch_size: int = typer.Option(32, "--batch-size", "-b"), lr: float = typer.Option(0.1), fast: bool = False):
    assert fast is False
{RUN}
app()
"""
TYPER_RUN = f"""{IMPORTS}import typer
def main(epochs: int = 4, batch_size: int = 32, lr: float = 0.1):
{RUN}
if __name__ == "__main__":
    typer.run(main)
"""
FIRE = f"""{IMPORTS}import fire
def main(epochs=4, batch_size=32, lr=0.1):
{RUN}
if __name__ == "__main__":
    fire.Fire(main)
"""


@pytest.mark.parametrize("text", [CLICK, GROUP, TYPER, TYPER_RUN, FIRE], ids=["click", "group", "typer", "typer.run", "fire"])
@pytest.mark.parametrize(
    ("words", "epochs", "batch"), [((), 4, 32), (("--epochs", "7", "--batch-size=8"), 7, 8)], ids=["defaults", "given"]
)
def test_options(text: str, words: tuple[str, ...], epochs: int, batch: int):
    words = ("train", *words) if text is GROUP and words else words
    report = analyse_file("program.py", text, None, words)
    assert not report.problems
    (loop,) = report.loops
    assert (loop.iterations, loop.batch_size, loop.status) == (epochs, batch, Status.EXACT)
    assert loop.total_core_flops == epochs * batch * SAMPLE


def test_a_required_option_is_a_symbol():
    text = CLICK.replace('"--epochs", "-e", default=4', '"--epochs", type=int, required=True')
    (loop,) = analyse_file("program.py", text).loops
    assert str(loop.iterations).startswith("epochs")
    assert "epochs" in str(loop.total_core_flops)


def test_a_loop_whose_step_is_a_function_is_not_lost_silently():
    text = """import torch
from absent import Data, Net
data = Data()
model = Net()
def step():
    loss = model(data.x).sum()
    loss.backward()
def train():
    step()
for epoch in range(200):
    train()
"""
    report = analyse_file("program.py", text)
    told = [problem for problem in report.problems if "training loop could not be costed" in problem.message]
    assert [problem.location.line for problem in told] == [10]
    assert "module absent is not found" in told[0].message
