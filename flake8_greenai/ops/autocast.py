"""What autocast runs in float32, by device type; contractions in low precision are in :mod:`flake8_greenai.ops.products`.

The lists are those of torch's documentation ("CUDA Ops that can autocast to float32", "CPU Ops that can autocast to float32").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_greenai.interpreter.primitives import find
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.tensor import Tensor

if TYPE_CHECKING:
    from flake8_greenai.interpreter.machine import Machine
    from flake8_greenai.interpreter.values import Value

_FLOAT32 = DTYPES["float32"]
_LOW = frozenset({DTYPES["float16"], DTYPES["bfloat16"]})
_LOSSES = frozenset(
    "binary_cross_entropy_with_logits cosine_embedding_loss cross_entropy hinge_embedding_loss huber_loss kl_div l1_loss "
    "margin_ranking_loss mse_loss multi_margin_loss multilabel_margin_loss nll_loss poisson_nll_loss smooth_l1_loss soft_margin_loss "
    "triplet_margin_loss".split()
)
_IN_FLOAT32 = {
    "cuda": _LOSSES
    | frozenset(
        "acos asin cdist cosh cosine_similarity dist erfinv exp expm1 group_norm layer_norm log log10 log1p log2 logsumexp norm pdist pow "
        "reciprocal renorm rsqrt sinh softplus tan __pow__ __rpow__".split()
    ),
    "cpu": _LOSSES
    | frozenset("adaptive_avg_pool3d avg_pool3d binary_cross_entropy cdist ctc_loss grid_sample inverse max_pool3d nanquantile".split())
    | frozenset("pinverse polar prod quantile stft trace view_as_complex".split()),
}
_INTO_FLOAT32 = {"cuda": frozenset("cumprod cumsum log_softmax prod softmax sum".split())}
"""These read low precision and give float32, as if called with ``dtype``."""


def in_autocast(
    machine: Machine, name: str, args: tuple[Value, ...], kwargs: dict[str, Value]
) -> tuple[tuple[Value, ...], dict[str, Value]]:
    """The arguments of an operation as autocast gives them to its kernel: themselves, or converted to float32."""
    autocast = machine.context.modes.autocast
    device = next((value.device.type for value in (*args, *kwargs.values()) if isinstance(value, Tensor) and value.dtype in _LOW), None)
    if device is None or device not in autocast:
        return args, kwargs
    short = name.rpartition(".")[2]
    if short in _INTO_FLOAT32.get(device, ()):
        return args, kwargs if kwargs.get("dtype") is not None else {**kwargs, "dtype": _FLOAT32}
    if short not in _IN_FLOAT32.get(device, ()) and not (device == "cpu" and name.startswith("torch.fft.")):
        return args, kwargs
    return tuple(_raised(machine, value) for value in args), {key: _raised(machine, value) for key, value in kwargs.items()}


def _raised(machine: Machine, value: Value) -> Value:
    if isinstance(value, Tensor) and value.dtype in _LOW:
        return machine.call(find("torch.Tensor.to"), (value, _FLOAT32))
    return value
