"""Data sets of Hugging Face: rows are alike, so a data set is one row and their number."""
import torch
from _greenai import nothing, outside
from datasets.dataset import Dataset, IterableDataset, concatenate_datasets, interleave_datasets
from datasets.dataset_dict import DatasetDict, IterableDatasetDict
from datasets.features import Audio, ClassLabel, Features, Image, Sequence, Value
from datasets.loading import get_dataset_config_names, get_dataset_split_names, load_dataset, load_from_disk

__version__ = "4.0.0"
disable_progress_bar = enable_progress_bar = disable_caching = enable_caching = nothing


def __getattr__(name):
    return outside("datasets", name)
