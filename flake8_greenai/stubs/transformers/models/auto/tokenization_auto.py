"""A tokenizer for any checkpoint."""
from _greenai import nothing
from transformers.tokenization_utils_base import PreTrainedTokenizerBase


class AutoTokenizer:
    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path, *inputs, **kwargs):
        return PreTrainedTokenizerBase.from_pretrained(pretrained_model_name_or_path, *inputs, **kwargs)

    register = nothing


TOKENIZER_MAPPING = TOKENIZER_MAPPING_NAMES = {}


def get_tokenizer_config(pretrained_model_name_or_path, **kwargs):
    return {}


def tokenizer_class_from_name(class_name):
    return PreTrainedTokenizerBase
