"""Dtype policies: the dtype that layers compute in, and that of their weights."""

_state = {"policy": None, "floatx": "float32"}


class DTypePolicy:
    quantization_mode = None

    def __init__(self, name, source_name=None):
        self._name = name

    @property
    def name(self):
        return self._name

    @property
    def variable_dtype(self):
        return "float32" if self._name.startswith("mixed_") else self._name

    @property
    def compute_dtype(self):
        return self._name[6:] if self._name.startswith("mixed_") else self._name

    def get_config(self):
        return {"name": self._name}

    def __eq__(self, other):
        return getattr(other, "_name", other) == self._name

    __hash__ = object.__hash__


FloatDTypePolicy = Policy = DTypePolicy


def get(value):
    from keras.backend import standardize_dtype

    if value is None:
        return dtype_policy()
    if isinstance(value, DTypePolicy):
        return value
    if isinstance(value, dict):
        return DTypePolicy(value.get("config", value)["name"])
    return DTypePolicy(value if isinstance(value, str) else standardize_dtype(value))


def is_set():
    return _state["policy"] is not None or _state["floatx"] != "float32"


def dtype_policy():
    return _state["policy"] or DTypePolicy(_state["floatx"])


def set_dtype_policy(policy):
    _state["policy"] = get(policy)


def floatx():
    return _state["floatx"]


def set_floatx(value):
    _state["floatx"] = value
