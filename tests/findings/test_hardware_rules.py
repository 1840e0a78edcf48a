"""Rules about the target hardware: what they say, and when they are silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.findings.check import check
from flake8_greenai.symbolic import symbol

TARGET = Configuration(targets=("h100_sxm",))


def told(report, code, configuration=TARGET):
    found = [f"{found.location}:{found.location.column} {found.code} {found.message}" for found in check(report, configuration)]
    return [line for line in found if code in line]


@pytest.fixture(name="trained")
def _trained(report, loop, projection):
    """A report of a training loop whose iteration and whole are predicted alike but for time."""

    def build(bound="compute", *, target="h100_sxm", seconds=(3600.0, 5400.0), estimate=None, **changes):
        whole = projection(seconds, target=target, bound=bound, assumptions=("launches of 4 µs",))
        step = replace(whole, seconds=(0.008, 0.012))
        return report(estimate, loops=(loop(**{"projections": (whole,), "step_projections": (step,), **changes}),))

    return build


def test_gai201_names_the_largest_batch(report, loop, projection, resnet):
    step = projection((1.0, 2.0), fits=False, peak_bytes=(100 * 2**30, 110 * 2**30), largest_batch=192)
    once = resnet(projections=(replace(step, largest_batch=None),))
    training = loop(projections=(step,), step_projections=(step,))
    assert told(report(once, loops=(training,)), "GAI201") == [
        "model.py:60:4 GAI201 training ResNet (90 epochs of 5,005 iterations, batch 256, SGD) needs 100 GiB of the memory of h100_sxm, "
        "which has 80 GB; the largest batch that fits is 192 of 256; assuming launches of 4 µs"
    ]
    assert told(report(once), "GAI201") == [
        "model.py:10:0 GAI201 one call of ResNet for float32[1,3,224,224] needs 100 GiB of the memory of h100_sxm, "
        "which has 80 GB; assuming launches of 4 µs"
    ]
    (line,) = told(report(loops=(loop(kind="generation", projections=(replace(step, largest_batch=0, peak_bytes=None),)),)), "GAI201")
    assert "generation with ResNet (" in line
    assert "does not fit in the memory of h100_sxm, which has 80 GB; not even one sample fits" in line


@pytest.mark.parametrize("fits", [True, None])
def test_gai201_is_silent_when_it_fits_or_may_fit(report, loop, projection, resnet, fits):
    step = projection(fits=fits, peak_bytes=(70 * 10**9, 90 * 10**9))
    assert told(report(resnet(projections=(step,)), loops=(loop(projections=(step,), step_projections=(step,)),)), "GAI201") == []


def test_gai202_slow(trained):
    assert told(trained(), "GAI202") == [
        "model.py:60:4 GAI202 training of ResNet (90 epochs of 5,005 iterations, batch 256, SGD) computes in float32, in which h100_sxm "
        "does 67 TFLOP/s of 989.4 in bfloat16 (15 times as much); torch.autocast with bfloat16 uses them; "
        "in all 60 min to 90 min; assuming launches of 4 µs"
    ]


def test_gai202_absent(trained):
    (line,) = told(trained("memory", target="v100_sxm2", dtype="bfloat16"), "GAI202")
    assert "computes in bfloat16, for which v100_sxm2 has no units; it has 125 TFLOP/s in float16" in line


@pytest.mark.parametrize(
    ("bound", "changes"),
    [
        ("memory", {}),
        ("compute", {"dtype": "bfloat16"}),
        ("compute", {"seconds": (59.0, 600.0)}),
        ("compute", {"target": "gone"}),
        ("compute", {"projections": ()}),
    ],
)
def test_gai202_is_silent(trained, bound, changes):
    assert told(trained(bound, **changes), "GAI202") == []


def test_gai202_configured_dtype_and_time(trained):
    assert told(trained(), "GAI202", replace(TARGET, dtype="tf32")) == []
    assert told(trained(), "GAI202", replace(TARGET, least_time=4000.0)) == []


def decoding(trained, resnet, **changes):
    settings = {
        "kind": "generation",
        "iterations": 500,
        "epochs": 1,
        "batch_size": 1,
        "optimizer": None,
        "dtype": "bfloat16",
        "step": 51 * 10**6,
        "moved": 120 * 10**6,
        **changes,
    }
    return trained(settings.pop("bound", "memory"), estimate=resnet(), **settings)


def test_gai203(trained, resnet):
    assert told(decoding(trained, resnet), "GAI203") == [
        "model.py:60:4 GAI203 batch 1 is too small for h100_sxm: an iteration of generation of ResNet does 0.425 FLOP per byte where the "
        "device can do 295, and at least 85 % of the bytes are weights; a batch 7 times as large takes at "
        "most twice as long; in all 60 min to 90 min; assuming launches of 4 µs"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"bound": "compute"},
        {"moved": 400 * 10**6},  # a quarter of the bytes are weights
        {"step": 120 * 10**9},  # above the ridge point
        {"model": "Unknown"},
        {"batch_size": None},
        {"moved": symbol("S") * 120 * 10**6},
    ],
)
def test_gai203_is_silent(trained, resnet, changes):
    assert told(decoding(trained, resnet, **changes), "GAI203") == []


def test_gai204(trained, resnet, module):
    head = module("head", "Linear", 15, 40, outputs=(TensorSpec((12, 1024, 50257), "float32"),))
    head = replace(head, inputs=(TensorSpec((12, 1024, 768), "float32"),))
    conv = replace(module("conv", "Conv2d", 16, 50, outputs=(TensorSpec((12, 63, 7, 7), "float32"),)), inputs=head.inputs)
    small = replace(head, name="small", own_core_flops=1)
    estimate = resnet(flops=100, modules=(module("", "ResNet", 0, 100), head, conv, small))
    assert told(trained(estimate=estimate, dtype="bfloat16"), "GAI204") == [
        "model.py:15:8 GAI204 head (Linear) has outputs of 50257, no multiple of 8, as matrix units of h100_sxm take bfloat16; "
        "it holds 40 % of ResNet, padding to 50264 adds <0.1 % to it; training of ResNet takes 60 min to 90 min; assuming launches of 4 µs",
        "model.py:16:8 GAI204 conv (Conv2d) has outputs of 63, no multiple of 8, as matrix units of h100_sxm take bfloat16; "
        "it holds 50 % of ResNet, padding to 64 adds 1.6 % to it; training of ResNet takes 60 min to 90 min; assuming launches of 4 µs",
    ]
    assert told(trained(estimate=estimate), "GAI204") == []  # float32 does not run on matrix units
    assert told(trained(estimate=estimate, dtype="bfloat16", target="epyc_9654"), "GAI204") == []
    aligned = replace(head, outputs=(TensorSpec((symbol("B"), 1024, 50304), "float32"),))
    assert told(trained(estimate=resnet(flops=100, modules=(aligned,)), dtype="bfloat16"), "GAI204") == []
    unknown = replace(head, outputs=(TensorSpec((12, 1024, symbol("V")), "float32"),))
    assert told(trained(estimate=resnet(flops=100, modules=(unknown,)), dtype="bfloat16"), "GAI204") == []


def test_gai205(trained):
    assert told(trained("launch", step=10**6), "GAI205") == [
        "model.py:60:4 GAI205 training of ResNet (90 epochs of 5,005 iterations, batch 256, SGD) is too small for h100_sxm: an iteration "
        "takes 8 ms to 12 ms to launch its kernels, for 1 MFLOP an iteration; in all 60 min to 90 min; assuming launches of 4 µs"
    ]
    assert told(trained("launch", seconds=(59.0, 600.0)), "GAI205") == []
    assert told(trained("memory"), "GAI205") == []


def test_gai206(trained):
    assert told(trained("communication"), "GAI206", replace(TARGET, devices=8)) == [
        "model.py:60:4 GAI206 training of ResNet (90 epochs of 5,005 iterations, batch 256, SGD) on 8 x h100_sxm is bound by the exchange "
        "of gradients: an iteration takes 8 ms to 12 ms, in all 60 min to 90 min; assuming launches of 4 µs"
    ]
    assert told(trained("compute"), "GAI206", replace(TARGET, devices=8)) == []
