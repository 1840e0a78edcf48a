"""Training programs with the Trainer of transformers and data sets of Hugging Face: iterations and totals calculated by hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
HAS_LIBRARY = any((Path(folder) / "transformers").is_dir() for folder in FOLDERS) or importlib.util.find_spec("transformers") is not None
HEAD = """
import torch
from torch import nn
from datasets import Dataset, load_dataset
from transformers.data.data_collator import DataCollatorForLanguageModeling, DataCollatorWithPadding, default_data_collator
from transformers.models.auto.tokenization_auto import AutoTokenizer
from transformers.trainer import Trainer
from transformers.trainer_callback import EarlyStoppingCallback
from transformers.training_args import TrainingArguments

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(100, 8)
        self.head = nn.Linear(8, 3)

    def forward(self, input_ids, attention_mask=None, labels=None):
        logits = self.head(self.table(input_ids).mean(1))
        loss = nn.functional.cross_entropy(logits, labels) if labels is not None else None
        return {"loss": loss, "logits": logits}

def rows(count, length=12):
    return Dataset.from_dict({"input_ids": [[1] * length] * count, "label": [0] * count, "text": ["a"] * count})
"""
FORWARD = 2 * 8 * 3
# Gradients of the weight and, because the table is trained, of the input.
SAMPLE = 3 * FORWARD


def loops(text, arguments=(), paths=()):
    found = analyse_file("program.py", HEAD + text, Configuration(paths=paths), arguments=arguments).loops
    return {kind: [loop for loop in found if loop.kind == kind] for kind in ("training", "inference")}


def test_epochs_with_evaluation():
    text = """
args = TrainingArguments("out", num_train_epochs=5, per_device_train_batch_size=32, eval_strategy="epoch")
Trainer(Net(), args, train_dataset=rows(1000), eval_dataset=rows(100)).train()
"""
    found = loops(text)
    (training,), (evaluation,) = found["training"], found["inference"]
    assert (training.iterations, training.epochs, training.batch_size, training.optimizer) == (32, 5, 32, "AdamW")
    assert (training.total_core_flops, training.model, training.status) == (5 * 1000 * SAMPLE, "Net", Status.EXACT)
    assert (evaluation.iterations, evaluation.epochs, evaluation.total_core_flops) == (13, 5, 5 * 100 * FORWARD)


@pytest.mark.parametrize(
    ("options", "samples"),
    [
        ("", 3 * 1000),
        ("max_steps=200", 125 * 8 + 75 * 8),
        ("num_train_epochs=1.5", 188 * 8),
        ("dataloader_drop_last=True, per_device_train_batch_size=64, num_train_epochs=2", 2 * 15 * 64),
        ("gradient_accumulation_steps=4, num_train_epochs=2", 2 * 1000),
        ("gradient_accumulation_steps=4, max_steps=10", 10 * 4 * 8),
        ("gradient_accumulation_steps=4, max_steps=40", 1000 + 8 * 4 * 8),
    ],
)
def test_how_long_a_training_is(options, samples):
    (training,) = loops(f"Trainer(Net(), TrainingArguments('out', {options}), train_dataset=rows(1000)).train()")["training"]
    assert training.total_core_flops == samples * SAMPLE


def test_updates_are_the_iterations_of_an_accumulating_loop():
    text = "Trainer(Net(), TrainingArguments('out', gradient_accumulation_steps=4, fp16=True), train_dataset=rows(1000)).train()"
    (training,) = loops(text)["training"]
    assert (training.iterations, training.epochs, training.batch_size) == (32, 3, 8)
    assert (training.per_iteration.core_flops, training.dtype) == (4 * 8 * SAMPLE, "float16")


def test_evaluation_every_few_steps():
    text = """
args = TrainingArguments("out", max_steps=1000, eval_strategy="steps", eval_steps=150, per_device_eval_batch_size=50)
Trainer(Net(), args, train_dataset=rows(800), eval_dataset=rows(100)).train()
"""
    (evaluation,) = loops(text)["inference"]
    assert evaluation.total_core_flops == 6 * 100 * FORWARD


def test_early_stopping():
    text = """
