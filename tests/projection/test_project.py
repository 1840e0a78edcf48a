from dataclasses import replace
from math import exp

import pytest

from flake8_greenai.hardware import target, targets
from flake8_greenai.ledger.work import GEMM, POINTWISE, Kernel, Work
from flake8_greenai.projection.energy import embodied_share, footprint
from flake8_greenai.projection.grid import ZoneError, building, zone
from flake8_greenai.projection.project import exchange_seconds, project
from flake8_greenai.projection.training_run import training_flops, training_run
from flake8_greenai.symbolic import maximum, symbol

STEP = Work(
    (Kernel("mm", GEMM, core=10**13, bytes=10**9, rows=4096, columns=4096, depth=4096), Kernel("relu", POINTWISE, bytes=10**8)),
    gradient_bytes=10**9,
    peak_bytes=10 * 10**9,
    resident_bytes=2 * 10**9,
    batch=16,
)


@pytest.mark.parametrize("key", list(targets()))
def test_every_target_gives_an_interval(key):
    found = project(STEP, target(key))
    for interval in (found.seconds, found.joules, found.gco2e):
        assert 0 < interval[0] < interval[1] < float("inf")
    assert found.bound in ("compute", "memory", "launch", "communication")
    assert found.assumptions


def test_the_interval_is_the_spread_of_the_constants():
    device = target("rtx_3090")
    spread = next(one.spread for one in device.calibration if one.dtype == "float16")
    low, high = project(STEP, device, dtype="float16").seconds
    assert high / low == pytest.approx(exp(2 * spread))


def test_what_may_not_happen_counts_only_in_the_upper_bound():
    unsure = replace(STEP, kernels=(STEP.kernels[0], replace(STEP.kernels[0], certain=False)))
    one, both = project(STEP, target("a100_sxm_80")), project(unsure, target("a100_sxm_80"))
    assert both.seconds[0] <= one.seconds[0]
    assert both.seconds[1] > one.seconds[1]


def test_memory_and_the_largest_batch():
    """2 GB resident and 8 GB for 16 samples: 0.5 GB each; of 24 GB 22.8 are usable, so (22.8 - 2) / 0.5 = 41 fit."""
    found = project(STEP, target("rtx_4090"))
    assert found.fits is True
    assert found.largest_batch == 41
    assert project(replace(STEP, peak_bytes=25 * 10**9), target("rtx_4090")).fits is False
    assert project(replace(STEP, peak_bytes=None), target("rtx_4090")).fits is None


def test_each_moment_that_may_be_the_peak_limits_the_batch():
    """At 16 samples 2 GB + 8 GB early, 6 GB + 1.6 GB late; of 22.8 GB: (22.8 - 2) / 0.5 = 41, (22.8 - 6) / 0.1 = 168."""
    early, late = (2 * 10**9, 10 * 10**9), (6 * 10**9, 76 * 10**8)
    assert project(replace(STEP, moments=(early, late)), target("rtx_4090")).largest_batch == 41
    assert project(replace(STEP, moments=(late,)), target("rtx_4090")).largest_batch == 168
    # Weights and state alone do not fit.
    assert project(replace(STEP, moments=(early, (23 * 10**9, 24 * 10**9))), target("rtx_4090")).largest_batch == 0


def test_a_formula_of_the_batch_is_solved():
    """3 GB + 0.5 GB per sample and 10 GB + 0.1 GB per sample, whichever is more: of 22.8 GB 39, as 128 of the other."""
    batch = symbol("B")
    work = replace(STEP, peak_bytes=maximum(3 * 10**9 + 5 * 10**8 * batch, 10**10 + 10**8 * batch), batch=batch)
    assert project(work, target("rtx_4090")).largest_batch == 39
    # Two samples for each: the batch is even.
    assert project(replace(work, batch=2 * batch), target("rtx_4090")).largest_batch == 78
    assert project(replace(work, peak_bytes=10**11 * batch), target("rtx_4090")).largest_batch == 0


def test_symbols_stand_for_one_unless_given():
    batch = symbol("B")
    work = Work((Kernel("mm", GEMM, core=10**9 * batch, bytes=10**6 * batch),), peak_bytes=10**9 * batch, batch=batch)
    found = project(work, target("a100_sxm_80"))
    assert found.assumptions[0] == "B = 1"
    larger = project(work, target("a100_sxm_80"), values={"B": 64})
    assert larger.seconds[0] > found.seconds[0]
    assert not any(text.startswith("B =") for text in larger.assumptions)
    assert larger.largest_batch == 76


