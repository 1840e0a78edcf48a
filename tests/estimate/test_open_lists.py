"""Lists that a loop of unknown length fills: as long as the loop, whatever is done with them afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.symbolic import Expression

START = """
import os
import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset

class Files(Dataset):
    def __init__(self):
        self.files = os.listdir("images")
    def __len__(self):
        return len(self.files)
    def __getitem__(self, index):
        return torch.zeros(10), 0

loader = DataLoader(Files(), batch_size=32, drop_last=True)
model, head = nn.Linear(10, 10), nn.Linear(10, 5)
"""
FILLED = {
    "append": "outputs = []\nfor x, y in loader:\n    outputs.append(model(x))\n",
    "comprehension": "outputs = [model(x) for x, y in loader]\n",
    "two comprehensions": "inputs = [x for x, y in loader]\noutputs = [model(x) for x in inputs]\n",
    "map": "outputs = list(map(lambda pair: model(pair[0]), loader))\n",
    "extend": "outputs = []\nfor x, y in loader:\n    outputs.extend([model(x)])\n",
    "generator": "outputs = list(model(x) for x, y in loader)\n",
}
HEAD = 2 * 10 * 5
"""FLOPs of the head for one sample."""


def _last_call(text: str) -> Expression:
    call = analyse_file("program.py", START + text).calls[-1]
    assert isinstance(call.core_flops, Expression), call
    return call.core_flops


def _at(amount: Expression, files: int) -> object:
    (size,) = amount.symbols()
    return amount.substitute({str(size): files})


@pytest.mark.parametrize("filled", FILLED)
@pytest.mark.parametrize("joined", ["torch.cat(outputs)", "torch.stack(outputs)", "torch.cat(outputs, dim=0)[:, :10]"])
def test_joined(filled: str, joined: str):
    amount = _last_call(FILLED[filled] + f"head({joined})\n")
    assert (_at(amount, 64), _at(amount, 3200), _at(amount, 3209)) == (64 * HEAD, 3200 * HEAD, 3200 * HEAD)


@pytest.mark.parametrize("filled", FILLED)
def test_length(filled: str):
    amount = _last_call(FILLED[filled] + "head(torch.zeros(len(outputs), 10))\n")
    assert (_at(amount, 64), _at(amount, 3200)) == (2 * HEAD, 100 * HEAD)


def test_gone_through():
    _, loop = analyse_file("program.py", START + FILLED["append"] + "for x in outputs:\n    head(x)\n").loops
    assert isinstance(loop.total_core_flops, Expression)
    assert _at(loop.total_core_flops, 320) == 320 * HEAD


@pytest.mark.parametrize("item", ["outputs[0]", "outputs[-1]", "outputs[5]"])
def test_one_of_them(item: str):
    call = analyse_file("program.py", START + FILLED["append"] + f"head({item})\n").calls[-1]
    assert call.core_flops == 32 * HEAD


def test_a_part_of_them_is_not_known():
    text = START + FILLED["append"] + "head(torch.cat(outputs[:10]))\n"
    assert [call.location.line for call in analyse_file("program.py", text).calls] == [19]


GROWN = {
    "set": ("seen = set()\n", "seen.add(i)\n", "len(seen)"),
    "dict": ("table = {}\n", "table[i] = x\n", "len(table)"),
    "list of branches": ("kept = []\n", "kept.append(i)\n    if i % 2 == 0:\n        pass\n", "len(kept)"),
    "list by addition": ("kept = []\n", "kept += [x]\n", "len(kept)"),
    "values of a dict": ("table = {}\n", "table[i] = x\n", "len(list(table.values()))"),
}


@pytest.mark.parametrize("grown", GROWN)
@pytest.mark.parametrize("steps", ["int(os.environ['STEPS'])", "200"])
def test_other_containers_and_counted_loops(grown: str, steps: str):
    start, body, length = GROWN[grown]
    loop = f"steps = {steps}\nfor i in range(steps):\n    x = model(torch.zeros(3, 10))\n    "
    calls = analyse_file("program.py", START + start + loop + body + f"head(torch.zeros({length}, 10))\n").calls
    amount = calls[-1].core_flops
    assert amount == 200 * HEAD if steps == "200" else _at(amount, 50) == 50 * HEAD


def test_unknown_keys_and_members():
    text = START + (
        "table = {os.environ['A']: 1, os.environ['B']: 2}\n"
        "if 'c' in table:\n    head(torch.zeros(3, 10))\n"
        "model(torch.zeros(len(table), 10))\n"
        "names = [os.environ['A']]\n"
        "if 'c' not in names:\n    head(torch.zeros(5, 10))\n"
    )
    lines = [call.location.line for call in analyse_file("program.py", text).calls]
    assert lines == [19, 20, 23]  # all may happen; how many keys there are is a symbol


def test_items_that_a_branch_may_add():
    text = START + (
        "import random\nkept = []\nfor i in range(10):\n    kept.append(model(torch.zeros(3, 10)))\n"
        "    if random.random() > 0.5:\n        kept.append(model(torch.zeros(3, 10)))\n"
        "head(torch.cat(kept))\n"
    )
    amount = analyse_file("program.py", text).calls[-1].core_flops
    assert isinstance(amount, Expression)
    assert amount.bounds() == (30 * HEAD, 60 * HEAD)


def test_a_corpus_that_is_not_read(tmp_path: Path):
    """The words of a file that is too large: vocabulary and tokens are symbols, everything computed from them follows."""
    text = START + (
        "ids_of, words, lines = {}, [], []\n"
        "def number(word):\n    if word not in ids_of:\n        words.append(word)\n        ids_of[word] = len(words) - 1\n"
        "    return ids_of[word]\n"
        "with open('corpus.txt') as file:\n    for line in file:\n        ids = []\n        for word in line.split() + ['<eos>']:\n"
        "            ids.append(number(word))\n        lines.append(torch.tensor(ids))\n"
        "tokens = torch.cat(lines)\n"
        "embedding, decoder = nn.Embedding(len(words), 10), nn.Linear(10, len(words))\n"
        "decoder(embedding(tokens))\n"
    )
    amount = analyse_file(str(tmp_path / "program.py"), text).calls[-1].core_flops
    assert isinstance(amount, Expression)
    vocabulary, tokens = sorted(map(str, amount.symbols()), key=lambda name: name.startswith("total"))
    # The first word is new for certain, 99 others may be.
    assert amount.substitute({vocabulary: 99, tokens: 7000}) == 2 * 10 * 100 * 7000


def test_costs_that_grow_in_a_loop_of_unknown_length():
    text = START + (
        "import random\nx = torch.zeros(1, 10)\nwhile random.random() < 0.9:\n    y = model(x)\n    x = torch.cat([x, y[-1:]])\n"
    )
    (loop,) = analyse_file("program.py", text).loops
    assert isinstance(loop.total_core_flops, tuple)
    high = loop.total_core_flops[1]
    assert isinstance(high, Expression)
    # 1 + 2 + ... + 9 rows, each 2·10·10.
    assert _at(high, 9) == 45 * 200


def test_costs_whose_sum_has_no_closed_form_are_said():
    text = START + ("steps = int(os.environ['STEPS'])\nfor i in range(steps):\n    model(torch.zeros(min(i, 3) + (i % 2) * i + 1, 10))\n")
    report = analyse_file("program.py", text)
    for loop in report.loops:
        assert all("iteration" not in str(symbol) for symbol in getattr(loop.total_core_flops, "symbols", frozenset)())
