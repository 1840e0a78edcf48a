"""Bad descriptions of hardware get one message that names target, key, value and what is allowed."""

import re
import subprocess
import sys

import pytest

from flake8_greenai.hardware import HardwareError, names, target
from flake8_greenai.hardware.loading import load

GOOD = """
schema = 1
[target.mine]
name = "Mine"
vendor = "me"
kind = "mcu"
year = 2024
peak_tflops = { float32 = 1.5 }
memory_gb = 2
cores = 4
cache_mb = 0.5
source = "datasheet"
checked = false
checked_fields = []
"""


def test_a_good_file(tmp_path):
    path = tmp_path / "hardware.toml"
    path.write_text(GOOD)
    assert load(path)["mine"].peak_flops("float32") == 1.5e12


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("memory_gb = 2", "memory_gb = -2", "target.mine.memory_gb is -2; it must be a number that is not negative"),
        ("memory_gb = 2", "memory_gb = nan", "target.mine.memory_gb is nan; it must be a number that is not negative"),
        ("memory_gb = 2", 'memory_gb = "2 GB"', "target.mine.memory_gb is '2 GB'; it must be a number that is not negative"),
        ("memory_gb = 2", "memory_gb = true", "target.mine.memory_gb is True; it must be a number"),
        ("memory_gb = 2\n", "", "target.mine lacks the key 'memory_gb'"),
        ("memory_gb = 2", "memory_gb = 2\nmem = 3", "target.mine has the unknown key 'mem'; allowed are name, vendor"),
        ("{ float32 = 1.5 }", "{ fp32 = 1.5 }", "target.mine.peak_tflops has the unknown key 'fp32'; allowed are float64"),
        ("{ float32 = 1.5 }", "{}", "target.mine.peak_tflops is {}; it must be a table with a rate"),
        ("cores = 4", "cores = 0", "target.mine.cores is 0; it must be a positive integer"),
        ("cores = 4", "cores = 1.5", "target.mine.cores is 1.5; it must be a positive integer"),
        ("year = 2024", "year = 24", "target.mine.year is 24; it must be a year"),
        ("checked = false", 'checked = "no"', "target.mine.checked is 'no'; it must be true or false"),
        ("checked_fields = []", "checked_fields = [1]", "target.mine.checked_fields[0] is 1; it must be a string"),
        ("cores = 4", "cores = 4\ncontext_idle_w = [9, 3]", "target.mine.context_idle_w is [9, 3]; it must be [low, high]"),
        ("cores = 4", "cores = 4\npower_modes_w = 9", "target.mine.power_modes_w is 9; it must be a list"),
        (
            "cores = 4",
            'cores = 4\nembodied = { kgco2e = 5, low = 6, high = 7, source = "x" }',
            "it must be a table with low <= kgco2e <= high",
        ),
        (
            "cores = 4",
            'cores = 4\nefficiency = { compute = 80, source = "x" }',
            "target.mine.efficiency.compute is 80; it must be a number above 0 and up to 1",
        ),
        ("cores = 4", "cores = 4\nefficiency = {}", "target.mine.efficiency lacks the key 'source'"),
        ("cores = 4", "cores = 4\nmeasured = [3]", "target.mine.measured[0] is 3; it must be a table"),
        ("schema = 1", "schema = 2", "schema is 2; it must be 1"),
        ("schema = 1", "schema = 1\nextra = 2", "has the unknown key 'extra'"),
        ("[target.mine]", "target = 3\n[targets.mine]", "target"),
        ("schema = 1", "schema = [", "cannot be read"),
    ],
)
def test_bad_files(tmp_path, old, new, message):
    path = tmp_path / "hardware.toml"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(HardwareError, match=re.escape(message)) as caught:
        load(path)
    assert "hardware.toml" in str(caught.value)
    assert "\n" not in str(caught.value) or "cannot be read" in str(caught.value)


def test_missing_and_undecodable_files(tmp_path):
    with pytest.raises(HardwareError, match="cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(HardwareError, match="cannot be read"):
        load(tmp_path / "bytes.toml")


@pytest.mark.parametrize(
    ("wanted", "advice"),
    [("h100", "h100_sxm"), ("H100-SXM", "h100_sxm"), ("rtx 4090", "rtx_4090"), ("qqqqqq", "greenai hardware lists them")],
)
def test_unknown_names_get_close_matches(wanted, advice):
    with pytest.raises(HardwareError, match=f"no hardware target '{wanted}'.*{advice}"):
        target(wanted)


def test_own_targets():
    own = {
        "box": {"peak_tflops": {"float32": 10}, "memory_gb": 12},
        "capped": {"extends": "a100_sxm_80", "peak_w": 300, "peak_tflops": {"bfloat16": 250}},
        "twice": {"extends": "capped", "memory_gb": 20},
        "t4": {"extends": "t4", "peak_w": 60},
    }
    assert target("box", own).name == "box"
    capped = target("capped", own)
    assert (capped.key, capped.peak_w, capped.memory_gb, capped.checked) == ("capped", 300, 80, False)
    assert (capped.peak_flops("bfloat16"), capped.peak_flops("float32")) == (250e12, 19.5e12)
    assert (target("twice", own).memory_gb, target("twice", own).peak_w) == (20, 300)
    assert target("t4", own).peak_w == 60
    assert target("l4", own) is target("l4")
    assert set(names(own)) == {*names(), "box", "capped", "twice"}


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ({"a": {"memory_gb": 1}}, "hardware.a lacks the key 'peak_tflops'"),
        ({"a": 5}, "hardware.a is 5; it must be a table"),
        ({"a": {"extends": "nothing_like_it_zzz"}}, "no hardware target 'nothing_like_it_zzz'"),
        ({"a": {"extends": 3}}, "hardware.a.extends is 3; it must be a string"),
        ({"a": {"extends": "b"}, "b": {"extends": "a"}}, "leads back to itself"),
        ({"a": {"extends": "t4", "tdp": 3}}, "hardware.a has the unknown key 'tdp'"),
    ],
)
def test_bad_own_targets(own, message):
    with pytest.raises(HardwareError, match=re.escape(message)):
        target("a", own)


def test_nothing_is_read_before_it_is_needed():
    code = "import sys, flake8_greenai.hardware; print([name for name in ('tomllib', 'tomli') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
