"""Fit the constants of the time model on published run times, and say how well they predict.

    python tests/benchmarks/calibrate.py TIME.json --path FOLDER_WITH_SOURCES [--cache FOLDER] [--write]

``TIME.json`` holds run times by device (records of NeuSight's labels and of timm's results). Models are estimated from the sources of
transformers and timm below ``--path``. Printed: the median error on models that were not fitted (halves), on devices that were not
fitted (constants of their class), the share of intervals that hold the truth, and the constants for ``hardware.toml``.
"""

from __future__ import annotations

import argparse
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from flake8_greenai.estimate.pricing import _outputs
from flake8_greenai.estimate.requests import _namespace, guarded, run
from flake8_greenai.estimate.session import Session, with_deep_stack
from flake8_greenai.estimate.specs import parse_json_spec
from flake8_greenai.hardware import target
from flake8_greenai.ledger.totals import reached
from flake8_greenai.ledger.work import KINDS, POINTWISE, REDUCTION, Kernel, forward_kernels, training_work
from flake8_greenai.projection.constants import CLASS_SPREAD, class_of
from flake8_greenai.projection.roofline import Demand, demand
from flake8_greenai.symbolic import Expression

DEVICES = {
    "AMD_Instinct_MI100": "mi100",
    "AMD_Instinct_MI250": "mi250",
    "NVIDIA_A100-PCIE-40GB": "a100_pcie_40",
    "NVIDIA_H100_80GB_HBM3": "h100_sxm",
    "Tesla_P100-PCIE-16GB": "p100_pcie",
    "Tesla_T4": "t4",
    "Tesla_V100-PCIE-32GB": "v100_pcie",
    "rtx_3090": "rtx_3090",
    "rtx_4090": "rtx_4090",
    "rtx_5090": "rtx_5090",
    "cpu_i7_12700h": "laptop_i7_12700h",
}
"""Names in the records and the targets that they are, by full name."""
CONFIGURATIONS = {
    "bert": "BertConfig",
    "gpt2": "GPT2Config",
    "opt": "OPTConfig",
    "switch_transformers": "SwitchTransformersConfig",
}
SIZES = (2, 3)
"""Batches that image models are analysed at; everything in them grows linearly between and beyond."""
SCALED = ("core", "pointwise", "bytes", "batch", "rows")
CONSTANTS = ("gemm", "convolution", "grouped", "depthwise", "attention", "pooling", "memory", "reduction", "backward", "launch_us")
PRIOR = {
    "gemm": 0.7,
    "convolution": 0.5,
    "grouped": 0.3,
    "depthwise": 0.1,
    "attention": 0.4,
    "pooling": 0.5,
    "memory": 0.7,
    "reduction": 0.6,
    "backward": 0.8,
    "launch_us": 5.0,
}
"""Where the fit of a class starts, and what it is drawn to."""
PRIOR_SPREAD = {
    "gemm": 0.3,
    "convolution": 0.4,
    "grouped": 0.7,
    "depthwise": 0.8,
    "attention": 0.5,
    "pooling": 1.0,
    "memory": 0.25,
    "reduction": 0.4,
    "backward": 0.3,
    "launch_us": 0.7,
}
"""Standard deviation of the logarithm of each constant over the devices of a class."""
NOISE = 0.15
"""Standard deviation of log(measured / predicted) that the model is expected to leave."""
COMPILED_BYTES = 0.35
"""Traffic of pointwise kernels that a compiler leaves, where it fuses them."""


@dataclass
class Row:
    """One measured run: what its kernels ask of its device, and the seconds that it took."""

    device: str
    model: str
    mode: str
    kinds: np.ndarray
    compute: np.ndarray
    memory: np.ndarray
    launches: np.ndarray
    gradients: np.ndarray
    overlaps: bool
    seconds: float


def expression(record: dict[str, Any]) -> tuple[str, ...]:
    if record["source"] == "timm":
        name, size = record["model"], record["image_size"]
        return f"timm.create_model({name!r})", f"timm.create_model({name!r}, img_size={size})"
    config = record["config"]
    left_out = ("architectures", "model_type", "_name_or_path", "prefix", "task_specific_params", "n_ctx")
    options = ", ".join(f"{key}={value!r}" for key, value in config.items() if key not in left_out)
    configuration = CONFIGURATIONS[config["model_type"]]
    eager = f"transformers.{configuration}(**dict({options}, _attn_implementation='eager'))"
    return (f"transformers.{config['architectures'][0]}({eager})",)


def inputs(record: dict[str, Any], batch: int) -> dict[str, Any]:
    if record["source"] == "timm":
        return {"*0": parse_json_spec([[batch, 3, record["image_size"], record["image_size"]], "float32"])}
    tokens = parse_json_spec([[batch, record["sequence"]], "int64"])
    both = record["config"]["model_type"] == "switch_transformers"
    return {"input_ids": tokens, "decoder_input_ids": tokens} if both else {"input_ids": tokens}


