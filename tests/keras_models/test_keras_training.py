"""What training programs of Keras and TensorFlow cost in all; expected figures are worked out by hand from the sizes in the programs."""

from __future__ import annotations

import pytest

from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

HEAD = """
import keras
import numpy as np
import tensorflow as tf
from keras import layers

def dense():
    return keras.Sequential([keras.Input((20,)), layers.Dense(30, activation="relu"), layers.Dense(5)])
"""
FORWARD = 2 * (20 * 30 + 30 * 5)
STEP = 3 * FORWARD - 2 * 20 * 30
"""Of the first layer no gradient of the input is wanted."""


def loops_of(program, kind="training"):
    report = analyse_file("program.py", HEAD + program)
    return [loop for loop in report.loops if loop.kind == kind]


def only(program, kind="training"):
    (loop,) = loops_of(program, kind)
    return loop


def test_fit_of_arrays():
    program = """
model = dense()
model.compile("adam", "mse")
model.fit(np.zeros((1000, 20)), np.zeros((1000, 5)), batch_size=64, epochs=3, validation_data=(np.zeros((100, 20)), np.zeros((100, 5))))
"""
    loop = only(program)
    assert (loop.status, loop.iterations, loop.epochs, loop.batch_size, loop.optimizer) == (Status.EXACT, 16, 3, 64, "Adam")
    assert loop.per_iteration.core_flops == 64 * STEP
    assert loop.total_core_flops == 3 * 1000 * STEP
    assert only(program, "inference").total_core_flops == 3 * 100 * FORWARD


@pytest.mark.parametrize(
    ("arguments", "samples"),
    [
        ("x, y, epochs=2", 2 * 1000),
        ("x, y, validation_split=0.25, epochs=2", 2 * 750),
        ("x, y, batch_size=10, steps_per_epoch=7, epochs=2", 2 * 70),
        ("x=x, y=y, initial_epoch=1, epochs=5", 4 * 1000),
        ("tf.data.Dataset.from_tensor_slices((x, y)).batch(64), epochs=2", 2 * 1000),
        ("tf.data.Dataset.from_tensor_slices((x, y)).batch(64, drop_remainder=True), epochs=2", 2 * 960),
        ("tf.data.Dataset.from_tensor_slices((x, y)).shuffle(100).batch(64).take(3).prefetch(1), epochs=2", 2 * 192),
        ("tf.data.Dataset.from_tensor_slices((x, y)).skip(200).batch(50).cache(), epochs=2", 2 * 800),
        ("tf.data.Dataset.from_tensor_slices((x, y)).repeat(3).batch(50), epochs=2", 2 * 3000),
        ("tf.data.Dataset.from_tensor_slices((x, y)).batch(50).repeat(), steps_per_epoch=11, epochs=2", 2 * 550),
        ("tf.data.Dataset.zip((tf.data.Dataset.from_tensor_slices(x), tf.data.Dataset.from_tensor_slices(y))).batch(100), epochs=2", 2000),
        ("tf.data.Dataset.range(600).map(lambda i: (tf.zeros([20]), tf.zeros([5]))).batch(100), epochs=2", 1200),
    ],
)
def test_how_many_samples_are_seen(arguments, samples):
    program = f"""
x, y = np.zeros((1000, 20), "float32"), np.zeros((1000, 5), "float32")
model = dense()
model.compile(optimizer=keras.optimizers.SGD(0.1), loss=keras.losses.MeanSquaredError())
model.fit({arguments})
"""
    loop = only(program)
    assert (loop.status, loop.total_core_flops) == (Status.EXACT, samples * STEP)


def test_early_stopping_gives_bounds():
    loop = only("""
model = dense()
model.compile("adam", "mse")
stop = keras.callbacks.EarlyStopping(patience=4)
model.fit(np.zeros((100, 20)), np.zeros((100, 5)), batch_size=50, epochs=30, callbacks=[stop])
""")
    assert loop.status is Status.BOUNDED
    low, high = loop.total_core_flops
    assert high == 30 * 100 * STEP
    assert 0 < low <= 6 * 100 * STEP


