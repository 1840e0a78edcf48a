from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_greenai.hardware import Calibration, Target, target
from flake8_greenai.ledger.work import CONVOLUTION, GEMM, POINTWISE, POOLING, REDUCTION, Kernel
from flake8_greenai.projection.constants import class_of, constants_of
from flake8_greenai.projection.roofline import demand, filling, kernel_seconds, peak_rate

BOX = Target("box", "Box", {"float32": 10.0, "float16": 20.0}, 8.0, kind="consumer-gpu", bandwidth_gb_s=100, cores=10, cache_mb=4)
PERFECT = Calibration("float32", 1, 1, 1, 1, 0.0, 0.0, "")


def test_a_compute_bound_kernel_by_hand():
    """20 TFLOP at 10 TFLOP/s: 2 s."""
    kernel = Kernel("mm", GEMM, core=20 * 10**12, bytes=10**9)
    assert kernel_seconds(demand(kernel, BOX), PERFECT) == pytest.approx(2.0)


def test_a_memory_bound_kernel_by_hand():
    """50 GB at 100 GB/s: 0.5 s, whatever little it computes."""
    kernel = Kernel("add", POINTWISE, pointwise=10**6, bytes=50 * 10**9)
    assert kernel_seconds(demand(kernel, BOX), PERFECT) == pytest.approx(0.5)


def test_launches_are_added_and_gradients_slower():
    constants = Calibration("float32", 0.5, 1, 1, 0.8, 10.0, 0.0, "")
    kernel = Kernel("mm gradient", GEMM, core=10**12, launches=2, count=3, is_gradient=True)
    # 1 TFLOP at half of 10 TFLOP/s is 0.2 s, at a speed of 0.8 it is 0.25 s; two launches of 10 us; three times.
    assert kernel_seconds(demand(kernel, BOX), constants) == pytest.approx(3 * (0.25 + 20e-6))


def test_mixed_precision_halves_bytes_and_uses_the_other_rate():
    product = demand(Kernel("mm", GEMM, core=20 * 10**12, bytes=10**9), BOX, "float16")
    assert (product.compute, product.memory) == (pytest.approx(1.0), pytest.approx(0.005))
    norm = demand(Kernel("layer_norm", REDUCTION, bytes=8 * 10**9), BOX, "float16")
    assert norm.memory == pytest.approx(14 / 100)


def test_filling_of_tiles_and_waves():
    # 10 cores, tiles of 128: 10 tiles fill one wave, an 11th costs a second one.
    whole = filling(BOX, 1, 1280, 128, 4096)
    more = filling(BOX, 1, 1281, 128, 4096)
    assert whole == pytest.approx(4096 / (4096 + 32))
    assert more < whole
    assert filling(BOX, 1, 0, 0, 0) == 1.0


def test_unknown_rates_fall_back_to_wider_ones():
    assert peak_rate(BOX, "bfloat16") == 20e12
    assert peak_rate(BOX, "float32") == 10e12


@given(st.integers(1, 10**15), st.integers(1, 10**12), st.integers(1, 10**6))
def test_more_work_never_takes_less_time(core, moved, more):
    less = kernel_seconds(demand(Kernel("mm", GEMM, core=core, bytes=moved), BOX), PERFECT)
    assert kernel_seconds(demand(Kernel("mm", GEMM, core=core + more, bytes=moved), BOX), PERFECT) >= less
    assert kernel_seconds(demand(Kernel("mm", GEMM, core=core, bytes=moved + more), BOX), PERFECT) >= less
    assert 0 < less < inf


def test_devices_without_constants_get_those_of_their_class_and_say_so():
    constants, remark = constants_of(BOX, "float16")
    assert class_of(BOX) == "consumer"
    assert constants.spread >= 0.4
    assert remark is not None
    assert "box" in remark


def test_a_cpu_waits_for_what_it_loads_and_packs_weights():
    """10 GFLOP at 1 TFLOP/s: 10 ms. 4 MB of weights at 10 GB/s, packed in the cache at 100; 1 MB of the rest in the cache."""
    cpu = Target("cpu", "CPU", {"float32": 1.0}, 8.0, kind="server-cpu", bandwidth_gb_s=10, cores=8, cache_mb=8, cache_gb_s=100)
    kernel = Kernel("mm", GEMM, core=10**10, bytes=5 * 10**6, rows=5000, columns=1024, depth=1024)
    weights = 4 * 1024 * 1024
    loading = weights / 10e9 + 2 * weights / 100e9 + (5e6 - weights) / 100e9
    assert kernel_seconds(demand(kernel, cpu), PERFECT) == pytest.approx(0.01 + loading)
    # A row at a time nothing is packed; what is larger than the cache comes from memory.
    row = Kernel("mm", GEMM, bytes=5 * 10**6, core=10**10, rows=1, columns=1024, depth=1024)
    assert kernel_seconds(demand(row, cpu), PERFECT) == pytest.approx(0.01 + weights / 10e9 + (5e6 - weights) / 100e9)
    assert kernel_seconds(demand(Kernel("relu", POINTWISE, bytes=10**8), cpu), PERFECT) == pytest.approx(0.01)
    assert kernel_seconds(demand(Kernel("relu", POINTWISE, bytes=10**6), cpu), PERFECT) == pytest.approx(1e-5)


def test_windows_of_pools_have_a_share_of_their_own():
    """9 GFLOP of windows at a hundredth of 10 TFLOP/s: 90 ms; at one half where nobody measured them."""
    pool = demand(Kernel("torch.nn.functional.max_pool2d", POOLING, pointwise=9 * 10**9, bytes=10**6), BOX)
    assert kernel_seconds(pool, replace(PERFECT, pooling=0.01)) == pytest.approx(0.09)
    assert kernel_seconds(pool, PERFECT) == pytest.approx(0.0018)


def test_no_bandwidth_no_time_to_move():
    bare = Target("bare", "Bare", {"int8": 0.03}, 0.0005, kind="mcu")
    assert demand(Kernel("conv", GEMM, core=30 * 10**9, bytes=10**6, dtype="int8"), bare).compute == pytest.approx(1.0)


def test_kinds_that_were_not_measured_get_a_wide_interval():
    measured, _ = constants_of(target("h100_sxm"), "float32")
    guessed, remark = constants_of(target("h100_sxm"), "float32", CONVOLUTION)
    assert guessed.spread > measured.spread
    assert guessed.convolution is not None
    assert remark is not None
