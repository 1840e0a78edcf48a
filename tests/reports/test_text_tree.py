"""The tree that ``greenai estimate`` prints."""

from __future__ import annotations

from flake8_greenai.estimate.results import Estimate, ForwardCost, ModuleCost, Status, TensorSpec
from flake8_greenai.reports.text_format import print_estimate

SEQUENCE = TensorSpec((1, 16, 64), "float32")


def module(name, class_name, flops, params):
    return ModuleCost(name, class_name, None, None, 1, params, flops, flops, (SEQUENCE,))


def test_equal_neighbours_are_one_row(capsys):
    blocks = [part for index in range(12) for part in (module(f"h.{index}", "Block", 50, 10), module(f"h.{index}.fc", "Linear", 50, 10))]
    modules = (module("", "GPT", 1000, 320), module("h", "ModuleList", 600, 120), *blocks, module("head", "Linear", 400, 200))
    forward = ForwardCost(1000, {}, 1100, 7, 4096, 2048, 8192)
    print_estimate(
        Estimate(
            "GPT()", "GPT()", Status.PARTIAL, "2 calls unknown", params=320, trainable_params=200, param_bytes=1280,
            inputs={"*0": "int64[1,16]", "mask": "bool[1,16]"}, outputs=(SEQUENCE,), forward=forward, modules=modules, coverage=0.98,
            assumptions=("H = 224",),
        )
    )  # fmt: skip
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "GPT()(int64[1,16], mask=bool[1,16])",
        "",
        "Module       Class       Output            Parameters     FLOPs  Share",
        "GPT          GPT         float32[1,16,64]         320   1 kFLOP  100 %",
        "├─ h         ModuleList  float32[1,16,64]         120  600 FLOP   60 %",
        "│  └─ 0..11  Block x12   float32[1,16,64]          10   50 FLOP   60 %",
        "│     └─ fc  Linear      float32[1,16,64]          10   50 FLOP  5.0 %",
        "└─ head      Linear      float32[1,16,64]         200  400 FLOP   40 %",
        "",
        "status       partial, 2 calls unknown",
        "coverage     98 %",
        "parameters   320, 200 trainable",
        "weights      1.25 KiB",
        "output       float32[1,16,64]",
        "forward      1 kFLOP = 500 MAC (1,000) in contractions",
        "             1.1 kFLOP in all, and 7 transcendental functions",
        "memory       4 KiB read, 2 KiB written, 8 KiB at peak",
        "assumed      H = 224",
    ]


def test_a_failure_is_two_lines(capsys):
    print_estimate(Estimate("f", "f", Status.FAILED, "f is unknown"))
    assert capsys.readouterr().out == "f()\nfailed: f is unknown\n"
