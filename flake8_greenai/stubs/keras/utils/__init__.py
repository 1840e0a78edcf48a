"""Utilities of Keras."""

import torch
from _greenai import nothing, unknown
from keras._graph import KerasTensor, operation
from keras._names import to_snake_case
from keras.backend import standardize_dtype, torch_dtype
from keras.saving import (
    CustomObjectScope,
    custom_object_scope,
    deserialize_keras_object,
    get_custom_objects,
    get_registered_name,
    get_registered_object,
    register_keras_serializable,
    serialize_keras_object,
)

plot_model = model_to_dot = set_random_seed = disable_interactive_logging = enable_interactive_logging = nothing


@operation
def to_categorical(x, num_classes=None):
    x = torch.as_tensor(x)
    if num_classes is None:
        num_classes = unknown("the number of classes among labels")
    if x.dim() > 1 and x.shape[-1] == 1:
        x = x.squeeze(-1)
    result = torch.nn.functional.one_hot(x.long(), num_classes).to(torch.float32)
    import numpy as np

    return np.asarray(result)


def normalize(x, axis=-1, order=2):
    return x


def get_file(fname=None, origin=None, untar=False, *args, **kwargs):
    name = fname or (origin or "file").split("/")[-1]
    return "datasets/" + name


def get_source_inputs(tensor):
    found = []
    pending = [tensor]
    while pending:
        one = pending.pop()
        node = one._node
        before = [x for x in _flat([list(node.args), list(node.kwargs.values())]) if isinstance(x, KerasTensor)]
        if before:
            pending += before
        elif one not in found:
            found.append(one)
    return found


def _flat(value):
    if isinstance(value, (list, tuple)):
        return [item for one in value for item in _flat(one)]
    return [value]


def pack_x_y_sample_weight(x, y=None, sample_weight=None):
    return (x, y, sample_weight) if sample_weight is not None else (x, y) if y is not None else x


def unpack_x_y_sample_weight(data):
    from keras._data import unpacked

    return unpacked(data)


def is_keras_tensor(x):
    return isinstance(x, KerasTensor)


class Sequence:
    def __init__(self, workers=1, use_multiprocessing=False, max_queue_size=10):
        pass

    def on_epoch_end(self):
        pass


PyDataset = Sequence


class Progbar:
    def __init__(self, *args, **kwargs):
        pass

    def update(self, *args, **kwargs):
        pass

    add = update


def clear_session(free_memory=True):
    pass


def load_img(path, color_mode="rgb", target_size=None, interpolation="nearest", keep_aspect_ratio=False, **kwargs):
    from PIL import Image

    return Image.Image(
        (target_size[1], target_size[0]) if target_size is not None else (224, 224), "L" if color_mode == "grayscale" else "RGB"
    )


def img_to_array(img, data_format=None, dtype=None):
    import numpy as np

    array = np.array(img).astype("float32")
    return array[..., None] if array.ndim == 2 else array


def array_to_img(x, data_format=None, scale=True, dtype=None):
    return unknown("an image")


save_img = nothing


def smart_resize(x, size, interpolation="bilinear", **kwargs):
    from keras.ops.image import resize

    return resize(x, size)


def _subset(count, validation_split, subset):
    if not validation_split or subset is None:
        return count
    rest = int(validation_split * count)
    return rest if subset == "validation" else count - rest


def _from_directory(directory, element, labels, label_mode, class_names, batch_size, validation_split, subset):
    from keras.utils._folders import count_in
    from tensorflow.data import Dataset

    count, classes = count_in(directory)
    classes = len(class_names) if class_names is not None else classes

    def made(count):
        def sample(index):
            if label_mode is None or labels is None:
                return element()
            label = torch.zeros((classes,)) if label_mode == "categorical" else torch.zeros((1,)) if label_mode == "binary" else None
            return element(), torch.zeros((), dtype=torch.int32) if label is None else label

        found = Dataset(count, sample)
        found = found if batch_size is None else found.batch(batch_size)
        found.class_names = list(class_names) if class_names is not None else _names(directory, classes)
        return found

    if subset == "both":
        return made(_subset(count, validation_split, "training")), made(_subset(count, validation_split, "validation"))
    return made(_subset(count, validation_split, subset))


def _names(directory, classes):
    return [f"class{index}" for index in range(classes)] if isinstance(classes, int) else unknown("names of folders")


def image_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    color_mode="rgb",
    batch_size=32,
    image_size=(256, 256),
    shuffle=True,
    seed=None,
    validation_split=None,
    subset=None,
    interpolation="bilinear",
    **kwargs,
):
    channels = {"grayscale": 1, "rgb": 3, "rgba": 4}[color_mode]
    return _from_directory(
        directory, lambda: torch.empty((*image_size, channels)), labels, label_mode, class_names, batch_size, validation_split, subset
    )


def text_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    batch_size=32,
    max_length=None,
    shuffle=True,
    seed=None,
    validation_split=None,
    subset=None,
    **kwargs,
):
    return _from_directory(
        directory, lambda: torch.zeros((), dtype=torch.int64), labels, label_mode, class_names, batch_size, validation_split, subset
    )


def audio_dataset_from_directory(
    directory,
    labels="inferred",
    label_mode="int",
    class_names=None,
    batch_size=32,
    sampling_rate=None,
    output_sequence_length=None,
    validation_split=None,
    subset=None,
    **kwargs,
):
    return _from_directory(
        directory,
        lambda: torch.empty((output_sequence_length or unknown("the length of sounds"), 1)),
        labels,
        label_mode,
        class_names,
        batch_size,
        validation_split,
        subset,
    )


def timeseries_dataset_from_array(
    data,
    targets,
    sequence_length,
    sequence_stride=1,
    sampling_rate=1,
    batch_size=128,
    shuffle=False,
    seed=None,
    start_index=None,
    end_index=None,
):
    from keras._data import tensor
    from tensorflow.data import Dataset

    data = tensor(data)
    start = start_index or 0
    end = data.shape[0] if end_index is None else end_index
    last = end - start - (sequence_length - 1) * sampling_rate
    if targets is not None:
        targets = tensor(targets)
        last = min(last, targets.shape[0])
    count = -(-last // sequence_stride)
    shape = tuple(data.shape[1:])

    def sample(index):
        x = torch.empty((sequence_length, *shape))
        return x if targets is None else (x, torch.empty(tuple(targets.shape[1:]), dtype=targets.dtype))

    found = Dataset(count, sample)
    return found if batch_size is None else found.batch(batch_size)


def pad_sequences(sequences, maxlen=None, dtype="int32", padding="pre", truncating="pre", value=0.0):
    import numpy as np

    if maxlen is None:
        maxlen = unknown("the length of the longest sequence")
    return np.zeros((len(sequences), maxlen), dtype=dtype)


def split_dataset(dataset, left_size=None, right_size=None, shuffle=False, seed=None, **kwargs):
    count = len(dataset)
    left = int(count * left_size) if isinstance(left_size, float) else left_size
    if left is None:
        left = count - (int(count * right_size) if isinstance(right_size, float) else right_size)
    return dataset.take(left), dataset.skip(left)
