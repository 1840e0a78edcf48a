"""Type aliases."""
from typing import Any, List, Sequence, Tuple, Union

from torch import Size as _Size
from torch import SymBool, SymFloat, SymInt, Tensor, device as _device, dtype as _dtype, layout as _layout

_int = int
_float = float
_bool = bool
Number = (int, float, bool)
Device = Any
Storage = Any
_size = Any
FileLike = Any
_TensorOrTensors = Any
py_sym_types = (SymInt, SymFloat, SymBool)