def kernels(expr: str, shapes: dict[str, Any], *, training: bool, paths: tuple[str, ...]) -> list[Kernel]:
    def analyse() -> list[Kernel]:
        session = Session(paths)
        value = guarded(session, lambda: session.evaluate(expr, _namespace(session, None)))
        one = guarded(session, lambda: run(session, value, shapes, training=training))
        if not training:
            return list(forward_kernels(one.ledger.entries))
        events = reached(tensor.origin for tensor in _outputs(one) if tensor.requires_grad)
        return list(training_work(one.ledger.entries, events))

    return with_deep_stack(analyse)


def work_of(record: dict[str, Any], paths: tuple[str, ...], cache: Path | None) -> list[Kernel] | None:
    training = record["mode"] == "train"
    batches = SIZES if record["source"] == "timm" else (record["batch"],)
    each = []
    for batch in batches:
        name = f"{record['model']}-{record.get('image_size', record.get('sequence'))}-{record['mode']}-{batch}"
        file = cache / f"{name.replace('/', '_')}.json" if cache is not None else None
        if file is not None and file.exists():
            found = [Kernel(**fields) for fields in json.loads(file.read_text())]
        else:
            found = []
            for expr in expression(record):
                try:
                    found = kernels(expr, inputs(record, batch), training=training, paths=paths)
                except Exception as error:
                    print(f"{name}: {error}")
                    continue
                if any(isinstance(getattr(one, key), Expression) for one in found for key in (*SCALED, "columns", "depth", "count")):
                    print(f"{name}: its work depends on its data")
                    found = []
                break
            if file is not None:
                file.write_text(json.dumps([{key: getattr(one, key) for key in Kernel.__slots__} for one in found]))
        each.append(found)
    if not each[0]:
        return None
    if len(each) == 1 or len(each[0]) != len(each[1]):
        return each[0]
    steps = record["batch"] - SIZES[0]
    scaled = []
    for low, high in zip(*each, strict=True):
        fields = {key: getattr(low, key) for key in Kernel.__slots__}
        for key in SCALED:
            fields[key] = getattr(low, key) + steps * (getattr(high, key) - getattr(low, key))
        scaled.append(Kernel(**fields))
    return scaled


def row(record: dict[str, Any], paths: tuple[str, ...], cache: Path | None) -> Row | None:
    found = work_of(record, paths, cache)
    if found is None:
        return None
    device = target(DEVICES[record["device"]])
    half = "float16" if record["dtype"] == "amp_fp16" else None
    asked = [demand(kernel, device, half) for kernel in found]
    compiled = record.get("fused") or "compile" in record["dtype"]
    seconds = record["total_ms"] / 1e3 if record["source"] == "NeuSight" else record["batch"] / record["samples_per_s"]
    return row_of(record["device"], record["model"], record["mode"], asked, seconds, COMPILED_BYTES if compiled else 1.0)


def row_of(device: str, model: str, mode: str, asked: list[Demand], seconds: float, left: float = 1.0) -> Row:
    """A measured run from what its kernels ask for; ``left`` is the share of pointwise traffic that a compiler leaves."""
    shrink = np.array([left if one.kind in (POINTWISE, REDUCTION) else 1.0 for one in asked])
    counts = np.array([one.count for one in asked])
    return Row(
        device,
        model,
        mode,
        np.array([KINDS.index(one.kind) for one in asked]),
        np.array([one.compute for one in asked]) * counts,
        np.array([one.memory for one in asked]) * shrink * counts,
        np.array([one.launches for one in asked]) * shrink * counts,
        np.array([one.is_gradient for one in asked]),
        asked[0].overlaps,
        seconds,
    )


def predict(one: Row, constants: dict[str, float]) -> float:
    """The time model over a whole run; the same formula as :func:`flake8_greenai.projection.roofline.kernel_seconds`."""
    shares = np.array([constants[name] for name in CONSTANTS[: KINDS.index(POINTWISE)]] + [1.0, 1.0])
    moving = np.where(one.kinds == KINDS.index(REDUCTION), constants["reduction"], constants["memory"])
    computing, loading = one.compute / shares[one.kinds], one.memory / moving
    times = np.maximum(computing, loading) if one.overlaps else computing + loading
    times = np.where(one.gradients, times / constants["backward"], times)
    return float(np.sum(times + one.launches * constants["launch_us"] * 1e-6))


def fit(rows: list[Row], prior: dict[str, float], spread: dict[str, float]) -> dict[str, float]:
    """The constants that predict the rows best, drawn to the prior: Gauss-Newton in logarithms, robust against single models."""
    centre = np.log([prior[name] for name in CONSTANTS])
    widths = np.array([spread[name] for name in CONSTANTS])
    tops = np.log([1.0] * 9 + [100.0])
    # Each model counts once, however many batches of it there are.
    point = centre.copy()

    def residuals(at: np.ndarray) -> np.ndarray:
        constants = dict(zip(CONSTANTS, np.exp(at), strict=True))
        return np.array([np.log(predict(one, constants) / one.seconds) for one in rows]) / NOISE

    for _ in range(25):
        now = residuals(point)
        weights = 1 / np.maximum(1, np.abs(now) / 1.5)
        slopes = np.stack([(residuals(point + 1e-3 * unit) - now) / 1e-3 for unit in np.eye(len(point))], axis=1)
        left = slopes.T @ (slopes * weights[:, None]) + np.diag(1 / widths**2)
        right = -(slopes.T @ (now * weights)) - (point - centre) / widths**2
        step = np.clip(np.linalg.solve(left, right), -0.5, 0.5)
        point = np.minimum(point + step, tops)
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(CONSTANTS, (float(value) for value in np.exp(point)), strict=True))


