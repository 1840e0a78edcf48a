"""The tree of a report, and what doubling a symbol costs."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.findings.check import check
from flake8_greenai.reports.formulas import doubling, factor_text
from flake8_greenai.reports.report_text import print_reports
from flake8_greenai.symbolic import symbol

EXPECTED = """\
train.py
├── Net (model, line 5)
│   ├── inputs      float32[B,32] (inferred from fc)
│   ├── parameters  1.04k, 1.02k trainable, 4.06 KiB of weights
│   ├── forward     at least 2.05 kFLOP * B
│   ├── scale       twice the B costs x2
│   ├── status      partial
│   ├── assumed     inputs float32[B,32] inferred from fc
│   ├── assumed     batch 1
│   └── unknown     fused(x) at train.py:9: no source
├── training Net (loop, line 20)
│   ├── steps       90 epochs of N iterations, batch 64, AdamW, bfloat16
│   ├── cost        540 TFLOP * N (6 TFLOP an iteration)
│   ├── scale       twice the N costs x2
│   ├── an iteration 954 MiB to 1.86 GiB moved, 3 GiB at peak
│   ├── status      bounded
│   ├── assumed     the length of the data set is N
│   └── assumed     PUE 1
└── GAI903 line 30: shapes do not fit

Target    Work                         Time           Energy                Carbon  Bound by  Memory              Largest batch
h100_sxm  one call of Net      1 ms to 2 ms    500 mJ to 1 J  20 µgCO2e to 100 µgCO2e  memory    100 B to 200 B fits  512
h100_sxm  training Net     60 min to 90 min  500 Wh to 750 Wh    50 gCO2e to 75 gCO2e  compute   3 GiB fits           96

1 model and 1 loop in 1 file
all loops   540 TFLOP * N
h100_sxm    60 min to 90 min, 500 Wh to 750 Wh, 50 gCO2e to 75 gCO2e
"""


def test_tree(program, capsys):
    print_reports([(program, check(program, Configuration(notes=True)))], ())
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [line.split() for line in EXPECTED.splitlines()]


B, S = symbol("B"), symbol("S")


@pytest.mark.parametrize(
    ("amount", "name", "text"),
    [
        (7 * B * S, "S", "x2"),
        (7 * B * S * S, "S", "x4"),
        (2048 * B * S * S + 6_291_456 * B * S, "B", "x2"),
        ((1, 7 * B), "B", "x2"),
    ],
)
def test_doubling(amount, name, text):
    assert factor_text(doubling(amount)[name]) == text


def test_doubling_depends_on_sizes():
    low, high = doubling(2048 * B * S * S + 6_291_456 * B * S)["S"]
    assert low == pytest.approx(2 + 2 * 2048 * 64 / (2048 * 64 + 6_291_456))
    assert high == pytest.approx(2 + 2 * 2048 * 65536 / (2048 * 65536 + 6_291_456))
    assert doubling(10**9) == {}
    assert doubling((B // 2) * 100)["B"] == (2, 2)
