"""Checkpoints by name: known configurations have the published numbers of parameters; folders and the local cache are read."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from importlib import resources
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
HAS_LIBRARY = any((Path(folder) / "transformers").is_dir() for folder in FOLDERS) or importlib.util.find_spec("transformers") is not None
pytestmark = pytest.mark.skipif(not HAS_LIBRARY, reason="no source of transformers")
ENTRIES = tomllib.loads((resources.files("flake8_greenai") / "facts" / "checkpoints.toml").read_text())["checkpoint"]
ONE_OF_EACH = {entry["architecture"]: entry for entry in reversed(ENTRIES)}.values()
TINY = {
    "model_type": "bert",
    "vocab_size": 100,
    "hidden_size": 8,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
}


def problems(text, path="program.py"):
    return [str(problem.message) for problem in analyse_file(str(path), text, Configuration(paths=FOLDERS)).problems]


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: entry["names"][0])
def test_known_configurations(entry):
    text = f"""
import transformers
model = transformers.{entry["architecture"]}.from_pretrained("{entry["names"][-1]}")
assert sum(p.numel() for p in model.parameters()) == {entry["parameters"]}
"""
    assert not [message for message in problems(text) if "AssertionError" in message or "followed up to here" in message]


TEXT = """
from transformers import AutoConfig, AutoModel
config = AutoConfig.from_pretrained("{name}", num_hidden_layers=3)
model = AutoModel.from_pretrained("{name}")
assert (config.num_hidden_layers, config.hidden_size, model.config.num_hidden_layers) == (3, 8, 1)
assert not model.training
"""


def test_a_folder_beside_the_program(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.json").write_text(json.dumps(TINY))
    assert not [message for message in problems(TEXT.format(name="mine"), tmp_path / "program.py") if "followed" in message]


def test_the_local_cache(tmp_path, monkeypatch):
    folder = tmp_path / "hub" / "models--someone--mine" / "snapshots" / "0123"
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(TINY))
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    assert not [message for message in problems(TEXT.format(name="someone/mine")) if "followed" in message]


def test_other_names_say_what_is_missing():
    (message,) = [message for message in problems(TEXT.format(name="someone/else")) if "config.json" in message]
    assert "the configuration of someone/else is not known" in message


HAS_TIMM = any((Path(folder) / "timm").is_dir() for folder in FOLDERS) or importlib.util.find_spec("timm") is not None


@pytest.mark.skipif(not HAS_TIMM, reason="no source of timm")
def test_weights_of_the_hub_do_not_change_the_cost():
    text = """
import timm, torch
model = timm.create_model("resnet50", pretrained=True, num_classes=10)
y = model(torch.zeros(1, 3, 224, 224))
"""
    (call,) = analyse_file("program.py", text, Configuration(paths=FOLDERS)).calls
    # ResNet-50 as measured, with ten classes in place of a thousand.
    assert call.core_flops == 8_178_368_512 - 2 * 2048 * 990
