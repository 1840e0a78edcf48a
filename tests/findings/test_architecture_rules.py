"""Rules about architecture: what they say of programs, and of those that only look alike."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.findings.check import check

HEAD = "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
CALL = "\n\nNet()(torch.zeros(2, 3, 32, 32))\n"
CONVOLUTION = "        self.conv = nn.Conv2d(3, 64, 3, padding=1)\n"


def told(folder, init, forward, call=CALL, **settings):
    path = folder / "net.py"
    path.write_text(f"{HEAD}{init}\n    def forward(self, x):\n        return {forward}\n{call}")
    configuration = Configuration(**{"extend_select": ("GAI501",), **settings})
    report = analyse_file(str(path), None, configuration)
    assert report.models[0].estimate.forward is not None
    return [found for found in check(report, configuration) if found.code == "GAI501"]


def test_gai501_prices_the_averages_of_the_channels(tmp_path):
    init = f"{CONVOLUTION}        self.head = nn.Linear(64 * 32 * 32, 100)\n"
    (found,) = told(tmp_path, init, "self.head(self.conv(x).flatten(1))")
    # 64 * 32 * 32 * 100 weights become 64 * 100, the bias stays; the model has 3 * 64 * 9 + 64 + 6_553_600 + 100 parameters.
    assert found.data == {"module": "head", "saved_params": 6_547_200, "saved_bytes": 26_188_800, "saved_flops": 13_094_400}
    assert found.location.line == 9
    assert found.message == (
        "head (Linear) takes a flattened map of 64 channels, 65536 features to 100; on the averages of the channels it would save 6.55M "
        "parameters (25 MiB of weights), 100 % of Net, and 13.1 MFLOP a sample; positions within the map are lost"
    )


@pytest.mark.parametrize(
    ("init", "forward"),
    [
        (
            "        self.pool = nn.AdaptiveAvgPool2d(1)\n        self.head = nn.Linear(64, 100_000)\n",
            "self.head(self.pool(self.conv(x)).flatten(1))",
        ),
        ("        self.head = nn.Linear(64 * 32 * 32, 10)\n", "self.head(self.conv(x).flatten(1))"),
        ("        self.head = nn.Linear(32, 100_000)\n", "self.head(self.conv(x)).sum()"),
        (
            "        self.fold = nn.PixelShuffle(2)\n        self.head = nn.Linear(64 * 32 * 32, 100)\n",
            "self.head(self.fold(self.conv(x)).flatten(1))",
        ),
    ],
    ids=["averaged already", "less than a million", "no flattened map", "maps of different channels"],
)
def test_gai501_is_silent(tmp_path, init, forward):
    assert told(tmp_path, CONVOLUTION + init, forward) == []


def test_gai501_is_in_preview(tmp_path):
    init = f"{CONVOLUTION}        self.head = nn.Linear(64 * 32 * 32, 100)\n"
    assert told(tmp_path, init, "self.head(self.conv(x).flatten(1))", extend_select=()) == []
    assert len(told(tmp_path, init, "self.head(self.conv(x).flatten(1))", extend_select=(), preview=True)) == 1
