"""Options of a training of encoder-decoders."""
from dataclasses import dataclass
from typing import Any

from transformers.training_args import TrainingArguments


@dataclass
class Seq2SeqTrainingArguments(TrainingArguments):
    sortish_sampler: bool = False
    predict_with_generate: bool = False
    generation_max_length: Any = None
    generation_num_beams: Any = None
    generation_config: Any = None
