"""Checkpoints: configurations come from a folder, the local cache or known facts; weights do not change what a model costs."""
import os

import torch
from _greenai import checkpoint as configuration_of
from _greenai import nothing, outside, remark

CHAT_TEMPLATE_FILE = "chat_template.jinja"
CHAT_TEMPLATE_DIR = "additional_chat_templates"
LEGACY_PROCESSOR_CHAT_TEMPLATE_FILE = "chat_template.json"
TRANSFORMERS_DYNAMIC_MODULE_NAME = "transformers_modules"
HF_MODULES_CACHE = "modules"
S3_BUCKET_PREFIX = CLOUDFRONT_DISTRIB_PREFIX = "https://huggingface.co"
_NOT_OF_MODELS = {
    "cache_dir", "force_download", "local_files_only", "token", "use_auth_token", "revision", "subfolder", "proxies", "adapter_kwargs",
    "trust_remote_code", "code_revision", "ignore_mismatched_sizes", "use_safetensors", "weights_only", "low_cpu_mem_usage", "device_map",
    "offload_folder", "max_memory", "quantization_config", "load_in_8bit", "load_in_4bit", "from_tf", "from_flax", "output_loading_info",
    "resume_download", "variant", "tp_plan", "tp_size", "state_dict", "offload_state_dict", "offload_buffers", "key_mapping",
    "_from_auto", "_from_pipeline", "name_or_path", "_commit_hash", "commit_hash", "mirror", "gguf_file",
}


class EntryNotFoundError(Exception): pass
class RepositoryNotFoundError(Exception): pass
class RevisionNotFoundError(Exception): pass
class PushInProgress: pass


class PushToHubMixin:
    """Base of configurations and models, whose methods that fetch something are replaced."""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if "_get_config_dict" in cls.__dict__:
            cls._get_config_dict = classmethod(_configuration)
        elif "from_pretrained" in cls.__dict__ and "_from_config" in cls.__dict__:
            cls.from_pretrained = classmethod(_model)

    def push_to_hub(self, *args, **kwargs):
        """Nothing is sent."""


def _configuration(cls, pretrained_model_name_or_path, **kwargs):
    found = configuration_of(pretrained_model_name_or_path)
    if found is None:
        name = pretrained_model_name_or_path
        raise OSError(f"the configuration of {name} is not known; put its config.json into a folder of that name beside the program")
    return dict(found), {key: value for key, value in kwargs.items() if key not in _NOT_OF_MODELS}


def _model(cls, pretrained_model_name_or_path, *model_args, config=None, torch_dtype=None, dtype=None, **kwargs):
    if kwargs.get("quantization_config") is not None or kwargs.get("load_in_8bit") or kwargs.get("load_in_4bit"):
        remark("quantised weights are counted in the dtype that they are computed in")
    kwargs = {key: value for key, value in kwargs.items() if key not in _NOT_OF_MODELS}
    attention = kwargs.pop("attn_implementation", None)
    if config is None or isinstance(config, (str, os.PathLike)):
        name = config if config is not None else pretrained_model_name_or_path
        config, kwargs = cls.config_class.from_pretrained(name, return_unused_kwargs=True, **kwargs)
    wanted = dtype if dtype is not None else torch_dtype
    if wanted is None or wanted == "auto":
        wanted = getattr(config, "dtype", None) or torch.float32
    if attention is not None:
        kwargs["attn_implementation"] = attention
    return cls._from_config(config, dtype=wanted, **kwargs).eval()


def cached_file(path_or_repo_id, filename, **kwargs):
    return None


def cached_files(path_or_repo_id, filenames, **kwargs):
    return None


def has_file(path_or_repo, filename, **kwargs):
    return False


def extract_commit_hash(resolved_file, commit_hash):
    return commit_hash


def resolve_revision(path_or_repo_id, revision=None, **kwargs):
    return revision


def list_repo_templates(repo_id, **kwargs):
    return []


def is_offline_mode():
    return True


def http_user_agent(user_agent=None):
    return ""


def try_to_load_from_cache(*args, **kwargs):
    return None


define_sagemaker_information = create_and_tag_model_card = nothing
DownloadKwargs = dict


class _Api:
    def __getattr__(self, name):
        return outside("hub", name)


hf_api = _Api()


def __getattr__(name):
    return outside("transformers.utils.hub", name)
