"""``generate()``: the prompt in one pass, then one pass for each token, with or without a cache, greedy, sampling or with beams."""
import inspect

import torch
from _greenai import is_unknown, note_generation, outside, unknown
from torch import nn
from transformers.cache_utils import DynamicCache, EncoderDecoderCache
from transformers.utils import ModelOutput

_greenai_loops = True

ALL_CACHE_NAMES = ["past_key_values", "cache_params", "state", "mems", "past_buckets_states"]
GENERATION_MODES_MAPPING = {}


class GenerateDecoderOnlyOutput(ModelOutput): pass
class GenerateEncoderDecoderOutput(ModelOutput): pass
class GenerateBeamDecoderOnlyOutput(ModelOutput): pass
class GenerateBeamEncoderDecoderOutput(ModelOutput): pass


GenerateNonBeamOutput = GenerateBeamOutput = GenerateOutput = ModelOutput
GreedySearchDecoderOnlyOutput = SampleDecoderOnlyOutput = GenerateDecoderOnlyOutput


class GenerationMixin:
    @torch.no_grad()
    def generate(
        self, inputs=None, generation_config=None, logits_processor=None, stopping_criteria=None, prefix_allowed_tokens_fn=None,
        synced_gpus=None, assistant_model=None, streamer=None, negative_prompt_ids=None, negative_prompt_attention_mask=None,
        custom_generate=None, **kwargs
    ):
        if assistant_model is not None or custom_generate is not None:
            return unknown("how many tokens of an assistant are accepted")
        options = _Options(generation_config if generation_config is not None else getattr(self, "generation_config", None), kwargs)
        model_kwargs = {key: value for key, value in kwargs.items() if key not in _OPTIONS and value is not None}
        encode = None
        if self.config.is_encoder_decoder:
            input_ids, encode = self._first_token(inputs, model_kwargs)
            prompt = input_ids.shape[-1]
        else:
            input_ids = inputs if inputs is not None else model_kwargs.pop("input_ids", None)
            model_kwargs.pop("input_ids", None)
            embeddings = model_kwargs.get("inputs_embeds")
            prompt = input_ids.shape[-1] if input_ids is not None else 0
            if embeddings is not None and input_ids is None:
                input_ids = torch.empty((embeddings.shape[0], 0), dtype=torch.int64)
            elif input_ids is None:
                input_ids, prompt = torch.empty((1, 1), dtype=torch.int64), 1
            # Prompts are taken to fill their length: what is masked costs as much.
            if model_kwargs.get("attention_mask") is not None:
                model_kwargs["attention_mask"] = torch.ones(model_kwargs["attention_mask"].shape, dtype=torch.int64)
            elif embeddings is None and "attention_mask" in inspect.signature(self.forward).parameters:
                model_kwargs["attention_mask"] = torch.ones(input_ids.shape, dtype=torch.int64)
        expanded = options.num_beams * options.num_return_sequences if options.num_beams == 1 else options.num_beams
        if expanded > 1:
            input_ids = input_ids.repeat_interleave(expanded, dim=0)
            model_kwargs = {key: _repeated(value, expanded) for key, value in model_kwargs.items()}
        if "logits_to_keep" in inspect.signature(self.forward).parameters:
            # Of the prompt, only the last position goes through the head.
            model_kwargs.setdefault("logits_to_keep", 1)
        model_kwargs["use_cache"] = options.use_cache
        if options.use_cache and model_kwargs.get("past_key_values") is None and self._supports_default_dynamic_cache():
            cache = DynamicCache(config=self.config.get_text_config(decoder=True))
            if self.config.is_encoder_decoder:
                cache = EncoderDecoderCache(cache, DynamicCache(config=self.config.get_text_config(decoder=True)))
            model_kwargs["past_key_values"] = cache
        return self._decode(input_ids, model_kwargs, options, options.new_tokens(prompt), encode)

    def _first_token(self, inputs, model_kwargs):
        """The first token of the decoder, and a function that runs the encoder."""
        encoder = self.get_encoder()
        name = getattr(encoder, "main_input_name", None) or self.main_input_name
        name = name if name in model_kwargs or inputs is not None else self.main_input_name
        given = inputs if inputs is not None else model_kwargs.pop(name, None)
        if model_kwargs.get("attention_mask") is not None:
            model_kwargs["attention_mask"] = torch.ones(model_kwargs["attention_mask"].shape, dtype=torch.int64)
        parameters = inspect.signature(encoder.forward).parameters
        more = {key: value for key, value in model_kwargs.items() if key in parameters and not key.startswith(("decoder_", "past"))}

        def encode(times):
            return _repeated(encoder(**{name: given, **more}, return_dict=True), times)

        first = model_kwargs.pop("decoder_input_ids", None)
        if first is None:
            first = torch.empty((given.shape[0], 1), dtype=torch.int64)
        return first, None if "encoder_outputs" in model_kwargs else encode

    def _decode(self, input_ids, model_kwargs, options, new, encode):
        expanded = max(options.num_beams, options.num_return_sequences if options.num_beams == 1 else 1)
        rows = input_ids.shape[0] // options.num_beams
        next_sequence_length = None
        for step in range(new):
            note_generation()
            if step == 0 and encode is not None:
                model_kwargs["encoder_outputs"] = encode(expanded)
            inputs = self.prepare_inputs_for_generation(
                input_ids, next_sequence_length=next_sequence_length, is_first_iteration=step == 0, **model_kwargs
            )
            outputs = self(**inputs, return_dict=True)
            model_kwargs = self._update_model_kwargs_for_generation(
                outputs, model_kwargs, is_encoder_decoder=self.config.is_encoder_decoder
            )
            scores = outputs.logits[:, -1].to(torch.float32)
            if options.num_beams > 1:
                scores = nn.functional.log_softmax(scores, dim=-1).view(rows, -1)
                tokens = torch.topk(scores, options.num_beams).indices.view(-1) % outputs.logits.shape[-1]
                if options.use_cache and model_kwargs.get("past_key_values") is not None:
                    _reorder(model_kwargs["past_key_values"], input_ids.shape[0])
            elif options.do_sample:
                tokens = torch.multinomial(nn.functional.softmax(options.warped(scores), dim=-1), num_samples=1).squeeze(1)
            else:
                tokens = torch.argmax(scores, dim=-1)
            input_ids = torch.cat([input_ids, tokens[:, None]], dim=-1)
            next_sequence_length = 1 if options.use_cache else None
            if options.may_stop and unknown("the token that ends a text"):
                break
        if options.num_beams > options.num_return_sequences and options.num_beams > 1:
            input_ids = input_ids[: rows * options.num_return_sequences]
        if options.return_dict:
            return GenerateDecoderOnlyOutput(sequences=input_ids)
        return input_ids

    def prepare_inputs_for_generation(
        self, input_ids, next_sequence_length=None, past_key_values=None, attention_mask=None, inputs_embeds=None,
        is_first_iteration=False, **kwargs
    ):
        inputs = {}
        is_encoder_decoder = self.config.is_encoder_decoder
        if not is_encoder_decoder and inputs_embeds is not None and is_first_iteration:
            inputs["inputs_embeds"] = inputs_embeds
            length = inputs_embeds.shape[1]
        else:
            ids = input_ids[:, -next_sequence_length:] if next_sequence_length is not None else input_ids
            inputs["decoder_input_ids" if is_encoder_decoder else "input_ids"] = ids
            length = ids.shape[1]
        for name in ("position_ids", "token_type_ids", "decoder_position_ids", "mm_token_type_ids"):
            value = kwargs.pop(name, None)
            if value is not None:
                inputs[name] = value[..., -length:]
        if past_key_values is not None:
            inputs["past_key_values"] = past_key_values
        if attention_mask is not None:
            inputs["attention_mask"] = attention_mask
        for name, value in kwargs.items():
            if name not in ("labels", "next_sequence_length"):
                inputs.setdefault(name, value)
        return inputs

    def _update_model_kwargs_for_generation(self, outputs, model_kwargs, is_encoder_decoder=False, num_new_tokens=1):
        for name in ALL_CACHE_NAMES:
            if name in outputs:
                model_kwargs["past_key_values" if name in ("mems", "past_buckets_states") else name] = outputs[name]
                break
        for name in ("token_type_ids", "mm_token_type_ids", "position_ids", "decoder_position_ids"):
            value = model_kwargs.get(name)
            if value is not None:
                model_kwargs[name] = torch.cat([value, value[..., -num_new_tokens:]], dim=-1)
        name = "decoder_attention_mask" if is_encoder_decoder else "attention_mask"
        mask = model_kwargs.get(name)
        if mask is not None:
            model_kwargs[name] = torch.ones((*mask.shape[:-1], mask.shape[-1] + num_new_tokens), dtype=mask.dtype)
        return model_kwargs

    @staticmethod
    def _expand_inputs_for_generation(expand_size=1, is_encoder_decoder=False, input_ids=None, **model_kwargs):
        if input_ids is not None:
            input_ids = input_ids.repeat_interleave(expand_size, dim=0)
        return input_ids, {key: _repeated(value, expand_size) for key, value in model_kwargs.items()}

    @classmethod
    def _supports_default_dynamic_cache(cls):
        return not any(name in cls.__name__.lower() for name in ("reformer", "xlnet", "rwkv", "xlstm", "prophetnet", "minimax"))

    def adjust_generation_fn(self, *args, **kwargs): pass

    def compute_transition_scores(self, *args, **kwargs):
        return unknown("scores of tokens")

    def heal_tokens(self, input_ids, tokenizer=None):
        return input_ids


