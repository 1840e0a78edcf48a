"""How rule files are found, and what makes one unusable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.findings.rules import RuleError, load_rule, load_rules
from flake8_greenai.resources import resource

SECTIONS = ["What it does", "Why it costs", "Example", "Use instead", "Options", "Evidence"]
RULE = '''
from flake8_greenai.findings.finding import Severity
from flake8_greenai.findings.rules import Rule

class Mine(Rule):
    """Mine."""

    code = "GAI{number}"
    name = "mine"
    summary = "mine"
    severity = Severity.WARNING
    since = "0.1.0"
    status = "{status}"

    def check(self, report, configuration):
        yield from ()
'''


def write(folder: Path, file: str, **values: str) -> Path:
    path = folder / file
    path.write_text(RULE.format(**{"number": "850", "status": "stable", **values}))
    return path


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.code)
def test_every_rule_is_documented(rule):
    page = rule.documentation()
    assert re.findall(r"^## (.*)$", page, re.M) == SECTIONS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert not rule.summary.endswith(".")


def test_every_file_is_a_rule_with_a_test():
    tests = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    tests += "".join(file.stem for file in (Path(__file__).parents[1] / "rules" / "cases").glob("*.md"))
    files = sorted(resource("rules").glob("*.py"))
    assert len(files) == len(load_rules())
    for rule in load_rules():
        assert rule.code in tests or rule.code.lower() in tests


def test_rules_of_a_project_are_loaded_by_path(tmp_path):
    write(tmp_path, "gai850_mine.py")
    assert {rule.code for rule in load_rules((str(tmp_path),))} == {*(rule.code for rule in load_rules()), "GAI850"}


def test_two_rules_cannot_share_a_code(tmp_path):
    write(tmp_path, "gai101_mine.py", number="101")
    with pytest.raises(RuleError, match=r"GAI101 is already the code of .*gai101_flops_over_budget.py"):
        load_rules((str(tmp_path),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1", "defines 0 rules, must define one"),
        ("1/0", "ZeroDivisionError"),
        ("x = (", "SyntaxError"),
        (RULE.format(number="101", status="stable"), "its code is GAI101, must be GAI and three digits, as in the file's name"),
        (RULE.format(number="850", status="new"), "its status is 'new', must be one of stable, preview"),
        (RULE.format(number="850", status="stable").replace('name = "mine"', ""), "Mine lacks name"),
        (RULE.format(number="850", status="stable").replace('"""Mine."""', ""), "Mine has no docstring"),
    ],
)
def test_unusable_rule_files_are_refused(tmp_path, text, message):
    file = tmp_path / "gai850_mine.py"
    file.write_text(text)
    with pytest.raises(RuleError, match=re.escape(message)):
        load_rule(file)


def test_preview_rules_run_only_when_asked_for(tmp_path):
    rule = load_rule(write(tmp_path, "gai850_mine.py", status="preview"))
    assert not rule.enabled(Configuration())
    assert rule.enabled(Configuration(preview=True))
    assert rule.enabled(Configuration(extend_select=("GAI85",)))
