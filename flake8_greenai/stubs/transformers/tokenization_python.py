"""Tokenizers written in Python."""
from _greenai import outside
from transformers.tokenization_utils_base import AddedToken, BatchEncoding, PreTokenizedInput, PreTrainedTokenizerBase, TextInput


class PythonBackend(PreTrainedTokenizerBase):
    pass


PreTrainedTokenizer = PythonBackend


def __getattr__(name):
    return outside("transformers.tokenization_python", name)
