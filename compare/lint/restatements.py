"""What one plan says of one thing for one year, more than once: the ground of two rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plancmp.compare.catalogue import Catalogue, has_number, speaking_key
from plancmp.compare.lint.engine import Context
from plancmp.compare.model import (
    Aim,
    Firmness,
    Goal,
    Kind,
    ListName,
    Match,
    Op,
    Plan,
    Target,
)
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.universals import speaks_of_whole
from plancmp.compare.verdict import VerdictCode, judge, side_of

__all__ = ["Restated", "restated", "strays"]

Content = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Restated:
    """Targets of one plan, indicator, scope and due year, in speaking order."""

    targets: tuple[Target, ...]

    counted: bool
    """Whether the indicator is a share, so that 全覆盖 is a figure."""

    @property
    def distinct(self) -> list[Target]:
        """The first target of each different figure."""
        seen: dict[Content, Target] = {}
        for target in self.targets:
            content = self.content(target)
            if content is not None:
                seen.setdefault(content, target)
        return list(seen.values())

    @property
    def alike(self) -> list[list[Target]]:
        """The different figures sort by sort: a level, a change in all, a change per year; two
        of different sorts can both be meant."""
        sorts: dict[object, list[Target]] = {}
        for target in self.distinct:
            goal = target.goal
            relative = goal.kind is Kind.RELATIVE
            yearly = goal.op is Op.REDUCE_PER_YEAR
            sorts.setdefault((relative, yearly), []).append(target)
        return list(sorts.values())

    def content(self, target: Target) -> Content | None:
        """What the figure of a target says, however it is written; None without a figure.

        保持≥90% and ≥90% are the same figure; ≥90% and >90% are not. 全覆盖 is that of ≥100%
        when firm and on a share; 普遍 and 应建尽建 are not.
        """
        goal = target.goal
        whole = self.counted and speaks_of_whole(target)
        if goal.kind is Kind.UNIVERSAL and whole and target.firmness is Firmness.FIRM:
            return (Op.GE, Decimal(1), None, None)
        if not has_number(goal) or goal.unit is None:
            return None
        assert goal.value is not None
        base = goal.base_year if goal.kind is Kind.RELATIVE else None
        top = None if goal.value_max is None else scaled(goal.value_max, goal.unit)
        return (goal.op, scaled(goal.value, goal.unit), top, base)

    @property
    def wordings(self) -> list[Target]:
        """The targets that give a direction and no figure."""
        return [t for t in self.targets if t.goal.kind is Kind.DIRECTIONAL]


def restated(context: Context) -> Iterator[Restated]:
    """Everything the plans say twice for one year, definition and figure beyond doubt."""
    for plan in context.plans:
        for members in _groups(plan).values():
            if len(members) > 1:
                unit = context.catalogue.indicators[members[0].indicator].unit
                counted = unit is not None and UNITS[unit].is_share
                yield Restated(tuple(sorted(members, key=speaking_key)), counted)


def _groups(plan: Plan) -> dict[tuple[str, str | None, int], list[Target]]:
    groups: dict[tuple[str, str | None, int], list[Target]] = {}
    for target in plan.targets:
        if target.match is Match.EXACT and target.suspect is None:
            groups.setdefault((target.indicator, target.scope, target.year), []).append(target)
    return groups


def strays(catalogue: Catalogue, group: Restated) -> list[Target]:
    """Targets outside the goals that ask more than the goals do: a higher level, or the same
    figure firmly where the goals say 争取 or 鼓励."""
    goals = [t for t in group.distinct if t.locator and t.locator.list is ListName.GOALS]
    if not goals:
        return []
    first = goals[0]
    indicator = catalogue.indicators[first.indicator]
    out = []
    for other in group.targets:
        if other.locator is None or other.locator.list is ListName.GOALS:
            continue
        if group.content(other) is None:
            continue
        verdict = judge(side_of(catalogue, other), side_of(catalogue, first), indicator)
        firmer = (
            verdict.code is VerdictCode.EQUAL
            and first.firmness is not Firmness.FIRM
            and other.firmness is Firmness.FIRM
        )
        if firmer or verdict.level is VerdictCode.STRICTER:
            out.append(other)
    return out


def interval(goal: Goal) -> tuple[Decimal | None, bool, Decimal | None, bool] | None:
    """Lower and upper end of what a level allows, each with whether it is included; None for
    an approximate figure or a change, which have no sharp ends."""
    if goal.kind not in (Kind.QUANTITATIVE, Kind.COUNT) or goal.unit is None or goal.value is None:
        return None
    value = scaled(goal.value, goal.unit)
    if goal.op in (Op.GE, Op.GT):
        return (value, goal.op is Op.GE, None, True)
    if goal.op in (Op.LE, Op.LT):
        return (None, True, value, goal.op is Op.LE)
    if goal.op is Op.EQ:
        return (value, True, value, True)
    if goal.op is Op.RANGE and goal.value_max is not None:
        return (value, True, scaled(goal.value_max, goal.unit), True)
    return None


def exclude(a: Goal, b: Goal) -> bool:
    """Whether two goals cannot both hold: levels without a common value, opposite directions."""
    one, two = interval(a), interval(b)
    if one is not None and two is not None:
        return _beyond(one, two) or _beyond(two, one)
    return _way(a) * _way(b) < 0


def _beyond(
    one: tuple[Decimal | None, bool, Decimal | None, bool],
    two: tuple[Decimal | None, bool, Decimal | None, bool],
) -> bool:
    low, low_in = one[0], one[1]
    high, high_in = two[2], two[3]
    if low is None or high is None:
        return False
    return low > high or (low == high and not (low_in and high_in))


def _way(goal: Goal) -> int:
    if goal.op in (Op.REDUCE_BY, Op.REDUCE_PER_YEAR, Op.DECREASE):
        return -1
    return 1 if goal.op is Op.INCREASE else 0


def is_held(goal: Goal) -> bool:
    """Whether a figure is to be kept rather than reached."""
    return goal.aim is Aim.HOLD and has_number(goal)
