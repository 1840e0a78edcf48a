"""Helpers."""
import torch
from _greenai import outside


def prepare_model_for_kbit_training(model, use_gradient_checkpointing=True, gradient_checkpointing_kwargs=None, **more):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for parameter in model.parameters():
        if parameter.dtype in (torch.float16, torch.bfloat16):
            parameter.data = parameter.data.to(torch.float32)
    if use_gradient_checkpointing:
        if hasattr(model, "enable_input_require_grads"):
            model.enable_input_require_grads()
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs=gradient_checkpointing_kwargs or {})
    return model


def get_peft_model_state_dict(model, state_dict=None, adapter_name="default", **more):
    return {name: value for name, value in model.state_dict().items() if "lora_" in name}


def set_peft_model_state_dict(model, peft_model_state_dict, adapter_name="default", **more):
    return None


def __getattr__(name):
    return outside("peft.utils", name)
