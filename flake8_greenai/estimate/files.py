"""What the models of one file cost: the file is run, the models that it shows are found, built and called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from flake8_greenai.estimate.evidence import operations_of
from flake8_greenai.estimate.inference import infer_inputs
from flake8_greenai.estimate.loops import loop_reports
from flake8_greenai.estimate.lost_loops import lost_loops
from flake8_greenai.estimate.requests import Failure, estimate_value, guarded
from flake8_greenai.estimate.results import CallReport, Estimate, FileReport, ModelReport, Problem, Status, TensorSpec
from flake8_greenai.estimate.session import Session, is_module, with_deep_stack
from flake8_greenai.estimate.specs import Spec, SpecError, parse_arguments, spec_text
from flake8_greenai.estimate.wrappers import children, unwrapped
from flake8_greenai.interpreter.limits import Limits
from flake8_greenai.interpreter.modules import PROGRAM_SCOPE, Module
from flake8_greenai.interpreter.values import Class, Function, Instance, Location, Unknown, Value
from flake8_greenai.ledger.events import Ledger, ModuleCall
from flake8_greenai.ledger.totals import by_call
from flake8_greenai.resources import PACKAGE
from flake8_greenai.source.libraries import LIBRARIES
from flake8_greenai.source.parsing import SourceError, TooLarge, read_text
from flake8_greenai.symbolic import Amount

RUN_LIMITS = Limits(steps=1_500_000, space=5_000_000, depth=150, iterations=1_500)
"""Bounds of running the program itself: it only has to show which models it builds, and on what."""
MAX_STATEMENTS = 20_000
"""Statements of the program's top level that are followed; behind them only definitions and imports are."""
MAX_EXHAUSTED = 1_000
"""Statements that may reach the bound of steps; behind them only definitions and imports are followed."""
LEAST_STEPS = 1_000
"""Steps that every statement has, whatever those before it took: enough to define a class, and to call a small model."""
MODEL_LIMITS = Limits(steps=1_500_000, space=5_000_000, depth=300, iterations=20_000)
"""Bounds of building and calling the models of one file."""
LEAST_MODEL_STEPS = 20_000
"""Steps that every model has, whatever those before it took."""
_STUBS = str(PACKAGE / "stubs")
MAX_PACKAGES = 20
"""Packages inside one another that a file's imports are looked up from."""
_DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)
_UNBOUND = re.compile("NameError: name '(.+?)' is not defined")
_ABSENT = re.compile("module .+ is not found")
_COMMENT = re.compile(r"#\s*greenai:\s*input\s*=\s*(.+?)\s*$")


class Settings(Protocol):
    """What a file's analysis needs of the configuration."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Folders in which imports are looked up."""

    @property
    def stubs(self) -> tuple[str, ...]:
        """Folders of the project's own stubs."""

    def inputs_for(self, path: str, qualname: str) -> Mapping[str, Spec] | None:
        """The inputs that the project gives for a model."""


@dataclass(frozen=True, slots=True)
class _Model:
    """A model to be costed: how the file names it, where, and the object."""

    qualname: str
    location: Location
    value: Instance
    inputs: Mapping[str, Spec] | None = None
    inputs_from: str = ""


def analyse_file(
    path: str, source: str | None = None, configuration: Settings | None = None, arguments: tuple[str, ...] = ()
) -> FileReport:
    """What the models and loops of a file cost and what the analysis met. Never raises for anything that the file holds.

    Args:
        path: of the file.
        source: its text, read from ``path`` when None.
        configuration: what the project says.
        arguments: of the command line that the program is run with.
    """
    try:
        text = read_text(path) if source is None else source
        return with_deep_stack(lambda: _Analysis(path, text, configuration, arguments).report())
    except SourceError as error:
        kind = "bound" if isinstance(error, TooLarge) else "unreadable"
        return FileReport(path, problems=(Problem(kind, Location(path, error.line, 0), str(error)),))


