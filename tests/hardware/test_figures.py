"""The figures of ``hardware.toml`` against datasheets, and relations that hold for every device."""

import pytest

from flake8_greenai.hardware import reference, target, targets
from flake8_greenai.hardware.fields import PEAKS, TARGET

# key, float32 and bfloat16 (float16 where there is no bfloat16) TFLOP/s dense, GB, GB/s, cores, W: copied from the vendors' sheets
SHEETS = [
    ("h100_sxm", 67, 989.4, 80, 3350, 132, 700),
    ("h200_sxm", 67, 989.4, 141, 4800, 132, 700),
    ("a100_sxm_80", 19.5, 312, 80, 2039, 108, 400),
    ("a100_pcie_40", 19.5, 312, 40, 1555, 108, 250),
    ("l4", 30.3, 121, 24, 300, 58, 72),
    ("t4", 8.1, 65, 16, 320, 40, 70),
    ("v100_sxm2", 15.7, 125, 32, 900, 80, 300),
    ("rtx_4090", 82.6, 165.2, 24, 1008, 128, 450),
    ("mi300x", 163.4, 1307.4, 192, 5300, 304, 750),
    ("mi100", 46.1, 92.3, 32, 1229, 120, 300),
    ("mi210", 45.3, 181, 64, 1638, 104, 300),
    ("mi250", 45.3, 181, 64, 1638, 104, 280),
    ("gaudi2", 11, 432, 96, 2450, 24, 600),
]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet[0])
def test_datasheets(sheet):
    key, float32, half, memory, bandwidth, cores, watts = sheet
    device = target(key)
    assert device.peak_flops("float32") == pytest.approx(float32 * 1e12)
    assert (device.peak_flops("bfloat16") or device.peak_flops("float16")) == pytest.approx(half * 1e12)
    assert (device.memory_bytes, device.bandwidth) == (memory * 1e9, bandwidth * 1e9)
    assert (device.cores, device.peak_w) == (cores, watts)


def test_edge_devices_and_accelerators():
    assert target("tpu_v5e").peak_tflops == {"bfloat16": 197, "int8": 394}
    assert target("jetson_agx_orin_64").power_modes_w == (15, 30, 50, 60)
    assert target("rpi5").idle_w == 2.7
    assert target("cortex_m4f").memory_bytes == 640_000
    assert target("tpu_v4").idle_w == 90
    assert target("max78000").bandwidth is None


def test_there_are_59_targets_each_with_its_source():
    assert len(targets()) == 59
    for key, device in targets().items():
        assert device.key == key
        assert device.source
        for seen in device.checked_fields:
            name, _, dtype = seen.partition(".")
            assert name in TARGET, key
            assert not dtype or (name == "peak_tflops" and dtype in device.peak_tflops), key
        assert not device.checked or device.checked_fields, key
        assert set(device.peak_tflops) <= set(PEAKS)


def test_peaks_are_dense_and_ordered():
    """A sparse figure printed as dense would break the factor of about 2 between a dtype and the one half as wide."""
    for key, device in targets().items():
        peaks = device.peak_tflops
        if "float64" in peaks and "float32" in peaks:
            assert peaks["float64"] <= peaks["float32"], key
        if "float8" in peaks and "bfloat16" in peaks:
            assert peaks["bfloat16"] <= peaks["float8"] <= 2.03 * peaks["bfloat16"], key
        if device.vendor == "nvidia" and "tf32" in peaks and "bfloat16" in peaks:
            assert peaks["bfloat16"] == pytest.approx(2 * peaks["tf32"], rel=0.05), key
        if device.vendor == "nvidia" and "float4" in peaks:
            assert peaks["float4"] <= 4.01 * peaks["float8"], key


def test_machine_balance_is_plausible():
    """Peak FLOP per byte of bandwidth: from about 0.1 (microcontrollers) to some hundreds; a wrong unit is off by 1000."""
    for key, device in targets().items():
        if device.bandwidth:
            fastest = max(device.peak_tflops.values()) * 1e12
            assert 0.05 < fastest / device.bandwidth < 2000, key
        if device.idle_w is not None:
            assert device.peak_w is not None
            assert device.idle_w < device.peak_w, key
        if device.peak_w and device.kind.endswith("gpu"):
            assert 0.02 < device.peak_tflops["float32"] / device.peak_w < 1, key


def test_no_dtype_without_units():
    assert target("t4").peak_flops("bfloat16") is None
    assert target("a100_sxm_80").peak_flops("float8_e4m3fn") is None
    assert target("h100_sxm").peak_flops("float8_e4m3fn") == pytest.approx(1978.9e12)
    assert target("h100_sxm").peak_flops("float64") == pytest.approx(67e12)  # matrix units
    assert target("h100_sxm").peak_flops("float32") == pytest.approx(67e12)  # not tf32


def test_measured_efficiency():
    assert target("h200_sxm").efficiency.compute == pytest.approx(788 / 989.4, abs=0.005)
    assert target("h200_sxm").efficiency.memory == pytest.approx(4300 / 4800, abs=0.005)
    assert target("l4").efficiency.inference == 0.52


def test_reference_figures():
    assert reference()["power_memory"].figures == {"w_per_gb": 0.3725}
    assert reference()["embodied_server_8gpu_without_gpus"].figures["kgco2e"] == 5700
    assert reference()["power_unknown_cpu"].figures["w_per_core"] == 12.0
