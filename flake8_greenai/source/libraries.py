"""Which texts can hold tensor programs: one scan for the names of libraries, before anything is parsed."""

from __future__ import annotations

import re

LIBRARIES = re.compile("torch|tensorflow|keras|numpy|jax|timm|transformers|einops|flax")
