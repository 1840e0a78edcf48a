"""What each rule says, word for word, and when it is silent."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.budgets import Budget, Budgets
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import CallReport, Problem, Status, TensorSpec, UnknownCall
from flake8_greenai.findings.check import check
from flake8_greenai.interpreter.values import Location
from flake8_greenai.symbolic import symbol


def budgets(**amounts):
    return Configuration(budgets=Budgets({kind: Budget(*budget) for kind, budget in amounts.items()}))


def told(report, configuration):
    return [f"{found.location}:{found.location.column} {found.code} {found.message}" for found in check(report, configuration)]


FOUR = {"flops": (4_000_000_000, "4 GFLOP")}


def test_gai101_reads_like_the_promise(report):
    assert told(report(), budgets(**FOUR)) == [
        "model.py:10:0 GAI101 ResNet.forward costs 8.18 GFLOP for float32[1,3,224,224], budget 4 GFLOP (+104 %); 23 % of it in layer3"
    ]


@pytest.mark.parametrize("flops", [(3_999_999_999, 9_000_000_000), 4_000_000_000, symbol("B") * 3_000_000_000])
def test_gai101_is_silent_unless_the_lower_bound_crosses(report, resnet, flops):
    assert told(report(resnet(flops=flops)), budgets(**FOUR)) == []


def test_gai101_lower_bounds_say_at_least(report, resnet):
    (bounded,) = told(report(resnet(flops=(5_000_000_000, 9_000_000_000), status=Status.BOUNDED)), budgets(**FOUR))
    assert "costs at least 5 GFLOP for float32[1,3,224,224], budget 4 GFLOP (+25 %)" in bounded
    unknown = (UnknownCall("f(x)", None, "no source"), UnknownCall("g(x)", None, "no source"))
    partial = resnet(status=Status.PARTIAL, unknown=unknown, assumptions=("H = 224", "W = 224", "N = 1"))
    (line,) = told(report(partial), budgets(**FOUR))
    assert line.endswith("; 23 % of it in layer3; 2 calls unknown; assuming H = 224 (and 2 more assumptions)")
    assert "costs at least 8.18 GFLOP" in line


def test_gai101_symbolic_batch_fires_when_one_sample_is_too_much(report, resnet):
    estimate = resnet(flops=symbol("B") * 8_178_368_512, inputs={"*0": "float32[B,3,224,224]"})
    (line,) = told(report(estimate), budgets(**FOUR))
    assert line.startswith(
        "model.py:10:0 GAI101 ResNet.forward costs at least 8.18 GFLOP for float32[B,3,224,224], budget 4 GFLOP (+104 %)"
    )


def test_gai102(report):
    assert told(report(), budgets(parameters=(20_000_000, "20M"))) == [
        "model.py:10:0 GAI102 ResNet has 25.6M parameters, budget 20M (+28 %); 28 % of them in layer3"
    ]


def test_gai103(report):
    assert told(report(), budgets(weights=(64 * 2**20, "64 MiB"))) == [
        "model.py:10:0 GAI103 ResNet keeps 97.5 MiB of weights in memory, budget 64 MiB (+52 %); 28 % of it in layer3"
    ]


def test_budgets_are_silent_about_failed_estimates(report, resnet):
    tight = budgets(flops=(1, "1 FLOP"), parameters=(1, "1"), weights=(1, "1 B"))
    assert told(report(resnet(status=Status.FAILED, forward=None, reason="no source")), tight) == []


def test_gai001_sums_layers_of_one_line_and_skips_free_ones(report):
    assert told(report(), Configuration(extend_select=("GAI001",))) == [
        "model.py:12:8 GAI001 Conv2d costs 236 MFLOP, 9.41k parameters, output float32[1,64,56,56]; 2.9 % of ResNet",
        "model.py:15:8 GAI001 Linear costs 4.1 MFLOP, 2.05M parameters, output float32[1,64,56,56]; <0.1 % of ResNet",
        "model.py:20:8 GAI001 Sequential costs 1.88 GFLOP, 7.1M parameters, output float32[1,64,56,56]; 23 % of ResNet",
        "model.py:30:8 GAI001 Conv2d x2 cost 1.88 GFLOP, 7.1M parameters, output float32[1,64,56,56]; 23 % of ResNet",
    ]


def test_gai001_ignores_layers_built_elsewhere(report, resnet, module):
    modules = (module("far", "Conv2d", 0, 5, created=Location("/lib/torchvision/resnet.py", 3)), module("stub", "Conv2d", 0, 5))
    assert told(report(resnet(modules=modules)), Configuration(extend_select=("GAI001",))) == []


def test_gai002(report, resnet):
    notes = Configuration(extend_select=("GAI002",))
    assert told(report(), notes) == [
        "model.py:10:0 GAI002 ResNet.forward costs 8.18 GFLOP (4.09 GMAC) for float32[1,3,224,224]; "
        "25.6M parameters, 97.5 MiB of weights; 23 % of it in layer3"
    ]
    call = CallReport("ResNet", Location("model.py", 71, 11), (TensorSpec((64, 3, 224, 224), "float32"),), 64 * 8_178_368_512)
    assert told(report(models=(), calls=(call,)), notes) == [
        "model.py:71:11 GAI002 this call of ResNet costs 523 GFLOP (262 GMAC) for float32[64,3,224,224]"
    ]
    (failed,) = told(report(resnet(status=Status.FAILED, forward=None, reason="no source")), notes)
    assert failed == "model.py:10:0 GAI002 ResNet.forward could not be costed: no source"
    (symbolic,) = told(report(resnet(flops=symbol("B") * 8_178_368_512, modules=())), notes)
    assert "costs 8.18 GFLOP * B for" in symbolic


def test_gai901_names_calls_here_and_elsewhere(report, resnet):
    unknown = (
        UnknownCall("fused(x)", Location("model.py", 33, 12), "module cuda_ext is not found"),
        UnknownCall("helper(x)", Location("/lib/helper.py", 5, 0), "no rule"),
    )
    problems = (Problem("bound", Location("model.py", 50, 4), "bound of the analysis reached: 5,000,000 steps"),)
    assert told(report(resnet(status=Status.PARTIAL, unknown=unknown), problems=problems), Configuration(extend_select=("GAI901",))) == [
        "model.py:10:0 GAI901 helper(x) in ResNet.forward is not costed: no rule (called at /lib/helper.py:5)",
        "model.py:33:12 GAI901 fused(x) in ResNet.forward is not costed: module cuda_ext is not found",
    ]
    assert told(report(models=(), problems=problems), Configuration(extend_select=("GAI901",))) == [
        "model.py:50:4 GAI901 bound of the analysis reached: 5,000,000 steps"
    ]


@pytest.mark.parametrize(("code", "kind"), [("GAI902", "configuration"), ("GAI903", "shape-error"), ("GAI999", "internal")])
def test_problems_become_findings_without_notes(report, code, kind):
    problem = Problem(kind, Location("model.py", 7, 4), "mat1 and mat2 shapes cannot be multiplied\n(64x9216 and 4608x128)")
    assert told(report(models=(), problems=(problem,)), Configuration()) == [
        f"model.py:7:4 {code} mat1 and mat2 shapes cannot be multiplied (64x9216 and 4608x128)"
    ]


def test_a_place_in_another_file_is_named_in_the_message(report):
    problem = Problem("shape-error", Location("/lib/net.py", 7, 4), "shapes do not fit")
    assert told(report(models=(), problems=(problem,)), Configuration()) == ["model.py:1:0 GAI903 shapes do not fit (at /lib/net.py:7)"]


def test_notes_are_off_by_default(report, resnet):
    partial = resnet(unknown=(UnknownCall("f", None, "r"),))
    assert told(report(partial), Configuration()) == []
    assert {line.split()[1] for line in told(report(partial), Configuration(notes=True))} == {"GAI001", "GAI002", "GAI901"}
    assert {line.split()[1] for line in told(report(partial), Configuration(extend_select=("GAI0",)))} == {"GAI001", "GAI002"}


def test_the_same_finding_is_told_once(report):
    once = report()
    assert len(told(report(models=once.models * 2), budgets(**FOUR))) == 1
