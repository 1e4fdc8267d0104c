"""Newborn, infant and under-five mortality do not rise in this order.

What. For each due year, the ceilings of one plan for newborn, infant and under-five mortality
are compared; newborn must not be above infant, nor infant above under-five mortality.

Why. The three rates share one denominator, live births, and each contains the one before: who
dies in the first 28 days also dies in the first year, and who dies in the first year also dies
before the fifth birthday. A ceiling above that of the larger group is a slip of the pen or
binds nothing.

Source. Definitions of the three rates in the statistical monitoring of the outlines for the
development of children; the same ones are used by the UN Inter-agency Group for Child
Mortality Estimation.

Example. Newborn ≤4.0‰ and infant ≤3.5‰, both for 2030.

中文

同一规划中新生儿、婴儿、5岁以下儿童死亡率的高低次序不合。

查什么：按目标年分别比较三项死亡率的控制目标，新生儿不应高于婴儿，婴儿不应高于5岁以下儿童。

为什么：三项死亡率的分母同为活产数，后一项包含前一项：出生28天内死亡的也在1岁内死亡之列，1岁内死亡的也在
5岁以下死亡之列。前者的上限高于后者，不是笔误，就是不起约束作用。

依据：儿童发展纲要统计监测的指标定义；联合国儿童死亡率估算跨机构小组的定义相同。

例：2030年新生儿死亡率≤4.0‰，而婴儿死亡率≤3.5‰。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from plancmp.compare.catalogue import speaking_key
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Kind, Match, Plan, Target
from plancmp.compare.units import UNITS, scaled

ID = "mortality-order"
SEVERITY = Severity.ERROR

_ORDER: Final = ("neonatal-mortality", "infant-mortality", "under-5-mortality")


def check(context: Context) -> Iterator[Finding]:
    """Compare the rates that are due in the same year, each with the next larger group's."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for stated in _ceilings(plan):
            for part, whole in pairwise(stated):
                if _size(part) <= _size(whole):
                    continue
                yield context.finding(
                    ID,
                    SEVERITY,
                    [part, whole],
                    zh=f"{zh.subject(part)}{zh.cite(part)}高于“{zh.indicator(whole)}”"
                    f"{zh.cite(whole)}；后者包含前者，前者的控制目标不应更高，请核对。",
                    en=f"{en.subject(part)}: {en.cite(part)} is above {en.indicator(whole)}, "
                    f"{en.cite(whole)}, which contains it; one of the two needs checking.",
                )


def _ceilings(plan: Plan) -> list[list[Target]]:
    """The speaking ceilings of the three rates, from the smaller group to the larger, for each
    scope and due year."""
    found: dict[tuple[str | None, int], dict[str, Target]] = {}
    for target in sorted(plan.targets, key=speaking_key):
        goal = target.goal
        if target.indicator not in _ORDER or target.suspect or target.match is Match.NEAR:
            continue
        if goal.kind is Kind.QUANTITATIVE and goal.unit and UNITS[goal.unit].is_share:
            rates = found.setdefault((target.scope, target.year), {})
            rates.setdefault(target.indicator, target)
    return [[rates[rate] for rate in _ORDER if rate in rates] for rates in found.values()]


def _size(target: Target) -> Decimal:
    assert target.goal.value is not None
    assert target.goal.unit is not None
    return scaled(target.goal.value, target.goal.unit)
