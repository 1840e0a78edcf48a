"""Which budget applies."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.budgets import Budget, Budgets, matches_name, matches_path, model_names


def limit(amount):
    return {"flops": Budget(amount, str(amount))}


BUDGETS = Budgets(
    project=limit(1),
    paths={"nets": limit(2), "nets/mobile/*.py": limit(3), "nets/free": {"flops": None}},
    models={"Big": limit(4), "mobile.net.Big": limit(5), "Other": {"parameters": Budget(7, "7")}},
)


@pytest.mark.parametrize(
    ("path", "name", "amount"),
    [
        ("train.py", "Net", 1),
        ("nets/a.py", "Net", 2),
        ("nets/mobile/net.py", "Net", 3),
        ("nets/mobile/deep/net.py", "Net", 2),
        ("nets/mobile/net.py", "Big", 5),
        ("nets/a.py", "Big", 4),
        ("nets/a.py", "Other", 2),
        ("nets/free/a.py", "Net", None),
    ],
)
def test_the_most_specific_budget_wins(path, name, amount):
    found = BUDGETS.find("flops", path, model_names(path, name, "forward"))
    assert (found.amount if found else None) == amount


def test_names():
    assert model_names("nets/__init__.py", "Net") == ("nets.Net",)
    assert model_names("src/nets/a.py", "Outer.Net", "forward") == ("src.nets.a.Outer.Net", "src.nets.a.Outer.Net.forward")
    assert matches_name("Net", ("a.Outer.Net",))
    assert matches_name("Net.forward", ("a.Net", "a.Net.forward"))
    assert not matches_name("et", ("a.Net",))


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("model.py", "deep/down/model.py", True),
        ("./model.py", "model.py", True),
        ("*.py", "a/b.py", True),
        ("a/*.py", "a/b/c.py", False),
        ("a/**", "a/b/c.py", True),
        ("a/**/c.py", "a/c.py", True),
        ("**/c.py", "c.py", True),
        ("a/", "x/a/b.py", True),
        ("b/a/", "x/b/a/b.py", False),
        ("a?.py", "ab.py", True),
        ("a.b", "axb", False),
        ("(a", "(a/x.py", True),
        ("*" * 60 + "x", "a" * 3000, False),
        ("**/" * 20 + "x", "a/" * 200 + "y", False),
    ],
)
def test_patterns(pattern, path, expected):
    assert matches_path(pattern, path) is expected
