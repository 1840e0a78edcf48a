"""``os`` and ``os.path``: path arithmetic is the host's; whatever asks or changes the file system is unknown or does nothing."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from flake8_greenai.interpreter.library.hosting import effects, first_unknown, is_opaque, translated
from flake8_greenai.interpreter.library.io import project_file
from flake8_greenai.interpreter.primitives import native, register
from flake8_greenai.interpreter.values import MISSING, Primitive, Unknown, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_greenai.interpreter.machine import Machine

_PURE = "basename commonprefix commonpath dirname isabs join normcase normpath split splitdrive splitext".split()
_ASKING = """exists lexists isfile isdir islink ismount getsize getmtime getatime getctime samefile realpath abspath relpath expanduser
 expandvars""".split()
_UNKNOWN = """getcwd getcwdb scandir walk stat lstat access getpid getppid getuid geteuid getgid getlogin uname
 sched_getaffinity getloadavg urandom readlink popen system fork times umask statvfs get_terminal_size cpu_count process_cpu_count
 get_exec_path open read pipe fstat isatty""".split()
_SILENT = """makedirs mkdir remove unlink rmdir removedirs rename renames replace symlink link chmod chown utime kill killpg chdir
 truncate putenv unsetenv setpgrp setsid close write fsync nice add_dll_directory register_at_fork sched_setaffinity
 set_blocking""".split()


def _is_known(machine: Machine, path: str) -> bool:
    """Whether a file is one of the project, or a well-known one that programs are given."""
    facts = machine.primitive("_greenai.file_facts")
    return project_file(machine, path) is not None or (facts is not MISSING and machine.call(facts, (path,)) is not None)


def _text(machine: Machine, value: Value) -> Value:
    """A path as text: ``os.fspath``."""
    if isinstance(value, (str, bytes)) or first_unknown((value,)):
        return value
    method = machine.get_attribute(value, "__fspath__", MISSING)
    return value if method is MISSING else machine.call(method)


@native("os.fspath")
def fspath(machine: Machine, path: Value) -> Value:
    """The text of a path."""
    text = _text(machine, path)
    if isinstance(text, (str, bytes)) or first_unknown((text,)):
        return text
    raise machine.error("TypeError", f"expected str, bytes or os.PathLike object, not {machine.class_of(path).name}")


native("os.fsdecode", "os.fsencode")(fspath)


def _of_path(name: str, function: Callable[..., Value]) -> None:
    def invoke(machine: Machine, args: tuple[Value, ...], kwargs: dict[str, Value]) -> Value:
        texts = [_text(machine, value) for value in args]
        found = first_unknown(texts)
        if found is not None:
            return found
        lists = [[_text(machine, item) for item in value] if isinstance(value, (list, tuple)) else value for value in texts]
        if any(is_opaque(value) for value in lists):
            raise machine.error("TypeError", "expected str, bytes or os.PathLike object")
        try:
            return function(*lists)
        except (TypeError, ValueError) as error:
            raise translated(machine, error) from None

    register(f"os.path.{name}", Primitive(f"os.path.{name}", invoke))


for _name in _PURE:
    _of_path(_name, getattr(posixpath, _name))
for _name in _ASKING:

    def _ask(machine: Machine, path: Value = "", *args: Value, _asked: str = _name) -> Value:
        text = _text(machine, path)
        if _asked in ("abspath", "realpath", "expanduser", "expandvars", "relpath") and isinstance(text, str):
            if _asked in ("abspath", "realpath") and text.startswith("/"):
                return posixpath.normpath(text)
            if _asked in ("expanduser", "expandvars") and "~" not in text and "$" not in text:
                return text
        # A program's own data files, checkpoints and output folders are taken to be absent.
        presumed = _is_known(machine, text) if _asked in ("exists", "isfile", "isdir", "lexists") else None
        return Unknown(f"os.path.{_asked}({text!r}) depends on the file system", machine.location(), presumed=presumed)

    native(f"os.path.{_name}")(_ask)
effects("os", _UNKNOWN)


@native("os.listdir")
def listdir(machine: Machine, path: Value = ".") -> Value:
    """The files of a folder of a well-known data set; other folders are not looked at."""
    known = machine.primitive("_greenai.files_in_folder")
    found = machine.call(known, (_text(machine, path),)) if known is not MISSING else None
    return Unknown("os.listdir depends on the world outside the program", machine.location()) if found is None else found


effects("os", _SILENT, None)
