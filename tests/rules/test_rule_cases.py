"""Pages of rules and cases in Markdown: each Python block is analysed, comments say which findings it has at which line.

``# GAI602`` behind a line expects a finding of that rule there, ``# GAI602: some words`` one whose message holds these words. A block
without such comments expects none. A TOML block before a Python block configures it. Only the rule of the page is switched on.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import tomli

from flake8_greenai.configuration.loading import from_table
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.files import analyse_file
from flake8_greenai.findings.check import check
from flake8_greenai.findings.rules import load_rules
from flake8_greenai.projection.reports import with_projections

BLOCK = re.compile(r"^(#+ [^\n]*)$|^```(python|toml)\n(.*?)^```$", re.M | re.S)
EXPECTED = re.compile(r"# (GAI[0-9]{3})(?:: (.*))?$")
RULES = {rule.code: rule for rule in load_rules()}
CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


class Block(NamedTuple):
    title: str
    settings: str
    code: str


def blocks(text):
    title = settings = ""
    for heading, language, body in BLOCK.findall(text):
        if heading:
            title, settings = heading.strip("# "), ""
        elif language == "toml":
            settings = body
        else:
            yield Block(title, settings, body)


def findings(path, block, code):
    path.write_text(block.code)
    settings = tomli.loads(block.settings).get("tool", {}).get("greenai", {}) if block.settings else {}
    base = Configuration(folder=str(path.parent), extend_select=(code,))
    configuration = from_table(settings, base, "tool.greenai")
    rules = [RULES[code]]
    return check(with_projections(analyse_file(str(path), block.code, configuration), configuration), configuration, rules)


def expected(block, code):
    lines = enumerate(block.code.splitlines(), 1)
    return [(number, match[2]) for number, line in lines if (match := EXPECTED.search(line)) and match[1] == code]


def compare(tmp_path, block, code):
    found = findings(tmp_path / "program.py", block, code)
    wanted = expected(block, code)
    assert sorted(each.location.line for each in found) == [line for line, _ in wanted], found
    for line, words in wanted:
        messages = [each.message for each in found if each.location.line == line]
        assert not words or any(words in message for message in messages), messages


def pages():
    for code, rule in RULES.items():
        sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", rule.documentation(), re.M | re.S))
        for title in ("Example", "Use instead"):
            for index, block in enumerate(blocks(sections.get(title, ""))):
                if block.code.lstrip().startswith(("import ", "from ")):
                    yield pytest.param(code, title, block, id=f"{code} {title} {index + 1}")


def cases():
    for file in CASES:
        code = file.stem.upper()
        for index, block in enumerate(blocks(file.read_text())):
            yield pytest.param(code, block, id=f"{code} {block.title or index + 1}")


@pytest.mark.parametrize(("code", "title", "block"), list(pages()))
def test_examples_of_pages(tmp_path, code, title, block):
    assert bool(expected(block, code)) == (title == "Example"), f"{title} says nothing of findings, or too much"
    compare(tmp_path, block, code)


@pytest.mark.parametrize(("code", "block"), list(cases()))
def test_cases(tmp_path, code, block):
    compare(tmp_path, block, code)
