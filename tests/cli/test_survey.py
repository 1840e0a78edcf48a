"""Surveys: every request gets one line, in order, whatever happens to it."""

from __future__ import annotations

import json
import os
import sys

import pytest

from flake8_greenai.__main__ import main
from flake8_greenai.cli.survey import answer
from flake8_greenai.cli.workers import answer_all

REQUESTS = [
    {"name": "a", "expr": "torch.nn.Linear(3, 4)", "inputs": {"*0": [[2, 3], "float32"]}},
    {"name": "broken", "expr": "torch.nn.Linear(", "inputs": {}},
    {"name": "b", "expr": "torch.nn.Linear(30, 4)", "inputs": {"*0": [["B", 30], "float32"]}},
    {"expr": "torch.nn.ReLU()", "inputs": {"*0": [[2], "float32"]}},
]


@pytest.fixture(autouse=True)
def _working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))


def write(tmp_path, requests=REQUESTS):
    (tmp_path / "requests.jsonl").write_text("".join(f"{item if isinstance(item, str) else json.dumps(item)}\n" for item in requests))


def read(tmp_path):
    return [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text().splitlines()]


def without_time(answers):
    return [{key: value for key, value in item.items() if key != "wall_s"} for item in answers]


def test_answers_do_not_depend_on_jobs(tmp_path, capsys):
    write(tmp_path)
    assert main(["survey", "requests.jsonl", "--output", "answers.jsonl"]) == 1
    one = read(tmp_path)
    assert [item["name"] for item in one] == ["a", "broken", "b", "torch.nn.ReLU()"]
    assert [item["status"] for item in one] == ["exact", "failed", "exact", "exact"]
    assert one[0]["forward"]["core_flops"] == 48
    assert one[2]["forward"]["core_flops"] == "240*B"
    (tmp_path / "answers.jsonl").unlink()
    assert main(["survey", "requests.jsonl", "--output", "answers.jsonl", "--jobs", "2"]) == 1
    assert without_time(read(tmp_path)) == without_time(one)
    assert "greenai: 4 estimates: 3 exact, 1 failed" in capsys.readouterr().err


def test_lines_on_standard_output(tmp_path, capsys):
    write(tmp_path, REQUESTS[:1])
    assert main(["survey", "requests.jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["params"] == 16


def test_a_list_of_inputs_is_given_item_by_item():
    line = '{"expr": "lambda images: [image.sum() for image in images]", "inputs": {"*[0]": [[3, 4], "float32"], "*[1]": [[5], "int64"]}}'
    found = json.loads(answer(line, ()))
    assert found["outputs"] == [[[], "float32"], [[], "int64"]]


def test_an_interrupted_survey_is_taken_up_again(tmp_path):
    write(tmp_path)
    kept = {**json.loads(answer(json.dumps(REQUESTS[2]), ())), "reason": "kept from the first run"}
    (tmp_path / "answers.jsonl").write_text(f'{json.dumps(kept)}\n{{"schema": 1, "name": "a", "ex')
    main(["survey", "requests.jsonl", "--output", "answers.jsonl"])
    found = read(tmp_path)
    assert [item["name"] for item in found] == ["a", "broken", "b", "torch.nn.ReLU()"]
    assert found[2]["reason"] == "kept from the first run"
    assert found[0]["reason"] is None
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not a line of JSON"),
        ("[1]", "a request is a JSON object"),
        ("{}", 'a request needs a text "expr"'),
        ('{"expr": 3}', 'a request needs a text "expr"'),
        ('{"expr": "f", "inputs": [1]}', '"inputs" is an object'),
        ('{"expr": "f", "inputs": {"*x": 1}}', '"*x" is not the name of an input'),
        ('{"expr": "f", "inputs": {"x": [[1.5], "float32"]}}', "1.5 is not a dimension"),
        ('{"expr": "f", "file": "nowhere.py"}', "the file nowhere.py does not exist"),
        ("[" * 100_000, "RecursionError"),
    ],
)
def test_a_bad_request_is_a_failed_line(line, reason):
    found = json.loads(answer(line, ()))
    assert found["status"] == "failed"
    assert reason in found["reason"]


def _dies_on_two(text):
    if text == "2":
        os._exit(3)
    return f"{text}!"


def test_a_process_that_dies_takes_one_request_with_it():
    answers = dict(answer_all([(index, str(index)) for index in range(6)], _dies_on_two, 2))
    assert answers == {0: "0!", 1: "1!", 2: None, 3: "3!", 4: "4!", 5: "5!"}
