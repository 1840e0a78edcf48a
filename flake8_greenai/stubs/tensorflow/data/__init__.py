"""``tf.data``: pipelines whose elements are known by their index; making them is not device work."""
import torch
from _greenai import is_symbolic, is_unknown, symbol, unknown
from keras import tree
from keras._data import tensor
from torch.utils.data._loading import at_most, collated, note_batch, outside_device

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


class _Counted(int):
    def numpy(self):
        return self


class Dataset:
    """``count`` elements (None: without end) that ``element(index)`` makes."""

    def __init__(self, count=None, element=None, *args):
        self._count = count
        self._make = element

    def _element(self, index):
        return outside_device(self._make, index)

    def _greenai_at(self, index):
        value = self._element(index)
        size = _size(value)
        if size is not None:
            note_batch(size)
        return value

    def __len__(self):
        if self._count is None:
            raise TypeError("The dataset is infinite.")
        return self._count

    def __iter__(self):
        return _Iterator(self)

    def __bool__(self):
        return True

    def cardinality(self):
        return torch.tensor(-1) if self._count is None else self._count

    def __getattr__(self, name):
        if name == "class_names":
            raise AttributeError("'Dataset' object has no attribute 'class_names'")
        raise AttributeError(name)

    @property
    def element_spec(self):
        return self._element(0)

    def as_numpy_iterator(self):
        return iter(self.map(lambda *x: tree.map_structure(_as_array, x[0] if len(x) == 1 else x)))

    def map(self, map_func, num_parallel_calls=None, deterministic=None, **kwargs):
        def element(index):
            return _called(map_func, self._element(index))

        return self._like(self._count, element)

    def _like(self, count, element):
        found = Dataset(count, element)
        return found

    def batch(self, batch_size, drop_remainder=False, **kwargs):
        if is_unknown(batch_size):
            batch_size = symbol("B")
        count = self._count
        total = None if count is None else count // batch_size if drop_remainder else -(-count // batch_size)

        def element(index):
            size = batch_size if drop_remainder or count is None else at_most(batch_size, count - index * batch_size)
            return _stacked(self._element(0), size)

        found = self._like(total, element)
        found._samples_in_all = count
        return found

    def padded_batch(self, batch_size, padded_shapes=None, padding_values=None, drop_remainder=False):
        return self.batch(batch_size, drop_remainder)

    def ragged_batch(self, batch_size, drop_remainder=False, **kwargs):
        return self.batch(batch_size, drop_remainder)

    def unbatch(self):
        first = self._element(0)
        size = _size(first)
        count = getattr(self, "_samples_in_all", None)
        if count is None:
            count = None if self._count is None or size is None else self._count * size
        return self._like(count, lambda index: tree.map_structure(lambda one: one[0], self._element(0)))

    rebatch = batch

    def shuffle(self, buffer_size=None, seed=None, reshuffle_each_iteration=None, **kwargs):
        return self

    def prefetch(self, buffer_size=None, **kwargs):
        return self

    def cache(self, filename="", **kwargs):
        return self

    def with_options(self, options, **kwargs):
        return self

    def options(self):
        return Options()

    def ignore_errors(self, **kwargs):
        return self

    def snapshot(self, *args, **kwargs):
        return self

    def repeat(self, count=None, **kwargs):
        if count is None or (isinstance(count, int) and count < 0):
            return self._like(None, lambda index: self._element(0))
        own = self._count
        return self._like(None if own is None else own * count, lambda index: self._element(index % own if own is not None else 0))

    def take(self, count, **kwargs):
        if isinstance(count, int) and count < 0:
            return self
        own = self._count
        return self._like(count if own is None else at_most(count, own), self._element)

    def skip(self, count, **kwargs):
        own = self._count
        rest = None if own is None else own - count
        if isinstance(rest, int) and rest < 0:
            rest = 0
        return self._like(rest, lambda index: self._element(index + count))

    def shard(self, num_shards, index, **kwargs):
        own = self._count
        return self._like(None if own is None else (own - index + num_shards - 1) // num_shards, self._element)

    def filter(self, predicate, **kwargs):
        most = self._count if isinstance(self._count, int) else None
        return self._like(symbol("kept", 0, most), lambda index: self._element(0))

    def enumerate(self, start=0, **kwargs):
        return self._like(self._count, lambda index: (torch.zeros((), dtype=torch.int64), self._element(index)))

    def concatenate(self, dataset, **kwargs):
        own = self._count
        return self._like(None if own is None or dataset._count is None else own + dataset._count, lambda index: self._element(0))

    def window(self, size, shift=None, stride=1, drop_remainder=False, **kwargs):
        own = self._count
        shift = size if shift is None else shift
        span = (size - 1) * stride + 1
        count = None if own is None else (own - span) // shift + 1 if drop_remainder else -(-own // shift)
        return self._like(count, lambda index: Dataset(size, lambda inner: self._element(0)))

    def flat_map(self, map_func, **kwargs):
        first = _called(map_func, self._element(0))
        if not isinstance(first, Dataset):
            return unknown("what flat_map gives")
        count = None if self._count is None or first._count is None else self._count * first._count
        return self._like(count, lambda index: first._element(0))

    def interleave(self, map_func, cycle_length=None, block_length=None, num_parallel_calls=None, deterministic=None, **kwargs):
        return self.flat_map(map_func)

    def apply(self, transformation_func):
        return transformation_func(self)

    def group_by_window(self, *args, **kwargs):
        return unknown("group_by_window is not followed")

    bucket_by_sequence_length = group_by_window

    def scan(self, initial_state, scan_func, **kwargs):
        return self._like(self._count, lambda index: _called(scan_func, (initial_state, self._element(0)))[1])

    def unique(self, **kwargs):
        return self.filter(None)

    take_while = filter

    def reduce(self, initial_state, reduce_func):
        return unknown("what a data set is reduced to")

    def get_single_element(self, **kwargs):
        return self._element(0)

    def save(self, *args, **kwargs):
        pass

    def _samples(self):
        found = getattr(self, "_samples_in_all", None)
        return unknown("the number of samples of a data set") if found is None else found

    @staticmethod
    def from_tensor_slices(tensors, name=None):
        data = tree.map_structure(_as_tensor, tensors) if not _is_number_list(tensors) else _as_tensor(tensors)
        first = tree.flatten(data)[0]
        if is_unknown(first):
            return Dataset(symbol("N"), lambda index: data)
        return Dataset(len(first), lambda index: tree.map_structure(_row, data))

    @staticmethod
    def from_tensors(tensors, name=None):
        return Dataset(1, lambda index: tree.map_structure(_as_tensor, tensors))

    @staticmethod
    def range(*args, output_type=None, name=None):
        return Dataset(len(range(*args)), lambda index: torch.zeros((), dtype=torch.int64))

    @staticmethod
    def from_generator(generator, output_types=None, output_shapes=None, args=None, output_signature=None, name=None):
        if output_signature is not None:
            return Dataset(symbol("N"), lambda index: tree.map_structure(lambda one: one._made(), output_signature))
        if output_shapes is not None:
            return Dataset(symbol("N"), lambda index: _declared(output_types, output_shapes))
        return Dataset(symbol("N"), lambda index: tree.map_structure(_as_tensor, next(iter(generator()))))

    @staticmethod
    def zip(*datasets, **kwargs):
        given = kwargs.get("datasets", datasets[0] if len(datasets) == 1 else datasets)
        counts = [one._count for one in tree.flatten(given) if one._count is not None]
        count = None
        for one in counts:
            count = one if count is None else at_most(count, one)
        return Dataset(count, lambda index: tree.map_structure(lambda one: one._element(index), given))

    @staticmethod
    def list_files(file_pattern, shuffle=None, seed=None, name=None):
        from keras.utils._folders import count_in

        return Dataset(count_in(file_pattern)[0], lambda index: torch.zeros((), dtype=torch.int64))

    @staticmethod
    def load(path, **kwargs):
        return unknown("a data set in a file")

    @staticmethod
    def random(*args, **kwargs):
        return Dataset(None, lambda index: torch.zeros((), dtype=torch.int64))

    @staticmethod
    def sample_from_datasets(datasets, *args, **kwargs):
        return Dataset(symbol("N"), lambda index: datasets[0]._element(0))

    choose_from_datasets = sample_from_datasets


def _declared(types, shapes):
    from keras.backend import torch_dtype

    if isinstance(types, (tuple, list)):
        return tuple([_declared(one, shape) for one, shape in zip(types, shapes)])
    return torch.empty(tuple([unknown("the size of an element") if dim is None else dim for dim in shapes]), dtype=torch_dtype(types))


def _as_array(one):
    import numpy as np

    return np.asarray(one)


class _Iterator:
    def __init__(self, dataset):
        self.dataset = dataset
        self.position = 0

    def __iter__(self):
        return self

    def get_next(self):
        return self.__next__()

    def __next__(self):
        count = self.dataset._count
        if count is not None and self.position >= count:
            raise StopIteration
        self.position += 1
        return self.dataset._greenai_at(self.position - 1)


class Options:
    def __init__(self):
        self.experimental_distribute = self.threading = self.experimental_optimization = self

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)


