"""Analyses files in a process that dies rather than act: run as ``python -B hostile_guard.py ROOT FILE...``.

An audit hook, in place before anything of ours is imported, records every execution of analysed code, import of an analysed
module or of a framework, write, connection and child process. Memory is limited by the kernel, and a file that takes longer than
the safety net ends the process with SIGALRM. One line of JSON is printed per analysis.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from typing import Any

MEMORY_BYTES = 4 * 1024**3
"""Address space, which includes the half gigabyte reserved for the stack of the analysis."""
SECONDS = 120
"""A safety net: bounds are counts, so a slow machine must not change the outcome."""
FRAMEWORKS = ("torch", "numpy", "tensorflow", "keras", "jax", "transformers", "torchvision", "timm", "yaml")
ACTS = (
    "ctypes.",
    "ftplib.",
    "os.chdir",
    "os.chmod",
    "os.exec",
    "os.fork",
    "os.kill",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.putenv",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "os.unsetenv",
    "pickle.find_class",
    "pty.",
    "shutil.",
    "signal.pthread_kill",
    "smtplib.",
    "socket.",
    "sqlite3.",
    "subprocess.",
    "sys.setprofile",
    "sys.settrace",
    "tempfile.",
    "urllib.",
    "webbrowser.",
)
MAKERS = ("collections", "dataclasses", "enum", "typing", "importlib", "functools")
"""Modules of the standard library that build their classes with exec of text of their own."""
_ROOT = ""
_violations: list[str] = []
_busy = False


def audit(event: str, args: tuple[Any, ...]) -> None:
    """The hook: violations are recorded and refused."""
    global _busy  # noqa: PLW0603
    if _busy:
        return
    _busy = True
    try:
        offence = _offence(event, args)
    finally:
        _busy = False
    if offence:
        _violations.append(offence)
        raise PermissionError(offence)


def _offence(event: str, args: tuple[Any, ...]) -> str | None:
    if event == "open":
        path, mode, flags = args
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
            return f"opens {path!r} for writing ({mode})"
        if isinstance(path, str) and path.startswith("/etc/passwd"):
            return f"reads {path!r}"
    elif event == "exec":
        return _executes(args[0])
    elif event == "import":
        name, file = args[0], args[1]
        if name.split(".")[0] in FRAMEWORKS or name.startswith(("cyclic_", "hostile_side")):
            return f"imports {name}"
        if isinstance(file, str) and file.startswith(_ROOT):
            return f"imports {file}"
    elif event.startswith(ACTS):
        return f"{event} {args!r:.200}"
    return None


def _executes(code: Any) -> str | None:
    if code.co_filename.startswith(_ROOT) or not os.path.isabs(code.co_filename):
        frame = sys._getframe(3)
        caller = frame.f_globals.get("__name__", "").split(".")[0]
        if code.co_filename.startswith(("<frozen", "<attrs", "<astroid")) or caller in MAKERS:
            return None
        return f"executes code of {code.co_filename!r} from {frame.f_code.co_filename}:{frame.f_lineno}"
    return None


def main(root: str, files: list[str]) -> None:
    """Analyse the files and print what came of each."""
    global _ROOT  # noqa: PLW0603
    _ROOT = os.path.join(os.path.abspath(root), "")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    write = sys.stdout.write
    sys.addaudithook(audit)
    for file in files:
        write(json.dumps({"start": file}) + "\n")
        sys.stdout.flush()
        write(json.dumps(_analyse(file)) + "\n")
        sys.stdout.flush()


def _analyse(file: str) -> dict[str, Any]:
    _violations.clear()
    signal.alarm(SECONDS)
    before = time.perf_counter()
    answer: dict[str, Any] = {"error": None, "models": [], "problems": []}
    try:
        from flake8_greenai.estimate.files import analyse_file  # noqa: PLC0415

        report = analyse_file(file)
        answer["models"] = [(model.qualname, str(model.estimate.params), model.estimate.status.value) for model in report.models]
        answer["problems"] = [(problem.kind, problem.location.line, problem.message) for problem in report.problems]
    except BaseException as error:
        answer["error"] = f"{type(error).__name__}: {error}"[:500]
    signal.alarm(0)
    answer["violations"] = list(_violations)
    modules = list(sys.modules.items())
    answer["foreign"] = [name for name, module in modules if str(getattr(module, "__file__", None) or "").startswith(_ROOT)]
    answer["seconds"] = round(time.perf_counter() - before, 3)
    answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return answer


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
