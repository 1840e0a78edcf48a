"""Views, copies, joins and splits against torch: shapes, strides, sharing of memory, elements."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from agreement import agree, call  # noqa: E402

from flake8_greenai.symbolic import symbol  # noqa: E402
from flake8_greenai.tensors.tensor import Tensor  # noqa: E402

modest = settings(max_examples=60, deadline=None)
SHAPES = [(), (1,), (3,), (2, 3), (3, 1), (2, 3, 4), (1, 2, 1, 3), (2, 0, 3), (4, 4), (2, 2, 2, 2)]


@st.composite
def tensors(draw, shapes=SHAPES, dtype=torch.int64):
    shape = draw(st.sampled_from(shapes))
    count = 1
    for size in shape:
        count *= size
    tensor = torch.arange(count).reshape(shape).to(dtype)
    for _ in range(draw(st.integers(0, 2))):
        if len(shape) > 1 and draw(st.booleans()):
            tensor = tensor.permute(draw(st.permutations(range(tensor.ndim))))
        elif tensor.ndim and draw(st.booleans()):
            axis = draw(st.integers(0, tensor.ndim - 1))
            tensor = tensor.narrow(axis, 0, (tensor.shape[axis] + 1) // 2)
        else:
            tensor = tensor.unsqueeze(0).expand(2, *tensor.shape)
    return tensor


dims = st.integers(-4, 4)
sizes = st.lists(st.sampled_from([-1, 1, 2, 3, 4, 6, 0]), max_size=4)


@settings(max_examples=200, deadline=None)
@given(tensors(), sizes)
def test_reshape(tensor, shape):
    agree("torch.reshape", tensor, tuple(shape), known=True)
    agree("torch.Tensor.reshape", tensor, *shape) if shape else None


@settings(max_examples=200, deadline=None)
@given(tensors([(2, 3, 4), (4, 4), (2, 2, 2, 2)]), sizes)
def test_view(tensor, shape):
    try:
        tensor.view(shape)
    except RuntimeError as error:
        if "not compatible" in str(error):  # an incomplete knowledge of strides must not refuse a program that works
            return
    agree("torch.Tensor.view", tensor, shape, known=True)


@modest
@given(tensors(), dims, dims)
def test_two_dims(tensor, first, second):
    agree("torch.transpose", tensor, first, second)
    agree("torch.flatten", tensor, first, second) if tensor.ndim else None
    agree("torch.movedim", tensor, first, second)
    agree("torch.diagonal", tensor, 0, first, second) if tensor.ndim > 1 else None


@modest
@given(tensors(), dims)
def test_one_dim(tensor, dim):
    agree("torch.unsqueeze", tensor, dim)
    agree("torch.squeeze", tensor, dim)
    agree("torch.squeeze", tensor)
    agree("torch.unbind", tensor, dim) if tensor.ndim else None
    agree("torch.select", tensor, dim, 0) if tensor.ndim else None


@modest
@given(tensors(), st.data())
def test_permute(tensor, data):
    order = data.draw(st.permutations(range(tensor.ndim)))
    agree("torch.permute", tensor, tuple(order))
    agree("torch.Tensor.permute", tensor, *order[:-1]) if tensor.ndim > 1 else None


@modest
@given(tensors(), st.lists(st.integers(-1, 4), max_size=5))
def test_expand_and_repeat(tensor, counts):
    new = len(counts) - tensor.ndim
    if counts and not (0 in counts and -1 in counts[: max(new, 0)]):  # torch accepts -1 for a new dim of a result without elements
        agree("torch.Tensor.expand", tensor, *counts)
    times = [count for count in counts if count >= 0]
    if times:
        agree("torch.Tensor.repeat", tensor, *times)
    agree("torch.tile", tensor, tuple(count for count in counts if count >= 0))


@modest
@given(tensors(), st.integers(1, 5), dims)
def test_split(tensor, size, dim):
    if not tensor.ndim:
        return
    agree("torch.split", tensor, size, dim)
    agree("torch.chunk", tensor, size, dim)
    agree("torch.tensor_split", tensor, size, dim)
    agree("torch.tensor_split", tensor, [1, 2], dim)
    agree("torch.split", tensor, [1, size], dim)


@modest
@given(tensors(), tensors(dtype=torch.float32), dims)
def test_join(left, right, dim):
    agree("torch.cat", [left, left, left], dim, strides=False)
    agree("torch.cat", [left, right], dim, strides=False)
    agree("torch.stack", [left, left], dim, strides=False)
    agree("torch.stack", [left, right], dim, strides=False)
    for name in ("hstack", "vstack", "dstack", "column_stack"):
        agree(f"torch.{name}", [left, left], strides=False)


@modest
@given(tensors(), st.lists(st.integers(-3, 3), min_size=1, max_size=2), st.lists(dims, min_size=1, max_size=2))
def test_flip_and_roll(tensor, shifts, axes):
    if not tensor.numel() or not tensor.ndim:
        return
    agree("torch.flip", tensor, tuple(axes), strides=False)
    agree("torch.roll", tensor, tuple(shifts), tuple(axes), strides=False)


@modest
@given(
    tensors(dtype=torch.float32),
    st.lists(st.integers(-1, 3), min_size=1, max_size=6),
    st.sampled_from(["constant", "reflect", "replicate", "circular"]),
)
def test_pad(tensor, amounts, mode):
    if mode != "constant" and (len(amounts) % 2 or tensor.ndim - len(amounts) // 2 not in (1, 2) or min(amounts) < 0 or not tensor.numel()):
        return
    agree("torch.nn.functional.pad", tensor, amounts, mode, strides=False)


@modest
@given(tensors([(3, 4), (2, 3, 3), (4, 2), (3,)]), st.integers(-3, 3))
def test_triangles_and_diagonals(tensor, offset):
    agree("torch.tril", tensor, offset, strides=False)
    agree("torch.triu", tensor, offset, strides=False)
    agree("torch.diag_embed", tensor, offset, strides=False)
    agree("torch.diag", tensor, offset, strides=False) if tensor.ndim < 3 else None
    agree("torch.diagonal", tensor, offset) if tensor.ndim > 1 else None


@modest
@given(tensors(), st.integers(0, 3), dims)
def test_repeat_interleave(tensor, count, dim):
    agree("torch.repeat_interleave", tensor, count, dim, strides=False) if tensor.ndim else None
    agree("torch.repeat_interleave", tensor, count, strides=False) if tensor.is_contiguous() else None
    if -tensor.ndim <= dim < tensor.ndim and tensor.ndim:
        counts = torch.arange(tensor.shape[dim])
        agree("torch.repeat_interleave", tensor, counts, dim, strides=False) if tensor.numel() else None


@modest
@given(tensors(), st.integers(1, 3), st.integers(1, 2), dims)
def test_windows(tensor, size, step, dim):
    agree("torch.Tensor.unfold", tensor, dim, size, step) if tensor.numel() and tensor.ndim else None


@modest
@given(tensors())
def test_copies(tensor):
    agree("torch.clone", tensor)
    agree("torch.Tensor.contiguous", tensor)
    agree("torch.Tensor.float", tensor)
    agree("torch.Tensor.bool", tensor)
    agree("torch.Tensor.to", tensor, torch.float64)
    agree("torch.Tensor.to", tensor, torch.int64)
    agree("torch.ravel", tensor)
    agree("torch.Tensor.numel", tensor)
    agree("torch.Tensor.stride", tensor) if tensor.numel() and 1 not in tensor.shape else None
    agree("torch.Tensor.is_contiguous", tensor)
    agree("torch.Tensor.tolist", tensor)


@modest
@given(st.lists(st.integers(1, 3), min_size=1, max_size=3), st.sampled_from(["ij", "xy"]))
def test_grids(lengths, indexing):
    lines = [torch.arange(length) for length in lengths]
    agree("torch.meshgrid", *lines, indexing=indexing)
    agree("torch.cartesian_prod", *lines, strides=False)
    agree("torch.broadcast_tensors", *lines)


@pytest.mark.parametrize("name", ["T", "mT", "H"])
def test_transposed_attributes(name):
    tensor = Tensor((2, 3))
    assert call(f"torch.Tensor.{name}", tensor)[0].shape == (3, 2)


@pytest.mark.parametrize("rank", [1, 2, 3])
@pytest.mark.parametrize("shape", SHAPES)
def test_atleast(rank, shape):
    agree(f"torch.atleast_{rank}d", torch.zeros(shape))


def test_symbolic_sizes_are_inferred():
    batch, height = symbol("B"), symbol("H")
    tensor = Tensor((batch, 3, height, height))
    assert call("torch.reshape", tensor, batch, -1)[0].shape == (batch, 3 * height * height)
    assert call("torch.flatten", tensor, 1)[0].shape == (batch, 3 * height * height)
    assert call("torch.Tensor.view", tensor, -1, 3 * height * height)[0].shape == (batch, 3 * height * height)
    assert [part.shape for part in call("torch.chunk", Tensor((batch, 6 * height)), 3, 1)[0]] == [(batch, 2 * height)] * 3
    assert call("torch.cat", [tensor, tensor], 0)[0].shape == (2 * batch, 3, height, height)
    assert call("torch.Tensor.__getitem__", tensor, (slice(None), slice(None), slice(1, None), slice(None, -1)))[0].shape == (
        batch, 3, height - 1, height - 1,
    )  # fmt: skip
    assert call("torch.Tensor.expand", Tensor((1, 4)), batch, -1)[0].shape == (batch, 4)
    assert call("torch.add", Tensor((batch, 1, 4)), Tensor((height, 1)))[0].shape == (batch, height, 4)


def test_a_symbolic_size_that_cannot_fit_is_an_error():
    batch = symbol("B")
    with pytest.raises(Exception, match="invalid for input"):
        call("torch.Tensor.view", Tensor((2 * batch, 2)), 2 * batch + 1, 2)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("torch.Tensor.view", ((7, -1),), r"shape '\[7, -1\]' is invalid for input of size 6.*\[2, 3\]"),
        ("torch.Tensor.expand", (5, 3), r"expanded size of the tensor \(5\) must match the existing size \(2\).*\[5, 3\].*\[2, 3\]"),
        ("torch.transpose", (0, 2), r"Dimension out of range \(expected to be in range of \[-2, 1\], but got 2\)"),
    ],
)
def test_errors_read_like_those_of_torch(name, arguments, message):
    with pytest.raises(Exception, match=message):
        call(name, Tensor((2, 3)), *arguments)


def test_cat_names_both_shapes():
    with pytest.raises(Exception, match=r"Expected size 3 but got size 4 for tensor number 1 in the list.*\[2, 3\] and \[2, 4\]"):
        call("torch.cat", [Tensor((2, 3)), Tensor((2, 4))])


@pytest.mark.parametrize(("name", "bytes_read"), [("torch.Tensor.view", 0), ("torch.clone", None)])
def test_views_are_free_and_copies_move_bytes(name, bytes_read):
    _, cost = call(name, Tensor((2, 3)), *([(6,)] if "view" in name else []))
    assert (cost.pointwise, cost.bytes_read) == (0, bytes_read)
