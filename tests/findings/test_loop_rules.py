"""Notes and budgets of loops and predictions: what they say, and that they are silent unless the lower bound crosses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flake8_greenai.configuration.budgets import Budget, Budgets
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import Status
from flake8_greenai.findings.check import check, check_project
from flake8_greenai.findings.predictions import of_energy, of_time
from flake8_greenai.symbolic import symbol


def budgets(**amounts):
    return Configuration(budgets=Budgets({kind.replace("_", "-"): Budget(*budget) for kind, budget in amounts.items()}))


def told(report, configuration):
    """What is said, but for the rules about hardware."""
    found = [found for found in check(report, configuration) if not found.code.startswith("GAI2")]
    return [f"{item.location}:{item.location.column} {item.code} {item.message}" for item in found]


HOUR = {"training_time": (3000, "50 min")}


def test_gai003(report, loop, projection):
    notes = Configuration(extend_select=("GAI003",))
    assert told(report(models=(), loops=(loop(),)), notes) == [
        "model.py:60:4 GAI003 training ResNet: 90 epochs of 5,005 iterations, batch 256, SGD cost 2.83 EFLOP (6.28 TFLOP an iteration)"
    ]
    (line,) = told(report(models=(), loops=(loop(projections=(projection(),), assumptions=("ImageNet has 1,281,167 images",)),)), notes)
    assert line.endswith(
        "; on h100_sxm 60 min to 90 min, 500 Wh to 750 Wh, 50 gCO2e to 75 gCO2e"
        "; assuming ImageNet has 1,281,167 images (and 1 more assumption)"
    )
    assert told(report(loops=(loop(),)), Configuration()) == []


def test_gai003_unknown_lengths_stay_symbols(report, loop):
    steps = symbol("N")
    unknown = loop(iterations=steps, epochs=1, total_core_flops=steps * 10**12, step=10**12, dtype="bfloat16", status=Status.PARTIAL)
    (line,) = told(report(models=(), loops=(unknown,)), Configuration(extend_select=("GAI003",)))
    assert "training ResNet: N iterations, batch 256, SGD, bfloat16 cost at least 1 TFLOP * N (1 TFLOP an iteration)" in line
    early = replace(unknown, iterations=(1, 5005), total_core_flops=(10**12, 5005 * 10**12), status=Status.BOUNDED)
    (line,) = told(report(models=(), loops=(early,)), Configuration(extend_select=("GAI003",)))
    assert "1 to 5,005 iterations, batch 256, SGD, bfloat16 cost 1 TFLOP to 5 PFLOP (1 TFLOP an iteration)" in line


def test_gai004(report, loop):
    notes = Configuration(notes=True)
    loops = (loop(), loop(kind="generation", model="GPT", iterations=500, epochs=1, batch_size=1, optimizer=None, total_core_flops=10**12))
    (line,) = [line for line in told(report(models=(), loops=loops), notes) if "GAI004" in line]
    assert line.startswith("model.py:60:4 GAI004 generation with GPT: 500 iterations, batch 1 cost 1 TFLOP (")
    loops = (loop(kind="inference", iterations=1, epochs=1, batch_size=None, optimizer=None),)
    (line,) = told(report(models=(), loops=loops), notes)
    assert line == "model.py:60:4 GAI004 inference with ResNet: 1 iteration cost 2.83 EFLOP (6.28 TFLOP an iteration)"


def test_gai104(report, loop):
    tight = budgets(training_flops=(10**18, "1 EFLOP"))
    assert told(report(loops=(loop(assumptions=("no early stop",)),)), tight) == [
        "model.py:60:4 GAI104 training ResNet costs 2.83 EFLOP (90 epochs of 5,005 iterations, batch 256, SGD), "
        "budget 1 EFLOP (+183 %); assuming no early stop"
    ]
    assert told(report(loops=(loop(kind="inference"),)), tight) == []


@pytest.mark.parametrize("flops", [10**18, (10**18, 10**19), symbol("N") * 10**17])
def test_gai104_is_silent_unless_the_lower_bound_crosses(report, loop, flops):
    assert told(report(loops=(loop(total_core_flops=flops),)), budgets(training_flops=(10**18, "1 EFLOP"))) == []


def test_gai104_formulas_cross_when_one_iteration_does(report, loop):
    (line,) = told(report(loops=(loop(total_core_flops=symbol("N") * 2 * 10**18),)), budgets(training_flops=(10**18, "1 EFLOP")))
    assert "costs at least 2 EFLOP (" in line


def test_gai105(report, loop, projection):
    training = loop(projections=(projection(), projection((100.0, 200.0), target="b200_hgx")))
    assert told(report(loops=(training,)), budgets(**HOUR)) == [
        "model.py:60:4 GAI105 training ResNet takes 60 min to 90 min on h100_sxm (90 epochs of 5,005 iterations, batch 256, SGD), "
        "budget 50 min (+20 %); assuming launches of 4 µs"
    ]


@pytest.mark.parametrize("seconds", [(2999.0, 9000.0), (3000.0, 3000.0)])
def test_gai105_is_silent_when_the_interval_holds_the_budget(report, loop, projection, seconds):
    assert told(report(loops=(loop(projections=(projection(seconds),)),)), budgets(**HOUR)) == []


def test_gai105_needs_a_target(report, loop):
    assert told(report(loops=(loop(),)), budgets(**HOUR)) == []


def test_gai106(report, resnet, loop, projection):
    once = resnet(projections=(projection((0.002, 0.003)),))
    both = budgets(energy=(0.5, "500 mJ"), training_energy=(360_000, "100 Wh"))
    assert told(report(once, loops=(loop(projections=(projection(),)),)), both) == [
        "model.py:10:0 GAI106 one call of ResNet needs 1 J to 1.5 J on h100_sxm for float32[1,3,224,224], "
        "budget 500 mJ (+100 %); assuming launches of 4 µs",
        "model.py:60:4 GAI106 training ResNet needs 500 Wh to 750 Wh on h100_sxm (90 epochs of 5,005 iterations, batch 256, SGD), "
        "budget 100 Wh (+400 %); assuming launches of 4 µs",
    ]
    assert told(report(once), budgets(energy=(1.2, "1.2 J"))) == []


def test_gai107(report, resnet, loop, projection):
    once = resnet(projections=(projection((36.0, 36.0), assumptions=()),))
    both = budgets(carbon=(0.25, "250 mgCO2e"), training_carbon=(40, "40 gCO2e"))
    assert told(report(once, loops=(loop(projections=(projection(assumptions=("zone FR, 2024",)),)),)), both) == [
        "model.py:10:0 GAI107 one call of ResNet emits 500 mgCO2e on h100_sxm for float32[1,3,224,224], budget 250 mgCO2e (+100 %)",
        "model.py:60:4 GAI107 training ResNet emits 50 gCO2e to 75 gCO2e on h100_sxm (90 epochs of 5,005 iterations, batch 256, SGD), "
        "budget 40 gCO2e (+25 %); assuming zone FR, 2024",
    ]
    assert told(report(loops=(loop(projections=(projection(),)),)), budgets(training_carbon=(60, "60 gCO2e"))) == []


def test_gai108(report, resnet, loop):
    estimate = resnet()
    estimate = replace(estimate, forward=replace(estimate.forward, peak_bytes=11_000_000))
    both = budgets(memory=(100 * 10**6, "100 MB"), training_memory=(24 * 10**9, "24 GB"))
    assert told(report(estimate, loops=(loop(),)), both) == [
        "model.py:10:0 GAI108 one call of ResNet needs 108 MiB at its peak for float32[1,3,224,224], 97.5 MiB of it weights, "
        "budget 100 MB (+13 %)",
        "model.py:60:4 GAI108 training ResNet needs 27.9 GiB at its peak (90 epochs of 5,005 iterations, batch 256, SGD), "
        "budget 24 GB (+25 %)",
    ]
    assert told(report(estimate, loops=(loop(peak=(20 * 10**9, 30 * 10**9)),)), budgets(training_memory=(24 * 10**9, "24 GB"))) == []
    assert told(report(resnet(status=Status.FAILED, forward=None)), both) == []


def test_gai109(report, resnet, loop, projection):
    once = resnet(projections=(projection((0.3, 0.4)),))
    decoding = loop(
        kind="generation", model="GPT", iterations=500, epochs=1, batch_size=1, optimizer=None, projections=(projection((2, 3)),)
    )
    assert told(report(once, loops=(decoding, loop(kind="inference", projections=(projection(),)))), budgets(latency=(0.2, "200 ms"))) == [
        "model.py:10:0 GAI109 one call of ResNet takes 300 ms to 400 ms on h100_sxm for float32[1,3,224,224], "
        "budget 200 ms (+50 %); assuming launches of 4 µs",
        "model.py:60:4 GAI109 generation with GPT takes 2 s to 3 s on h100_sxm (500 iterations, batch 1), "
        "budget 200 ms (+900 %); assuming launches of 4 µs",
    ]
    assert told(report(once), budgets(latency=(0.35, "350 ms"))) == []


def test_budgets_of_one_model_win(report, loop, projection):
    configuration = Configuration(
        budgets=Budgets({"training-time": Budget(1, "1 s")}, models={"ResNet": {"training-time": Budget(3600, "1 h")}})
    )
    assert told(report(loops=(loop(projections=(projection(),)),)), configuration) == []
    assert len(told(report(loops=(loop(projections=(projection(),), model="Other"),)), configuration)) == 1


def test_gai110(report, resnet, module):
    modules = (module("", "Net", 0, 100), module("big", "Linear", 12, 70), module("a", "Linear", 13, 20), module("b", "Linear", 14, 10))
    estimate = resnet(flops=100, modules=modules)
    assert told(report(estimate), budgets(layer_share=(0.6, "60 %"))) == [
        "model.py:12:8 GAI110 big (Linear) holds 70 % of the FLOPs of ResNet, 70 FLOP, budget 60 %"
    ]
    assert told(report(estimate), Configuration()) == []
    assert told(report(estimate), budgets(layer_share=(0.7, "70 %"))) == []
    assert told(report(resnet(flops=(100, 200), modules=modules)), budgets(layer_share=(0.6, "60 %"))) == []
    assert told(report(resnet(flops=100, modules=modules[:3])), budgets(layer_share=(0.6, "60 %"))) == []
    assert told(report(resnet(flops=symbol("B") * 100, modules=modules)), budgets(layer_share=(0.6, "60 %"))) == []


def test_gai111_is_for_all_files_together(report, loop, projection):
    one = report(loops=(loop(projections=(projection(),)),))
    configuration = budgets(
        project_flops=(4 * 10**18, "4 EFLOP"), project_time=(7000, "7000 s"), project_energy=(6e6, "6 MJ"), project_carbon=(99, "99 gCO2e")
    )
    assert [f"{found.code} {found.message}" for found in check_project([one, one], configuration)] == [
        "GAI111 the 2 loops of 2 files cost 5.66 EFLOP, budget 4 EFLOP (+41 %)",
        "GAI111 the 2 loops of 2 files take 2 h to 3 h on h100_sxm, budget 7000 s (+2.9 %)",
        "GAI111 the 2 loops of 2 files emit 100 gCO2e to 150 gCO2e on h100_sxm, budget 99 gCO2e (+1.0 %)",
    ]
    assert told(one, configuration) == []
    assert check_project([one], configuration) == ()
    assert check_project([], configuration) == ()


def test_assumptions_are_those_that_the_figure_rests_on():
    assumptions = ("batch 1", "electricity of France, 44 to 56 gCO2e/kWh", "PUE 1.1 to 1.56")
    assert of_time(assumptions) == ("batch 1",)
    assert of_energy(assumptions) == ("batch 1", "PUE 1.1 to 1.56")
