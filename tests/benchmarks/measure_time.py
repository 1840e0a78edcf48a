"""Calibrate a target on this machine, then predict and time twenty models that took no part in it.

    python tests/benchmarks/measure_time.py [--device cuda] [--dtype float16] [--threads N] [--clock wall] [--path FOLDER] [--calibrate]

A large product and large copies give the machine's peak and bandwidth; the constants of the time model are fitted to the small
networks of ``timed_models.py``, in which every kind of kernel occurs. ``--calibrate`` prints them as a table for ``pyproject.toml`` and
stops there (half a minute). Else models of torchvision and transformers are estimated from their sources, timed, and compared. All
networks take turns, so that a machine whose speed drifts does so for all of them alike.

One thread of a CPU is used unless told otherwise, and the seconds that it ran are counted: on a machine of one's own those are the seconds
that pass, and what others run there changes them little. ``--clock wall`` counts those that pass.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import importlib.util
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import calibrate
import numpy as np
import timed_models
import torch

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import TensorSpec
from flake8_greenai.hardware import Calibration, Target
from flake8_greenai.ledger.work import Work
from flake8_greenai.projection.project import project
from flake8_greenai.projection.roofline import demand

LEAST_SPREAD = 0.3
"""Least half width of the intervals, in logarithms."""
PRIORS = {
    "cpu": {**calibrate.PRIOR, "gemm": 0.85, "convolution": 0.7, "depthwise": 0.15, "pooling": 0.01, "launch_us": 5.0},
    "cuda": calibrate.PRIOR,
}
"""What the constants are drawn to; a CPU goes through windows one element after the other."""
PRIOR_SPREAD = {**calibrate.PRIOR_SPREAD, "pooling": 1.0}
CACHE_MB = 16.0
"""What a CPU is taken to keep of activations; the allocator hands the same memory out again."""
LEAST_ROUNDS = 3
"""Turns that are taken even when time is up."""
LARGER = 16
"""How many times as large batches are on an accelerator."""


class Stopwatch:
    """Times calls on a device."""

    def __init__(self, device: str, clock: str) -> None:
        self.device = device
        self.clock = time.thread_time if clock == "thread" else time.perf_counter

    def __call__(self, function: Callable[[], object]) -> float:
        if self.device == "cuda":
            torch.cuda.synchronize()
        started = self.clock()
        function()
        if self.device == "cuda":
            torch.cuda.synchronize()
        return self.clock() - started

    def best(self, function: Callable[[], object], runs: int = 15) -> float:
        return min(self(function) for _ in range(runs))


class Network:
    """A model on the device, its input, its estimate and the times of its runs."""

    def __init__(self, expr: str, given: timed_models.Given, options: argparse.Namespace, file: str | None) -> None:
        dtype, shape = given
        if options.device == "cuda":
            shape = (shape[0] * LARGER, *shape[1:])
        self.expr, self.shape = expr, shape
        found = estimate(Request(expr, file=file, inputs={"*0": TensorSpec(shape, dtype)}, paths=tuple(options.path)))
        if found.work is None:
            raise SystemExit(f"{expr}: {found.reason}")
        self.work: Work = found.work
        names = dict(vars(timed_models))
        if file is None:
            library = expr.partition(".")[0]
            names[library] = importlib.import_module(library)
        self.model = eval(expr, names).eval().to(options.device)
        self.given = (torch.randn(shape) if dtype == "float32" else torch.randint(0, 1000, shape)).to(options.device)
        self.times: list[float] = []

    def run(self) -> object:
        return self.model(self.given)

    @property
    def seconds(self) -> float:
        return statistics.median(self.times)


def machine(options: argparse.Namespace, watch: Stopwatch) -> Target:
    """This machine's rates: the best of a large product, and of a large and a small copy."""
    accelerator = options.device == "cuda"

    def product(size: int, kind: torch.dtype) -> float:
        left, right = (torch.randn(size, size, device=options.device).to(kind) for _ in range(2))
        return 2 * size**3 / watch.best(lambda: left @ right)

    def copy(size: int) -> float:
        source = torch.randn(size, device=options.device)
        into = torch.empty_like(source)
        return 8 * size / watch.best(lambda: into.copy_(source))

    sizes = (4096, 8192) if accelerator else (768, 1536)
    peaks = {name: max(product(size, getattr(torch, name)) for size in sizes) / 1e12 for name in {"float32", options.dtype}}
    rate, inside = copy(2**28 if accelerator else 2**25), copy(2**19)
    name, cores, memory = platform.processor() or platform.machine(), torch.get_num_threads(), 64.0
    if accelerator:
        properties = torch.cuda.get_device_properties(0)
        name, cores, memory = properties.name, properties.multi_processor_count, properties.total_memory / 1e9
    elif Path("/proc/cpuinfo").exists():
        name = next(line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")).partition(": ")[2]
    kind = "datacenter-gpu" if accelerator else "server-cpu"
    here = Target("here", name, peaks, memory, kind=kind, cores=cores, bandwidth_gb_s=rate / 1e9)
    return here if accelerator else replace(here, cache_mb=CACHE_MB, cache_gb_s=max(inside, rate) / 1e9)


def faster(one: Target, other: Target) -> Target:
    """The best of two measurements of the same machine: others may have held it back in one of them."""
    peaks = {name: max(rate, other.peak_tflops[name]) for name, rate in one.peak_tflops.items()}
    rates = {name: max(getattr(one, name) or 0.0, getattr(other, name) or 0.0) or None for name in ("bandwidth_gb_s", "cache_gb_s")}
    return replace(one, peak_tflops=peaks, **rates)


def take_turns(networks: list[Network], watch: Stopwatch, options: argparse.Namespace) -> None:
    """Run all networks once unmeasured, then in turns; at least three times, whatever time is left."""
    for each in networks:
        each.run()
    started = time.monotonic()
    for done in range(options.rounds):
        if done >= LEAST_ROUNDS and time.monotonic() - started > options.budget:
            break
        for each in networks:
            each.times.append(watch(each.run))


def constants_of(networks: list[Network], here: Target, options: argparse.Namespace) -> Calibration:
    """The constants that predict the calibration's networks best."""
    half = None if options.dtype == "float32" else options.dtype
    rows = [
        calibrate.row_of("here", each.expr, "infer", [demand(kernel, here, half) for kernel in each.work.kernels], each.seconds)
        for each in networks
    ]
    found = calibrate.fit(rows, PRIORS[options.device], PRIOR_SPREAD)
    left = calibrate.errors(rows, found)
    for each, error in zip(networks, left, strict=True):
        print(f"  fitted {each.expr:28} {each.shape!s:20} {each.seconds * 1e3:9.2f} ms {np.expm1(-error):+.0%}")
    spread = max(LEAST_SPREAD, 1.5 * float(np.quantile(np.abs(left), 0.9)))
    return Calibration(dtype=options.dtype, spread=spread, source="measured here", **found)


def table(here: Target, one: Calibration) -> str:
    """The target as a table of ``pyproject.toml``."""
    peaks = ", ".join(f"{name} = {rate:.4g}" for name, rate in here.peak_tflops.items())
    figures = ", ".join(f"{name} = {getattr(one, name):.3g}" for name in calibrate.CONSTANTS)
    cache = f"cache_mb = {here.cache_mb:g}\ncache_gb_s = {here.cache_gb_s:.3g}\n" if here.cache_gb_s else ""
    return (
        f'[tool.greenai.hardware.here]\nname = "{here.name}"\nkind = "{here.kind}"\npeak_tflops = {{ {peaks} }}\n'
        f"memory_gb = {here.memory_gb:.0f}\nbandwidth_gb_s = {here.bandwidth_gb_s:.3g}\ncores = {here.cores}\n{cache}"
        f'calibration = [{{ dtype = "{one.dtype}", {figures}, spread = {one.spread:.2g}, source = "{one.source}" }}]'
    )


def judged(options: argparse.Namespace) -> Iterator[Network]:
    for expr, given in list(timed_models.JUDGED.items())[: options.models]:
        library = expr.partition(".")[0]
        if importlib.util.find_spec(library) is None:
            print(f"  {expr}: {library} is not installed")
            continue
        yield Network(expr, given, options, None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--dtype", choices=("float32", "float16", "bfloat16"), default="float32")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--clock", choices=("wall", "thread"), help="thread for one thread of a CPU, else wall")
    parser.add_argument("--path", action="append", default=[], help="folder with sources of torchvision and transformers")
    parser.add_argument("--models", type=int, default=len(timed_models.JUDGED))
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--budget", type=float, default=180, help="seconds after which no further round begins")
    parser.add_argument("--calibrate", action="store_true", help="print the table of this machine and stop")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    if options.clock is None:
        options.clock = "thread" if options.device == "cpu" and options.threads == 1 else "wall"
    torch.manual_seed(0)
    watch = Stopwatch(options.device, options.clock)
    half = None if options.dtype == "float32" else options.dtype
    mixed = torch.autocast(options.device, getattr(torch, options.dtype)) if half else contextlib.nullcontext()
    with torch.inference_mode():
        here = machine(options, watch)
        today = f"{datetime.datetime.now(datetime.timezone.utc):%Y-%m-%d}"
        driver = f"CUDA {torch.version.cuda}" if options.device == "cuda" else f"{torch.get_num_threads()} threads, {options.clock} clock"
        print(f"{today}, {here.name}, {driver}, torch {torch.__version__}")
        known = [Network(expr, given, options, timed_models.__file__) for expr, given in timed_models.CALIBRATION.items()]
        asked = [] if options.calibrate else list(judged(options))
        with mixed:
            take_turns([*known, *asked], watch, options)
        here = faster(here, machine(options, watch))
    constants = constants_of(known, here, options)
    here = replace(here, calibration=(constants,))
    print(table(here, constants))
    errors, held = [], 0
    for each in asked:
        low, high = project(each.work, here, dtype=half).seconds
        middle = (low * high) ** 0.5
        errors.append(abs(middle - each.seconds) / each.seconds)
        held += low <= each.seconds <= high
        print(
            f"| {each.expr} | {each.shape} | {low * 1e3:.2f} to {high * 1e3:.2f} ms | {each.seconds * 1e3:.2f} ms "
            f"| {middle / each.seconds - 1:+.0%} |"
        )
    if errors:
        print(f"median error {statistics.median(errors):.1%}; intervals hold {held} of {len(errors)}")


if __name__ == "__main__":
    main()
