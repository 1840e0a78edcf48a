"""Collators: samples of a batch are alike, so a batch is one of them with one dim more."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch

DataCollator = Callable
InputDataClass = Any


def stacked(features):
    """Each value of the features with a dim for the batch; texts and other values that are no numbers are left out."""
    first = features[0]
    if not isinstance(first, dict):
        first = vars(first)
        features = [vars(feature) for feature in features]
    batch = {}
    for key, value in first.items():
        name = "labels" if key in ("label", "label_ids") else key
        if key == "attention_mask" and isinstance(value, torch.Tensor):
            batch[name] = torch.ones((len(features), *value.shape), dtype=torch.int64)
        elif isinstance(value, torch.Tensor):
            batch[name] = torch.stack([feature[key] for feature in features])
        elif isinstance(value, (bool, int, float, list, tuple)):
            batch[name] = torch.tensor([feature[key] for feature in features])
    return batch


def default_data_collator(features, return_tensors="pt"):
    return stacked(features)


torch_default_data_collator = default_data_collator


class DataCollatorMixin:
    return_tensors = "pt"

    def __call__(self, features, return_tensors=None):
        return self.torch_call(features)


@dataclass
class DefaultDataCollator(DataCollatorMixin):
    return_tensors: str = "pt"

    def torch_call(self, features):
        return stacked(features)


@dataclass
class _Padding(DataCollatorMixin):
    tokenizer: Any
    padding: Any = True
    max_length: Any = None
    pad_to_multiple_of: Any = None
    label_pad_token_id: int = -100
    return_tensors: str = "pt"

    def torch_call(self, features):
        texts = {name for name in features[0] if isinstance(features[0][name], str)}
        batch = stacked([{key: value for key, value in feature.items() if key not in texts} for feature in features])
        if self.padding == "max_length" and self.max_length is not None:
            batch = {key: _widened(key, value, self.max_length) for key, value in batch.items()}
        elif self.pad_to_multiple_of and self.padding:
            batch = {
                key: _widened(key, value, _multiple(value.shape[-1], self.pad_to_multiple_of)) for key, value in batch.items() if value.ndim
            }
        return batch


class DataCollatorWithPadding(_Padding): pass
class DataCollatorForTokenClassification(_Padding): pass


@dataclass
class DataCollatorForSeq2Seq(_Padding):
    model: Any = None

    def __init__(
        self, tokenizer, model=None, padding=True, max_length=None, pad_to_multiple_of=None, label_pad_token_id=-100, return_tensors="pt"
    ):
        self.tokenizer, self.model, self.padding, self.max_length = tokenizer, model, padding, max_length
        self.pad_to_multiple_of, self.label_pad_token_id = pad_to_multiple_of, label_pad_token_id

    def torch_call(self, features):
        batch = super().torch_call(features)
        if "labels" in batch and self.model is not None and hasattr(self.model, "prepare_decoder_input_ids_from_labels"):
            batch["decoder_input_ids"] = self.model.prepare_decoder_input_ids_from_labels(labels=batch["labels"])
        return batch


@dataclass
class DataCollatorForLanguageModeling(DataCollatorMixin):
    tokenizer: Any
    mlm: bool = True
    whole_word_mask: bool = False
    mlm_probability: Any = 0.15
    mask_replace_prob: float = 0.8
    random_replace_prob: float = 0.1
    pad_to_multiple_of: Any = None
    tf_experimental_compile: bool = False
    return_tensors: str = "pt"
    seed: Any = None

    def torch_call(self, features):
        if not isinstance(features[0], dict):
            features = [{"input_ids": feature} for feature in features]
        batch = stacked(features)
        batch.pop("special_tokens_mask", None)
        if self.pad_to_multiple_of:
            batch = {
                key: _widened(key, value, _multiple(value.shape[-1], self.pad_to_multiple_of)) for key, value in batch.items() if value.ndim
            }
        # Which tokens are masked is drawn at random and does not change what the model costs.
        batch["labels"] = torch.empty_like(batch["input_ids"])
        return batch


class DataCollatorForWholeWordMask(DataCollatorForLanguageModeling): pass


@dataclass
class DataCollatorForMultipleChoice(_Padding):
    # Features hold one list of choices for each input.
    pass


class DataCollatorWithFlattening(DefaultDataCollator):
    def __init__(self, *args, return_position_ids=True, separator_id=-100, **kwargs):
        super().__init__(*args, **kwargs)
        self.return_position_ids = return_position_ids

    def torch_call(self, features):
        batch = {key: value.reshape(1, -1) for key, value in stacked(features).items() if key in ("input_ids", "labels")}
        batch.setdefault("labels", torch.empty_like(batch["input_ids"]))
        if self.return_position_ids:
            batch["position_ids"] = torch.empty_like(batch["input_ids"])
        return batch


class DataCollatorForSOP(DataCollatorForLanguageModeling): pass
class DataCollatorForPermutationLanguageModeling(DataCollatorForLanguageModeling): pass


def _multiple(length, of):
    return -(-length // of) * of


def _widened(name, value, length):
    """A batch padded to a length; one value a sample stays."""
    if value.ndim < 2:
        return value
    made = torch.ones if name == "attention_mask" else torch.empty
    return made((*value.shape[:-1], length), dtype=value.dtype)
