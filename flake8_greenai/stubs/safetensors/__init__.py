"""safetensors: the contents of files are not read."""
__version__ = "0.5.0"


def safe_open(filename, framework="pt", device="cpu"):
    from torch.serialization import load

    return load(filename)


class SafetensorError(Exception):
    pass
