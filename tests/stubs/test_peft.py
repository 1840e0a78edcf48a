"""Low-rank adapters: parameters and FLOPs as measured with peft, transformers and torch's counter, or by hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file

FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
HAS_LIBRARY = any((Path(folder) / "transformers").is_dir() for folder in FOLDERS) or importlib.util.find_spec("transformers") is not None
HEAD = """
import torch
from torch import nn
from peft import LoraConfig, TaskType, get_peft_model

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a, self.b, self.classifier = nn.Linear(20, 30), nn.Linear(30, 40), nn.Linear(40, 5)

    def forward(self, x):
        return self.classifier(torch.relu(self.b(torch.relu(self.a(x)))))

def train(model, x):
    optimizer = torch.optim.AdamW(p for p in model.parameters() if p.requires_grad)
    for step in range(10):
        optimizer.zero_grad()
        model(x).sum().backward()
        optimizer.step()
"""
STEP = """
for step in range(2):
    model(input_ids=torch.ones(3, 16, dtype=torch.long), labels={labels}).loss.backward()
"""
SMALL_BERT = "transformers.BertConfig(hidden_size=64, num_hidden_layers=2, num_attention_heads=4, intermediate_size=128, vocab_size=100)"
SMALL_GPT2 = "transformers.GPT2Config(n_layer=2, n_embd=64, n_head=4, vocab_size=100)"


def loops(text, paths=()):
    return analyse_file("program.py", HEAD + text, Configuration(paths=paths)).loops


def test_an_adapter_and_a_trained_classifier():
    text = """
config = LoraConfig(r=4, target_modules=["b"], modules_to_save=["classifier"], lora_dropout=0.1)
model = get_peft_model(Net(), config)
assert model.get_nb_trainable_parameters() == (4 * 30 + 4 * 40 + 205, 2075 + 280 + 205)
train(model, torch.randn(7, 20))
"""
    (loop,) = loops(text)
    assert loop.total_core_flops == 10 * 43_680
    assert loop.optimizer == "AdamW"


def test_ranks_and_layers_by_pattern():
    text = """
model = get_peft_model(Net(), LoraConfig(r=4, target_modules="all-linear", rank_pattern={"a": 2}))
ranks = {name: module.weight.shape[0] for name, module in model.named_modules() if name.endswith("lora_A.default")}
assert [ranks[f"base_model.model.{name}.lora_A.default"] for name in ("a", "b", "classifier")] == [2, 4, 4]
train(model, torch.randn(1, 20))
"""
    (loop,) = loops(text)
    layers = ((20, 30, 2), (30, 40, 4), (40, 5, 4))
    forward = sum(2 * i * o + 2 * r * (i + o) for i, o, r in layers)
    adapters = sum(2 * r * (i + o) for i, o, r in layers)
    inputs = sum(2 * i * o + 2 * r * i for i, o, r in layers[1:]) + sum(2 * r * o for _, o, r in layers)
    assert loop.total_core_flops == 10 * (forward + adapters + inputs)


def test_merged_adapters_cost_nothing():
    text = """
model = get_peft_model(Net(), LoraConfig(target_modules=["a", "b"])).merge_and_unload()
for step in range(3):
    model(torch.randn(1, 20))
"""
    (loop,) = loops(text)
    assert loop.total_core_flops == 3 * 2 * (600 + 1200 + 200)


@pytest.mark.skipif(not HAS_LIBRARY, reason="no source of transformers")
@pytest.mark.parametrize(
    ("model", "config", "labels", "trainable", "flops"),
    [
        (
            f"transformers.BertForSequenceClassification({SMALL_BERT})",
            "LoraConfig(task_type=TaskType.SEQ_CLS, r=8, lora_alpha=16, lora_dropout=0.1)",
            "torch.zeros(3, dtype=torch.long)",
            (4226, 114_884),
            13_617_408,
        ),
        (
            f"transformers.GPT2LMHeadModel({SMALL_GPT2})",
            "LoraConfig(task_type=TaskType.CAUSAL_LM, r=8, lora_alpha=16)",
            "torch.ones(3, 16, dtype=torch.long)",
            (4096, 176_128),
            21_233_664,
        ),
    ],
)
def test_adapted_transformers_as_measured(model, config, labels, trainable, flops):
    text = f"""
import transformers
model = get_peft_model({model}, {config})
assert model.get_nb_trainable_parameters() == {trainable}
"""
    (loop,) = loops(text + STEP.format(labels=labels), FOLDERS)
    assert loop.total_core_flops == 2 * flops
