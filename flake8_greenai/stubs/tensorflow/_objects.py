"""Objects of TensorFlow beside tensors: arrays of tensors, checkpoints, devices, files."""

from _greenai import effect
from _greenai import nothing
from _greenai import unknown
from keras.ops import convert_to_tensor as _converted
import keras as _keras
import torch


class TensorArray:
    def __init__(self, dtype=None, size=None, dynamic_size=None, clear_after_read=None, element_shape=None, **kwargs):
        self._items = {}
        self._last = None
        self._size = size
        self._written = False

    def write(self, index, value, name=None):
        self._last = value
        if isinstance(index, int):
            self._items[index] = value
        else:
            self._written = True
        return self

    def read(self, index, name=None):
        return self._items[index] if isinstance(index, int) and index in self._items else self._last

    def stack(self, name=None):
        if self._last is None:
            return torch.zeros((0,))
        count = len(self._items)
        if self._written or count == 0:
            return unknown("how many tensors were written")
        return torch.stack([_converted(self._items[key]) for key in sorted(self._items)])

    def concat(self, name=None):
        return torch.cat([self._items[key] for key in sorted(self._items)])

    def size(self, name=None):
        return len(self._items)

    def unstack(self, value, name=None):
        for index, one in enumerate(value.unbind(0)):
            self._items[index] = one
        return self

    def mark_used(self):
        pass


class Checkpoint:
    def __init__(self, *args, **kwargs):
        pass

    def save(self, *args, **kwargs):
        return "checkpoint"

    write = save

    def restore(self, *args, **kwargs):
        return self

    read = restore

    def expect_partial(self):
        return self

    assert_consumed = assert_existing_objects_matched = expect_partial


class _Train:
    Checkpoint = Checkpoint
    Example = Feature = Features = Int64List = FloatList = BytesList = effect("tf.train")

    def CheckpointManager(self, *args, **kwargs):
        return Checkpoint()

    def latest_checkpoint(self, *args, **kwargs):
        return None


train = _Train()


class _Config:
    experimental = None

    def list_physical_devices(self, device_type=None):
        return []

    list_logical_devices = get_visible_devices = list_physical_devices

    def run_functions_eagerly(self, *args):
        pass

    set_visible_devices = experimental_connect_to_cluster = set_soft_device_placement = set_logical_device_configuration = (
        run_functions_eagerly
    )
    enable_op_determinism = optimizer = run_functions_eagerly


config = _Config()


config.experimental = config


config.set_memory_growth = nothing


class _Strings:
    """Texts are represented by whole numbers of their shape."""

    def __getattr__(self, name):
        if name in ("split", "unicode_split", "bytes_split", "length", "to_number", "unicode_decode"):
            return effect(f"tf.strings.{name}")
        return lambda input, *args, **kwargs: input


strings = _Strings()


class _Io:
    def __getattr__(self, name):
        return effect(f"tf.io.{name}")

    def read_file(self, filename, name=None):
        return torch.zeros((), dtype=torch.int64)

    def decode_jpeg(self, contents, channels=0, **kwargs):
        return torch.zeros((unknown("the height of a picture"), unknown("the width of a picture"), channels or 3), dtype=torch.uint8)

    decode_png = decode_image = decode_jpeg


io = _Io()


class _Audio:
    def decode_wav(self, contents, desired_channels=-1, desired_samples=-1, name=None):
        count = unknown("the length of a sound") if desired_samples == -1 else desired_samples
        return torch.zeros((count, 1 if desired_channels == -1 else desired_channels)), torch.zeros((), dtype=torch.int32)


audio = _Audio()


class _Nest:
    map_structure = _keras.tree.map_structure
    flatten = _keras.tree.flatten
    pack_sequence_as = _keras.tree.pack_sequence_as
    is_nested = _keras.tree.is_nested


nest = _Nest


class _Errors:
    OutOfRangeError = InvalidArgumentError = NotFoundError = Exception


errors = _Errors
