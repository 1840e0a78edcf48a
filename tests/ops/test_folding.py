"""Copies that products make of their operands, against what torch keeps for the backward pass."""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch")

from differential import abstract  # noqa: E402

from flake8_greenai.ops.contraction import linear, matmul  # noqa: E402
from flake8_greenai.ops.pooling import _max_pool  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402


def kept_by_torch(run, operands):
    own = {tensor.untyped_storage()._cdata for tensor in operands}
    sizes, kept = {}, []

    def pack(tensor):
        kept.append(tensor)
        key = tensor.untyped_storage()._cdata
        sizes[key] = 0 if key in own else tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        run(*operands)
    return sum(sizes.values())


def kept_by_us(operation, operands):
    ours = [abstract(tensor) for tensor in operands]
    cost = operation(*ours).cost
    own = {id(tensor.storage) for tensor in ours}
    new = {id(tensor.storage): tensor.storage.nbytes for tensor in cost.saved if id(tensor.storage) not in own}
    assert set(new) <= {id(tensor.storage) for tensor in cost.temporary}
    return sum(new.values())


def laid_out(shape, order):
    """A tensor of this shape whose dims lie in memory in this order."""
    inverse = [order.index(axis) for axis in range(len(shape))]
    return torch.zeros([shape[axis] for axis in order], device="meta").permute(inverse).requires_grad_()


ORDERS = list(itertools.permutations(range(4)))


@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("batch", [(2, 3), (1, 3), (2, 1), (1, 1)], ids=str)
def test_batches_of_matrices(order, batch):
    left, right = laid_out((*batch, 5, 4), order), laid_out((2, 3, 4, 6), (0, 1, 2, 3))
    assert kept_by_us(matmul, (left, right)) == kept_by_torch(torch.matmul, (left, right))
    left, right = laid_out((2, 3, 5, 4), (0, 1, 2, 3)), laid_out((*batch, 4, 6), order)
    assert kept_by_us(matmul, (left, right)) == kept_by_torch(torch.matmul, (left, right))


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_matrix_beside_a_batch(order):
    batch, matrix = laid_out((2, 3, 5, 4), order), torch.zeros(4, 6, device="meta").requires_grad_()
    assert kept_by_us(matmul, (batch, matrix)) == kept_by_torch(torch.matmul, (batch, matrix))
    batch, matrix = laid_out((2, 3, 4, 6), order), torch.zeros(5, 4, device="meta").requires_grad_()
    assert kept_by_us(matmul, (matrix, batch)) == kept_by_torch(torch.matmul, (matrix, batch))


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_linear_layers(order):
    operands = laid_out((2, 3, 5, 4), order), *(torch.zeros(*shape, device="meta").requires_grad_() for shape in ((6, 4), (6,)))
    assert kept_by_us(linear, operands) == kept_by_torch(torch.nn.functional.linear, operands)


def test_indices_of_pooling_exist_while_it_runs():
    cost = _max_pool(2)(Tensor((1, 2, 8, 8)), 2).cost
    # One int64 for each of 2 x 4 x 4 outputs, whether or not anyone wants them.
    assert sum(tensor.nbytes for tensor in cost.temporary) == 8 * 2 * 4 * 4
