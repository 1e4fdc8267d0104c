"""A figure outside what its indicator can plausibly be.

What. A value or base value outside the plausible range of its indicator, or, where the registry
gives none, of its unit (24 hours a day, 50 per 1000, a life of 30 to 120 years, in health rates
a hundred of the unit the indicator is measured in). Also a rate that is five times above or below
what was observed in the nation or the province.

Why. Most such figures are a slip of unit, ‰ against /10万, or of the decimal point.

Source. The ranges of the indicator registry; the day; orders of magnitude of published
statistics. Shares above 100 % are the matter of percent-above-100.

Example. 45 childcare places per 1000 residents where 4.5 was meant is caught by the indicator's
range; an infant mortality of 30‰, where the nation stands at 4.0‰, by the observed value.

中文

数值超出指标的合理范围。

查什么：目标值或基期值超出该指标的合理范围；指标未定范围的，按单位（一天24小时，每千人50，寿命30至120岁，
健康领域的率不超过其常用单位的100）。还有与全国或本省实际值相差五倍以上的率。

为什么：多为单位（‰与/10万）或小数点之误。

依据：指标登记中的范围；常识；统计数据的数量级。超过100%的比率见 percent-above-100。

例：每千人口托位数4.5个误作45个，由指标范围查出；婴儿死亡率30‰，而全国为4.0‰，由实际值查出。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import Phrases, both
from plancmp.compare.model import Field, Goal, Indicator, Kind, Match, Observation, Polarity, Target
from plancmp.compare.units import UNITS, scaled

ID = "implausible-value"
SEVERITY = Severity.WARNING

_BY_DIMENSION: Final = {
    "time": (0, 1440), "age": (30, 120), "ratio": (0, 10), "sex ratio": (90, 130),
    "per 1000 children": (0, 50), "beds per 1000 children": (0, 50), "per 1000 residents": (0, 50),
    "water class": (1, 5), "years": (0, 50), "school years": (0, 25), "length": (0, 500),
}  # fmt: skip
"""Ranges in the base size of a dimension (minutes for time)."""
_HEALTH_RATE: Final = Decimal(100)
_FACTOR: Final = 5


def check(context: Context) -> Iterator[Finding]:
    """Look at the range first; a figure inside it may still be of the wrong magnitude."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target in plan.targets:
            if target.suspect is not None:
                continue
            limits = _limits(context.catalogue.indicators[target.indicator])
            value = None if limits is None else _outside(target.goal, limits)
            if limits is not None and value is not None:
                yield _out_of_range(context, target, value, limits)
                continue
            seen = _other_magnitude(context, target)
            if seen is not None:
                yield context.finding(
                    ID,
                    SEVERITY,
                    [target],
                    zh=f"{zh.subject(target)}{zh.cite(target)}与{_seen(zh, seen)}相差{_FACTOR}倍"
                    "以上，请核对单位和小数点。",
                    en=f"{en.subject(target)}: {en.cite(target)} is more than {_FACTOR} times off "
                    f"{_seen(en, seen)}; unit and decimal point need checking.",
                )


def _out_of_range(
    context: Context, target: Target, value: Decimal, limits: tuple[Decimal, Decimal]
) -> Finding:
    zh, en = both(context.catalogue)
    unit = target.goal.unit or ""
    low, high = (limit / UNITS[unit].size for limit in limits)
    return context.finding(
        ID,
        SEVERITY,
        [target],
        zh=f"{zh.subject(target)}{zh.cite(target)}中的{zh.amount(value, unit)}超出该指标的合理范围"
        f"（{zh.amount(low, None)}至{zh.amount(high, unit)}），请核对数字和单位。",
        en=f"{en.subject(target)}: {en.amount(value, unit)} in {en.cite(target)} is outside the "
        f"plausible range of the indicator ({en.amount(low, None)} to {en.amount(high, unit)}).",
    )


def _limits(indicator: Indicator) -> tuple[Decimal, Decimal] | None:
    """The plausible range in the base size of the indicator's dimension."""
    if indicator.unit is None:
        return None
    unit = UNITS[indicator.unit]
    if indicator.limits is not None:
        return indicator.limits[0] * unit.size, indicator.limits[1] * unit.size
    if unit.is_share and unit.symbol != "%" and indicator.field is Field.HEALTH:
        return Decimal(0), _HEALTH_RATE * unit.size
    found = _BY_DIMENSION.get(unit.dimension)
    return (Decimal(found[0]), Decimal(found[1])) if found else None


def _outside(goal: Goal, limits: tuple[Decimal, Decimal]) -> Decimal | None:
    if goal.kind not in (Kind.QUANTITATIVE, Kind.COUNT) or goal.unit is None:
        return None
    for value in (goal.value, goal.value_max, goal.base_value):
        if value is not None and not limits[0] <= scaled(value, goal.unit) <= limits[1]:
            return value
    return None


def _other_magnitude(context: Context, target: Target) -> Observation | None:
    """The observation a rate is far away from, where lower is better: high rates have no room."""
    goal, catalogue = target.goal, context.catalogue
    plan = catalogue.plans[target.plan]
    if catalogue.indicators[target.indicator].polarity is not Polarity.LOWER:
        return None
    if goal.kind is not Kind.QUANTITATIVE or not goal.unit or not goal.value:
        return None
    if not UNITS[goal.unit].is_share or target.match is Match.NEAR:
        return None
    above = [j.id for j in catalogue.ancestors(plan.jurisdiction)]
    size = scaled(goal.value, goal.unit)
    off = []
    for seen in catalogue.observations:
        fits = (seen.indicator, seen.scope, seen.match) == (
            target.indicator, target.scope, Match.EXACT,
        )  # fmt: skip
        if not fits or seen.jurisdiction not in above or not UNITS[seen.unit].is_share:
            continue
        there = scaled(seen.value, seen.unit)
        if there == 0 or 1 / Decimal(_FACTOR) <= size / there <= _FACTOR:
            # Near one of them is near enough: places differ by more than years do.
            return None
        off.append(seen)
    return max(off, key=lambda o: o.year) if off else None


def _seen(words: Phrases, seen: Observation) -> str:
    place = words.catalogue.jurisdictions[seen.jurisdiction]
    value = words.amount(seen.value, seen.unit)
    if words.lang == "zh":
        name = "全国" if place.parent is None else place.short
        return f"{name}{seen.year}年实际值{value}"
    return f"the value observed in {place.en} in {seen.year}, {value}"
