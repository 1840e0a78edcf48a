"""What generating tokens costs: by hand, and as measured with transformers and torch's counter.

The counter of the release that was measured with does not see fused attention on a CPU, so attention is added to what it gave:
4 FLOPs x layers x width for each pair of a token and one that it sees.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.estimate.results import Status

FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))
HAS_LIBRARY = any((Path(folder) / "transformers").is_dir() for folder in FOLDERS) or importlib.util.find_spec("transformers") is not None
library = pytest.mark.skipif(not HAS_LIBRARY, reason="no source of transformers")
HEAD = """
import torch
import transformers
one, two = torch.ones(1, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long)
"""
NO_END = "bos_token_id=0, eos_token_id=None, pad_token_id=0"
GPT2 = f"transformers.GPT2LMHeadModel(transformers.GPT2Config(n_layer=2, n_embd=128, n_head=4, vocab_size=1000, {NO_END}))"
SMALL = "vocab_size=1000, hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2"
LLAMA = f"transformers.LlamaForCausalLM(transformers.LlamaConfig({SMALL}, {NO_END}))"
MISTRAL = f"transformers.MistralForCausalLM(transformers.MistralConfig({SMALL}, sliding_window=8, {NO_END}))"
T5 = (
    "transformers.T5ForConditionalGeneration(transformers.T5Config(vocab_size=1000, d_model=64, d_kv=16, d_ff=128, num_layers=2,"
    "num_heads=4, eos_token_id=None, decoder_start_token_id=0, pad_token_id=0))"
)
MAMBA = f"transformers.MambaForCausalLM(transformers.MambaConfig(vocab_size=1000, hidden_size=64, num_hidden_layers=2, {NO_END}))"


def pairs(prompt: int, new: int) -> int:
    """Pairs of a token and one that it attends to, with a cache."""
    return prompt**2 + sum(prompt + i for i in range(1, new))


MEASURED = [
    (GPT2, "one, max_new_tokens=16", 29_106_176),
    (GPT2, "one, max_new_tokens=16, use_cache=False", 309_190_656),
    (GPT2, "two, max_new_tokens=12, num_beams=4", 194_445_312 + 8 * 1024 * pairs(16, 12)),
    (GPT2, "two, max_new_tokens=12, do_sample=True, num_return_sequences=3", 145_833_984 + 6 * 1024 * pairs(16, 12)),
    (GPT2, "one, max_length=40", 36_814_848 + 1024 * pairs(16, 24)),
    (LLAMA, "two, max_new_tokens=10", 9_932_800 + 2 * 512 * pairs(16, 10)),
    (LLAMA, "two, attention_mask=torch.ones(2, 16), max_new_tokens=10", 9_932_800 + 2 * 512 * pairs(16, 10)),
    (MISTRAL, "two, max_new_tokens=10", 9_932_800 + 2 * 512 * (16**2 + 9 * 8)),
    # Encoder 16 x 16 a sample; decoder 1 + 2 + ... + 10 on itself and 10 x 16 on the encoder.
    (T5, "two, max_new_tokens=10", 11_079_680 + 2 * 512 * (16**2 + 55 + 160)),
    (T5, "two, max_new_tokens=10, num_beams=3", 24_850_432 + 2 * 512 * (16**2 + 3 * (55 + 160))),
    (MAMBA, "two, max_new_tokens=10", 9_060_352),
]


def loops(text):
    return analyse_file("program.py", HEAD + text, Configuration(paths=FOLDERS)).loops


@library
@pytest.mark.parametrize(("model", "call", "flops"), MEASURED, ids=lambda value: str(value)[:60])
def test_generate_costs_what_was_measured(model, call, flops):
    (loop,) = loops(f"model = {model}\ntokens = model.generate({call})\nprint(tokens.shape)\n")
    assert (loop.total_core_flops, loop.status) == (flops, Status.EXACT)


@library
def test_a_text_may_end_early():
    (loop,) = loops(f"model = {GPT2}\nmodel.generate(one, max_new_tokens=16, eos_token_id=5)\n")
    # The prompt at least: blocks on 16 tokens, the head on one.
    low = 24 * 2 * 128**2 * 16 + 1024 * 16**2 + 2 * 128 * 1000
    assert (loop.kind, loop.iterations, loop.total_core_flops, loop.status) == ("generation", (1, 16), (low, 29_106_176), Status.BOUNDED)


@library
def test_a_prompt_of_unknown_length():
    text = f"""
tokenizer = transformers.AutoTokenizer.from_pretrained("gpt2")
model = {GPT2}
model.generate(**tokenizer("Once upon a time", return_tensors="pt"), max_new_tokens=16)
"""
    (loop,) = loops(text)
    (symbol,) = loop.total_core_flops.symbols()
    assert loop.total_core_flops.substitute({str(symbol): 16}) == 29_106_176


SAMPLER = """
import torch
from torch import nn
from torch.nn import functional as F

class Language(nn.Module):
    def __init__(self, window=64, width=32, words=100):
        super().__init__()
        self.window = window
        self.table, self.block, self.head = nn.Embedding(words, width), nn.Linear(width, width), nn.Linear(width, words)

    def forward(self, ids):
        x = self.block(self.table(ids))
        return self.head(x[:, [-1], :])

    @torch.no_grad()
    def generate(self, ids, new, temperature=1.0, top_k=None):
        for _ in range(new):
            seen = ids if ids.size(1) <= self.window else ids[:, -self.window :]
            logits = self(seen)[:, -1, :] / temperature
            if top_k is not None:
                values, _ = torch.topk(logits, min(top_k, logits.size(-1)))
                logits[logits < values[:, [-1]]] = -float("inf")
            ids = torch.cat((ids, torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)), dim=1)
        return ids
"""


def test_a_sampling_loop_written_by_hand():
    (loop,) = analyse_file("program.py", SAMPLER + "Language().generate(torch.zeros(3, 1, dtype=torch.long), 500, top_k=10)").loops
    # Lengths 1, 2, ..., 64, then the window.
    tokens = 64 * 65 // 2 + (500 - 64) * 64
    assert (loop.kind, loop.iterations) == ("generation", 500)
    assert loop.total_core_flops == 3 * (tokens * 2 * 32 * 32 + 500 * 2 * 32 * 100)
    assert loop.status is Status.EXACT
