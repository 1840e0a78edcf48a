"""Indexing, gathering and scattering against torch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.symbolic import Expression, symbol  # noqa: E402
from flake8_greenai.tensors.dtype import DTYPES  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

modest = settings(max_examples=80, deadline=None)
bounds = st.one_of(st.none(), st.integers(-6, 6))
slices = st.builds(slice, bounds, bounds, st.sampled_from([None, 1, 2, 3]))


@st.composite
def entries(draw, size):
    kind = draw(st.sampled_from(["int", "slice", "none", "ellipsis", "list", "tensor", "tensor0", "mask", "bool"]))
    if kind == "int":
        return draw(st.integers(-size, size))
    if kind == "slice":
        return draw(slices)
    if kind in ("list", "tensor"):
        values = draw(
            st.lists(st.integers(-size, size - 1), min_size=2, max_size=2) | st.lists(st.integers(0, size - 1), min_size=1, max_size=1)
        )
        return values if kind == "list" else torch.tensor(values).reshape(draw(st.sampled_from([(-1,), (1, -1), (-1, 1)])))
    if kind == "tensor0":
        return torch.tensor(draw(st.integers(-size, size - 1)))
    if kind == "mask":
        return torch.tensor(draw(st.lists(st.booleans(), min_size=size, max_size=size)))
    return {"none": None, "ellipsis": Ellipsis, "bool": draw(st.booleans())}[kind]


@st.composite
def keys(draw, shape, *, only_views=False):
    count = draw(st.integers(0, len(shape) + 1))
    key = [draw(entries(shape[min(place, len(shape) - 1)])) for place in range(count)]
    if key.count(Ellipsis) > 1 if not any(isinstance(item, torch.Tensor) for item in key) else True:
        seen = False
        kept = []
        for item in key:
            if item is Ellipsis and seen:
                continue
            seen = seen or item is Ellipsis
            kept.append(item)
        key = kept
    return tuple(key) if len(key) != 1 or draw(st.booleans()) else key[0]


def base(permuted):
    tensor = torch.arange(60).reshape(3, 4, 5)
    return tensor.permute(2, 0, 1) if permuted else tensor


@settings(max_examples=150, deadline=None)
@given(st.booleans(), st.data())
def test_getitem(permuted, data):
    tensor = base(permuted)
    key = data.draw(keys(tuple(tensor.shape)))
    try:
        tensor[key]
    except IndexError as error:
        if "out of bounds" in str(error) and not isinstance(key, int):
            return  # elements of index tensors are not looked at before they are needed
    agree("torch.Tensor.__getitem__", tensor, key, strides=False, known=True)


@settings(max_examples=100, deadline=None)
@given(st.booleans(), st.data())
def test_setitem(permuted, data):
    tensor = base(permuted)
    key = data.draw(keys(tuple(tensor.shape)))
    try:
        tensor[key]
    except IndexError:
        return  # see test_getitem
    agree("torch.Tensor.__setitem__", tensor.clone(), key, 7)


@modest
@given(st.data())
def test_setitem_broadcasts_the_value(data):
    tensor = base(False)
    key = data.draw(keys(tuple(tensor.shape)))
    try:
        shape = tuple(tensor[key].shape)
    except (IndexError, RuntimeError, ValueError):
        return
    value = torch.arange(shape[-1]) if shape else torch.tensor(3)
    indices = key if isinstance(key, tuple) else (key,)
    if any(isinstance(item, (list, torch.Tensor)) for item in indices):
        return  # the order of writes to one position is not defined
    agree("torch.Tensor.__setitem__", tensor, key, value)


@modest
@given(st.integers(-3, 3), st.lists(st.integers(0, 2), max_size=4))
def test_index_select(dim, index):
    agree("torch.index_select", base(False), dim, torch.tensor(index, dtype=torch.int64), strides=False)


@modest
@given(st.integers(-3, 2), st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 5)))
def test_gather_and_scatter(dim, shape):
    index = torch.arange(shape[0] * shape[1] * shape[2]).reshape(shape) % 3
    agree("torch.gather", base(False), dim, index, known=True)
    agree("torch.scatter_add", base(False), dim, index, torch.ones_like(index), known=True)
    agree("torch.Tensor.scatter_", base(False), dim, index, 9)
    agree("torch.take_along_dim", base(False)[:, :1], index[:1], dim, strides=False) if dim in (0, -3) else None


@modest
@given(st.integers(-3, 2), st.lists(st.integers(0, 2), min_size=1, max_size=4))
def test_index_writes(dim, index):
    tensor = base(False)
    where = torch.tensor(index)
    source = torch.ones_like(tensor.index_select(dim, where))
    agree("torch.index_add", tensor, dim, where, source)
    agree("torch.index_fill", tensor, dim, where, 5)
    agree("torch.index_copy", tensor, dim, where, source)


@modest
@given(st.lists(st.booleans(), min_size=5, max_size=5))
def test_masks(flags):
    mask = torch.tensor(flags)
    agree("torch.masked_fill", base(False), mask, 1.0 if False else 1, strides=False)
    agree("torch.masked_select", base(False), mask, known=True)
    agree("torch.nonzero", mask, known=True, strides=False)
    agree("torch.argwhere", mask, known=True, strides=False)
    agree("torch.where", mask)
    agree("torch.Tensor.masked_fill_", base(False), mask, -1)


@modest
@given(st.lists(st.integers(0, 4), min_size=1, max_size=6), st.integers(-1, 6))
def test_lookups(places, classes):
    index = torch.tensor(places)
    agree("torch.nn.functional.embedding", index, torch.arange(20.0).reshape(5, 4), known=True)
    agree("torch.nn.functional.one_hot", index, classes if classes < 0 or classes > 4 else 5, known=True)
    agree("torch.take", base(False), index, known=True)
    agree("torch.bucketize", index, torch.tensor([1, 3]), known=True)
    agree("torch.bucketize", index, torch.tensor([1, 3]), right=True, known=True)
    agree("torch.isin", index, torch.tensor([1, 3]), known=True)


@pytest.mark.parametrize("mode", ["sum", "mean", "max"])
def test_embedding_bag(mode):
    weight = torch.zeros(5, 4)
    agree("torch.nn.functional.embedding_bag", torch.tensor([[0, 1], [2, 3], [1, 1]]), weight, mode=mode)
    agree("torch.nn.functional.embedding_bag", torch.tensor([0, 1, 2]), weight, torch.tensor([0, 2]), mode=mode)


def test_a_mask_of_unknown_elements_selects_a_symbolic_number():
    mask = Tensor((4, 5), DTYPES["bool"])
    result, _ = call("torch.Tensor.__getitem__", Tensor((4, 5, 3)), mask)
    count, width = result.shape
    assert isinstance(count, Expression)
    assert count.bounds() == (0, 20)
    assert width == 3
    pairs, _ = call("torch.nonzero", mask)
    assert isinstance(pairs.shape[0], Expression)
    assert pairs.shape[1] == 2


def test_slices_of_symbolic_sizes():
    length = symbol("L", minimum=4)
    for key, expected in [
        (slice(2, None), length - 2),
        (slice(None, -3), length - 3),
        (slice(-2, None), 2),
        (slice(None, None, 2), (length + 1) // 2),
    ]:
        assert call("torch.Tensor.__getitem__", Tensor((length,)), key)[0].shape == (expected,)
    assert call("torch.Tensor.__getitem__", Tensor((length, length)), (slice(None), slice(None, length - 1)))[0].shape == (
        length,
        length - 1,
    )
    assert call("torch.Tensor.__getitem__", Tensor((10,)), slice(None, symbol("K")))[0].shape != (10,)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (5, r"index 5 is out of bounds for dimension 0 with size 3"),
        ((0, 0, 0, 0), r"too many indices for tensor of dimension 3 \(shape \[3, 4, 5\]\)"),
        (slice(None, None, -1), "step must be greater than zero"),
        (([0, 1], [0, 1, 2]), r"shape mismatch: indexing tensors could not be broadcast together with shapes \[2\], \[3\]"),
        (Tensor((4,), DTYPES["bool"]), r"mask \[4\] at index 0 does not match the shape of the indexed tensor \[3, 4, 5\]"),
    ],
)
def test_errors_read_like_those_of_torch(key, message):
    with pytest.raises(Exception, match=message):
        call("torch.Tensor.__getitem__", Tensor((3, 4, 5)), key)


def test_a_gather_reads_what_it_selects():
    _, cost = call("torch.nn.functional.embedding", Tensor((2, 7), DTYPES["int64"]), Tensor((1000, 16)))
    assert (cost.core, cost.bytes_read) == (0, 14 * 16 * 4 + 14 * 8)