def half(model: str) -> int:
    """Which half a model belongs to; by its name, so that the halves stay the same."""
    return zlib.crc32(model.encode()) % 2


def errors(rows: list[Row], constants: dict[str, float]) -> np.ndarray:
    return np.array([np.log(one.seconds / predict(one, constants)) for one in rows])


def classes(device: str) -> str:
    """The class whose constants stand in for a device's own: see ``constants`` in :mod:`flake8_greenai.projection.constants`."""
    return class_of(target(DEVICES[device]))


def typical(log_errors: np.ndarray) -> float:
    """Median error, as a share of the prediction's truth."""
    return float(np.median(np.abs(np.expm1(-log_errors))))


def held_out(rows: list[Row], prior: dict[str, float]) -> np.ndarray:
    """Errors on each half of a device's models with constants fitted on the other half."""
    found = []
    for which in (0, 1):
        fitted, judged = ([one for one in rows if (half(one.model) == which) == same] for same in (True, False))
        if fitted and judged:
            found.append(errors(judged, fit(fitted, prior, PRIOR_SPREAD)))
    return np.concatenate(found) if found else errors(rows, prior)


def line(name: str, constants: dict[str, float], dtype: str, spread: float, source: str, rows: list[Row] | None = None) -> str:
    """An entry of ``hardware.toml``; kinds of kernels that none of the rows has are left out."""
    met = {KINDS[kind].split()[0] for one in rows for kind in np.unique(one.kinds)} if rows is not None else set(CONSTANTS)
    always = ("gemm", "memory", "reduction", "backward", "launch_us")
    figures = ", ".join(f"{key} = {constants[key]:.3g}" for key in CONSTANTS if key in always or key in met)
    return f'{name}{{ dtype = "{dtype}", {figures}, spread = {spread:.2g}, source = "{source}" }}'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", type=Path)
    parser.add_argument("--path", action="append", default=[])
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if options.cache is not None:
        options.cache.mkdir(exist_ok=True)
    records = json.loads(options.times.read_text())["records"]
    rows = [one for record in records if (one := row(record, tuple(options.path), options.cache)) is not None]
    print(f"{len(rows)} of {len(records)} records")
    by_device: dict[str, list[Row]] = {}
    for one in rows:
        by_device.setdefault(one.device, []).append(one)
    dtypes = {record["device"]: "float16" if record["dtype"] == "amp_fp16" else "float32" for record in records}
    priors = {}
    away: dict[str, list[np.ndarray]] = {}
    for name in dict.fromkeys(map(classes, by_device)):
        priors[name] = fit([one for one in rows if classes(one.device) == name], PRIOR, PRIOR_SPREAD)
    print(
        "| device | runs | median error, other half | intervals that hold | median error, no constants of its own | intervals that hold |"
    )
    print("|---|---|---|---|---|---|")
    lines = []
    for device, own in by_device.items():
        name = classes(device)
        without = [one for one in rows if classes(one.device) == name and one.device != device]
        far = None
        if without:
            far = errors(own, fit(without, PRIOR, PRIOR_SPREAD))
            away.setdefault(name, []).append(far)
        # The prior of a device's own fit must not have seen its other half.
        near = held_out(own, fit(without, PRIOR, PRIOR_SPREAD) if without else PRIOR)
        spread = max(float(np.quantile(np.abs(near), 0.9)), 0.1)
        holds = float(np.mean(np.abs(near) <= spread))
        wide = max(CLASS_SPREAD, spread)
        last = "" if far is None else f"{typical(far):.1%} | {float(np.mean(np.abs(far) <= wide)):.0%}"
        print(f"| {DEVICES[device]} | {len(own)} | {typical(near):.1%} | {holds:.0%} | {last or ' | '} |")
        maker = "NeuSight labels (arXiv 2407.13853)" if dtypes[device] == "float32" and "cpu" not in device else "timm results"
        constants = fit(own, priors[name], PRIOR_SPREAD)
        lines.append(line(f"{DEVICES[device]}: ", constants, dtypes[device], spread, f"{maker}, {len(own)} runs", own))
    print("\n".join(lines))
    for name, constants in priors.items():
        found = np.concatenate(away[name]) if name in away else np.zeros(1)
        print(line(f"class {name}: ", constants, "", max(float(np.quantile(np.abs(found), 0.9)), CLASS_SPREAD), ""))


if __name__ == "__main__":
    main()
