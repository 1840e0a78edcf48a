"""Hugging Face Hub: nothing is downloaded, nothing is uploaded."""
import huggingface_hub.constants as constants
from _greenai import outside
from huggingface_hub.hub_mixin import ModelHubMixin, PyTorchModelHubMixin
from huggingface_hub.serialization import split_torch_state_dict_into_shards

__version__ = "1.0.0"


class HfApi:
    def __init__(self, *args, **kwargs):
        pass


class HfFolder:
    pass


class ModelCard:
    pass


class ModelCardData:
    pass


class CommitInfo:
    pass


class CommitOperationAdd:
    pass


class ResolvedRevision:
    pass


def is_offline_mode():
    return True


def hf_hub_download(repo_id, filename=None, **kwargs):
    return f"{repo_id}/{filename}"


def snapshot_download(repo_id, **kwargs):
    return repo_id


def try_to_load_from_cache(*args, **kwargs):
    return None


def hf_hub_url(repo_id, filename, **kwargs):
    return f"{repo_id}/{filename}"


def model_info(repo_id, **kwargs):
    return outside("model_info", repo_id)


def create_repo(*args, **kwargs):
    pass


def login(*args, **kwargs):
    pass
