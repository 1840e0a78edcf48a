"""Tokenizers: what they give has the length that padding and truncation say, or an unknown one."""
from collections import UserDict, namedtuple
from enum import Enum
from typing import Any

import torch
from _greenai import is_symbolic, is_unknown, nothing, number_of_items, outside, symbol, unknown

TextInput = str
PreTokenizedInput = list
EncodedInput = list
TextInputPair = PreTokenizedInputPair = EncodedInputPair = tuple
AudioInput = Any
VERY_LARGE_INTEGER = int(1e30)
LARGE_INTEGER = int(1e20)
TOKENIZER_CONFIG_FILE = "tokenizer_config.json"
SPECIAL_TOKENS_MAP_FILE = "special_tokens_map.json"
CHAT_TEMPLATE_FILE = "chat_template.jinja"
CHAT_TEMPLATE_DIR = "additional_chat_templates"
LEGACY_PROCESSOR_CHAT_TEMPLATE_FILE = "chat_template.json"
TokenSpan = namedtuple("TokenSpan", ["start", "end"])
CharSpan = namedtuple("CharSpan", ["start", "end"])


class AddedToken:
    def __init__(self, content="", single_word=False, lstrip=False, rstrip=False, special=False, normalized=None):
        self.content = content

    def __str__(self):
        return self.content


class TruncationStrategy(str, Enum):
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"
    LONGEST_FIRST = "longest_first"
    DO_NOT_TRUNCATE = "do_not_truncate"


class PaddingStrategy(str, Enum):
    LONGEST = "longest"
    MAX_LENGTH = "max_length"
    DO_NOT_PAD = "do_not_pad"


class TensorType(str, Enum):
    PYTORCH = "pt"
    NUMPY = "np"
    MLX = "mlx"


class BatchEncoding(UserDict):
    def __init__(self, data=None, encoding=None, tensor_type=None, prepend_batch_axis=False, n_sequences=None):
        super().__init__(data)

    def __getattr__(self, item):
        data = self.__dict__.get("data", {})
        if item in data:
            return data[item]
        raise AttributeError(item)

    def keys(self):
        return self.data.keys()

    def values(self):
        return self.data.values()

    def items(self):
        return self.data.items()

    def to(self, device=None, *, dtype=None, non_blocking=False):
        self.data = {key: value.to(device) if isinstance(value, torch.Tensor) else value for key, value in self.data.items()}
        return self

    def convert_to_tensors(self, tensor_type=None, prepend_batch_axis=False):
        return self

    def word_ids(self, batch_index=0):
        return unknown("words of tokens")

    tokens = sequence_ids = word_to_tokens = char_to_token = token_to_chars = word_ids


class SpecialTokensMixin:
    pass