args = TrainingArguments("out", num_train_epochs=20, eval_strategy="epoch", load_best_model_at_end=True)
Trainer(Net(), args, train_dataset=rows(80), eval_dataset=rows(8), callbacks=[EarlyStoppingCallback(early_stopping_patience=3)]).train()
"""
    (training,) = loops(text)["training"]
    assert training.total_core_flops == (5 * 80 * SAMPLE, 20 * 80 * SAMPLE)
    assert training.status is Status.BOUNDED


def test_methods_that_a_program_overrides():
    text = """
class Weighted(Trainer):
    def compute_loss(self, model, inputs, return_outputs=False, **kwargs):
        labels = inputs.pop("labels")
        outputs = model(**inputs)
        loss = nn.functional.cross_entropy(outputs["logits"] @ torch.randn(3, 3), labels)
        return (loss, outputs) if return_outputs else loss

Weighted(Net(), TrainingArguments("out", num_train_epochs=1), train_dataset=rows(1000)).train()
"""
    (training,) = loops(text)["training"]
    assert training.total_core_flops == 1000 * (SAMPLE + 2 * 2 * 9)


def test_optimizers_by_name():
    for name, expected in (("sgd", "SGD"), ("adafactor", "Adafactor"), ("adamw_torch", "AdamW"), ("rmsprop", "RMSprop")):
        (training,) = loops(f"Trainer(Net(), TrainingArguments('out', optim='{name}'), train_dataset=rows(64)).train()")["training"]
        assert training.optimizer == expected


def test_known_data_sets_and_padded_texts():
    text = """
data = load_dataset("stanfordnlp/imdb")
tokenizer = AutoTokenizer.from_pretrained("some/name")

def tokenize(examples):
    return tokenizer(examples["text"], padding="max_length", truncation=True, max_length=64)

data = data.map(tokenize, batched=True)

class Wide(Net):
    def forward(self, input_ids, attention_mask=None, labels=None):
        logits = self.head(self.table(input_ids)).mean(1)
        return {"loss": nn.functional.cross_entropy(logits, labels), "logits": logits}

small = data["train"].shuffle(seed=1).select(range(1000))
args = TrainingArguments("out", num_train_epochs=2, per_device_train_batch_size=20)
Trainer(Wide(), args, train_dataset=data["train"], data_collator=DataCollatorWithPadding(tokenizer)).train()
Trainer(Wide(), args, train_dataset=small, processing_class=tokenizer).train()
"""
    whole, small = loops(text)["training"]
    assert (whole.iterations, whole.total_core_flops) == (1250, 2 * 25000 * 64 * SAMPLE)
    assert (small.iterations, small.total_core_flops) == (50, 2 * 1000 * 64 * SAMPLE)


def test_texts_of_unknown_length_are_a_formula():
    text = """
tokenizer = AutoTokenizer.from_pretrained("some/name")
data = load_dataset("imdb", split="train").map(lambda row: tokenizer(row["text"], truncation=True, max_length=256))

class Wide(Net):
    def forward(self, input_ids, labels):
        return {"loss": nn.functional.cross_entropy(self.head(self.table(input_ids)).mean(1), labels)}

Trainer(Wide(), TrainingArguments("out"), train_dataset=data, processing_class=tokenizer).train()
"""
    (training,) = loops(text)["training"]
    (symbol,) = training.total_core_flops.symbols()
    assert training.total_core_flops.substitute({str(symbol): 100}) == 3 * 25000 * 100 * SAMPLE
    assert training.total_core_flops.bounds() == (3 * 25000 * SAMPLE, 3 * 25000 * 256 * SAMPLE)


def test_texts_cut_into_blocks():
    text = """
from itertools import chain
tokenizer = AutoTokenizer.from_pretrained("some/name")
raw = load_dataset("wikitext", "wikitext-2-raw-v1")
tokens = raw.map(lambda rows: tokenizer(rows["text"]), batched=True, remove_columns=["text"])

