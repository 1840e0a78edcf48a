"""Reports of files as a tree: models and loops with their costs, targets, assumptions, unknowns and findings, then sums."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from rich.text import Text
from rich.tree import Tree

from flake8_greenai.configuration.quantities import BYTES, FLOPS, GRAMS, JOULES, PARAMETERS, SECONDS
from flake8_greenai.estimate.results import Bounded, FileReport, LoopReport, ModelReport, Projection, Status, UnknownCall
from flake8_greenai.findings.finding import Finding, Severity
from flake8_greenai.findings.predictions import interval_text, loop_flops_text, schedule_text
from flake8_greenai.findings.project import totals
from flake8_greenai.findings.wording import amount_text, flops_text, heaviest_text, inputs_text
from flake8_greenai.reports.formulas import doubling, factor_text
from flake8_greenai.reports.report_json import Checked
from flake8_greenai.reports.tables import UNCUT, console
from flake8_greenai.reports.targets_text import print_targets, target_row

LONGEST_LIST = 5
LOOPS = {"training": "training", "inference": "inference with", "generation": "generation with"}
STYLES = {Severity.WARNING: "yellow", Severity.ERROR: "red"}


def print_reports(checked: Sequence[Checked], project: Sequence[Finding]) -> None:
    """Print one tree per file that has something to say, the table of targets, the sums, and the findings of the whole."""
    out = console()
    for report, findings in checked:
        if report.models or report.loops or _problems(report) or _told(findings):
            out.print(_tree((report, findings)), width=UNCUT, crop=False, no_wrap=True, soft_wrap=False)
            sys.stdout.write("\n")
    rows = [row for report, _ in checked for row in _target_rows(report.models, report.loops)]
    if rows:
        print_targets(rows)
        sys.stdout.write("\n")
    for line in _sums(checked):
        sys.stdout.write(f"{line}\n")
    for found in project:
        sys.stdout.write(f"{found.code} {found.message}\n")


def _tree(checked: Checked) -> Tree:
    report, findings = checked
    tree = Tree(Text(report.path, style="bold"))
    for model in report.models:
        _fill(tree.add(_title(model.qualname, "model", model.location.line)), _model_lines(model))
    for loop in report.loops:
        _fill(tree.add(_title(f"{LOOPS.get(loop.kind, loop.kind)} {loop.model}", "loop", loop.location.line)), _loop_lines(loop))
    _fill(tree, _listed("problem", _problems(report)))
    for found in _told(findings):
        text = Text(f"{found.code} ", style=STYLES[found.severity])
        tree.add(text.append(f"line {found.location.line}: {found.message}", style="default"))
    return tree


def _problems(report: FileReport) -> list[str]:
    """Where the analysis stopped: problems that no finding and no model tells."""
    told = {"configuration", "internal", "shape-error", *(("unknown",) if report.models else ())}
    return [f"line {problem.location.line}: {problem.message}" for problem in report.problems if problem.kind not in told]


def _told(findings: Sequence[Finding]) -> list[Finding]:
    """Findings that the tree does not say anyway: notes are what it consists of."""
    return [found for found in findings if found.severity is not Severity.NOTE]


def _title(name: str, what: str, line: int) -> Text:
    return Text(name, style="cyan").append(f" ({what}, line {line})", style="dim")


def _fill(tree: Tree, lines: Iterator[tuple[str, str]]) -> None:
    for label, text in lines:
        tree.add(Text(f"{label:<11} ", style="dim").append(text, style="default"))


def _model_lines(model: ModelReport) -> Iterator[tuple[str, str]]:
    estimate = model.estimate
    if estimate.status is Status.FAILED or estimate.forward is None:
        yield "failed", estimate.reason or "no figures"
        return
    inputs = inputs_text(estimate)
    yield "inputs", f"{inputs or 'none'}{f' ({model.inputs_from})' if model.inputs_from else ''}"
    frozen = "" if estimate.trainable_params == estimate.params else f", {amount_text(estimate.trainable_params, PARAMETERS)} trainable"
    yield "parameters", f"{amount_text(estimate.params, PARAMETERS)}{frozen}, {amount_text(estimate.param_bytes, BYTES)} of weights"
    flops, least = estimate.forward.core_flops, "at least " if estimate.status is Status.PARTIAL else ""
    yield "forward", f"{least}{flops_text(flops)}{heaviest_text(estimate.modules, 'core_flops', flops)}"
    yield from _doubling_lines(flops)
    step = estimate.training_step
    if step is not None:
        yield "training", f"{least}{amount_text(step.core_flops, FLOPS)} a step, {amount_text(step.saved_bytes, BYTES)} saved for backward"
    yield "status", estimate.status.value + (f", {estimate.reason}" if estimate.reason else "")
    yield from _listed("assumed", _assumed(estimate.assumptions, estimate.projections))
    yield from _listed("unknown", _reasons(estimate.unknown))


def _assumed(own: Sequence[str], projections: Sequence[Projection]) -> list[str]:
    """What figures rest on: counted ones, then predicted ones."""
    return list(dict.fromkeys((*own, *(item for projection in projections for item in projection.assumptions))))


def _reasons(calls: Sequence[UnknownCall]) -> list[str]:
    """What is unknown, by reason: what follows from one unknown value is told at the first call that it prevents."""
    groups: dict[str, list[UnknownCall]] = {}
    for call in calls:
        groups.setdefault(call.reason, []).append(call)
    texts = []
    for reason, group in groups.items():
        first, more = group[0], len(group) - 1
        others = f" and {more} more call{'s' * (more > 1)}" if more else ""
        texts.append(f"{first.call or 'a call'}{f' at {first.location}' if first.location else ''}{others}: {reason}")
    return texts


def _loop_lines(loop: LoopReport) -> Iterator[tuple[str, str]]:
    yield "steps", schedule_text(loop)
    yield "cost", loop_flops_text(loop)
    yield from _doubling_lines(loop.total_core_flops)
    step = loop.per_iteration
    yield "an iteration", f"{amount_text(step.bytes_moved, BYTES)} moved, {amount_text(step.peak_bytes, BYTES)} at peak"
    yield "status", loop.status.value
    yield from _listed("assumed", _assumed(loop.assumptions, loop.projections))


def _doubling_lines(amount: Bounded) -> Iterator[tuple[str, str]]:
    for name, factors in doubling(amount).items():
        yield "scale", f"twice the {name} costs {factor_text(factors)}"


def _listed(label: str, items: list[str]) -> Iterator[tuple[str, str]]:
    for item in items[:LONGEST_LIST]:
        yield label, item
    if len(items) > LONGEST_LIST:
        yield label, f"and {len(items) - LONGEST_LIST} more"


def _target_rows(models: Sequence[ModelReport], loops: Sequence[LoopReport]) -> Iterator[tuple[str, ...]]:
    for model in models:
        for projection in model.estimate.projections:
            yield target_row(f"one call of {model.qualname}", projection)
    for loop in loops:
        for projection in loop.projections:
            yield target_row(f"{LOOPS.get(loop.kind, loop.kind)} {loop.model}", projection)


def _sums(checked: Sequence[Checked]) -> Iterator[str]:
    total = totals(report for report, _ in checked)
    models, loops = f"{total.models} model{'s' * (total.models != 1)}", f"{total.loops} loop{'s' * (total.loops != 1)}"
    yield f"{models} and {loops} in {total.files} file{'s' * (total.files != 1)}"
    if total.loops:
        yield f"all loops   {amount_text(total.core_flops, FLOPS)}"
    for name, sums in total.targets.items():
        figures = (
            interval_text(sums["seconds"], SECONDS),
            interval_text(sums["joules"], JOULES),
            interval_text(sums["gco2e"], GRAMS),
        )
        yield f"{name:<11} {', '.join(figures)}"