class PreTrainedTokenizerBase:
    """Built from a name or a folder, without its vocabulary."""

    model_max_length = VERY_LARGE_INTEGER
    model_input_names = ["input_ids", "attention_mask"]
    padding_side = truncation_side = "right"
    is_fast = True
    name_or_path = ""
    chat_template = None
    pad_token, eos_token, bos_token, unk_token = "<pad>", "</s>", "<s>", "<unk>"
    cls_token, sep_token, mask_token = "[CLS]", "[SEP]", "[MASK]"
    pad_token_id, eos_token_id, bos_token_id, unk_token_id = 0, 2, 1, 3
    cls_token_id, sep_token_id, mask_token_id = 1, 2, 4
    additional_special_tokens = all_special_tokens = []

    def __init__(self, *args, model_max_length=None, **kwargs):
        if model_max_length is not None:
            self.model_max_length = model_max_length

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path=None, *args, model_max_length=None, padding_side=None, **kwargs):
        tokenizer = object.__new__(cls)
        tokenizer.name_or_path = pretrained_model_name_or_path
        if model_max_length is not None:
            tokenizer.model_max_length = model_max_length
        if padding_side is not None:
            tokenizer.padding_side = padding_side
        return tokenizer

    save_pretrained = push_to_hub = register_for_auto_class = deprecation_warnings = nothing

    @property
    def vocab_size(self):
        return unknown(f"the vocabulary of {self.name_or_path}")

    def __len__(self):
        return unknown(f"the vocabulary of {self.name_or_path}")

    def get_vocab(self):
        return unknown(f"the vocabulary of {self.name_or_path}")

    vocab = property(get_vocab)

    def add_tokens(self, new_tokens, special_tokens=False):
        return unknown("tokens that are new")

    def add_special_tokens(self, special_tokens_dict, replace_extra_special_tokens=True):
        for name, token in special_tokens_dict.items():
            setattr(self, name, token)
        return unknown("tokens that are new")

    def num_special_tokens_to_add(self, pair=False):
        return 3 if pair else 2

    @property
    def max_len_single_sentence(self):
        return self.model_max_length - 2

    @property
    def max_len_sentences_pair(self):
        return self.model_max_length - 3

    def __call__(
        self, text=None, text_pair=None, text_target=None, text_pair_target=None, add_special_tokens=True, padding=False, truncation=None,
        max_length=None, stride=0, is_split_into_words=False, pad_to_multiple_of=None, padding_side=None, return_tensors=None,
        return_token_type_ids=None, return_attention_mask=None, return_overflowing_tokens=False, return_special_tokens_mask=False,
        return_offsets_mapping=False, return_length=False, verbose=True, **kwargs
    ):
        if text is None and text_target is not None:
            return self(
                text_target, padding=padding, truncation=truncation, max_length=max_length, return_tensors=return_tensors,
                pad_to_multiple_of=pad_to_multiple_of,
            )
        length = self._length(padding, truncation, max_length, pad_to_multiple_of)
        nested = not is_unknown(text) and not isinstance(text, str) and not (is_split_into_words and not _is_nested(text))
        names = ["input_ids", "attention_mask"]
        if return_token_type_ids:
            names.append("token_type_ids")
        if return_special_tokens_mask:
            names.append("special_tokens_mask")
        if text_target is not None:
            names.append("labels")
        if return_tensors is not None:
            rows = number_of_items(text) if nested else 1 if not is_unknown(text) else symbol("texts")
            return BatchEncoding({name: _numbers(name, (rows, length)) for name in names})
        if nested:
            return BatchEncoding({name: [_numbers(name, (length,)) for _ in text] for name in names})
        return BatchEncoding({name: _numbers(name, (length,)) for name in names})

    encode_plus = batch_encode_plus = __call__

    def _length(self, padding, truncation, max_length, multiple=None):
        """Tokens of a padded sequence."""
        longest = max_length if max_length is not None else self.model_max_length
        bounded = is_symbolic(longest) or is_unknown(longest) or longest < LARGE_INTEGER
        if padding in ("max_length", PaddingStrategy.MAX_LENGTH) and bounded:
            return longest
        if truncation in (None, False, "do_not_truncate", TruncationStrategy.DO_NOT_TRUNCATE) or not bounded:
            return symbol("tokens")
        return symbol("tokens", 1, longest)

    def encode(self, text, text_pair=None, add_special_tokens=True, padding=False, truncation=None, max_length=None, **kwargs):
        return self(text, text_pair, padding=padding, truncation=truncation, max_length=max_length, **kwargs)["input_ids"]

    def tokenize(self, text, **kwargs):
        return torch.empty((symbol("tokens"),), dtype=torch.int64)

    def apply_chat_template(
        self, conversation, tools=None, add_generation_prompt=False, tokenize=True, padding=False, truncation=False, max_length=None,
        return_tensors=None, return_dict=True, **kwargs
    ):
        if not tokenize:
            return unknown("a chat as a text")
        encoded = self("chat", padding=padding, truncation=truncation, max_length=max_length, return_tensors=return_tensors)
        return encoded if return_dict else encoded["input_ids"]

    def pad(
        self, encoded_inputs, padding=True, max_length=None, pad_to_multiple_of=None, padding_side=None, return_attention_mask=None,
        return_tensors=None, verbose=True,
    ):
        from transformers.data.data_collator import _Padding

        features = encoded_inputs
        if isinstance(features, (dict, BatchEncoding)):
            features = [dict(zip(features, values)) for values in zip(*features.values())]
        return BatchEncoding(_Padding(self, padding, max_length, pad_to_multiple_of)(features))

    def decode(self, token_ids, skip_special_tokens=False, **kwargs):
        return unknown("a text")

    def batch_decode(self, sequences, skip_special_tokens=False, **kwargs):
        return unknown("texts")

    def convert_tokens_to_ids(self, tokens):
        return unknown("numbers of tokens") if isinstance(tokens, (list, tuple)) else 0

    def convert_ids_to_tokens(self, ids, skip_special_tokens=False):
        return unknown("tokens")

    convert_tokens_to_string = decode

    def as_target_tokenizer(self):
        import contextlib

        return contextlib.nullcontext()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unknown(f"{name} of a tokenizer")


def _numbers(name, shape):
    # Texts are taken to fill the length: what is masked costs as much.
    return torch.ones(shape, dtype=torch.int64) if name == "attention_mask" else torch.empty(shape, dtype=torch.int64)


def _is_nested(text):
    return len(text) > 0 and isinstance(text[0], (list, tuple))


def __getattr__(name):
    return outside("transformers.tokenization_utils_base", name)
