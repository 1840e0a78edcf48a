"""Helpers."""
from huggingface_hub.errors import (
    EntryNotFoundError, GatedRepoError, HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OfflineModeIsEnabled,
    RepositoryNotFoundError, RevisionNotFoundError,
)


def build_hf_headers(*args, **kwargs):
    return {}


def get_session():
    return None


def hf_raise_for_status(response):
    pass


def send_telemetry(*args, **kwargs):
    pass


def is_torch_available():
    return True


def validate_hf_hub_args(fn):
    return fn


def disable_progress_bars():
    pass


def enable_progress_bars():
    pass


def are_progress_bars_disabled():
    return True