def test_all_reduce_sends_twice_all_but_one_share():
    """8 devices, 1 GB: 1.75 GB over 450 GB/s one way (NVLink4 is 900 both ways), at 90 % and at 40 % of it."""
    low, high = exchange_seconds(1e9, 8, target("h100_sxm"))
    assert (low, high) == (pytest.approx(1.75 / 450 / 0.9), pytest.approx(1.75 / 450 / 0.4))
    assert exchange_seconds(1e9, 1, target("h100_sxm")) == (0, 0)
    alone, together = project(STEP, target("h100_sxm")), project(STEP, target("h100_sxm"), devices=8)
    assert together.seconds[1] == pytest.approx(alone.seconds[1] + high)
    assert together.joules[1] > 8 * alone.joules[1]
    assert "each of 8 devices does all these iterations, on its own share of the samples" in together.assumptions


def test_little_work_and_many_gradients_is_communication():
    work = Work((Kernel("mm", GEMM, core=10**9, bytes=10**6),), gradient_bytes=10**11)
    assert project(work, target("h100_sxm"), devices=8).bound == "communication"
    first, *_ = project(work, target("h100_sxm"), devices=8).assumptions
    assert first == "all-reduce gets 40% to 90% of 450 GB/s, up to 70% of it hidden"


def test_zones():
    assert zone("FRA").intensity == (44.2, 56.0)
    assert zone("France").litres == 3.67
    assert zone("us-central1").intensity == (pytest.approx(387), pytest.approx(473))
    assert zone().intensity == (473, 481)
    with pytest.raises(ZoneError, match="nowhere"):
        zone("nowhere")
    assert building("laptop-cpu") == (1.0, 1.0)
    assert building("datacenter-gpu") == (1.1, 1.56)


def test_carbon_follows_the_zone_and_water_is_known_for_some():
    clean, dirty = (project(STEP, target("a100_sxm_80"), zone_name=name) for name in ("FRA", "POL"))
    assert clean.joules == dirty.joules
    assert clean.gco2e[1] < dirty.gco2e[1]
    assert clean.litres is not None
    assert project(STEP, target("a100_sxm_80")).litres is None


def test_energy_by_hand():
    """One hour of a device that draws 150 to 200 W: rpi-like board without building."""
    device = replace(target("a100_sxm_80"), idle_w=50.0, peak_w=400.0, kind="consumer-gpu", embodied=None)
    spent = footprint(device, (3600, 3600), "compute", 1, (1.0, 1.0), zone("FRA"))
    assert spent.joules == (pytest.approx((50 + 0.75 * 350) * 3600), pytest.approx(400 * 3600))
    assert spent.gco2e == (pytest.approx(0.3125 * 44.2), pytest.approx(0.4 * 56))
    assert any("left out" in text for text in spent.assumptions)


def test_embodied_share_by_hand():
    """575 kg over 3 years of which it is busy for half: 12.15 mg for each second."""
    device = target("h100_sxm")
    low, high = embodied_share(device, (3600, 3600))
    assert high == pytest.approx(device.embodied.high * 1e3 * 3600 / (3 * 365.25 * 86400 * 0.5))
    assert low == pytest.approx(device.embodied.low * 1e3 * 3600 / (5 * 365.25 * 86400))


def test_published_runs():
    """GPT-3 (arXiv 2005.14165): 3.14e23 FLOP; LLaMA 65B (arXiv 2302.13971): 1,022,362 hours of A100, 449 MWh at PUE 1.1."""
    assert training_flops(174.6e9, 300e9) == pytest.approx(3.14e23, rel=0.01)
    run = training_run(target("a100_sxm_80"), 65.2e9, 1.4e12, pue=1.1)
    assert run.device_hours[0] < 1_022_362 < run.device_hours[1]
    assert run.joules[0] < 449e6 * 3600 < run.joules[1]


@pytest.mark.parametrize(
    ("key", "parameters", "tokens", "hours"),
    [
        ("a100_sxm_80", 68.98e9, 2e12, 1_720_320),  # Llama 2 70B, arXiv 2307.09288
        ("a100_sxm_80", 176e9, 366e9, 1_082_990),  # BLOOM, arXiv 2211.02001
        ("h100_sxm", 405e9, 15.6e12, 30_840_000),  # Llama 3.1 405B, its model card
        ("h100_sxm", 37e9, 14.8e12, 2_664_000),  # DeepSeek-V3 (active parameters), arXiv 2412.19437
    ],
)
def test_hours_of_published_runs_lie_in_the_interval(key, parameters, tokens, hours):
    low, high = training_run(target(key), parameters, tokens).device_hours
    assert low < hours < high
    assert high < 2.5 * low
