"""Fourier transforms against torch, whose counter of FLOPs does not know them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

torch = pytest.importorskip("torch")

from differential import assert_same_outputs, check, meta, outcome  # noqa: E402

from flake8_greenai.ops import fft  # noqa: E402
from flake8_greenai.tensors.modes import Modes  # noqa: E402

modest = settings(max_examples=40, deadline=None)
flags = st.booleans()
NAMES = ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]
DTYPES = [torch.float32, torch.float64, torch.complex64, torch.int64]


@modest
@given(st.sampled_from(NAMES), st.lists(st.integers(1, 9), min_size=2, max_size=4), st.sampled_from(DTYPES), st.data())
def test_transforms(name, shape, dtype, data):
    signal = meta(*shape, dtype=dtype)
    size = data.draw(st.sampled_from([None, 1, 4, 7]))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    check(getattr(fft, name), getattr(torch.fft, name), signal, size, axis, flops=False)
    for several in (f"{name}n", f"{name}2"):
        axes = data.draw(st.lists(st.integers(0, len(shape) - 1), min_size=1, max_size=2, unique=True))
        sizes = data.draw(st.sampled_from([None, [5, 6][: len(axes)], [-1, 4][: len(axes)]]))
        # On the meta device the Hermitian ones do not convert integers as the others do.
        if dtype is not torch.int64 or "h" not in name:
            check(getattr(fft, several), getattr(torch.fft, several), signal, sizes, axes, flops=False)
    check(fft.fftshift, torch.fft.fftshift, signal, axis)


@pytest.mark.parametrize(
    ("name", "shape", "flops"),
    [
        ("fft", (3, 8), 3 * 5 * 8 * 3),
        ("rfft", (3, 8), 3 * 5 * 8 * 3 // 2),
        ("irfft", (3, 5), 3 * 5 * 8 * 3 // 2),
        ("fft2", (3, 4, 8), 3 * (4 * 5 * 8 * 3 + 8 * 5 * 4 * 2)),
        ("rfft2", (3, 4, 8), 3 * (4 * 5 * 8 * 3 + 8 * 5 * 4 * 2) // 2),
        ("fft2", (128, 768), 8_151_840),  # 5 * 128 * 768 * log2(128 * 768), as measured in FNet
    ],
)
def test_formula(name, shape, flops):
    assert outcome(getattr(fft, name), [meta(*shape)], {}).cost.core == flops


@modest
@given(st.integers(20, 60), st.sampled_from([8, 9, 16]), st.sampled_from([None, 3, 4]), flags, flags, flags, st.sampled_from([(), (2,)]))
def test_short_time(length, size, hop, center, two_sided, as_complex, batch):
    signal, window = meta(*batch, length), meta(size, grad=False)
    options = {"window": window, "center": center, "return_complex": as_complex, "onesided": not two_sided}
    check(fft.stft, torch.stft, signal, size, hop, flops=False, **options)


@modest
@given(
    st.integers(2, 9), st.sampled_from([8, 9, 16]), st.sampled_from([None, 3, 4]), st.sampled_from([None, 20]), st.sampled_from([(), (2,)])
)
def test_inverse_short_time(frames, size, hop, length, batch):
    # The meta device cannot check the overlap of windows, so this one runs on the CPU.
    spectrum = torch.zeros(*batch, size // 2 + 1, frames, dtype=torch.complex64)
    window = torch.ones(size)
    truth = torch.istft(spectrum, size, hop, window=window, length=length)
    assert_same_outputs(outcome(fft.istft, [spectrum, size, hop], {"window": window, "length": length}).output, truth)


@pytest.mark.parametrize("size", [1, 7, 8])
def test_frequencies(size):
    check(fft.fftfreq, torch.fft.fftfreq, size, ours={"modes": Modes()})
    check(fft.rfftfreq, torch.fft.rfftfreq, size, ours={"modes": Modes()})
