"""Where the source of a module is: stubs first, then the given folders, then the environment's own packages."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """Source of a module: a file, or a namespace package (``path`` None) spread over ``folders``."""

    path: str | None
    is_package: bool
    is_stub: bool
    folders: tuple[str, ...] = ()


def environment_paths() -> tuple[str, ...]:
    """The site-packages folders of this interpreter, where installed libraries' sources lie."""
    return tuple(entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages")))


@lru_cache(maxsize=65536)
def _is_file(path: str) -> bool:
    return _is_listed(path) and os.path.isfile(path)  # False for names that the system refuses


@lru_cache(maxsize=65536)
def _is_dir(path: str) -> bool:
    return os.path.isdir(path)


def _is_listed(path: str) -> bool:
    """Whether the folder of ``path`` has such an entry: one listing per folder instead of a question per name."""
    folder, _, name = path.rpartition("/")
    return name in _entries(folder)


@lru_cache(maxsize=4096)
def _entries(folder: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder or "/"))
    except (OSError, ValueError):
        return frozenset()


class Resolver:
    """Finds modules by name in ``stub_folders``, then ``folders``, then the environment.

    A library that has a stub package is never looked for elsewhere: the stub is all that the analysis knows of it, unless
    the stub package is marked partial by a file ``partial`` in its folder, which then only shadows single modules, or marked
    a substitute by a file ``substitute``, which then only stands where not all the libraries that the file names are there.
    The program's own ``datasets.py`` beside it hides a library of that name, stub or not, as it does when the program is run.
    """

    def __init__(
        self, stub_folders: tuple[str, ...], folders: tuple[str, ...], *, environment: bool = True, program_folder: str | None = None
    ) -> None:
        self.stub_folders = stub_folders
        self.program_folder = program_folder
        self.folders = folders + (environment_paths() if environment else ())
        self._cache: dict[str, Found | None] = {}

    def find(self, name: str) -> Found | None:
        """The source of module ``name`` (dotted), or None."""
        if name not in self._cache:
            self._cache[name] = self._find(name)
        return self._cache[name]

    def _find(self, name: str) -> Found | None:
        parts = name.split(".")
        if not all(part.isidentifier() for part in parts):
            return None
        if self.program_folder and _is_dir(f"{self.stub_folders[-1]}/{parts[0]}"):
            beside = _in_folder(self.program_folder, parts[:1], is_stub=False)
            if beside and beside.path:
                return _in_folder(self.program_folder, parts, is_stub=False)
        for folder in self.stub_folders:
            if self._has_what_it_stands_for(f"{folder}/{parts[0]}/substitute"):
                continue
            found = _in_folder(folder, parts, is_stub=True)
            if found:
                return found
            package = f"{folder}/{parts[0]}"
            if _is_dir(package) and not _is_file(f"{package}/partial"):
                return None
        namespaces: list[str] = []
        for folder in self.folders:
            found = _in_folder(folder, parts, is_stub=False)
            if found and found.path:
                return found
            if found:
                namespaces.extend(found.folders)
        if not namespaces:
            # The library is not there: what the partial stub shadows is all that is known of it.
            partial = [folder for folder in self.stub_folders if _is_file(str(Path(folder, parts[0], "partial")))]
            namespaces = [str(Path(folder, *parts)) for folder in partial if _is_dir(str(Path(folder, *parts)))]
        return Found(None, True, False, tuple(namespaces)) if namespaces else None

    def _has_what_it_stands_for(self, substitute: str) -> bool:
        """Whether there is such a file and the libraries that it names are there."""
        if not _is_file(substitute):
            return False
        names = Path(substitute).read_text(encoding="utf-8").split()
        return all(any(_in_folder(folder, [name], is_stub=False) for folder in self.folders) for name in names)

    def has_only_stubs(self, name: str) -> bool:
        """Whether the library of a partial stub is not there itself: what it has beside the stub's modules is not known."""
        found = self.find(name)
        return found is not None and found.path is None and any(folder.startswith(self.stub_folders) for folder in found.folders)

    def version(self, distribution: str) -> str | None:
        """The version that ``*.dist-info`` folders beside the sources give for a distribution, or None."""
        wanted = re.sub(r"[-_.]+", "-", distribution).lower()
        for folder in self.folders:
            for entry in Path(folder).glob("*.dist-info") if _is_dir(folder) else ():
                stem, _, version = entry.name.removesuffix(".dist-info").rpartition("-")
                if re.sub(r"[-_.]+", "-", stem).lower() == wanted:
                    return version
        return None


def _in_folder(folder: str, parts: list[str], *, is_stub: bool) -> Found | None:
    base = "/".join([folder, *parts])
    if _is_file(f"{base}/__init__.py"):
        return Found(f"{base}/__init__.py", True, is_stub)
    if _is_file(f"{base}.py"):
        return Found(f"{base}.py", False, is_stub)
    if not is_stub and _is_dir(base):
        return Found(None, True, is_stub, (base,))
    return None
