"""An estimate as a readable tree."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from flake8_greenai.configuration.quantities import BYTES, FLOPS, PARAMETERS, Kind, show, show_percent
from flake8_greenai.estimate.results import Bounded, Estimate, ModuleCost, Status
from flake8_greenai.reports.tables import print_table

UNITLESS = Kind("operations", "", {}, ())
LONGEST_LIST = 10


def print_estimate(estimate: Estimate, depth: int = 3) -> None:
    """Print the tree of modules down to ``depth`` levels, then totals, assumptions and what is unknown."""
    write = sys.stdout.write
    inputs = ", ".join(spec if name.startswith("*") else f"{name}={spec}" for name, spec in estimate.inputs.items())
    write(f"{estimate.expr}({inputs})\n")
    if estimate.status is Status.FAILED:
        write(f"failed: {estimate.reason}{f' (at {estimate.location})' if estimate.location else ''}\n")
        return
    rows = list(_rows(estimate, depth))
    if len(rows) > 1:
        write("\n")
        print_table(("Module", "Class", "Output", "Parameters", "FLOPs", "Share"), rows, ("Parameters", "FLOPs", "Share"))
    write("\n" + "".join(f"{name:<12} {text}\n" for name, text in _totals(estimate)))
    if estimate.projections:
        from flake8_greenai.reports.targets_text import print_targets, target_row  # noqa: PLC0415  most estimates name no target

        write("\n")
        print_targets(target_row("one call", projection) for projection in estimate.projections)
        write("\n")
    assumed = dict.fromkeys((*estimate.assumptions, *(item for projection in estimate.projections for item in projection.assumptions)))
    _print_list("assumed", list(assumed))
    _print_list("unknown", [f"{call.call}{f' at {call.location}' if call.location else ''}: {call.reason}" for call in estimate.unknown])


def _print_list(heading: str, items: list[str]) -> None:
    for item in items[:LONGEST_LIST]:
        sys.stdout.write(f"{heading:<12} {item}\n")
    if len(items) > LONGEST_LIST:
        sys.stdout.write(f"{heading:<12} and {len(items) - LONGEST_LIST} more\n")


def _totals(estimate: Estimate) -> Iterator[tuple[str, str]]:
    yield "status", estimate.status.value + (f", {estimate.reason}" if estimate.reason else "")
    if estimate.status is not Status.EXACT:
        yield "coverage", show_percent(estimate.coverage)
    frozen = "" if estimate.trainable_params == estimate.params else f", {_text(estimate.trainable_params, PARAMETERS)} trainable"
    yield "parameters", f"{_text(estimate.params, PARAMETERS)}{_in_full(estimate.params)}{frozen}"
    yield "weights", _text(estimate.param_bytes, BYTES)
    if estimate.outputs:
        yield "output", ", ".join(map(str, estimate.outputs))
    forward = estimate.forward
    if forward:
        macs = f" = {show(forward.core_flops / 2, FLOPS).removesuffix('FLOP')}MAC" if isinstance(forward.core_flops, int) else ""
        yield "forward", f"{_text(forward.core_flops, FLOPS)}{macs}{_in_full(forward.core_flops)} in contractions"
        yield "", f"{_text(forward.all_flops, FLOPS)} in all, and {_text(forward.transcendentals, UNITLESS)} transcendental functions"
        moved = f"{_text(forward.bytes_read, BYTES)} read, {_text(forward.bytes_written, BYTES)} written"
        yield "memory", f"{moved}, {_text(forward.peak_bytes, BYTES)} at peak"
    step = estimate.training_step
    if step:
        optimizer = f", with a step of {step.optimizer}" if step.optimizer else ""
        yield "training", f"{_text(step.core_flops, FLOPS)} a step{optimizer}, {_text(step.saved_bytes, BYTES)} saved for backward"


def _in_full(amount: Bounded) -> str:
    return f" ({amount:,})" if isinstance(amount, int) and amount >= 1000 else ""


def _text(amount: Bounded, kind: Kind) -> str:
    if isinstance(amount, tuple):
        low, high = amount
        return _text(low, kind) if low == high else f"{_text(low, kind)} to {_text(high, kind)}"
    return show(amount, kind) if isinstance(amount, int) else f"{amount} {kind.unit}".rstrip()


def _rows(estimate: Estimate, depth: int) -> Iterator[tuple[str, ...]]:
    """Rows of the tree; neighbours that cost the same all through are one row."""
    children: dict[str, list[ModuleCost]] = {}
    root: ModuleCost | None = None
    for module in estimate.modules:
        if module.name:
            children.setdefault(module.name.rpartition(".")[0], []).append(module)
        else:
            root = module
    whole = estimate.forward.core_flops if estimate.forward else 0
    if root:
        yield _row(root.class_name, root, whole, 1)

    def below(name: str, level: int, indent: str) -> Iterator[tuple[str, ...]]:
        groups = _grouped(children.get(name, []), children)
        for index, group in enumerate(groups):
            is_last = index == len(groups) - 1
            first = group[0]
            label = first.name.rpartition(".")[2]
            if len(group) > 1:
                label += f"..{group[-1].name.rpartition('.')[2]}"
            yield _row(f"{indent}{'└─' if is_last else '├─'} {label}", first, whole, len(group))
            if level < depth:
                yield from below(first.name, level + 1, f"{indent}{'   ' if is_last else '│  '}")

    yield from below("", 1, "")


def _grouped(modules: list[ModuleCost], children: dict[str, list[ModuleCost]]) -> list[list[ModuleCost]]:
    groups: list[list[ModuleCost]] = []
    last: object = None
    for module in modules:
        look = _look(module, children)
        if groups and look == last:
            groups[-1].append(module)
        else:
            groups.append([module])
        last = look
    return groups


def _look(module: ModuleCost, children: dict[str, list[ModuleCost]]) -> object:
    """What the tree shows of a module, names aside: equal looks are told once."""
    below = tuple(_look(child, children) for child in children.get(module.name, ()))
    figures = (_text(module.params, PARAMETERS), _text(module.core_flops, FLOPS))
    return (module.class_name, tuple(map(str, module.outputs)), *figures, below)


def _row(label: str, module: ModuleCost, whole: Bounded, count: int) -> tuple[str, ...]:
    each = f" x{count}" if count > 1 else ""
    share = ""
    if isinstance(whole, int) and isinstance(module.core_flops, int) and whole > 0:
        share = show_percent(module.core_flops * count / whole)
    return (
        label,
        module.class_name + each,
        ", ".join(map(str, module.outputs)),
        _text(module.params, PARAMETERS),
        _text(module.core_flops, FLOPS),
        share,
    )
