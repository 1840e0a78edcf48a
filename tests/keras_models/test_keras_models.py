"""Layers and models of Keras against what real Keras measured (measured.json); a live comparison where Keras and torch are installed."""

from __future__ import annotations

import importlib.util
import json
import os
from math import prod
from pathlib import Path

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status, TensorSpec

HERE = Path(__file__).parent
ZOO = str(HERE / "zoo.py")
MEASURED = json.loads((HERE / "measured.json").read_text())
FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
NEEDS_SOURCE = ("nested", "feat")


def folders_of_keras() -> tuple[str, ...]:
    if any((Path(folder) / "keras").is_dir() for folder in FOLDERS):
        return FOLDERS
    if importlib.util.find_spec("keras") is None:
        pytest.skip("no source of keras")
    return ()


def expression(name):
    return (
        f"{name}()"
        if name in ("custom", "submodel", "nested", "feat", "unet", "seq_deferred", "seqmix", "frozen")
        else f"model_of({name!r})"
    )


def check(answer, record):
    assert answer.status is Status.EXACT, (answer.reason, answer.location, answer.unknown)
    assert (answer.params, answer.trainable_params) == (record["params"], record["trainable"])
    assert answer.forward.core_flops == record["flops"]
    assert [list(output.shape) for output in answer.outputs] == record["outputs"]


@pytest.mark.parametrize("record", MEASURED["models"], ids=lambda record: record["name"])
def test_a_model(record):
    paths = folders_of_keras() if record["name"] in NEEDS_SOURCE else ()
    shape, dtype = record["inputs"]
    check(estimate(Request(expression(record["name"]), file=ZOO, inputs={"*0": TensorSpec(tuple(shape), dtype)}, paths=paths)), record)


@pytest.mark.parametrize("record", MEASURED["applications"], ids=lambda record: record["name"])
def test_an_application(record):
    paths = folders_of_keras()
    shape, dtype = record["inputs"]
    answer = estimate(Request(record["expr"], inputs={"*0": TensorSpec(tuple(shape), dtype)}, paths=paths))
    check(answer, record)
    if "training" in record:
        assert answer.training_step.core_flops == record["training"]


def test_layers_of_a_functional_model_are_named_as_in_keras():
    code = "keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(4, 3), keras.layers.Conv2D(4, 3), keras.layers.Flatten()])"
    answer = estimate(Request(code, inputs={"*0": TensorSpec((2, 8, 8, 3), "float32")}))
    rows = [(module.name, module.class_name, module.params, module.core_flops) for module in answer.modules]
    first, second = 2 * 2 * 6 * 6 * 4 * 27, 2 * 2 * 4 * 4 * 4 * 36
    assert rows == [
        ("", "Sequential", 112 + 148, first + second),
        ("conv2d", "Conv2D", 112, first),
        ("conv2d_1", "Conv2D", 148, second),
        ("flatten", "Flatten", 0, 0),
    ]


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        ("keras.Sequential([keras.layers.Conv2D(4, 9)])", (1, 8, 8, 3)),
        ("keras.Sequential([keras.layers.Dense(4), keras.layers.Conv2D(4, 3)])", (1, 8)),
        ("keras.layers.Concatenate(axis=1)", (1, 8)),
    ],
)
def test_mistakes_are_failures_not_figures(code, shape):
    assert estimate(Request(code, inputs={"*0": TensorSpec(shape, "float32")})).status is not Status.EXACT


def test_a_missing_source_is_unknown():
    answer = estimate(Request("keras.applications.NoSuchModel(weights=None)", inputs={"*0": TensorSpec((1, 8), "float32")}))
    assert answer.status is Status.FAILED


def test_a_layer_that_computes_with_open_sizes(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("""
import keras
import tensorflow as tf
from keras import layers

class Decoder(layers.Layer):
    def __init__(self):
        super().__init__()
        self.attention = layers.MultiHeadAttention(2, 4)

    def call(self, x):
        shape = tf.shape(x)
        mask = tf.cast(tf.range(shape[1])[:, tf.newaxis] >= tf.range(shape[1]), "int32")
        times = tf.concat([tf.expand_dims(shape[0], -1), tf.constant([1, 1])], axis=0)
        return self.attention(x, x, attention_mask=tf.tile(mask[tf.newaxis], times))

inputs = keras.Input((None, 8))
model = keras.Model(inputs, layers.Dense(3)(Decoder()(inputs)))
""")
    answer = estimate(Request("model", file=str(program), inputs={"*0": TensorSpec((2, 10, 8), "float32")}))
    assert answer.status is Status.EXACT
    assert answer.params == 4 * (8 * 8 + 8) + 8 * 3 + 3
    assert answer.forward.core_flops == 2 * 2 * 10 * (4 * 8 * 8 + 8 * 3) + 2 * 2 * (2 * 10 * 10 * 8)


LIVE = ["conv1d_causal", "conv2d_same_s3", "conv2d_groups", "convt2_valid", "dw2", "sep2", "dense3d", "mha_self", "custom"]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", LIVE)
def test_real_keras_gives_the_same(name, seed, monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    torch = pytest.importorskip("torch")
    keras = pytest.importorskip("keras")
    if not hasattr(keras, "backend") or keras.backend.backend() != "torch":
        pytest.skip("Keras runs on another backend")
    from torch.utils.flop_counter import FlopCounterMode  # noqa: PLC0415

    monkeypatch.syspath_prepend(str(HERE))
    import zoo  # noqa: PLC0415

    record = next(record for record in MEASURED["models"] if record["name"] == name)
    shape = (seed + 1, *record["inputs"][0][1:])
    model = zoo.custom() if name == "custom" else zoo.model_of(name)
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        output = model(torch.zeros(shape))
    answer = estimate(Request(expression(name), file=ZOO, inputs={"*0": TensorSpec(shape, "float32")}))
    assert answer.params == sum(prod(weight.shape) for weight in model.weights)
    assert answer.outputs[0].shape == tuple(output.shape)
    assert answer.forward.core_flops == counter.get_total_flops()
