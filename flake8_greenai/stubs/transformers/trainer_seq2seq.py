"""The Trainer of encoder-decoders: evaluation may generate."""
import torch
from transformers.trainer import Trainer


class Seq2SeqTrainer(Trainer):
    def evaluate(self, eval_dataset=None, ignore_keys=None, metric_key_prefix="eval", **gen_kwargs):
        self._options(gen_kwargs)
        return super().evaluate(eval_dataset, ignore_keys, metric_key_prefix)

    def predict(self, test_dataset, ignore_keys=None, metric_key_prefix="test", **gen_kwargs):
        self._options(gen_kwargs)
        return super().predict(test_dataset, ignore_keys, metric_key_prefix)

    def _options(self, gen_kwargs):
        given = gen_kwargs.get("max_length") is not None or gen_kwargs.get("max_new_tokens") is not None
        if not given and self.args.generation_max_length is not None:
            gen_kwargs["max_length"] = self.args.generation_max_length
        if gen_kwargs.get("num_beams") is None and self.args.generation_num_beams is not None:
            gen_kwargs["num_beams"] = self.args.generation_num_beams
        self._gen_kwargs = gen_kwargs

    def prediction_step(self, model, inputs, prediction_loss_only, ignore_keys=None, **gen_kwargs):
        if not self.args.predict_with_generate or prediction_loss_only:
            return super().prediction_step(model, inputs, prediction_loss_only, ignore_keys=ignore_keys)
        inputs = self._prepare_inputs(inputs)
        given = {key: value for key, value in inputs.items() if key not in ("decoder_input_ids", "decoder_attention_mask", "labels")}
        generated = model.generate(**given, **(gen_kwargs or getattr(self, "_gen_kwargs", {})))
        loss = None
        if "labels" in inputs:
            with torch.no_grad(), self.compute_loss_context_manager():
                loss = self.compute_loss(model, dict(inputs))
        return loss, generated, inputs.get("labels")
