"""Low-rank adapters: a frozen layer, and beside it a product of two thin matrices that are trained."""
import math
import re

import torch
from _greenai import unknown
from torch import nn

# The attention projections that are adapted when a configuration does not say which.
_TARGETS = {
    **{name: ["q", "v"] for name in ("t5", "mt5")},
    **{name: ["query", "value"] for name in ("bert", "roberta", "xlm-roberta", "electra", "layoutlm")},
    **{name: ["query_key_value"] for name in ("bloom", "gpt_neox", "chatglm", "RefinedWebModel", "RefinedWeb", "falcon")},
    **{
        name: ["q_proj", "v_proj"]
        for name in (
            "bart", "opt", "gptj", "gpt_neo", "llama", "llama4", "mistral", "mixtral", "stablelm", "gemma", "gemma2", "gemma3_text",
            "qwen2", "qwen3",
        )
    },
    "gpt2": ["c_attn"], "gpt_bigcode": ["c_attn"], "codegen": ["qkv_proj"], "mpt": ["Wqkv"], "deberta-v2": ["query_proj", "value_proj"],
    "deberta": ["in_proj"], "phi": ["q_proj", "v_proj", "fc1", "fc2"], "blip-2": ["q", "v", "q_proj", "v_proj"],
    "nemotron_h": ["q_proj", "k_proj", "v_proj", "o_proj"], "rwkv": ["key", "value", "receptance", "output"],
}


class LoraLayer(nn.Module):
    def __init__(self, base_layer, config, name, adapter):
        super().__init__()
        self.base_layer = base_layer
        self.in_features, self.out_features = _sizes(base_layer)
        r = next((rank for pattern, rank in config.rank_pattern.items() if re.match(rf"(.*\.)?({pattern})$", name)), config.r)
        self.r = {adapter: r}
        self.scaling = {adapter: config.lora_alpha / (math.sqrt(r) if config.use_rslora else r)}
        self.lora_dropout = nn.ModuleDict({adapter: nn.Dropout(config.lora_dropout) if config.lora_dropout > 0.0 else nn.Identity()})
        first, second = self._pair(r)
        self.lora_A = nn.ModuleDict({adapter: first})
        self.lora_B = nn.ModuleDict({adapter: second})
        self.active_adapters = [adapter]
        self.merged = False
        for parameter in base_layer.parameters():
            parameter.requires_grad = False

    @property
    def weight(self):
        return self.base_layer.weight

    @property
    def bias(self):
        return self.base_layer.bias

    def get_base_layer(self):
        return self.base_layer

    def forward(self, x, *args, **kwargs):
        result = self.base_layer(x, *args, **kwargs)
        if self.merged:
            return result
        for adapter in self.active_adapters:
            first = self.lora_A[adapter]
            y = x.to(first.weight.dtype)
            result = result + self.lora_B[adapter](first(self.lora_dropout[adapter](y))) * self.scaling[adapter]
        return result


class Linear(LoraLayer):
    def _pair(self, r):
        return nn.Linear(self.in_features, r, bias=False), nn.Linear(r, self.out_features, bias=False)


class Conv2d(LoraLayer):
    def _pair(self, r):
        base = self.base_layer
        first = nn.Conv2d(base.in_channels, r, base.kernel_size, base.stride, base.padding, bias=False)
        return first, nn.Conv2d(r, base.out_channels, 1, bias=False)


class Embedding(nn.Module):
    def __init__(self, base_layer, config, name, adapter):
        super().__init__()
        self.base_layer = base_layer
        self.scaling = {adapter: config.lora_alpha / config.r}
        self.lora_embedding_A = nn.ParameterDict({adapter: nn.Parameter(torch.zeros(config.r, base_layer.num_embeddings))})
        self.lora_embedding_B = nn.ParameterDict({adapter: nn.Parameter(torch.zeros(base_layer.embedding_dim, config.r))})
        self.active_adapters = [adapter]
        self.merged = False
        base_layer.weight.requires_grad = False

    @property
    def weight(self):
        return self.base_layer.weight

    def forward(self, x):
        result = self.base_layer(x)
        for adapter in self.active_adapters if not self.merged else ():
            first, second = self.lora_embedding_A[adapter].T, self.lora_embedding_B[adapter].T
            result = result + nn.functional.embedding(x, first) @ second * self.scaling[adapter]
        return result


