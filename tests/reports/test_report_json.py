"""The JSON contract of reports: keys, amounts, targets, sums."""

from __future__ import annotations

import json

from flake8_greenai.configuration.budgets import Budget, Budgets
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import FileReport
from flake8_greenai.findings.check import check, check_project
from flake8_greenai.reports.report_json import reports_as_json

TIGHT = Configuration(budgets=Budgets({"training-time": Budget(60, "1 min"), "project-time": Budget(3600, "1 h")}))


def written(*reports):
    checked = [(report, check(report, TIGHT)) for report in reports]
    return json.loads(json.dumps(reports_as_json(checked, check_project(reports, TIGHT))))


def test_loops(program):
    found = written(program)
    (file,) = found["files"]
    assert list(file) == ["path", "models", "loops", "arrays", "problems", "findings"]
    (loop,) = file["loops"]
    targets, step = loop.pop("targets"), loop.pop("per_iteration")
    assert loop == {
        "file": "train.py",
        "line": 20,
        "column": 4,
        "kind": "training",
        "model": "Net",
        "status": "bounded",
        "iterations": "N",
        "epochs": 90,
        "batch_size": 64,
        "optimizer": "AdamW",
        "dtype": "bfloat16",
        "total": {"core_flops": "540000000000000*N", "all_flops": "630000000000000*N"},
        "doubling": {"N": [2, 2]},
        "assumptions": ["the length of the data set is N"],
    }
    assert targets == {
        "h100_sxm": {
            "seconds": [3600, 5400],
            "joules": [1.8e6, 2.7e6],
            "gco2e": [50, 75],
            "litres": [1, 2],
            "bound": "compute",
            "peak_bytes": 3 * 2**30,
            "fits": True,
            "largest_batch": 96,
            "assumptions": ["PUE 1"],
        }
    }
    assert step.pop("targets")["h100_sxm"]["seconds"] == [0.001, 0.002]
    assert step == {
        "core_flops": 6 * 10**12,
        "all_flops": 7 * 10**12,
        "forward_core_flops": 2 * 10**12,
        "bytes_moved": [10**9, 2 * 10**9],
        "peak_bytes": 3 * 2**30,
    }


def test_models_are_estimates_with_their_place(program):
    (model,) = written(program)["files"][0]["models"]
    assert (model["qualname"], model["file"], model["line"], model["inputs_from"]) == ("Net", "train.py", 5, "inferred from fc")
    assert (model["status"], model["params"], model["forward"]["core_flops"]) == ("partial", 1040, "2048*B")
    assert model["inputs"] == {"*0": "float32[B,32]"}
    assert model["doubling"] == {"B": [2, 2]}
    assert model["targets"]["h100_sxm"]["peak_bytes"] == [100, 200]
    assert model["targets"]["h100_sxm"]["litres"] is None


def test_findings_and_sums(program):
    found = written(program, program, FileReport("empty.py"))
    assert [item["path"] for item in found["files"]] == ["train.py", "train.py", "empty.py"]
    assert [(item["code"], item["severity"], item["line"]) for item in found["files"][0]["findings"]] == [
        ("GAI105", "error", 20),
        ("GAI903", "error", 30),
    ]
    assert found["files"][0]["findings"][0]["data"] == {"target": "h100_sxm", "seconds": [3600, 5400], "budget": 60}
    assert found["files"][0]["problems"] == [
        {"kind": "shape-error", "file": "train.py", "line": 30, "column": 0, "message": "shapes do not fit"}
    ]
    assert found["totals"] == {
        "files": 2,
        "models": 2,
        "loops": 2,
        "core_flops": "1080000000000000*N",
        "targets": {"h100_sxm": {"seconds": [7200, 10800], "joules": [3.6e6, 5.4e6], "gco2e": [100, 150]}},
    }
    assert [item["code"] for item in found["findings"]] == ["GAI111"]