def group(examples, size=128):
    joined = {name: list(chain(*examples[name])) for name in examples}
    total = len(joined["input_ids"]) // size * size
    result = {name: [values[i : i + size] for i in range(0, total, size)] for name, values in joined.items()}
    result["labels"] = result["input_ids"].copy()
    return result

class Language(nn.Module):
    def __init__(self):
        super().__init__()
        self.table, self.head = nn.Embedding(100, 8), nn.Linear(8, 100)

    def forward(self, input_ids, attention_mask=None, labels=None):
        return {"loss": nn.functional.cross_entropy(self.head(self.table(input_ids)).flatten(0, 1), labels.flatten())}

blocks = tokens.map(group, batched=True)
args = TrainingArguments("out", max_steps=500, per_device_train_batch_size=4, gradient_accumulation_steps=2)
Trainer(Language(), args, train_dataset=blocks["train"], data_collator=default_data_collator).train()
"""
    (training,) = loops(text)["training"]
    assert (training.iterations, training.total_core_flops) == (500, 500 * 2 * 4 * 128 * 3 * 2 * 8 * 100)


def test_splits_and_shares():
    text = """
train = load_dataset("ag_news", split="train[:10%]")
both = load_dataset("ag_news", split="train+test")
parts = train.train_test_split(test_size=0.1)
print(len(train), len(both), len(parts["train"]), len(parts["test"]))
for count in (len(train), len(both), len(parts["train"]), len(parts["test"])):
    Net()(torch.zeros(count, 1, dtype=torch.int64))
"""
    report = analyse_file("program.py", HEAD + text)
    assert {call.inputs[0].shape[0] for call in report.calls} == {12000}
    assert not report.problems


def test_arguments_of_the_command_line():
    text = """
from transformers.hf_argparser import HfArgumentParser
from dataclasses import dataclass, field
from typing import Optional

@dataclass
class Given:
    samples: int = field(default=100, metadata={"help": "how many"})
    path: Optional[str] = None

given, args = HfArgumentParser((Given, TrainingArguments)).parse_args_into_dataclasses()
Trainer(Net(), args, train_dataset=rows(given.samples)).train()
"""
    (training,) = loops(text)["training"]
    assert training.total_core_flops == 3 * 100 * SAMPLE
    (training,) = loops(text, arguments=("--samples", "50", "--num_train_epochs=7", "--fp16"))["training"]
    assert (training.total_core_flops, training.dtype) == (7 * 50 * SAMPLE, "float16")


def test_gradient_checkpointing_is_asked_of_the_model():
    text = """
class Checkpointed(Net):
    def gradient_checkpointing_enable(self, gradient_checkpointing_kwargs=None):
        self.head.requires_grad_(False)

Trainer(Checkpointed(), TrainingArguments("out", num_train_epochs=1, gradient_checkpointing=True), train_dataset=rows(10)).train()
"""
    (training,) = loops(text)["training"]
    assert training.total_core_flops == 10 * 2 * FORWARD


@pytest.mark.skipif(not HAS_LIBRARY, reason="no source of transformers")
def test_bert_on_a_task_of_glue():
    text = """
from transformers import BertConfig, BertForSequenceClassification
tokenizer = AutoTokenizer.from_pretrained("bert-base-uncased")
raw = load_dataset("glue", "mrpc")
options = dict(truncation=True, padding="max_length", max_length=128)
tokens = raw.map(lambda row: tokenizer(row["sentence1"], row["sentence2"], **options), batched=True)
args = TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=16)
Trainer(BertForSequenceClassification(BertConfig()), args, train_dataset=tokens["train"], processing_class=tokenizer).train()
"""
    (training,) = loops(text, paths=FOLDERS)["training"]
    # Forward of the base with its pooler as measured, and the classifier; all gradients are wanted.
    assert training.total_core_flops == 3 * 3668 * 3 * (22_348_431_360 + 2 * 768 * 2)
    assert training.status is Status.EXACT