def test_frozen_layers_are_not_trained():
    loop = only("""
model = dense()
model.layers[0].trainable = False
model.compile("adam", "mse")
model.fit(np.zeros((100, 20)), np.zeros((100, 5)), batch_size=50)
""")
    assert loop.total_core_flops == 100 * (FORWARD + 2 * 30 * 5)


def test_a_loop_with_a_tape():
    program = """
model = dense()
optimizer = tf.keras.optimizers.Adam()
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
data = tf.data.Dataset.from_tensor_slices((np.zeros((1000, 20), "float32"), np.zeros((1000,), "int64"))).batch(32)

@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = loss_object(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

for epoch in range(4):
    for x, y in data:
        train_step(x, y)
"""
    loop = only(program)
    assert (loop.status, loop.iterations, loop.epochs, loop.total_core_flops) == (Status.EXACT, 32, 4, 4 * 1000 * STEP)


def test_a_train_step_of_its_own_follows_only_the_chosen_weights():
    loop = only("""
class Pair(keras.Model):
    def __init__(self):
        super().__init__()
        self.made = keras.Sequential([keras.Input((8,)), layers.Dense(20)])
        self.judge = keras.Sequential([keras.Input((20,)), layers.Dense(1)])

    def train_step(self, data):
        noise = keras.random.normal((tf.shape(data)[0], 8))
        with tf.GradientTape() as tape:
            loss = keras.ops.mean(self.judge(self.made(noise)))
        weights = self.made.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        return {"loss": loss}

pair = Pair()
pair.compile(keras.optimizers.Adam())
pair.fit(np.zeros((100, 20), "float32"), batch_size=10, epochs=2)
""")
    made, judge = 2 * 8 * 20, 2 * 20
    # Of the judge the gradient of its input, of the other the gradient of its weight.
    assert loop.total_core_flops == 2 * 100 * (made + judge + judge + made)


def test_gradients_of_gradients():
    loop = only("""
critic = keras.Sequential([keras.Input((20,)), layers.Dense(30), layers.Dense(1)])
optimizer = keras.optimizers.Adam()
for x in tf.data.Dataset.from_tensor_slices(np.zeros((100, 20), "float32")).batch(10):
    with tf.GradientTape() as tape:
        with tf.GradientTape() as inner:
            inner.watch(x)
            judged = critic(x)
        slope = inner.gradient(judged, x)
        loss = tf.reduce_mean(tf.square(slope))
    gradients = tape.gradient(loss, critic.trainable_variables)
    optimizer.apply_gradients(zip(gradients, critic.trainable_variables))
""")
    first, last = 2 * 20 * 30, 2 * 30
    # Forward, gradient of x; of that: both weights, and what comes back into the first layer.
    assert loop.total_core_flops == 100 * ((first + last) + (first + last) + (first + last) + first)


def test_data_sets_that_are_known():
    program = """
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784).astype("float32") / 255
model = keras.Sequential([keras.Input((784,)), layers.Dense(10)])
model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x, y, epochs=5)
"""
    loop = only(program)
    assert (loop.batch_size, loop.total_core_flops) == (32, 5 * 60000 * 2 * 2 * 784 * 10)


def test_images_in_a_folder_that_is_known():
    loop = only("""
import pathlib
folder = pathlib.Path(keras.utils.get_file("flower_photos", origin="https://example.org/flower_photos.tgz", untar=True))
data = keras.utils.image_dataset_from_directory(folder, validation_split=0.2, subset="training", seed=1, image_size=(8, 8), batch_size=16)
model = keras.Sequential([layers.Rescaling(1 / 255, input_shape=(8, 8, 3)), layers.Flatten(), layers.Dense(len(data.class_names))])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(data, epochs=3)
""")
    assert loop.total_core_flops == 3 * (3670 - 734) * 2 * 2 * 8 * 8 * 3 * 5


def test_a_fit_that_cannot_be_costed_is_said():
    report = analyse_file("program.py", HEAD + "model = dense()\nmodel.compile('adam', 'mse')\nmodel.fit(read_it(), epochs=3)\n")
    assert not [loop for loop in report.loops if loop.status is Status.EXACT]
    assert report.problems