class ModulesToSaveWrapper(nn.Module):
    """A whole layer that is trained: a copy of it, beside the frozen original."""

    def __init__(self, module, adapter):
        super().__init__()
        import copy

        self.original_module = module
        self.modules_to_save = nn.ModuleDict({adapter: copy.deepcopy(module)})
        self.active_adapter = adapter
        for parameter in self.original_module.parameters():
            parameter.requires_grad = False
        for parameter in self.modules_to_save.parameters():
            parameter.requires_grad = True

    def forward(self, *args, **kwargs):
        return self.modules_to_save[self.active_adapter](*args, **kwargs)


class LoraModel(nn.Module):
    def __init__(self, model, config, adapter_name="default"):
        super().__init__()
        config = config[adapter_name] if isinstance(config, dict) else config
        self.model = model
        self.peft_config = {adapter_name: config}
        for parameter in model.parameters():
            parameter.requires_grad = False
        targets = config.target_modules if config.target_modules is not None else _default_targets(model)
        head = _output_head(model)
        for name, module in list(model.named_modules()):
            if _is_target(name, module, targets, config, head):
                parent, _, own = name.rpartition(".")
                setattr(model.get_submodule(parent), own, _adapted(module, config, name, adapter_name))
        if config.bias == "all":
            for name, parameter in model.named_parameters():
                if "bias" in name:
                    parameter.requires_grad = True
        elif config.bias == "lora_only":
            for module in model.modules():
                if isinstance(module, LoraLayer) and module.bias is not None:
                    module.bias.requires_grad = True

    def forward(self, *args, **kwargs):
        return self.model(*args, **kwargs)

    def __getattr__(self, name):
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(super().__getattr__("model"), name)

    def merge_and_unload(self, progressbar=True, safe_merge=False, adapter_names=None):
        for name, module in list(self.model.named_modules()):
            if isinstance(module, (LoraLayer, Embedding)):
                parent, _, own = name.rpartition(".")
                setattr(self.model.get_submodule(parent), own, module.base_layer)
            elif isinstance(module, ModulesToSaveWrapper):
                parent, _, own = name.rpartition(".")
                setattr(self.model.get_submodule(parent), own, module.modules_to_save[module.active_adapter])
        return self.model

    unload = merge_and_unload

    def set_merged(self, merged):
        for module in self.model.modules():
            if isinstance(module, (LoraLayer, Embedding)):
                module.merged = merged


def save_modules(model, names, adapter):
    """Make whole layers trainable."""
    for name, module in list(model.named_modules()):
        if any(name == wanted or name.endswith(f".{wanted}") for wanted in names) and not isinstance(module, ModulesToSaveWrapper):
            parent, _, own = name.rpartition(".")
            setattr(model.get_submodule(parent), own, ModulesToSaveWrapper(module, adapter))


def _default_targets(model):
    kind = getattr(getattr(model, "config", None), "model_type", None)
    if kind not in _TARGETS:
        raise ValueError("Please specify `target_modules` in `peft_config`")
    return _TARGETS[kind]


def _output_head(model):
    return model.get_output_embeddings() if hasattr(model, "get_output_embeddings") else None


def _is_target(name, module, targets, config, head):
    excluded = config.exclude_modules
    if excluded and (re.fullmatch(excluded, name) if isinstance(excluded, str) else _ends(name, excluded)):
        return False
    if targets == "all-linear":
        return _is_linear(module) and module is not head
    if isinstance(targets, str):
        return re.fullmatch(targets, name) is not None
    if not _ends(name, targets):
        return False
    layers = config.layers_to_transform
    if layers is not None:
        number = re.search(r"\.(\d+)\.", name)
        return number is not None and int(number[1]) in ([layers] if isinstance(layers, int) else layers)
    return True


def _ends(name, targets):
    return any(name == target or name.endswith(f".{target}") for target in targets)


def _is_linear(module):
    return isinstance(module, nn.Linear) or type(module).__name__ == "Conv1D"


def _sizes(layer):
    if isinstance(layer, nn.Linear):
        return layer.in_features, layer.out_features
    if isinstance(layer, nn.Conv2d):
        return layer.in_channels, layer.out_channels
    return layer.weight.shape[0], layer.weight.shape[1]


def _adapted(module, config, name, adapter):
    if config.use_dora:
        return unknown("an adapter that is decomposed into magnitude and direction")
    if _is_linear(module):
        return Linear(module, config, name, adapter)
    if isinstance(module, nn.Embedding):
        return Embedding(module, config, name, adapter)
    if isinstance(module, nn.Conv2d):
        return Conv2d(module, config, name, adapter)
    raise ValueError(f"Target module {module} is not supported.")