def _called(function, value):
    if isinstance(value, tuple):
        return function(*value)
    return function(value)


def _as_tensor(x):
    if isinstance(x, (str, bytes)):
        return torch.zeros((), dtype=torch.int64)
    return tensor(x)


def _is_number_list(x):
    return isinstance(x, list) and len(x) > 0 and not isinstance(x[0], (torch.Tensor, list, tuple, dict)) and not hasattr(x[0], "shape")


def _row(x):
    if isinstance(x, torch.Tensor):
        return torch.empty(tuple(x.shape[1:]), dtype=x.dtype)
    return _as_tensor(x[0])


def _stacked(value, size):
    if isinstance(value, tuple):
        return tuple([_stacked(one, size) for one in value])
    if isinstance(value, Dataset):
        return value
    return collated(value, size)


def _size(value):
    for one in tree.flatten(value):
        if isinstance(one, torch.Tensor) and one.dim():
            return one.shape[0]
    return None


class TFRecordDataset(Dataset):
    def __init__(self, filenames, *args, **kwargs):
        super().__init__(symbol("records"), lambda index: torch.zeros((), dtype=torch.int64))


class TextLineDataset(Dataset):
    def __init__(self, filenames, *args, **kwargs):
        super().__init__(symbol("lines"), lambda index: torch.zeros((), dtype=torch.int64))


FixedLengthRecordDataset = TextLineDataset


class _Experimental:
    AUTOTUNE = -1
    INFINITE_CARDINALITY = -1
    UNKNOWN_CARDINALITY = -2

    def cardinality(self, dataset):
        return dataset.cardinality()

    def assert_cardinality(self, count):
        return lambda dataset: Dataset(count, dataset._element)

    def sample_from_datasets(self, datasets, *args, **kwargs):
        return Dataset.sample_from_datasets(datasets)

    def prefetch_to_device(self, *args, **kwargs):
        return lambda dataset: dataset


experimental = _Experimental()
