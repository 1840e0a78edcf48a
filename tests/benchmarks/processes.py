"""Cold processes, timed in turns so that a busy machine slows all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Process:
    """A command to be timed, with variables added to the environment."""

    command: Sequence[str]
    variables: Mapping[str, str]
    folder: str = "/"

    def run(self) -> Sample:
        """Run it once, its output kept for errors only."""
        started = time.perf_counter()
        child = subprocess.Popen(
            self.command, cwd=self.folder, env={**os.environ, **self.variables}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        assert child.stdout is not None
        output = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        if child.returncode not in (0, 1):
            sys.exit(f"{' '.join(self.command)} ended with {child.returncode}:\n{output.decode(errors='replace')[-2000:]}")
        return Sample(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.decode(errors="replace"))


@dataclass(frozen=True)
class Sample:
    """Wall and CPU seconds, peak resident megabytes, and what was printed."""

    wall: float
    cpu: float
    megabytes: float
    output: str


def greenai(*arguments: str, python: str = sys.executable) -> Process:
    """A cold ``greenai`` of this checkout."""
    return Process([python, "-m", "flake8_greenai", *arguments], {"PYTHONPATH": str(ROOT)})


def in_turns(repeat: int, **processes: Process) -> dict[str, Sample]:
    """Medians over ``repeat`` rounds in which each process runs once; one round more, which fills the caches, is not counted."""
    samples: dict[str, list[Sample]] = {name: [] for name in processes}
    for turn in range(repeat + 1):
        for name, process in processes.items():
            sample = process.run()
            if turn:
                samples[name].append(sample)
    return {
        name: Sample(
            statistics.median(sample.wall for sample in taken),
            statistics.median(sample.cpu for sample in taken),
            statistics.median(sample.megabytes for sample in taken),
            taken[-1].output,
        )
        for name, taken in samples.items()
    }
