"""Models with adapters."""
import contextlib

import torch
from _greenai import nothing, unknown
from peft.config import TaskType
from peft.tuners.lora import LoraModel, save_modules
from torch import nn


class _Wrapped(nn.Module):
    """What every adapted model has."""

    save_pretrained = push_to_hub = create_or_update_model_card = set_adapter = nothing

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name == "base_model":
                raise
            return getattr(self.base_model, name)

    def get_nb_trainable_parameters(self):
        parameters = list(self.parameters())
        return sum(p.numel() for p in parameters if p.requires_grad), sum(p.numel() for p in parameters)

    def print_trainable_parameters(self):
        pass

    def get_base_model(self):
        return self.base_model

    @property
    def active_adapter(self):
        return self._adapter

    @property
    def active_adapters(self):
        return [self._adapter]

    @property
    def active_peft_config(self):
        return self.peft_config[self._adapter]


class PeftModel(_Wrapped):
    def __init__(self, model, peft_config, adapter_name="default", **more):
        super().__init__()
        self._adapter = adapter_name
        self.peft_config = {adapter_name: peft_config}
        self.base_model = LoraModel(model, peft_config, adapter_name)
        names = list(peft_config.modules_to_save or ())
        if peft_config.task_type in (TaskType.SEQ_CLS, TaskType.TOKEN_CLS):
            names += ["classifier", "score"]
        elif peft_config.task_type == TaskType.QUESTION_ANS:
            names += ["qa_outputs"]
        save_modules(model, names, adapter_name)
        if hasattr(model, "is_gradient_checkpointing") and model.is_gradient_checkpointing:
            model.enable_input_require_grads()

    @classmethod
    def from_pretrained(cls, model, model_id, adapter_name="default", is_trainable=False, config=None, **kwargs):
        if config is None:
            return unknown(f"the adapter {model_id}")
        adapted = cls(model, config, adapter_name)
        if not is_trainable:
            adapted.requires_grad_(False)
        return adapted

    def forward(self, *args, **kwargs):
        return self.base_model(*args, **kwargs)

    def generate(self, *args, **kwargs):
        return self.get_base_model().generate(*args, **kwargs)

    def get_base_model(self):
        return self.base_model.model

    @contextlib.contextmanager
    def disable_adapter(self):
        self.base_model.set_merged(True)
        yield
        self.base_model.set_merged(False)

    def merge_adapter(self, *args, **kwargs):
        self.base_model.set_merged(True)

    def unmerge_adapter(self):
        self.base_model.set_merged(False)

    def add_adapter(self, *args, **kwargs): pass
    def load_adapter(self, *args, **kwargs): pass
    def delete_adapter(self, *args, **kwargs): pass


class PromptModel(_Wrapped):
    """Trained vectors before the prompt of a frozen model."""

    def __init__(self, model, peft_config, adapter_name="default"):
        super().__init__()
        self._adapter = adapter_name
        self.peft_config = {adapter_name: peft_config}
        for parameter in model.parameters():
            parameter.requires_grad = False
        self.base_model = model
        words = model.get_input_embeddings()
        self.prompt_encoder = nn.ModuleDict({adapter_name: nn.Embedding(peft_config.num_virtual_tokens, words.embedding_dim)})

    def forward(self, input_ids=None, attention_mask=None, labels=None, **kwargs):
        rows, count = input_ids.shape[0], self.active_peft_config.num_virtual_tokens
        prompts = self.prompt_encoder[self._adapter].weight.unsqueeze(0).expand(rows, -1, -1)
        embeddings = torch.cat((prompts, self.base_model.get_input_embeddings()(input_ids)), dim=1)
        if labels is not None and labels.ndim == 2:
            labels = torch.cat((torch.full((rows, count), -100), labels), dim=1)
        return self.base_model(inputs_embeds=embeddings, labels=labels, **kwargs)


PeftModelForCausalLM = PeftModelForSeq2SeqLM = PeftModelForSequenceClassification = PeftModelForTokenClassification = PeftModel
PeftModelForQuestionAnswering = PeftModelForFeatureExtraction = PeftModel
