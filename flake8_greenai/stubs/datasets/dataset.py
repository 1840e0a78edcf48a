"""A data set: the row that stands for all of them, and their number."""
import inspect

import torch
from _greenai import is_symbolic, is_unknown, nothing, symbol, unknown
from datasets.features import ClassLabel, Features, Value

_SAMPLE_ROWS, _SAMPLE_TOKENS = 8, 4096


class Dataset:
    _known = True

    def __init__(self, row, rows, features=None, transform=None):
        self._row = row
        self._rows = rows
        self._features = features
        self._transform = transform
        self._format = None

    def _with(self, **changes):
        made = type(self)(
            changes.get("row", self._row), changes.get("rows", self._rows), self._features, changes.get("transform", self._transform)
        )
        made._format = self._format
        return made

    @classmethod
    def from_dict(cls, mapping, features=None, **options):
        row = {name: values[0] for name, values in mapping.items()}
        return cls(row, len(next(iter(mapping.values()))), features)

    @classmethod
    def from_list(cls, mapping, features=None, **options):
        return cls(dict(mapping[0]), len(mapping), features)

    @classmethod
    def from_generator(cls, generator, features=None, gen_kwargs=None, **options):
        return cls(next(iter(generator(**(gen_kwargs or {})))), symbol("rows"), features)

    @classmethod
    def from_pandas(cls, df, **options):
        return cls({"text": unknown("a text of a data set"), "label": 0}, symbol("rows"))

    from_csv = from_json = from_parquet = from_text = from_sql = from_pandas

    save_to_disk = push_to_hub = to_csv = to_json = to_parquet = cleanup_cache_files = nothing

    # Size

    def __len__(self):
        return self._rows

    @property
    def num_rows(self):
        return self._rows

    @property
    def shape(self):
        return (self._rows, len(self._row))

    @property
    def column_names(self):
        return list(self._row)

    @property
    def num_columns(self):
        return len(self._row)

    @property
    def features(self):
        if self._features is not None:
            return Features({**self._features, **{name: Value() for name in self._row if name not in self._features}})
        return Features({name: ClassLabel() if name in ("label", "labels") else Value() for name in self._row})

    # Rows

    def _shown(self):
        row = self._row
        if self._transform is not None:
            shown = self._transform({name: [value] for name, value in row.items()})
            return {name: values[0] for name, values in shown.items()}
        if self._format in ("torch", "pt"):
            return {name: torch.tensor(value) if isinstance(value, (int, float, list)) else value for name, value in row.items()}
        return dict(row)

    def __getitem__(self, key):
        if isinstance(key, str):
            return _Column(self._row[key], self._rows)
        if isinstance(key, slice):
            start, stop, step = key.indices(self._rows) if not is_symbolic(self._rows) else (key.start or 0, key.stop, key.step or 1)
            return {name: [value] * len(range(start, stop, step)) for name, value in self._shown().items()}
        return self._shown()

    def __iter__(self):
        return (self._shown() for _ in range(self._rows))

    def _greenai_at(self, index):
        return self._shown()

    def iter(self, batch_size, drop_last_batch=False):
        for start in range(0, self._rows, batch_size):
            yield {name: [value] * batch_size for name, value in self._shown().items()}

    # Other data sets

    def map(
        self, function=None, with_indices=False, with_rank=False, input_columns=None, batched=False, batch_size=1000, drop_last_batch=False,
        remove_columns=None, fn_kwargs=None, **options
    ):
        options = dict(fn_kwargs or {})
        row, rows = self._row, self._rows
        indices = ([0] if batched else 0,) if with_indices else ()
        columns = [input_columns] if isinstance(input_columns, str) else input_columns
        if batched:
            given = {name: [value] for name, value in row.items()}
            counted = _regrouped(function, row, indices, options) if columns is None else None
            if counted is not None:
                made, rows = counted, symbol("rows")
            else:
                result = function(*_arguments(given, columns), *indices, **options)
                made = {name: _first(values) for name, values in result.items()} if result is not None else {}
        else:
            result = function(*_arguments(dict(row), columns), *indices, **options)
            made = dict(result.items()) if result is not None else {}
        removed = [remove_columns] if isinstance(remove_columns, str) else list(remove_columns or ())
        kept = {name: value for name, value in row.items() if name not in removed}
        return self._with(row={**kept, **made}, rows=rows)

    def filter(self, function=None, *args, **kwargs):
        if is_symbolic(self._rows):
            return self._with(rows=symbol("rows"))
        return self._with(rows=symbol("rows", 0, self._rows))

    def select(self, indices, **options):
        return self._with(rows=len(indices))

    def take(self, n):
        return self._with(rows=n if is_symbolic(self._rows) else min(n, self._rows))

    def skip(self, n):
        return self._with(rows=self._rows - n)

    def shard(self, num_shards, index, contiguous=True, **options):
        return self._with(rows=(self._rows + num_shards - 1 - index) // num_shards)

    def shuffle(self, *args, **kwargs):
        return self._with()

    sort = flatten_indices = flatten = cast = cast_column = class_encode_column = repeat_columns = shuffle

    def repeat(self, num_times):
        return self._with(rows=self._rows * num_times)

    def train_test_split(self, test_size=None, train_size=None, shuffle=True, seed=None, **options):
        from datasets.dataset_dict import DatasetDict

        rows = self._rows
        if test_size is None and train_size is None:
            test_size = 0.25
        test = _share(test_size, rows, True) if test_size is not None else rows - _share(train_size, rows, False)
        train = _share(train_size, rows, False) if train_size is not None else rows - test
        return DatasetDict({"train": self._with(rows=train), "test": self._with(rows=test)})

    def remove_columns(self, column_names):
        names = [column_names] if isinstance(column_names, str) else column_names
        return self._with(row={name: value for name, value in self._row.items() if name not in names})

    def select_columns(self, column_names):
        names = [column_names] if isinstance(column_names, str) else column_names
        return self._with(row={name: value for name, value in self._row.items() if name in names})

    def rename_column(self, original_column_name, new_column_name, **options):
        return self.rename_columns({original_column_name: new_column_name})

    def rename_columns(self, column_mapping, **options):
        return self._with(row={column_mapping.get(name, name): value for name, value in self._row.items()})

    def add_column(self, name, column, **options):
        return self._with(row={**self._row, name: column[0]})

    def set_format(self, type=None, columns=None, **options):
        self._format = type
        if columns is not None:
            self._row = {name: value for name, value in self._row.items() if name in columns}

    def with_format(self, type=None, columns=None, **options):
        made = self._with()
        made.set_format(type, columns)
        return made

    def reset_format(self):
        self._format = self._transform = None

    def set_transform(self, transform, columns=None, **options):
        self._transform = transform

    def with_transform(self, transform, columns=None, **options):
        return self._with(transform=transform)

    def unique(self, column):
        return unknown(f"values of the column {column}")

    def to_pandas(self, **options):
        return unknown("a table")

    to_dict = to_list = to_pandas


class IterableDataset(Dataset, torch.utils.data.IterableDataset):
    def __len__(self):
        raise TypeError("object of type 'IterableDataset' has no len()")

    def take(self, n):
        return Dataset(self._row, n, self._features, self._transform)


class _Column:
    """The values of one column."""

    def __init__(self, value, rows):
        self._value = value
        self._rows = rows

    def __len__(self):
        return self._rows

    def __getitem__(self, index):
        return _Column(self._value, len(range(*index.indices(self._rows)))) if isinstance(index, slice) else self._value

    def __iter__(self):
        return (self._value for _ in range(self._rows))

    def _greenai_at(self, index):
        return self._value


def concatenate_datasets(dsets, axis=0, **options):
    if axis == 1:
        row = {}
        for one in dsets:
            row.update(one._row)
        return dsets[0]._with(row=row)
    return dsets[0]._with(rows=sum(len(one) for one in dsets))


def interleave_datasets(datasets, probabilities=None, seed=None, stopping_strategy="first_exhausted", **options):
    if probabilities is not None:
        return datasets[0]._with(rows=symbol("rows"))
    lengths = [len(one) for one in datasets]
    return datasets[0]._with(rows=(max(lengths) if stopping_strategy == "all_exhausted" else min(lengths)) * len(datasets))


def _arguments(given, columns):
    return [given] if columns is None else [given[name] for name in columns]


def _first(values):
    return values[0] if isinstance(values, (list, tuple, torch.Tensor)) else values


def _share(part, rows, up):
    if isinstance(part, int):
        return part
    if is_symbolic(rows):
        return rows * round(part * 1000) // 1000
    return -int(-(rows * part) // 1) if up else int(rows * part)


def _regrouped(function, row, indices, options):
    """The first row that a function makes of many rows of tokens when their number differs: texts cut into blocks of one length."""
    tokens = [name for name, value in row.items() if isinstance(value, torch.Tensor) and value.ndim == 1 and is_symbolic(value.shape[0])]
    if not tokens or len(tokens) < len(row):
        return None
    given = {name: [[0] * _SAMPLE_TOKENS for _ in range(_SAMPLE_ROWS)] for name in tokens}
    result = function(given, *indices, **options)
    if result is None or is_unknown(result):
        return None
    lengths = {name: [len(value) for value in values] for name, values in result.items() if isinstance(values, list)}
    sizes = next(iter(lengths.values()), [])
    if len(sizes) == _SAMPLE_ROWS or not sizes or len(lengths) < len(result.items()):
        return None
    return {name: torch.empty((values[0],), dtype=torch.int64) for name, values in lengths.items()}
