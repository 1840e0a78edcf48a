"""Prints what estimates of whole libraries take, and whether a survey depends on its jobs or its order.

    python tests/benchmarks/libraries.py --path SOURCES [--timm timm.json] [--transformers transformers.json] [--limit N] [--repeat N]

SOURCES holds the plain sources of timm and transformers; torch must be importable. Exit status 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path

from processes import Process, Sample, greenai, in_turns

BERT = ("estimate", "transformers.BertModel(transformers.BertConfig())", "--input", "input_ids=int64[1,128]")
IMPORT = "import transformers; print(transformers.BertModel)"


def cold(path: str, repeat: int) -> bool:
    """A cold estimate of BERT against importing its class; the sources of other libraries beside it are not seen by the import."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "transformers").symlink_to(Path(path, "transformers").resolve())
        taken = in_turns(
            repeat, ours=greenai(*BERT, "--path", path), imports=Process([sys.executable, "-c", IMPORT], {"PYTHONPATH": folder})
        )
    assert "class" in taken["imports"].output, taken["imports"].output[-500:]
    ours, imports = taken["ours"].wall, taken["imports"].wall
    print(
        f"cold estimate of BertModel {ours:.2f} s, import of transformers.BertModel {imports:.2f} s, ratio {ours / imports:.2f} (target 1)"
    )
    return ours < imports


def timm(path: str, truth: str) -> bool:
    """All models of the file in one process: below 1 s each, median below 0.3 s, less than 1 GiB."""
    sample, lines = _survey(path, _requests(truth, None), 1)
    times = [line["wall_s"] for line in lines]
    median, longest = statistics.median(times), max(times)
    print(f"timm: {len(times)} models, median {median:.2f} s (0.3), longest {longest:.2f} s (1), {sample.megabytes:.0f} MB (1024)")
    return median < 0.3 and longest < 1 and sample.megabytes < 1024


def order(path: str, truth: str, limit: int | None) -> bool:
    """The same lines by one process, by two, and in the reverse order."""
    requests = _requests(truth, limit)
    found = []
    for asked, jobs in ((requests, 1), (requests, 2), (requests[::-1], 2)):
        sample, lines = _survey(path, asked, jobs)
        found.append({line["name"]: {key: value for key, value in line.items() if key != "wall_s"} for line in lines})
        print(f"transformers: {len(lines)} models, {jobs} jobs, {sample.wall:.1f} s, {sample.megabytes:.0f} MB (1024)")
    same = found[0] == found[1] == found[2]
    print(f"independent of jobs and order: {same}")
    return same and len(found[0]) == len(requests)


def _requests(truth: str, limit: int | None) -> list[dict[str, object]]:
    records = json.loads(Path(truth).read_text(encoding="utf-8"))["records"]
    return [
        {
            "name": record["name"],
            "expr": record["expr"],
            "inputs": {name.rstrip("!"): spec[:2] if isinstance(spec, list) else spec for name, spec in record["inputs"].items()},
        }
        for record in records[:limit]
    ]


def _survey(path: str, requests: list[dict[str, object]], jobs: int) -> tuple[Sample, list[dict[str, object]]]:
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "requests.jsonl"), Path(folder, "answers.jsonl")
        asked.write_text("".join(json.dumps(request) + "\n" for request in requests))
        sample = greenai("survey", str(asked), "--path", path, "--jobs", str(jobs), "--output", str(answered)).run()
        return sample, [json.loads(line) for line in answered.read_text().splitlines()]


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--path", required=True)
    parser.add_argument("--timm")
    parser.add_argument("--transformers")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    reached = [cold(options.path, options.repeat)]
    if options.timm:
        reached.append(timm(options.path, options.timm))
    if options.transformers:
        reached.append(order(options.path, options.transformers, options.limit))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
