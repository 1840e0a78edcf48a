"""Mixins for pushing and pulling models."""


class ModelHubMixin:
    def __init_subclass__(cls, **kwargs):
        pass

    def save_pretrained(self, save_directory, **kwargs):
        pass

    def push_to_hub(self, repo_id, **kwargs):
        pass

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path, **kwargs):
        return cls()


class PyTorchModelHubMixin(ModelHubMixin):
    pass
