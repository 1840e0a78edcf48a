"""Every stub can be evaluated: each of its globals has a value, so no import in it leads nowhere."""

import ast
from pathlib import Path

import pytest

import flake8_greenai
from flake8_greenai.estimate.session import Session, with_deep_stack
from flake8_greenai.interpreter.values import MISSING, Raised, Unknown

FOLDER = Path(flake8_greenai.__file__).parent / "stubs"
LIBRARIES = sorted(path.name for path in FOLDER.iterdir() if (path / "__init__.py").is_file())


def modules_of(library):
    for path in sorted((FOLDER / library).rglob("*.py")):
        parts = path.relative_to(FOLDER).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FROM_SOURCES = {("tf_keras", "applications"), ("tensorflow.keras", "applications")}
"""What stubs take from sources that users add."""


def not_followed(path):
    """The names that a stub itself says are not followed."""
    for statement in ast.parse(Path(path).read_text()).body:
        value = statement.value if isinstance(statement, ast.Assign) else None
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "unknown":
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_global_has_a_value(library):
    def problems():
        machine = Session().machine
        found = []
        for name in modules_of(library):
            module = machine.import_name(name)
            if isinstance(module, Unknown):
                found.append((name, module.reason))
                continue
            said = {*not_followed(module.path)} | {each for library, each in FROM_SOURCES if library == name}
            for global_name in set(module.visible_names()) - said:
                try:
                    value = module.attribute(global_name)
                except Raised as raised:
                    value = Unknown(machine.to_str(raised.value))
                if value is MISSING or (isinstance(value, Unknown) and not global_name.startswith("__")):
                    found.append((name, global_name, getattr(value, "reason", "missing")))
        return found

    assert with_deep_stack(problems) == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_stubs_are_short_and_documented(path):
    text = path.read_text()
    assert text.startswith('"""')
    assert len(text.splitlines()) < 500
    assert max(map(len, text.splitlines())) <= 140


def test_dir_lists_what_is_implemented_by_the_host():
    def names():
        machine = Session().machine
        return machine.call(machine.builtins["dir"], (machine.import_name("torch.nn.functional"),))

    # Libraries choose between torch's own functions and their substitutes by these names.
    assert {"silu", "hardswish", "scaled_dot_product_attention", "multi_head_attention_forward"} <= set(with_deep_stack(names))
