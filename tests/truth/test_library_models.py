"""Models of libraries, where their sources can be found: installed, or in a folder that GREENAI_LIBRARY_SOURCES names.

The libraries are read, not imported.
"""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest

from flake8_greenai.estimate.requests import Request, estimate
from flake8_greenai.estimate.results import Status
from flake8_greenai.estimate.specs import parse_json_spec

RECORDS = json.loads((Path(__file__).parent / "library_models.json").read_text())["records"]
FOLDERS = tuple(filter(None, os.environ.get("GREENAI_LIBRARY_SOURCES", "").split(os.pathsep)))


def source_of(library: str) -> tuple[str, ...] | None:
    """Folders to look the library up in; None when there are none."""
    if any((Path(folder) / library).is_dir() for folder in FOLDERS):
        return FOLDERS
    return () if importlib.util.find_spec(library) is not None else None


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["name"])
def test_library_model(record):
    library = record["library"].split()[0]
    paths = source_of(library)
    if paths is None:
        pytest.skip(f"no source of {library}")
    inputs = {name.rstrip("!"): parse_json_spec(spec[:2] if isinstance(spec, list) else spec) for name, spec in record["inputs"].items()}
    answer = estimate(Request(record["expr"], inputs=inputs, paths=paths))
    assert answer.status is Status.EXACT, (answer.reason, answer.location, answer.unknown)
    assert (answer.params, answer.buffers) == (record["params"], record["buffers"])
    assert answer.forward.core_flops == record["flops"]
    assert [[list(output.shape), output.dtype] for output in answer.outputs] == record["outputs"]
    found = {module.name: module.core_flops for module in answer.modules}
    assert {name: found.get(name, 0) for name in record["children"]} == record["children"]
    if record["train_flops"] is not None:
        assert answer.training_step.core_flops == record["train_flops"]
    if "memory" in record:
        memory = record["memory"]
        assert answer.training_step.saved_bytes == pytest.approx(memory["saved"], rel=0.02)
        assert answer.training_step.peak_bytes == pytest.approx(memory["peak"], rel=0.10)
        if "inference" in memory:
            assert answer.forward.peak_bytes == pytest.approx(memory["inference"], rel=0.10)
