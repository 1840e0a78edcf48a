"""Importing: names to modules, without running anything but the statements that are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flake8_greenai.interpreter import library
from flake8_greenai.interpreter.modules import Module
from flake8_greenai.interpreter.registries import Registries
from flake8_greenai.interpreter.values import MISSING, DataInstance, Instance, Location, Raised, Unknown, Value
from flake8_greenai.source.exports import Exports, exports_of
from flake8_greenai.source.parsing import SourceError, load

if TYPE_CHECKING:
    from flake8_greenai.interpreter.frames import Frame
    from flake8_greenai.source.resolver import Resolver


class Importing:
    """The import system of the machine."""

    if TYPE_CHECKING:
        resolver: Resolver
        frame: Frame | None
        modules: dict[str, Value]
        exports: dict[str, Exports | None]
        registries: Registries

        def error(self, name: str, message: str) -> Raised: ...  # noqa: D102
        def location(self) -> Location | None: ...  # noqa: D102
        def get_attribute(self, value: Value, name: str, default: Value = ...) -> Value: ...  # noqa: D102

    def resolve_import(self, module: Module, name: str, level: int | None) -> str:
        """The absolute name that ``from <level dots><name> import`` refers to in ``module``."""
        if not level:
            return name
        parts = module.package.split(".")
        base = parts[: len(parts) - level + 1]
        return ".".join([*base, name] if name else base)

    def import_module(self, name: str) -> Value:
        """The module called ``name``; ModuleNotFoundError of the analysed program when there is none."""
        return self.import_name(name, optional=True)

    def import_name(self, name: str, *, optional: bool = False, missing_ok: bool = False) -> Value:
        """Import a module by absolute name.

        A module whose source is not found raises ModuleNotFoundError where the program expects that (``optional``), else it
        is Unknown and the analysis goes on. ``missing_ok`` gives Unknown in any case.
        """
        found = self.modules.get(name, MISSING)
        if found is not MISSING:
            return found
        parent, _, _ = name.rpartition(".")
        if parent:
            above = self.import_name(parent, optional=optional, missing_ok=missing_ok)
            if type(above) is Unknown:
                return above
        source = self.resolver.find(name)
        if source is None:
            if optional and not missing_ok:
                missing = self.error("ModuleNotFoundError", f"No module named '{name}'")
                missing.value.attributes["name"] = name
                raise missing
            unknown = Unknown(f"module {name} is not found; add its folder with --path or install it", self.location())
            if not optional:
                self.modules[name] = unknown
            return unknown
        try:
            parsed = load(name, source.path, is_package=source.is_package, is_stub=source.is_stub) if source.path else None
            if parsed is not None:
                parsed.syntax  # noqa: B018  a syntax error shows here
        except SourceError as error:
            unknown = self.modules[name] = Unknown(str(error), Location(source.path or name, error.line))
            return unknown
        if source.is_stub:
            library.load(name)
        path = source.path or (source.folders[0] if source.folders else name)
        module = Module(self, name, path, parsed)  # type: ignore[arg-type]
        self.modules[name] = module
        if name == "sys":
            module.values["modules"] = self.modules
        return module

    def may_export(self, target: str, name: str) -> bool:
        """Whether ``from target import *`` could bind ``name``, judged by the text alone, which is much cheaper than parsing."""
        pending, seen = [target], {target}
        while pending:
            current = pending.pop()
            exports = self._exports(current)
            if exports is None or exports.stars is None or exports.may_bind(name) or self._has_bound(current, name):
                return True
            pending.extend(star for star in exports.stars if star not in seen)
            seen.update(exports.stars)
        return False

    def _exports(self, target: str) -> Exports | None:
        """What the text of a module shows of its exports, None when that is nothing to go by."""
        if target not in self.exports:
            source = self.resolver.find(target)
            if source is None or source.path is None or source.is_stub:
                self.exports[target] = None
            else:
                try:
                    self.exports[target] = exports_of(load(target, source.path, is_package=source.is_package))
                except SourceError:
                    self.exports[target] = None
        return self.exports[target]

    def _has_bound(self, target: str, name: str) -> bool:
        """Whether a module that was imported has a name that its text need not show."""
        module = self.modules.get(target)
        return module is not None and (not isinstance(module, Module) or name in module.values)

    def submodule(self, package: Module, name: str) -> Value | None:
        """The submodule ``name`` of a package, or None."""
        full = f"{package.name}.{name}"
        if full in self.modules:
            return self.modules[full]
        return self.import_name(full) if self.resolver.find(full) is not None else None

    def import_from(self, target: str, name: str, *, optional: bool) -> Value:
        """``from target import name``."""
        module = self.import_name(target, optional=optional)
        if not isinstance(module, Module):
            return Unknown(module.reason, module.location) if type(module) is Unknown else self.get_attribute(module, name)
        value = module.attribute(name)
        if value is not MISSING:
            return value
        replaced = self.replaced(module)
        if replaced is not None:
            return self.get_attribute(replaced, name)
        if module.is_stub and not optional:
            return Unknown(f"{target}.{name} is not known to the analysis", self.location())
        if optional:
            raise self.error("ImportError", f"cannot import name '{name}' from '{target}' ({module.path})")
        return Unknown(f"cannot import name '{name}' from '{target}'", self.location())

    def replaced(self, module: Module) -> Value | None:
        """What a module put in its own place in ``sys.modules`` when all of it is run, or None."""
        module.run_pending()
        other = self.modules.get(module.name)
        return other if isinstance(other, (Instance, DataInstance)) else None

    def settle(self, container: Any, key: Any) -> bool:
        """Run what library modules would have put into a global container; whether that changed it."""
        return self.registries.settle(container, key)
