"""Whether a catalogue that loads is also sound: units, ranges, parts, duplicates, double entry.

What keeps a catalogue from loading (schema, references, duplicate keys) the loader refuses;
here are the findings a curator has to settle, each with file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.double_entry import disagreement
from plancmp.compare.errors import Bilingual, Problem
from plancmp.compare.model import Goal, Indicator, Kind, Op, Plan, Polarity, Target
from plancmp.compare.units import UNITS, scaled

__all__ = ["validate_catalogue", "validate_plans"]

_CHANGES: Final = (Op.REDUCE_BY, Op.REDUCE_PER_YEAR, Op.INCREASE)


def validate_catalogue(catalogue: Catalogue) -> list[Problem]:
    """Every semantic finding, in the order of the files."""
    found = [*_indicators(catalogue), *validate_plans(catalogue, catalogue.plans.values())]
    return sorted(set(found))


def validate_plans(catalogue: Catalogue, plans: Iterable[Plan]) -> list[Problem]:
    """The findings about some plans alone."""
    found: list[Problem] = []
    for plan in plans:
        found += _plan(plan)
        for target in plan.targets:
            found += _target(catalogue, target)
        found += _parts(plan)
    return sorted(set(found))


def _problem(target: Target, what: Bilingual, fix: Bilingual) -> Problem:
    zh, en = what
    return Problem(
        target.at.file, target.at.line, (f"{target.id}：{zh}", f"{target.id}: {en}"), fix
    )


def _indicators(catalogue: Catalogue) -> Iterator[Problem]:
    """Names that would make a search ambiguous, relations that hold one way only."""
    seen: dict[str, Indicator] = {}
    for one in catalogue.indicators.values():
        for name in one.related:
            if name == one.id:
                yield Problem(
                    one.at.file, one.at.line,
                    (f"“{one.id}”以自己为相近指标", f"“{one.id}” names itself as related"),
                    ("从 related 中删去", "take it out of related"),
                )  # fmt: skip
            elif one.id not in catalogue.indicators[name].related:
                yield Problem(
                    one.at.file, one.at.line,
                    (f"“{one.id}”以“{name}”为相近指标，反过来没有",
                     f"“{one.id}” names “{name}” as related, which does not name it"),
                    ("两边的 related 都写，或都不写", "write related on both sides, or on neither"),
                )  # fmt: skip
        for name in {one.zh, one.en, *one.aliases}:
            other = seen.setdefault(name, one)
            if other is not one:
                yield Problem(
                    one.at.file, one.at.line,
                    (f"“{name}”已是“{other.id}”的名称或别名（{other.at}）",
                     f"“{name}” is already a name or alias of “{other.id}” ({other.at})"),
                    ("改名，或去掉别名", "rename it, or drop the alias"),
                )  # fmt: skip


def _plan(plan: Plan) -> Iterator[Problem]:
    if plan.start is not None and plan.start > plan.end:
        yield Problem(
            plan.at.file,
            plan.at.line,
            (f"{plan.id}：期限首尾颠倒", f"{plan.id}: the period ends before it begins"),
            ("改正 period", "correct period"),
        )


def _target(catalogue: Catalogue, target: Target) -> Iterator[Problem]:
    goal, indicator = target.goal, catalogue.indicators[target.indicator]
    yield from _unit(target, goal, indicator)
    yield from _range(target, goal, indicator)
    yield from _direction(target, goal, indicator)
    plan = catalogue.plans[target.plan]
    if plan.complete and plan.start is not None and not plan.start <= target.year <= 2060:
        yield _problem(
            target,
            (
                f"目标年 {target.year} 在规划期之前",
                f"the due year {target.year} precedes the period",
            ),
            ("改正 year", "correct year"),
        )
    if goal.kind is Kind.QUALITATIVE and plan.complete and target.label is None:
        yield _problem(
            target,
            ("定性目标缺少 label", "a qualitative target needs a label"),
            ("用自己的话写一个短标签", "write a short one in words of your own"),
        )
    if plan.complete and target.locator is None:
        yield _problem(
            target,
            ("没有出处", "its place in the document is not given"),
            ("放进 sections 的条目之下", "put it under an item of sections"),
        )
    if goal.op is Op.RANGE and target.part is not None:
        yield _problem(
            target, ("区间目标不用 part", "a range takes no part"), ("删去 part", "delete part")
        )
    if plan.complete:
        yield from _double_entry(target, disagreement(target, indicator))


def _double_entry(target: Target, differs: Bilingual | None) -> Iterator[Problem]:
    """The goal against what the reader makes of its expression."""
    if differs is not None and target.reading is None:
        zh, en = differs
        yield _problem(
            target,
            (
                f"原文“{target.written}”与目标值不符：{zh}",
                f"the text “{target.written}” and the goal disagree: {en}",
            ),
            (
                "改正 goal 或 written；确有缘由的写在 reading",
                "correct goal or written; where there is a reason, give it in reading",
            ),
        )
    if differs is None and target.reading is not None:
        yield _problem(
            target,
            ("原文与目标值相符，reading 已无必要", "text and goal agree; reading is not needed"),
            ("删去 reading", "delete reading"),
        )


def _unit(target: Target, goal: Goal, indicator: Indicator) -> Iterator[Problem]:
    """Levels carry the indicator's dimension; changes carry % or points."""
    if goal.unit is None or goal.op in _CHANGES or goal.reference is not None:
        return
    if indicator.unit is None:
        yield _problem(
            target,
            (
                f"指标没有单位，目标值却有“{goal.unit}”",
                f"the indicator has no unit, but the goal has “{goal.unit}”",
            ),
            (
                "给指标加 unit，或换指标",
                "give the indicator a unit, or choose another indicator",
            ),
        )
        return
    if UNITS[goal.unit].dimension != UNITS[indicator.unit].dimension:
        yield _problem(
            target,
            (
                f"单位“{goal.unit}”与指标单位“{indicator.unit}”不是同一类",
                f"the unit “{goal.unit}” does not measure what the indicator's "
                f"“{indicator.unit}” does",
            ),
            ("改正其一", "correct one of them"),
        )


