"""Tokenizers of the library tokenizers."""
from transformers.tokenization_utils_base import AddedToken, BatchEncoding, PreTokenizedInput, PreTrainedTokenizerBase, TextInput


class TokenizersBackend(PreTrainedTokenizerBase):
    pass


PreTrainedTokenizerFast = TokenizersBackend
