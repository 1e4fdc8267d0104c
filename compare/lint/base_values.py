"""How targets stand to the base values their plans print beside them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto

from plancmp.compare.lint.engine import Context
from plancmp.compare.model import Goal, Kind, Op, Polarity, Target

__all__ = ["Against", "against_base"]


class Against(Enum):
    """A bound against the base value of its own place."""

    WORSE = auto()
    SAME = auto()
    BETTER = auto()


def against_base(context: Context) -> Iterator[tuple[Target, Decimal, Decimal, Against]]:
    """Every level with a base value: target, base value, the gap and which side it is on.

    Doubtful figures and indicators without a better side are left out.
    """
    for plan in context.plans:
        for target in plan.targets:
            goal, polarity = target.goal, context.catalogue.indicators[target.indicator].polarity
            base = goal.base_value
            if base is None or target.suspect or polarity is Polarity.NONE:
                continue
            bound = _bound(goal)
            if bound is None:
                continue
            gap = bound - base
            if gap == 0:
                strict = goal.op in (Op.LT, Op.GT)
                yield target, base, gap, Against.BETTER if strict else Against.SAME
            else:
                better = (gap > 0) == (polarity is Polarity.HIGHER)
                yield target, base, gap, Against.BETTER if better else Against.WORSE


def _bound(goal: Goal) -> Decimal | None:
    """The figure of a level; a change or a range has none."""
    if goal.kind not in (Kind.QUANTITATIVE, Kind.COUNT) or goal.op is Op.RANGE:
        return None
    return goal.value
