"""Model hub: nothing is downloaded."""


def get_dir():
    return ""


def set_dir(d):
    pass


def download_url_to_file(url, dst, hash_prefix=None, progress=True):
    pass


def load_state_dict_from_url(url, *args, **kwargs):
    from torch.serialization import load

    return load(url)


def load(repo_or_dir, model, *args, **kwargs):
    from torch.serialization import load as load_file

    return load_file(repo_or_dir)


def list(github, *args, **kwargs):
    return []
