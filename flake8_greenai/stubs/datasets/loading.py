"""Data sets by name: those whose facts are known, and others."""
from _greenai import dataset as facts_of
from _greenai import number_of_items, remark, symbol, unknown
from datasets.dataset import Dataset, IterableDataset
from datasets.dataset_dict import DatasetDict, IterableDatasetDict
from datasets.features import ClassLabel, Features, Image, Value
from PIL import Image as Pictures


def load_dataset(path, name=None, data_dir=None, data_files=None, split=None, streaming=False, **options):
    facts = _facts(path, name)
    splits = facts["splits"] if facts is not None else _guessed(data_files)
    cls = IterableDataset if streaming else Dataset
    features = Features({column: _feature(kind, facts) for column, kind in (facts or {}).get("columns", {}).items()})

    def made(part):
        row = {column: _value(kind) for column, kind in (facts or {"columns": _ANY}).get("columns", _ANY).items()}
        return cls(row, splits.get(part, symbol("rows")), features or None)

    if facts is None:
        remark(f"rows of the data set {path} are taken to be a text and a label")
    if split is None:
        parts = {part: made(part) for part in splits}
        return IterableDatasetDict(parts) if streaming else DatasetDict(parts)
    if isinstance(split, (list, tuple)):
        return [_part(made, one) for one in split]
    return _part(made, split)


_ANY = {"text": "text", "label": "label"}


def load_from_disk(dataset_path, **options):
    return load_dataset(dataset_path)


def get_dataset_config_names(path, **options):
    return unknown(f"configurations of {path}")


def get_dataset_split_names(path, config_name=None, **options):
    facts = _facts(path, config_name)
    return list(facts["splits"]) if facts is not None else unknown(f"splits of {path}")


def _facts(path, name):
    """Facts by the full name, by the name without its owner, and with the configuration behind it."""
    if not isinstance(path, str):
        return None
    for base in (path, path.rpartition("/")[2]):
        for key in (f"{base}/{name}", base):
            found = facts_of("huggingface", key)
            if found is not None:
                return found
    return None


def _guessed(data_files):
    if isinstance(data_files, dict):
        return {part: symbol(f"rows_{part}_") for part in data_files}
    return {part: symbol(f"rows_{part}_") for part in (("train",) if data_files is not None else ("train", "validation", "test"))}


def _part(made, split):
    """``train``, ``train[:80%]``, ``train[100:200]``, ``train+test``."""
    split = str(split)
    if "+" in split:
        from datasets.dataset import concatenate_datasets

        return concatenate_datasets([_part(made, one) for one in split.split("+")])
    name, _, bounds = split.partition("[")
    whole = made(name)
    if not bounds:
        return whole
    start, _, stop = bounds.rstrip("]").partition(":")
    rows = len(whole)
    return whole._with(rows=_at(stop, rows, rows) - _at(start, rows, 0))


def _at(text, rows, default):
    if not text:
        return default
    number = rows * int(text[:-1]) // 100 if text.endswith("%") else int(text)
    return rows + number if text.startswith("-") else number


def _feature(kind, facts):
    if kind == "label":
        return ClassLabel(num_classes=facts.get("classes"))
    return Image() if kind == "image" else Value({"integer": "int64", "number": "float32"}.get(kind, "string"))


def _value(kind):
    if kind == "label" or kind == "integer":
        return 0
    if kind == "number":
        return 0.0
    if kind == "image":
        return Pictures.open("image")
    if kind == "list":
        return [unknown("an item of a data set")]
    return unknown(f"a {kind} of a data set")
