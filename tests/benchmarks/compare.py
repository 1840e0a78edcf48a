"""Prints how estimates compare, in time and memory, with running what they estimate: ratios measured in one run.

    python tests/benchmarks/compare.py --path SOURCES [--truth torchvision.json] [--repeat N] [--only NAME]...

SOURCES holds the plain sources of torchvision and transformers (nothing compiled). torch must be importable. Every process is
cold, the compared ones run in turns, and medians are compared. Exit status 1 when a ratio misses its target.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from processes import ROOT, Process, greenai, in_turns

HERE = Path(__file__).parent
RESNET = ("estimate", "torchvision.models.resnet50()", "--input", "float32[1,3,224,224]")
RESNET_FLOPS = 8_178_368_512
CLASSIFIERS = (
    "alexnet vgg16 resnet18 resnet50 resnext50_32x4d wide_resnet50_2 densenet121 squeezenet1_1 mobilenet_v2 mobilenet_v3_large "
    "mobilenet_v3_small efficientnet_b0 efficientnet_v2_s convnext_tiny shufflenet_v2_x1_0 mnasnet1_0 vit_b_16 vit_l_16 swin_t "
    "swin_v2_t maxvit_t"
).split()


@dataclass(frozen=True)
class Result:
    """One line of the table: what was measured against what, and the target."""

    what: str
    ours: str
    other: str
    ratio: float
    target: float

    @property
    def reached(self) -> bool:
        """Whether the target is met."""
        return self.ratio <= self.target


def cold_start(options: argparse.Namespace) -> list[Result]:
    """A cold estimate of ResNet-50 against importing torch, and against building and counting the model."""
    taken = in_turns(
        options.repeat,
        ours=greenai(*RESNET, "--path", options.path, "--format", "json"),
        imports=Process([sys.executable, "-c", "import torch"], {}),
        counts=Process([sys.executable, str(HERE / "counted_resnet.py")], {"PYTHONPATH": options.path}),
    )
    ours, imports, counts = taken["ours"], taken["imports"], taken["counts"]
    flops = json.loads(ours.output)["forward"]["core_flops"]
    assert flops == RESNET_FLOPS == int(counts.output.split()[-1]), (flops, counts.output)
    return [
        Result("estimate of ResNet-50 / import torch, wall", _s(ours.wall), _s(imports.wall), ours.wall / imports.wall, 0.5),
        Result("the same, CPU", _s(ours.cpu), _s(imports.cpu), ours.cpu / imports.cpu, 0.5),
        Result("estimate of ResNet-50 / FlopCounterMode, wall", _s(ours.wall), _s(counts.wall), ours.wall / counts.wall, 0.2),
        Result("the same, CPU", _s(ours.cpu), _s(counts.cpu), ours.cpu / counts.cpu, 0.2),
        Result("the same, peak memory", _mb(ours.megabytes), _mb(counts.megabytes), ours.megabytes / counts.megabytes, 1 / 3),
    ]


def depth(options: argparse.Namespace) -> list[Result]:
    """A decoder of 96 layers against one of 12."""
    source = str(HERE / "decoder.py")

    def small(layers: int) -> Process:
        return greenai("estimate", f"Decoder({layers})", "--file", source, "--input", "int64[1,1024]", "--format", "json")

    def llama(layers: int) -> Process:
        expression = f"transformers.LlamaForCausalLM(transformers.LlamaConfig(num_hidden_layers={layers}))"
        return greenai("estimate", expression, "--input", "input_ids=int64[1,512]", "--path", options.path, "--format", "json")

    results = []
    for name, make in (("nanoGPT-like decoder", small), ("transformers Llama", llama)):
        taken = in_turns(options.repeat, deep=make(96), shallow=make(12))
        deep, shallow = taken["deep"], taken["shallow"]
        for sample in (deep, shallow):
            answer = json.loads(sample.output)
            if answer["status"] == "failed":
                sys.exit(f"{name}: {answer['reason']}")
        results.append(Result(f"{name}: 96 / 12 layers, wall", _s(deep.wall), _s(shallow.wall), deep.wall / shallow.wall, 1.5))
    return results


def linting(options: argparse.Namespace) -> list[Result]:
    """flake8 with the plugin against flake8 without it, on files that use no tensor library."""
    with tempfile.TemporaryDirectory() as folder:
        project, plugin = Path(folder, "project"), Path(folder, "plugin")
        _write_project(project)
        _write_entry_point(plugin)
        command = [sys.executable, "-c", _WITHOUT_INSTALLED, "--isolated", "-j1", "."]
        with_plugin = Process(command, {"PYTHONPATH": f"{plugin}:{ROOT}"}, str(project))
        taken = in_turns(options.repeat, ours=with_plugin, other=Process(command, {"PYTHONPATH": str(ROOT)}, str(project)))
        ours, other = taken["ours"], taken["other"]
        assert ours.output == other.output, ours.output[-500:]
        traced = Process([sys.executable, "-X", "importtime", *command[1:]], with_plugin.variables, str(project)).run()
        imported = {line.rpartition("|")[2].strip() for line in traced.output.splitlines() if line.startswith("import time:")}
        assert "flake8_greenai.source.libraries" in imported, "the plugin was not loaded"
        heavy = sorted(imported & {"astroid", "sympy", "numpy", "torch"})
        assert not heavy, f"imported: {heavy}"
    return [
        Result("flake8 on 300 files with / without plugin, wall", _s(ours.wall), _s(other.wall), ours.wall / other.wall, 1.05),
        Result("the same, CPU", _s(ours.cpu), _s(other.cpu), ours.cpu / other.cpu, 1.05),
    ]


_WITHOUT_INSTALLED = """
import sys
from importlib import metadata
found = metadata.distributions
def distributions(**kwargs):
    return (each for each in found(**kwargs) if each.name != "flake8-greenai" or "plugin" in str(each._path))
