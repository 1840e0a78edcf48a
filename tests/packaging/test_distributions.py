"""What is installed works: from a wheel, from an sdist, and from an editable checkout."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

from flake8_greenai.resources import PACKAGE

CHECKOUT = PACKAGE.parent
EXAMPLE = CHECKOUT / "docs" / "examples" / "classifier"
HAS_BACKEND = all(importlib.util.find_spec(name) for name in ("hatchling", "editables"))
"""Whether the build backend is at hand, so that building needs no network."""
pytestmark = pytest.mark.skipif(not (CHECKOUT / "pyproject.toml").is_file(), reason="tests run from an installed package")


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def checked(*command: object, cwd: Path) -> str:
    done = run(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def distributions(tmp_path_factory):
    """The folder with the sdist and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("dist")
    checked(sys.executable, "-m", "build", *(["--no-isolation"] if HAS_BACKEND else []), "--outdir", folder, CHECKOUT, cwd=folder)
    return folder


@pytest.fixture
def environment(tmp_path):
    """An environment that sees the dependencies of the tests' one, but not this package; gives its Python."""
    checked(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    site = next((tmp_path / "venv").glob("lib/python*/site-packages"))
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return tmp_path / "venv" / "bin" / "python"


def install(python: Path, *what: object) -> None:
    options = ["--quiet", "--no-deps", "--ignore-installed", *(["--no-build-isolation"] if HAS_BACKEND else [])]
    checked(sys.executable, "-m", "pip", "--python", python, "install", *options, *what, cwd=python.parent)


@pytest.mark.parametrize("kind", ["wheel", "sdist", "editable"])
def test_it_runs_from(kind, distributions, environment):
    if kind == "editable":
        install(environment, "--editable", CHECKOUT)
    else:
        (archive,) = distributions.glob("*.whl" if kind == "wheel" else "*.tar.gz")
        install(environment, archive)
    folder = environment.parent
    where = checked(environment, "-c", "import flake8_greenai; print(flake8_greenai.__file__)", cwd=folder)
    assert where.startswith(str(CHECKOUT if kind == "editable" else folder.parent))
    hardware = checked(folder / "greenai", "hardware", cwd=folder)
    assert "h100_sxm" in hardware
    assert len(hardware.splitlines()) == 60
    assert "# flops-over-budget (GAI101)" in checked(folder / "greenai", "rule", "GAI101", cwd=folder)
    linted = run(environment, "-m", "flake8", "--select=GAI", ".", cwd=EXAMPLE)
    assert linted.stderr == ""
    codes = {line.split()[1] for line in linted.stdout.splitlines()}
    assert codes == {"GAI001", "GAI002", "GAI003", "GAI101", "GAI103"}


def test_archives_hold_what_they_should(distributions):
    (wheel,) = distributions.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"flake8_greenai/hardware.toml", "flake8_greenai/rules/gai101_flops_over_budget.py", "flake8_greenai/py.typed"} <= names
    assert any(name.startswith("flake8_greenai/stubs/torch/nn/") for name in names)
    assert any(name.endswith("licenses/docs/LICENSE") for name in names)
    (sdist,) = distributions.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names |= set(archive.getnames())
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]
    assert not [name for name in names if name.startswith(("rules/", "tests/"))]
