"""``torch.X_copy``: what the view ``X`` shows, copied (bytes, no FLOPs)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops import complex_views, joining, layout, slicing
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.tensors.tensor import Tensor

_VIEWS: dict[str, Callable[..., Any]] = {
    "as_strided": slicing.as_strided, "diagonal": slicing.diagonal, "expand": layout.expand, "permute": layout.permute,
    "select": slicing.select_, "slice": slicing.slice_, "split": joining.split, "split_with_sizes": joining.split,
    "squeeze": layout.squeeze,
    "t": layout.t, "transpose": layout.transpose, "unbind": joining.unbind, "unfold": slicing.unfold, "unsqueeze": layout.unsqueeze,
    "view": layout.view, "view_as_complex": complex_views.view_as_complex, "view_as_real": complex_views.view_as_real,
    "alias": lambda input: input.view(input.shape), "narrow": slicing.narrow,
}  # fmt: skip


def _copied(value: Any) -> Any:
    if isinstance(value, Tensor):
        return Tensor(value.shape, value.dtype, value.device, content=value.content)
    return tuple(_copied(item) for item in value)


def _register(name: str, view: Callable[..., Any]) -> None:
    def apply(*args: Any, **kwargs: Any) -> Result:
        found = view(*args, **kwargs)
        return Result(_copied(found.output if isinstance(found, Result) else found), Cost())

    apply.__name__ = f"{name}_copy"
    op(f"torch.{name}_copy", f"torch.Tensor.{name}_copy")(apply)


for _name, _view in _VIEWS.items():
    _register(_name, _view)
for _name in ("chunk", "split", "split_with_sizes"):
    op(f"torch.unsafe_{_name}", f"torch.Tensor.unsafe_{_name}")(joining.chunk if _name == "chunk" else joining.split)
