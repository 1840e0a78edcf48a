"""Rules about expressions: each evaluation is looked at, the alternative is priced, and all evaluations are summed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.evidence import Operand, Operation
from flake8_greenai.estimate.results import FileReport, TensorSpec
from flake8_greenai.estimate.snippets import SnippetCost, snippet_cost
from flake8_greenai.findings.evidence import Site, known, sites
from flake8_greenai.findings.finding import Finding
from flake8_greenai.findings.rules import Rule
from flake8_greenai.findings.saving import Change, saving
from flake8_greenai.interpreter.values import Location
from flake8_greenai.ledger.work import Kernel


@dataclass(frozen=True, slots=True)
class Match:
    """An expensive construct and its alternative.

    Attributes:
        problem: what is there, at the start of the message: ``inv(a) @ b of float32[512,512]``.
        alternative: what to write instead: ``torch.linalg.solve(a, b)``.
        change: what one evaluation costs before and after.
        affects: what the alternative may change, empty when results stay the same.
        location, end: where to report it, None for the expression itself.
    """

    problem: str
    alternative: str
    change: Change
    affects: str = ""
    location: Location | None = None
    end: Location | None = None


class OperationRule(Rule):
    """Base class of rules about single expressions: subclasses say what :meth:`match` is."""

    def match(self, operation: Operation) -> Match | None:
        """What is wrong with one evaluation of an expression; None for nothing, or when not enough is known."""
        raise NotImplementedError

    def match_site(self, site: Site, operation: Operation) -> Match | None:
        """The same for rules that also ask what the expression is part of."""
        return self.match(operation)

    def check(self, report: FileReport, configuration: Configuration) -> Iterator[Finding]:
        """One finding per expression whose alternative saves enough."""
        for site in sites(report):
            main = self.match_site(site, site.operation) if site.operation.is_certain else None
            if main is not None:
                finding = self._finding(site, main, configuration)
                if finding is not None:
                    yield finding

    def _finding(self, site: Site, main: Match, configuration: Configuration) -> Finding | None:
        changes = []
        for operation, times in site.evaluations:
            found = main if operation is site.operation else self.match_site(site, operation)
            if found is not None:
                changes.append((found.change, times))
        saved = saving(changes, site.whole, configuration)
        if saved is None or not saved.is_worthwhile(self.code, configuration):
            return None
        affects = f"; {main.affects}" if main.affects else ""
        return Finding(
            self.code,
            main.location or site.operation.location,
            f"{main.problem}; {main.alternative} takes {saved.text()}{affects}",
            self.severity,
            main.end or (site.operation.end if main.location is None else None),
            saved.data(),
        )


def work_of(*operations: Operation) -> tuple[Kernel, ...]:
    """What one evaluation of each asks of a device, gradients included where they are recorded."""
    return tuple(kernel for each in operations for kernel in (*each.kernels, *each.gradient_kernels))


def priced(
    expression: str, operands: Mapping[str, Operand | TensorSpec], layers: Mapping[str, str] | None = None, *, like: Operation
) -> tuple[tuple[Kernel, ...], SnippetCost] | None:
    """The work of an alternative, with gradients where those of ``like`` are recorded, and its whole cost; None when it has none.

    ``expression``, ``operands`` and ``layers`` are those of :func:`flake8_greenai.estimate.snippets.snippet_cost`; ``like`` is the
    operation whose place it would take.
    """
    cost = snippet_cost(expression, operands, layers, gradients=bool(like.gradient_kernels))
    return None if cost is None else ((*cost.kernels, *cost.gradient_kernels), cost)


def priced_layer(code: str, layer: Operation) -> tuple[Change, SnippetCost] | None:
    """The change from a layer to what ``code`` builds, parameters included; None when it cannot be priced or gives other shapes."""
    operands = layer.operands
    found = priced("layer(x)", {"x": operands[0]}, {"layer": code}, like=layer) if len(operands) == 1 else None
    if found is None or not same_output(found[1], layer):
        return None
    parameters = own_parameters(layer), known(found[1].parameters)
    if parameters[0] is None or parameters[1] is None:
        return None
    return Change(work_of(layer), found[0], parameters=(parameters[0], parameters[1])), found[1]


def own_parameters(layer: Operation) -> int | None:
    """The number of a layer's own parameters."""
    return known(sum(prod(shape) for shape in layer.parameters.values()))


def same_output(cost: SnippetCost, operation: Operation) -> bool:
    """Whether an alternative gives tensors of the same shapes."""
    return tuple(each.shape for each in cost.outputs) == tuple(each.shape for each in operation.outputs)


def only_consumer(producer: Operation | None, consumer: Operation) -> bool:
    """Whether nothing else is seen to use what an operation makes."""
    return producer is not None and not producer.is_returned and all(each is consumer for each in producer.consumers)


def shape_text(operand: Operand) -> str:
    """``float32[512,512]``."""
    return str(TensorSpec(operand.shape, operand.dtype))


def are_known(*operands: Operand) -> bool:
    """Whether all sizes of tensors are numbers."""
    return all(known(size) is not None for operand in operands for size in operand.shape)