_OPTIONS = {
    "max_length", "max_new_tokens", "min_length", "min_new_tokens", "early_stopping", "max_time", "stop_strings", "do_sample", "num_beams",
    "use_cache", "cache_implementation", "cache_config", "temperature", "top_k", "top_p", "min_p", "typical_p", "epsilon_cutoff",
    "eta_cutoff", "repetition_penalty", "encoder_repetition_penalty", "length_penalty", "no_repeat_ngram_size", "bad_words_ids",
    "renormalize_logits", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values", "exponential_decay_length_penalty",
    "suppress_tokens", "begin_suppress_tokens", "sequence_bias", "token_healing", "guidance_scale", "watermarking_config",
    "num_return_sequences", "output_attentions", "output_hidden_states", "output_scores", "output_logits", "return_dict_in_generate",
    "pad_token_id", "bos_token_id", "eos_token_id", "decoder_start_token_id", "num_beam_groups", "diversity_penalty", "penalty_alpha",
    "prompt_lookup_num_tokens", "tokenizer", "compile_config", "disable_compile", "prefill_chunk_size", "trust_remote_code",
    "return_token_type_ids", "is_assistant", "num_assistant_tokens",
}


class _Options:
    """What a call says, then what the configuration says, then what the library does by default."""

    def __init__(self, config, given):
        self._config = config
        self._given = given
        self.num_beams = self._of("num_beams", 1)
        self.num_return_sequences = self._of("num_return_sequences", 1)
        self.do_sample = self._of("do_sample", False)
        self.use_cache = self._of("use_cache", True)
        self.return_dict = self._of("return_dict_in_generate", False)
        self.top_k = self._of("top_k", 50)
        self.top_p = self._of("top_p", 1.0)
        self.temperature = self._of("temperature", 1.0)
        self.may_stop = False

    def _of(self, name, default):
        if name in self._given:
            return self._given[name] if self._given[name] is not None else default
        value = getattr(self._config, name, None)
        return default if value is None or is_unknown(value) else value

    def new_tokens(self, prompt):
        """Number of new tokens at most; whether a text may end before."""
        new = self._of("max_new_tokens", None)
        if new is None and self._of("max_length", None) is None:
            # By default 20 tokens are made.
            new = 20
        if new is None:
            new = self._of("max_length", None) - prompt
        ends = self._given["eos_token_id"] if "eos_token_id" in self._given else self._of("eos_token_id", None)
        stops = self._given.get("stopping_criteria") or self._given.get("stop_strings")
        least = self._of("min_new_tokens", None)
        self.may_stop = (ends is not None or stops is not None) and least != new
        return new

    def warped(self, scores):
        if self.temperature != 1.0:
            scores = scores / self.temperature
        if self.top_k:
            scores = scores.masked_fill(scores < torch.topk(scores, self.top_k)[0][..., -1, None], float("-inf"))
        if self.top_p < 1.0:
            ordered, indices = torch.sort(scores, descending=False)
            removed = ordered.softmax(dim=-1).cumsum(dim=-1) <= (1 - self.top_p)
            scores = scores.masked_fill(removed.scatter(1, indices, removed), float("-inf"))
        return scores


def _repeated(value, times):
    if isinstance(value, torch.Tensor) and value.ndim:
        return value.repeat_interleave(times, dim=0)
    if isinstance(value, ModelOutput):
        for name in list(value.keys()):
            value[name] = _repeated(value[name], times)
    return value


def _reorder(cache, rows):
    if hasattr(cache, "reorder_cache"):
        cache.reorder_cache(torch.zeros((rows,), dtype=torch.int64))


def __getattr__(name):
    return outside("transformers.generation.utils", name)
