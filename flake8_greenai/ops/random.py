"""Random tensors: no FLOPs by the cost model, their bytes are written once; elements are unknown."""

from __future__ import annotations

from typing import Any

from flake8_greenai.ledger.cost import Cost
from flake8_greenai.ops.arguments import device_of, dtype_of, integer, sizes_of
from flake8_greenai.ops.creation import created
from flake8_greenai.ops.registry import Result, op
from flake8_greenai.symbolic import Expression
from flake8_greenai.tensors.broadcasting import broadcast_shapes
from flake8_greenai.tensors.dtype import DTYPES
from flake8_greenai.tensors.modes import Modes
from flake8_greenai.tensors.tensor import Tensor
from flake8_greenai.tensors.whole_numbers import note_bounds


@op("torch.rand", "torch.randn", modes=True, differentiable=False, accepts_sizes=True)
def rand(
    *size: Any, generator: Any = None, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, pin_memory: Any = False, names: Any = None, modes: Modes, **named: Any,
) -> Result:  # fmt: skip
    """Random numbers of the default dtype."""
    shape = sizes_of((named["size"],) if "size" in named else size)
    return created(shape, dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)


@op("torch.rand_like", "torch.randn_like", differentiable=False)
def rand_like(
    input: Tensor, *, generator: Any = None, dtype: Any = None, layout: Any = None, device: Any = None, requires_grad: Any = False,
    memory_format: Any = None,
) -> Result:  # fmt: skip
    """Random numbers with the shape of ``input``."""
    return created(input.shape, dtype_of(dtype, input.dtype), device_of(device, input.device), requires_grad)


@op("torch.randint", modes=True, differentiable=False)
def randint(
    *bounds: Any, low: Any = None, high: Any = None, size: Any = None, generator: Any = None, out: Tensor | None = None, dtype: Any = None,
    layout: Any = None, device: Any = None, requires_grad: Any = False, pin_memory: Any = False, modes: Modes,
) -> Result:  # fmt: skip
    """Random integers: ``randint(high, size)`` or ``randint(low, high, size)``."""
    shape = size if size is not None else bounds[-1]
    result = created(sizes_of((shape,)), dtype_of(dtype, DTYPES["int64"]), device_of(device, modes.default_device), requires_grad)
    given = bounds if size is not None else bounds[:-1]
    least = low if low is not None else given[0] if len(given) > 1 else 0
    above = high if high is not None else given[-1] if given else None
    if isinstance(least, (int, Expression)) and isinstance(above, (int, Expression)):
        note_bounds(result.output, least, above - 1)
    return result


@op("torch.randint_like", differentiable=False)
def randint_like(
    input: Tensor, *bounds: Any, low: Any = None, high: Any = None, dtype: Any = None, device: Any = None, **options: Any
) -> Result:
    """Random integers with the shape and dtype of ``input``."""
    return created(input.shape, dtype_of(dtype, input.dtype), device_of(device, input.device))


@op("torch.randperm", modes=True, differentiable=False, accepts_sizes=True)
def randperm(
    n: Any, *, generator: Any = None, out: Tensor | None = None, dtype: Any = None, layout: Any = None, device: Any = None,
    requires_grad: Any = False, pin_memory: Any = False, modes: Modes,
) -> Result:  # fmt: skip
    """A random permutation."""
    return created((integer(n),), dtype_of(dtype, DTYPES["int64"]), device_of(device, modes.default_device))


@op("torch.normal", modes=True, differentiable=False)
def normal(
    mean: Any, std: Any = 1.0, size: Any = None, *, generator: Any = None, out: Tensor | None = None, dtype: Any = None, device: Any = None,
    requires_grad: Any = False, modes: Modes, **options: Any,
) -> Result:  # fmt: skip
    """Normal numbers of the given size, or one per element of ``mean`` and ``std``."""
    tensors = [value for value in (mean, std) if isinstance(value, Tensor)]
    if not tensors:
        return created(sizes_of((size,)), dtype_of(dtype, modes.default_dtype), device_of(device, modes.default_device), requires_grad)
    shape = broadcast_shapes(*(tensor.shape for tensor in tensors))
    return Result(Tensor(shape, tensors[0].dtype, tensors[0].device), Cost())


@op("torch.bernoulli", "torch.Tensor.bernoulli", "torch.poisson", differentiable=False)
def bernoulli(input: Tensor, p: Any = None, *, generator: Any = None, out: Tensor | None = None) -> Result:
    """One draw per element."""
    return Result(Tensor(input.shape, input.dtype, input.device), Cost())


@op("torch.binomial", "torch._standard_gamma", "torch._sample_dirichlet", differentiable=False)
def sample(count: Tensor, prob: Any = None, generator: Any = None) -> Result:
    """One draw per element."""
    shape = count.shape if not isinstance(prob, Tensor) else broadcast_shapes(count.shape, prob.shape)
    return Result(Tensor(shape, count.dtype, count.device), Cost())


@op("torch.multinomial", "torch.Tensor.multinomial", differentiable=False)
def multinomial(input: Tensor, num_samples: Any, replacement: Any = False, *, generator: Any = None, out: Tensor | None = None) -> Result:
    """Indices drawn by the weights of each row."""
    return Result(Tensor((*input.shape[:-1], integer(num_samples)), DTYPES["int64"], input.device), Cost())


@op(
    "torch.Tensor.normal_", "torch.Tensor.uniform_", "torch.Tensor.bernoulli_", "torch.Tensor.exponential_", "torch.Tensor.random_",
    "torch.Tensor.cauchy_", "torch.Tensor.geometric_", "torch.Tensor.log_normal_", differentiable=False,
)  # fmt: skip
def randomize_(self: Tensor, *parameters: Any, generator: Any = None, **named: Any) -> Result:
    """Overwrite the elements with random ones."""
    self.write(None)
    return Result(self, Cost(bytes_read=0))