metadata.distributions = distributions
from flake8.main.cli import main
sys.exit(main())
"""


def _write_project(folder: Path) -> None:
    folder.mkdir()
    for number in range(300):
        functions = "\n\n".join(
            f"def step_{number}_{index}(items, limit={index}):\n"
            f'    """Sum of the items below the limit."""\n'
            f"    total = 0\n"
            f"    for position, item in enumerate(items):\n"
            f"        if item < limit and position % {index + 2}:\n"
            f"            total += item * {index}\n"
            f"    return {{'total': total, 'limit': limit}}\n"
            for index in range(12)
        )
        (folder / f"module_{number}.py").write_text(
            f'"""Module {number}."""\n\nimport json\nimport os\n\n\n{functions}\n\nprint(json, os)\n'
        )


def _write_entry_point(folder: Path) -> None:
    information = folder / "flake8_greenai-0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: flake8-greenai\nVersion: 0\n")
    (information / "entry_points.txt").write_text("[flake8.extension]\nGAI = flake8_greenai.plugin:Plugin\n")


def library(options: argparse.Namespace) -> list[Result]:
    """All models of a truth file (or a list of classifiers) in one process; the target is 25 seconds."""
    if options.truth:
        records = json.loads(Path(options.truth).read_text(encoding="utf-8"))["records"]
        requests = [{"name": record["name"], "expr": record["expr"], "inputs": _inputs(record["inputs"])} for record in records]
    else:
        image = {"*0": [[1, 3, 224, 224], "float32"]}
        requests = [{"name": name, "expr": f"torchvision.models.{name}()", "inputs": image} for name in CLASSIFIERS]
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "requests.jsonl"), Path(folder, "answers.jsonl")
        asked.write_text("".join(json.dumps(request) + "\n" for request in requests))
        sample = greenai("survey", str(asked), "--path", options.path, "--jobs", "1", "--output", str(answered)).run()
        states = [json.loads(line)["status"] for line in answered.read_text().splitlines()]
    counts = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    return [Result(f"{len(requests)} torchvision models in one process ({counts})", _s(sample.wall), "25 s", sample.wall / 25, 1.0)]


def _inputs(inputs: dict[str, object]) -> dict[str, object]:
    return {name.rstrip("!"): spec[:2] if isinstance(spec, list) else spec for name, spec in inputs.items()}


PARTS: dict[str, Callable[[argparse.Namespace], list[Result]]] = {"cold": cold_start, "depth": depth, "flake8": linting, "library": library}


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _mb(megabytes: float) -> str:
    return f"{megabytes:.0f} MB"


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--path", required=True, help="folder with the sources of torchvision and transformers")
    parser.add_argument("--truth", help="truth file whose records are surveyed; a list of classifiers without it")
    parser.add_argument("--repeat", type=int, default=5, help="rounds of which medians are taken")
    parser.add_argument("--only", action="append", choices=PARTS, help="parts to run; all by default")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, torch {metadata.version('torch')}, {platform.machine()}, medians of {options.repeat}\n")
    print(f"{'':58} {'greenai':>9} {'other':>9} {'ratio':>6} {'target':>7}")
    missed = False
    for name in options.only or PARTS:
        for result in PARTS[name](options):
            missed |= not result.reached
            verdict = "" if result.reached else "  missed"
            print(f"{result.what:58} {result.ours:>9} {result.other:>9} {result.ratio:6.2f} {result.target:7.2f}{verdict}", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