def _range(target: Target, goal: Goal, indicator: Indicator) -> Iterator[Problem]:
    if goal.unit is None or goal.op in _CHANGES or indicator.unit is None or goal.reference:
        return
    if UNITS[goal.unit].dimension != UNITS[indicator.unit].dimension:
        return
    low, high = _limits(indicator)
    for value in (goal.value, goal.value_max, goal.base_value):
        if value is None or target.suspect is not None:
            continue
        size = scaled(value, goal.unit)
        if not low <= size <= high:
            yield _problem(
                target,
                (
                    f"{value}{goal.unit} 超出合理范围",
                    f"{value}{goal.unit} is outside the plausible range",
                ),
                (
                    "核对原文；确是印误写 suspect，指标范围过窄改 plausible",
                    "check the document; enter a misprint as suspect, "
                    "or widen plausible of the indicator",
                ),
            )


def _limits(indicator: Indicator) -> tuple[Decimal, Decimal]:
    """The plausible range in base size: the indicator's own, else 0–100 % for shares."""
    assert indicator.unit is not None
    if indicator.limits is not None:
        low, high = indicator.limits
        return scaled(low, indicator.unit), scaled(high, indicator.unit)
    if UNITS[indicator.unit].is_share:
        return Decimal(0), Decimal(1)
    return Decimal(0), Decimal(10) ** 12


def _direction(target: Target, goal: Goal, indicator: Indicator) -> Iterator[Problem]:
    """A bound that runs against the polarity is a slip of one of the two."""
    if goal.kind not in (Kind.QUANTITATIVE, Kind.COUNT):
        return
    against = {
        Polarity.HIGHER: (Op.LE, Op.LT),
        Polarity.LOWER: (Op.GE, Op.GT),
        Polarity.NONE: (),
    }[indicator.polarity]
    if goal.op in against:
        yield _problem(
            target,
            (
                f"界限“{goal.op}”与指标方向“{indicator.polarity}”相反",
                f"the bound “{goal.op}” runs against the indicator's polarity "
                f"“{indicator.polarity}”",
            ),
            ("改正 goal 或 polarity", "correct goal or polarity"),
        )


def _parts(plan: Plan) -> Iterator[Problem]:
    """Parts of one expression count up from 1, each figure once (a figure may serve several
    indicators only when they share it without ``part``)."""
    groups: dict[tuple[object, str], list[Target]] = {}
    for target in plan.targets:
        if target.part is not None:
            groups.setdefault((target.locator, target.written), []).append(target)
    for members in groups.values():
        yield from _count_up(members)


def _count_up(members: Iterable[Target]) -> Iterator[Problem]:
    ordered = sorted(members, key=lambda t: t.part or 0)
    if ordered and ordered[0].part != 1 and len(ordered) > 1:
        yield _problem(
            ordered[0],
            (
                f"“{ordered[0].written}”的 part 不从 1 起",
                f"the parts of “{ordered[0].written}” do not begin with 1",
            ),
            ("补上第 1 项，或改正 part", "add part 1, or correct part"),
        )
    for before, after in pairwise(ordered):
        assert before.part is not None
        assert after.part is not None
        if after.part - before.part > 1:
            yield _problem(
                after,
                (
                    f"“{after.written}”缺 part {before.part + 1}",
                    f"“{after.written}” lacks part {before.part + 1}",
                ),
                ("补上，或改正 part", "add it, or correct part"),
            )
