"""The words that findings share: amounts with their bounds, inputs, shares, what is unknown or assumed."""

from __future__ import annotations

from flake8_greenai.configuration.budgets import Budget
from flake8_greenai.configuration.quantities import FLOPS, Kind, show, show_percent
from flake8_greenai.estimate.results import Bounded, Estimate, LoopReport, ModuleCost, Status
from flake8_greenai.symbolic import Amount

LONGEST_FORMULA = 100
SHOWN_INPUTS = 4


def lower(amount: Bounded) -> Amount:
    """The amount, or its lower bound."""
    return amount[0] if isinstance(amount, tuple) else amount


def least(amount: Bounded) -> int | None:
    """The least value that the amount can have, whatever the symbols in it stand for; None when it has none."""
    low = lower(amount)
    return low if isinstance(low, int) else low.bounds()[0]


def add(left: Bounded, right: Bounded) -> Bounded:
    """The sum of two amounts, either of which may be a pair of bounds."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        low, high = left if isinstance(left, tuple) else (left, left)
        other_low, other_high = right if isinstance(right, tuple) else (right, right)
        return (low + other_low, high + other_high)
    return left + right


def exceeds(amount: Bounded, budget: Budget | None) -> bool:
    """Whether the amount is certainly above the budget, whatever the symbols in it stand for."""
    value = least(amount)
    return budget is not None and value is not None and value > budget.amount


def amount_text(amount: Bounded, kind: Kind) -> str:
    """``8.18 GFLOP``, ``1 GFLOP to 2 GFLOP`` when bounded, the formula when symbolic."""
    if isinstance(amount, tuple):
        low, high = amount
        return amount_text(low, kind) if low == high else f"{amount_text(low, kind)} to {amount_text(high, kind)}"
    if isinstance(amount, int):
        return show(amount, kind)
    if len(amount.terms) == 1 and isinstance(factor := next(iter(amount.terms.values())), int) and factor >= 1000:
        return f"{show(factor, kind)} * {amount // factor}"
    formula = str(amount)
    if len(formula) > LONGEST_FORMULA:
        formula = f"{formula[:LONGEST_FORMULA]}..."
    return f"({formula}) {kind.unit}" if kind.unit else formula


def flops_text(amount: Bounded) -> str:
    """FLOPs with multiply-accumulates beside them: ``8.18 GFLOP (4.09 GMAC)``."""
    if isinstance(amount, int) and amount:
        return f"{show(amount, FLOPS)} ({show(amount / 2, FLOPS).removesuffix('FLOP')}MAC)"
    return amount_text(amount, FLOPS)


def least_text(amount: Bounded, kind: Kind, estimate: Estimate | LoopReport) -> str:
    """The least value, after ``at least`` where more is possible."""
    text = amount_text(lower(amount) if (value := least(amount)) is None else value, kind)
    is_exact = isinstance(amount, int) or (isinstance(amount, tuple) and amount[0] == amount[1] and isinstance(amount[0], int))
    return text if is_exact and estimate.status is not Status.PARTIAL else f"at least {text}"


def inputs_text(estimate: Estimate) -> str:
    """The inputs that the figures hold for: ``float32[1,3,224,224]``, ``int64[1,128], mask=bool[1,128]``."""
    parts = [spec if name.startswith("*") else f"{name}={spec}" for name, spec in estimate.inputs.items()]
    if len(parts) > SHOWN_INPUTS:
        parts = [*parts[:SHOWN_INPUTS], f"{len(parts) - SHOWN_INPUTS} more"]
    return ", ".join(parts)


def excess_text(amount: Bounded, budget: Budget) -> str:
    """``budget 4 GFLOP (+104 %)``."""
    return f"budget {budget.text} (+{show_percent(((least(amount) or 0) - budget.amount) / budget.amount)})"


def caveats(estimate: Estimate) -> str:
    """What is unknown or assumed: ``; 2 calls unknown; assuming batch 1 (and 1 more assumption)``; empty when nothing is."""
    text = ""
    if estimate.unknown:
        text += f"; {len(estimate.unknown)} call{'s' * (len(estimate.unknown) > 1)} unknown"
    if estimate.assumptions:
        more = len(estimate.assumptions) - 1
        text += f"; assuming {estimate.assumptions[0]}"
        text += f" (and {more} more assumption{'s' * (more > 1)})" if more else ""
    return text


def heaviest(modules: tuple[ModuleCost, ...], figure: str, total: Bounded) -> tuple[str, float] | None:
    """The part of a model that holds most of a ``figure`` (``core_flops`` or ``params``), and its share of the total.

    Starts at the direct children and goes down as long as one part alone holds more than half, so that a wrapper around
    everything is not the answer. None when shares are symbolic or there are no parts.
    """
    whole = lower(total)
    if not isinstance(whole, int) or whole <= 0:
        return None
    sizes = _sizes(modules, figure)
    children: dict[str, list[str]] = {}
    for path in sizes:
        children.setdefault(path.rpartition(".")[0], []).append(path)
    best: tuple[str, float] | None = None
    name = ""
    while name in children:
        amount, name = max(((sizes[path], path) for path in children[name]), key=lambda item: item[0])
        if amount <= 0 or (best is not None and amount * 4 < whole):
            break
        best = (name, amount / whole)
        if amount * 2 <= whole:
            break
    return best


def _sizes(modules: tuple[ModuleCost, ...], figure: str) -> dict[str, int]:
    """The figure by path; containers that are never called themselves (``ModuleList``) hold the sum of what is below them."""
    sizes: dict[str, int] = {}
    for module in modules:
        amount = lower(getattr(module, figure))
        if module.name and isinstance(amount, int):
            sizes[module.name] = amount
    called = {module.name for module in modules}
    for path, amount in list(sizes.items()):
        above = path.rpartition(".")[0]
        while above and above not in called:
            sizes[above] = sizes.get(above, 0) + amount
            above = above.rpartition(".")[0]
    return sizes


def heaviest_text(modules: tuple[ModuleCost, ...], figure: str, total: Bounded, pronoun: str = "it") -> str:
    """``; 23 % of it in layer3``, empty when there are no parts to name."""
    found = heaviest(modules, figure, total)
    return f"; {show_percent(found[1])} of {pronoun} in {found[0]}" if found else ""
