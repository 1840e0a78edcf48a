"""From a model and a configuration to the adapted model."""
from _greenai import unknown
from peft.config import LoraConfig, PromptTuningConfig
from peft.peft_model import PeftModel, PromptModel
from peft.tuners.lora import LoraModel


def get_peft_model(model, peft_config, adapter_name="default", mixed=False, autocast_adapter_dtype=True, revision=None, **more):
    if isinstance(peft_config, LoraConfig):
        return PeftModel(model, peft_config, adapter_name)
    if type(peft_config) is PromptTuningConfig:
        return PromptModel(model, peft_config, adapter_name)
    return unknown(f"a model adapted by {type(peft_config).__name__}")


def inject_adapter_in_model(peft_config, model, adapter_name="default", **more):
    return LoraModel(model, peft_config, adapter_name).model


def get_peft_config(config_dict):
    return LoraConfig(**{name: value for name, value in config_dict.items() if name != "peft_type"})
