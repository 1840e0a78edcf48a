"""No file makes the analysis raise, hang, grow without bound, or act: execute, import, write, connect."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CORPUS = HERE / "hostile"
GUARD = HERE / "hostile_guard.py"
MEMORY_MB = 1024
NET = "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
NET += "        self.layer = nn.Linear(10, 20)\n"
NET += "    def forward(self, x):\n        return self.layer(x)\n"

GENERATED = {
    "bytes_latin1.py": NET.encode() + b"name = '\xe9\xff'\n",
    "bytes_declared.py": b"# -*- coding: latin-1 -*-\nimport torch\nname = '\xe9'\n",
    "bytes_unknown_codec.py": b"# -*- coding: no-such-codec -*-\nimport torch\n",
    "bytes_odd_codec.py": b"# -*- coding: rot13 -*-\nimport torch\n",
    "bytes_utf7.py": b"# -*- coding: utf-7 -*-\nimport torch\n+AGY-\n",
    "bytes_utf16.py": "import torch\n".encode("utf-16"),
    "bytes_bom.py": b"\xef\xbb\xbf" + NET.encode(),
    "bytes_null.py": b"import torch\n\x00\x00\nx = 1\n",
    "bytes_random.py": b"import torch\n" + bytes(range(256)) * 40,
    "bytes_surrogates.py": b"import torch\nx = '\xed\xa0\x80'\n",
    "escapes_surrogates.py": b"import torch\nx = '\\ud800'\nprint(x)\nclass A: pass\nsetattr(A, x, 1)\nraise ValueError(x)\n",
    "line_ends.py": NET.replace("\n", "\r\n").encode() + b"\x0c\rx = 1\r\n\x0c\n",
    "no_newline.py": b"import torch; x = 1;",
    "backslash_end.py": b"import torch\nx = 1 + \\",
    "deep_parentheses.py": b"import torch\nx = " + b"(" * 10_000 + b"1" + b")" * 10_000 + b"\n",
    "deep_lists.py": b"import torch\nx = " + b"[" * 150 + b"]" * 150 + b"\n",
    "deep_calls.py": b"import torch\nx = " + b"f(" * 190 + b")" * 190 + b"\n",
    "deep_unary.py": b"import torch\nx = " + b"-" * 50_000 + b"1\ny = " + b"not " * 20_000 + b"1\n",
    "deep_attributes.py": b"import torch\nx = torch" + b".a" * 20_000 + b"\n",
    "deep_subscripts.py": b"import torch\nx = torch" + b"[0]" * 20_000 + b"\n",
    "deep_sums.py": b"import torch\nx = 1" + b" + 1" * 50_000 + b"\n",
    "deep_lambdas.py": b"import torch\nx = " + b"lambda: " * 2_000 + b"1\n",
    "deep_conditions.py": b"import torch\nx = " + b"1 if 0 else " * 5_000 + b"1\n",
    "deep_blocks.py": b"import torch\n" + b"".join(b" " * level + b"if True:\n" for level in range(95)) + b" " * 95 + b"pass\n",
    "deep_elif.py": b"import torch\nif 0:\n    pass\n" + b"elif 0:\n    pass\n" * 3_000,
    "deep_functions.py": b"import torch\n" + b"".join(b" " * n + b"def f():\n" for n in range(95)) + b" " * 95 + b"return 1\nf()\n",
    "deep_fstrings.py": b"import torch\nx = f'{1:{2:{3}}}'\ny = " + b"f'{1}' " * 5_000 + b"\n",
    "wide_call.py": b"import torch\nx = dict(" + b",".join(b"a%d=1" % n for n in range(50_000)) + b")\n",
    "wide_dict.py": b"import torch\nx = {" + b",".join(b"%d: 1" % n for n in range(200_000)) + b"}\n",
    "wide_function.py": b"import torch\ndef f(" + b",".join(b"a%d" % n for n in range(5_000)) + b"): pass\nf()\n",
    "long_number.py": b"import torch\nx = " + b"9" * 1_000_000 + b"\ny = 0x" + b"f" * 1_000_000 + b"\nz = 1e999999999\n",
    "long_name.py": b"import torch\n"
    + b"n" * 1_000_000
    + b" = 1\nimport "
    + b"m" * 1_000_000
    + b"\nimport "
    + b".".join([b"a"] * 5_000)
    + b"\n",
    "long_line.py": b"import torch; " + b"x = 1; " * 300_000 + b"\n",
    "five_megabytes.py": NET.encode() + b"".join(b"value_%d = torch_%d = %d\n" % (n, n % 7, n) for n in range(150_000)) + b"Net()\n",
    "many_functions.py": b"import torch\n" + b"".join(b"def f%d(x):\n    return f%d(x)\n" % (n, n + 1) for n in range(20_000)) + b"f0(1)\n",
    "many_classes.py": b"from torch import nn\nclass C0(nn.Module): pass\n"
    + b"".join(b"class C%d(C%d): pass\n" % (n + 1, n) for n in range(2_000))
    + b"C2000()\n",
    "many_models.py": NET.encode() + b"".join(b"class N%d(Net): pass\n" % n for n in range(300)),
    "many_decorators.py": b"import torch\n" + b"@torch.no_grad()\n" * 2_000 + b"def f(): pass\nf()\n",
    "many_imports.py": b"import torch\n" + b"".join(b"import missing_%d\n" % n for n in range(3_000)),
}
PATHS = ("missing.py", "folder.py", "dangling.py", "loop.py", "pipe.py", "endless.py", "imports_devices.py")


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The committed corpus and the generated files, where nothing of ours lies."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(CORPUS, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    for name, content in GENERATED.items():
        (root / name).write_bytes(content)
    (root / "folder.py").mkdir()
    (root / "dangling.py").symlink_to(root / "nothing")
    (root / "loop.py").symlink_to(root / "loop.py")
    os.mkfifo(root / "pipe.py")
    (root / "endless.py").symlink_to("/dev/zero")
    (root / "imports_devices.py").write_text("import torch\nimport pipe\nimport endless\nimport loop\nimport folder\n" + NET)
    (root / "chain0.py").write_text("import torch\nimport chain1\n" + NET)
    for number in range(1, 400):
        (root / f"chain{number}.py").write_text(f"import chain{number + 1}\nfrom chain{number + 1} import x\n")
    return root


def environment():
    return {**os.environ, "PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def answers(folder):
    """What became of each file; the guarded process is started again behind a file that ended it."""
    pending = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.py")) if not re.match(r"chain[1-9]", path.name)]
    pending += [name for name in PATHS if name not in pending]
    found = {}
    while pending:
        command = [sys.executable, "-B", str(GUARD), str(folder), *pending]
        run = subprocess.run(
            command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=3600
        )
        lines = [json.loads(line) for line in run.stdout.splitlines()]
        done = 0
        for place, line in enumerate(lines):
            if "start" in line:
                ended = {"error": f"the process ended with {run.returncode}: {run.stderr[-300:]}"}
                found[line["start"]] = lines[place + 1] if place + 1 < len(lines) else ended
                done += 1
        assert done, run.stderr
        pending = pending[done:]
    return found


def corpus_names():
    committed = [str(path.relative_to(CORPUS)) for path in sorted(CORPUS.rglob("*.py"))]
    return [*committed, *GENERATED, *PATHS, "chain0.py"]


@pytest.mark.parametrize("name", corpus_names())
def test_analysis_survives_and_does_not_act(name, answers, folder):
    answer = answers[name]
    assert answer["error"] is None
    assert answer["violations"] == []
    assert answer["foreign"] == []
    assert answer["peak_mb"] < MEMORY_MB
    assert not (folder / "hostile_was_here").exists()


def test_models_among_hostile_code_are_still_costed(answers):
    """Net is Linear(10, 20): 220 parameters. A bomb in the file must not hide it."""
    holding = [name for name in corpus_names() if (CORPUS / name).is_file() and "class Net(nn.Module)" in (CORPUS / name).read_text()]
    holding.remove("names_abuse.py")  # it deletes every name that it has
    missed = [name for name in holding if not any(model[:2] == ["Net", "220"] for model in answers[name].get("models", []))]
    assert holding
    assert missed == []


def test_unreadable_files_say_so(answers):
    unreadable = [name for name in answers if any(problem[0] == "unreadable" for problem in answers[name].get("problems", []))]
    for name in ("syntax_error.py", "python2.py", "bad_indent.py", "unterminated.py", "missing.py", "folder.py", "bytes_null.py"):
        assert name in unreadable
    for name in ("empty.py", "bytes_bom.py", "line_ends.py", "bytes_declared.py"):
        assert name not in unreadable


def flake8_survives(path):
    """Whether the host's parser survives the file with flake8's own recursion limit: flake8 calls it unguarded, before any plugin."""
    if not path.name.startswith("deep_"):
        return path.name != "bytes_odd_codec.py"
    code = "import ast, sys; ast.parse(open(sys.argv[1], 'rb').read())"
    run = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    return not run.stderr.strip().endswith(("RecursionError", "MemoryError", "during ast construction", "during compilation"))


def test_flake8_reports_no_internal_error(folder):
    """The same corpus through flake8 itself, which must neither crash nor show GAI999."""
    # flake8 reads and splits the file itself before any plugin runs.
    slow = ("endless.py", "pipe.py", "five_megabytes.py", "long_line.py", "wide_dict.py")
    files = [name for name in corpus_names() if name not in slow and flake8_survives(folder / name)]
    assert len(files) > 70
    command = [sys.executable, "-B", "-m", "flake8", "--isolated", "--select=GAI", "-j1", *files]
    run = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, timeout=1800
    )
    assert run.returncode in (0, 1), run.stderr[-2000:]
    assert "Traceback" not in run.stderr
    assert "GAI999" not in run.stdout
    assert not (folder / "hostile_was_here").exists()


def test_the_guard_catches_what_it_is_for(tmp_path):
    """The hook itself works: a stand-in engine that imports, writes and executes is caught at each."""
    package = tmp_path / "flake8_greenai" / "estimate"
    package.mkdir(parents=True)
    (tmp_path / "flake8_greenai" / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    target = tmp_path / "analysed"
    target.mkdir()
    acts = {
        "runs.py": "exec(open(path).read())",
        "writes.py": "open(path + '.out', 'w')",
        "connects.py": "__import__('socket').socket().connect(('127.0.0.1', 9))",
        "starts.py": "__import__('subprocess').run(['true'])",
        "imports.py": "sys.path.insert(0, os.path.dirname(os.path.abspath(path))); __import__('runs')",
        "frameworks.py": "__import__('numpy')",
    }
    for name in acts:
        (target / name).write_text("x = 1\n")
    body = "".join(f"    if path == {name!r}:\n        {act}\n" for name, act in acts.items())
    (package / "files.py").write_text(f"import os, sys\ndef analyse_file(path):\n{body}")
    run = subprocess.run(
        [sys.executable, "-B", str(GUARD), str(target), *acts],
        cwd=target,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    for name, answer in zip(acts, lines[1::2], strict=True):
        assert answer["violations"], name