class _Analysis:
    """The analysis of one file."""

    def __init__(self, path: str, text: str, configuration: Settings | None, arguments: tuple[str, ...]) -> None:
        self.path = path
        self.configuration = configuration
        folders = _source_folders(path)
        extra = configuration.paths if configuration is not None else ()
        stubs = configuration.stubs if configuration is not None else ()
        self.session = Session((*extra, *folders), stubs, RUN_LIMITS, _program_folder(path))
        self.session.machine.arguments = arguments
        self.module: Module = self.session.module("__main__", path, text)
        self.module.parent = _package_of(path)
        self.module.scope = PROGRAM_SCOPE
        self.problems: list[Problem] = []
        self.model_steps = MODEL_LIMITS.steps
        self.allotted = 0

    def report(self) -> FileReport:
        """Run the file, then cost its models."""
        recorder = self.session.recorder
        recorder.follows = recorder.observes = True
        self._run_program()
        recorder.follows = False
        ledger = recorder.ledger
        loops = loop_reports(ledger, tuple(recorder.remarks))
        operations = operations_of(ledger)
        assert self.module.source is not None
        absent = next(
            (str(each.reason) for each in self.module.values.values() if type(each) is Unknown and _ABSENT.match(each.reason)), None
        )
        self.problems += lost_loops(self.path, self.module.source.syntax, loops, ledger.unknown, tuple(self.problems), absent)
        calls = self._calls(ledger)
        built = [model for model in self.session.recorder.models if model.attributes]  # those of iterations that were undone have none
        machine = self.session.machine
        machine.limits, machine.steps, machine.exhaustions = MODEL_LIMITS, 0, 0
        found = self._models(built, ledger)
        assumed = {id(model.value): self.session.recorder.assumptions_of(model.value) for model in found}
        models = []
        for model in found:
            self.session.recorder.assumptions = assumed[id(model.value)]
            models.append(self._cost(model))
        reports = tuple(sorted((model for model in models if model is not None), key=lambda model: model.location.line))
        if not (reports or calls or loops) and not self._imports_a_library():
            self.problems = [problem for problem in self.problems if problem.kind not in ("bound", "unknown")]
        return FileReport(self.path, reports, calls, loops, tuple(dict.fromkeys(self.problems)), operations)

    def _imports_a_library(self) -> bool:
        """Whether any import of the file names a tensor library."""
        assert self.module.source is not None
        for node in ast.walk(self.module.source.syntax):
            names = [alias.name for alias in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            if any(LIBRARIES.match(name) for name in names):
                return True
        return False

    def _run_program(self) -> None:
        """Run the statements one by one: one that fails does not hide the models of the others."""
        recorder = self.session.recorder
        assert self.module.source is not None
        recovery, exhausted = RUN_LIMITS.steps // 10, 0
        missing: set[str] = set()
        for index, statement in enumerate(self.module.source.statements):
            if (index >= MAX_STATEMENTS or exhausted > MAX_EXHAUSTED) and not isinstance(statement.syntax, _DEFINITIONS):
                continue
            try:
                guarded(self.session, lambda index=index: self.module.run_statement(index))
            except Failure as failure:
                missing |= statement.names
                place = self._place(failure, statement.syntax)
                if "bound of the analysis" in str(failure):
                    self.problems.append(Problem("bound", place, str(failure)))
                    if self.session.machine.steps < 0:
                        # Less each time: a program of many endless statements ends too.
                        self.session.machine.steps = recovery = max(recovery // 2, LEAST_STEPS)
                        exhausted += 1
                elif not str(failure).startswith("SystemExit") and not _follows(failure, missing):
                    reason = f"the program is followed up to here: {failure}"
                    self.problems.append(Problem("bound", place, reason))
        for message, location in recorder.ledger.shape_errors:
            if location is not None:
                self.problems.append(Problem("shape-error", location, message))

    def _place(self, failure: Failure, statement: ast.stmt) -> Location:
        """Where a statement of the program failed: the statement itself when nothing inside it is known."""
        place = failure.location
        if (
            place is None
            or place.file.startswith(_STUBS)
            or (place.file == self.path and place.line < statement.lineno and place.line == 1)
        ):
            return Location(self.path, statement.lineno, statement.col_offset)
        return place

    def _calls(self, ledger: Ledger) -> tuple[CallReport, ...]:
        """The calls of models with known inputs that the program makes."""
        sums: dict[ModuleCall, Amount] = {}
        for call, amount in by_call(ledger.entries).items():
            outermost = call
            while outermost.parent is not None and outermost.parent.module is not None:
                outermost = outermost.parent
            sums[outermost] = sums.get(outermost, 0) + amount
        reports: dict[tuple[Location, str], CallReport] = {}
        for call, amount in sums.items():
            if call.module is not None and call.module.cls is not None and call.location is not None and call.location.file == self.path:
                specs = tuple(TensorSpec(shape, name) for shape, name in call.inputs)
                inside = unwrapped(call.module).cls
                name = (inside or call.module.cls).qualname
                reports.setdefault((call.location, name), CallReport(name, call.location, specs, amount))
        return tuple(reports.values())

    # Which models

    def _models(self, built: list[Instance], ledger: Ledger) -> list[_Model]:
        inner = {id(child) for model in built for child in children(model)}
        roots = [unwrapped(model) for model in built if id(model) not in inner]
        called = _first_calls(ledger)
        found: list[_Model] = []
        seen: set[int] = set()
        for name, cls in self._classes().items():
            own = [model for model in roots if model.cls is cls]
            for model in own[:1]:
                found.append(self._with_inputs(name, cls.location or Location(self.path, 1), model, called))
                seen.update(id(each) for each in own)
            if not own and not any(model.cls is cls for model in built):
                made = self._construct(name, cls) or self._from_function(name, cls)
                if made is not None:
                    found.append(self._with_inputs(name, cls.location or Location(self.path, 1), made, called))
        parts = {id(part.cls) for model in found for part in _below(model.value)}
        found = [model for model in found if id(model.value) in seen or id(model.value.cls) not in parts]
        return [*found, *self._library_models(roots, seen, called)]

    def _library_models(self, roots: list[Instance], seen: set[int], called: dict[int, ModuleCall]) -> list[_Model]:
        """Models of libraries that the file builds, and are more than a single layer."""
        found: dict[Location, _Model] = {}
        for model in roots:
            place, cls = self.session.recorder.built_at(model), model.cls
            if id(model) in seen or place is None or cls is None or cls.module == "__main__":
                continue
            if next(children(model), None) is not None and place not in found:
                found[place] = self._with_inputs(cls.qualname, place, model, called)
        return list(found.values())

    def _classes(self) -> dict[str, Class]:
        """The module classes that the file defines at its top level, by name."""
        assert self.module.source is not None
        found = {}
        for statement in self.module.source.statements:
            if isinstance(statement.syntax, ast.ClassDef):
                cls = self.module.values.get(statement.syntax.name)
                if isinstance(cls, Class) and cls.find("_greenai_kind") == "module" and _has_forward(cls):
                    found[statement.syntax.name] = cls
        return found

    def _construct(self, name: str, cls: Class) -> Instance | None:
        """An object of a class that nothing in the file builds, from default arguments and default configurations."""
        before = len(self.session.recorder.models)
        self._allot()
        try:
            value = guarded(self.session, lambda: self.session.machine.call(cls, self._configurations(cls)))
        except Failure:
            return None
        finally:
            del self.session.recorder.models[before:]
        return value if is_module(value) else None

    def _from_function(self, name: str, cls: Class) -> Instance | None:
        """An object of a class from the first function of the file that builds one of it without arguments."""
        assert self.module.source is not None
        for statement in self.module.source.statements:
            syntax = statement.syntax
            function = self.module.values.get(syntax.name) if isinstance(syntax, ast.FunctionDef) else None
            if not isinstance(syntax, ast.FunctionDef) or not isinstance(function, Function) or not _builds(syntax, name):
                continue
            before = len(self.session.recorder.models)
            self._allot()
            try:
                value = guarded(self.session, lambda function=function: self.session.machine.call(function))
            except Failure:
                continue
            finally:
                del self.session.recorder.models[before:]
            if is_module(value) and value.cls is cls:
                return value  # type: ignore[no-any-return]
        return None

    def _configurations(self, cls: Class) -> tuple[Value, ...]:
        """For each required parameter of the constructor, an object of the class that its annotation or its name tells."""
        initialize = cls.find("__init__")
        if not isinstance(initialize, Function):
            return ()
        arguments = initialize.code.node.args
        required = len(initialize.code.positional) - len(initialize.defaults)
        values = []
        for parameter, annotation in list(zip(arguments.args, arguments.annotations, strict=False))[1:required]:
            wanted = annotation.as_string().strip("'\"") if annotation is not None else ""
            named = [
                name for name in self.module.values if name == wanted or (not wanted and name.lower().endswith(parameter.name.lower()))
            ]
            classes = [self.module.values[name] for name in named if isinstance(self.module.values[name], Class)]
            if len(classes) != 1 or classes[0].find("_greenai_kind") == "module" or classes[0].host is not None:
                raise Failure(f"argument {parameter.name} of {cls.name} is not known")
            values.append(self.session.machine.call(classes[0]))
        return tuple(values)

    def _with_inputs(self, name: str, location: Location, model: Instance, called: dict[int, ModuleCall]) -> _Model:
        """The model with the inputs that the project or the program gives, in this order of trust."""
        given = self.configuration.inputs_for(self.path, name) if self.configuration is not None else None
        if given is not None:
            return _Model(name, location, model, given, "[tool.greenai.inputs]")
        comment = self._comment(location)
        if comment is not None:
            return _Model(name, location, model, comment, "the comment `# greenai: input=`")
        call = called.get(id(model))
        if call is not None and call.arguments is not None and call.location is not None:
            return _Model(name, location, model, _specs(call.arguments), f"the call at line {call.location.line}")
        return _Model(name, location, model)

    def _comment(self, location: Location) -> Mapping[str, Spec] | None:
        """Inputs in a comment on the line of the class or the one above."""
        source = self.module.source
        assert source is not None
        for line in (location.line, location.line - 1):
            match = _COMMENT.search(source.line(line))
            if match:
                try:
                    return parse_arguments([match[1]])
                except SpecError as error:
                    self.problems.append(Problem("configuration", Location(self.path, line), str(error)))
        return None

    # What they cost

    def _allot(self) -> None:
        """Half of the steps that are left for the next model, so that one without end does not hide the others."""
        machine = self.session.machine
        self.model_steps -= self.allotted - max(machine.steps, 0)
        self.allotted = max(self.model_steps // 2, LEAST_MODEL_STEPS)
        machine.steps, machine.space = self.allotted, MODEL_LIMITS.space

    def _cost(self, model: _Model) -> ModelReport | None:
        self._allot()
        inputs, origin, assumption = model.inputs, model.inputs_from, None
        if inputs is None:
            inferred = infer_inputs(self.session, model.value)
            if inferred is None:
                if next(children(model.value), None) is None and not model.value.attributes.get("_parameters"):
                    return None  # a function in the shape of a module: nothing to tell without inputs
                reason = f"inputs of {model.qualname} are not known; give them in [tool.greenai.inputs]"
                self.problems.append(Problem("unknown", model.location, reason))
                return None
            inputs, origin = inferred.inputs, f"inferred from {inferred.origin}"
            assumption = f"inputs {', '.join(spec_text(spec) for spec in inputs.values())} {origin}"
        before = len(self.session.recorder.ledger.shape_errors)
        try:
            estimate = estimate_value(self.session, model.value, model.qualname, inputs)
        except Failure as failure:
            estimate = Estimate(model.qualname, model.qualname, Status.FAILED, str(failure), failure.location)
            for message, location in self.session.recorder.ledger.shape_errors[before:] or self.session.recorder.ledger.shape_errors:
                if location is not None and assumption is None:
                    self.problems.append(Problem("shape-error", location, message))
        if assumption is not None:
            estimate = replace(estimate, assumptions=(*estimate.assumptions, assumption))
        estimate = replace(estimate, inputs={name: spec_text(spec) for name, spec in inputs.items()})
        for reason in dict.fromkeys(call.reason for call in estimate.unknown):
            # What follows from one unknown value is one problem, told where it first matters.
            first = next(call for call in estimate.unknown if call.reason == reason)
            if first.location is not None:
                self.problems.append(Problem("unknown", first.location, f"{first.call or 'a call'}: {reason}"))
        return ModelReport(model.qualname, model.location, "forward", origin, estimate)


def _builds(function: ast.FunctionDef, name: str) -> bool:
    """Whether a function that takes no arguments, or has defaults for all, returns a call of ``name``."""
    arguments = function.args
    required = len(arguments.posonlyargs) + len(arguments.args) - len(arguments.defaults)
    if required or None in arguments.kw_defaults:
        return False
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    returns = any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))
    return returns and any(isinstance(called, ast.Name) and called.id == name for called in calls)


def _follows(failure: Failure, missing: set[str]) -> bool:
    """Whether a statement fails because an earlier one did, which was told: it reads a name that that one would have bound."""
    match = _UNBOUND.match(str(failure))
    return match is not None and match[1] in missing


def _specs(described: Any) -> Any:
    """Input specs of a described call: a described tensor is a pair of its shape and the name of its dtype."""
    if type(described) is tuple and len(described) == 2 and isinstance(described[0], tuple) and isinstance(described[1], str):
        return TensorSpec(*described)
    if type(described) in (tuple, list):
        return type(described)(_specs(item) for item in described)
    if type(described) is dict:
        return {key: _specs(item) for key, item in described.items()}
    return described


def _below(model: Instance) -> Iterator[Instance]:
    for child in children(model):
        yield child
        yield from _below(child)


def _has_forward(cls: Class) -> bool:
    return any(isinstance(each.namespace.get("forward"), Function) for each in cls.mro if not each.is_stub)


def _first_calls(ledger: Ledger) -> dict[int, ModuleCall]:
    """The first call of each model with known inputs that happens outside any other module but wrappers."""
    calls: dict[int, ModuleCall] = {}
    for call in ledger.calls:
        if call.module is not None and (call.parent is None or call.parent.module is None) and call.arguments and call.inputs:
            calls.setdefault(id(call.module), call)
            calls.setdefault(id(unwrapped(call.module)), call)
    return calls


def _package_of(path: str) -> str:
    """The package that a file belongs to, as the folders with an ``__init__.py`` above it say; empty when it is none's."""
    parts: list[str] = []
    folder = Path(path).resolve().parent
    while (folder / "__init__.py").is_file() and len(parts) < MAX_PACKAGES:
        parts.insert(0, folder.name)
        folder = folder.parent
    return ".".join(parts)


def _program_folder(path: str) -> str | None:
    """The folder that Python looks into first when it runs the file; None for a file of a package or beside a package's own set-up."""
    folder = Path(path).resolve().parent
    is_package = any((folder / name).is_file() for name in ("__init__.py", "setup.py", "pyproject.toml"))
    return None if is_package else str(folder)


def _source_folders(path: str) -> tuple[str, ...]:
    """Where the file's imports are looked up: its folder, and those above it as long as they belong to one project."""
    folder = Path(path).resolve().parent
    folders = [folder]
    for parent in folder.parents:
        folders.append(parent)
        if (parent / "pyproject.toml").exists() or (parent / ".git").exists() or len(folders) > 6:
            break
    else:
        folders = folders[:3]
    return tuple(str(each) for each in (*folders, *(each / "src" for each in folders)))
