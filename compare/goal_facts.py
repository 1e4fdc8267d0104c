"""Small facts about goals that the comparison rests on: scopes, distances, directions, words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.model import Firmness, Goal, Kind, Op, Polarity
from plancmp.compare.sides import Side
from plancmp.compare.units import UNITS, distance_unit, scaled

__all__ = [
    "COUNT_OR_LEVEL",
    "contrary",
    "distance",
    "distances",
    "ends",
    "improves",
    "is_extreme",
    "on_wrong_side",
    "scaling",
    "scopes_meet",
    "shown",
    "side_bound",
    "stance",
    "strict",
    "words",
]

COUNT_OR_LEVEL: Final = (Kind.QUANTITATIVE, Kind.COUNT)
"""Kinds that state a level; the others state a change, a direction or no figure."""


def scaling(a: tuple[Decimal, str], b: tuple[Decimal, str]) -> tuple[str, str]:
    """The step that brings two figures to one unit."""
    return (
        f"换算：{quantity_text(*a)} 与 {quantity_text(*b)} 化为同一单位",
        f"scaled: {quantity_text(*a, 'en')} and {quantity_text(*b, 'en')} in one unit",
    )


def words(side: Side, compared: Goal, lang: str = "zh") -> str:
    """A side's goal as reasons show it, a universal one in its own words."""
    if side.words is not None:
        return side.words[0 if lang == "zh" else 1]
    return shown(side.goal, compared, lang)


def scopes_meet(ours: Side, theirs: Side) -> bool:
    """Same scope, or a whole at its extreme (100 %, nothing), which implies each of its parts."""
    if ours.scope == theirs.scope:
        return True
    if ours.scope is not None and theirs.scope is not None:
        return False
    whole = ours if ours.scope is None else theirs
    part = theirs if ours.scope is None else ours
    assert part.scope is not None
    return not part.scope.size_free and is_extreme(whole)


def is_extreme(side: Side) -> bool:
    """Whether a share leaves nothing out: at least 100 %, at most nothing, all of a whole."""
    goal = side.goal
    if goal.kind is Kind.UNIVERSAL:
        return side.firmness is Firmness.FIRM and side.whole
    if goal.kind is not Kind.QUANTITATIVE or goal.value is None or goal.unit is None:
        return False
    if not UNITS[goal.unit].is_share:
        return False
    size = scaled(goal.value, goal.unit)
    return (goal.op in (Op.GE, Op.EQ) and size == 1) or (goal.op in (Op.LE, Op.EQ) and size == 0)


def shown(stated: Goal, used: Goal, lang: str = "zh") -> str:
    """A goal as stated; a universal one that was taken as 100 % says so."""
    text = goal_text(stated, lang)
    if stated.kind is Kind.UNIVERSAL and used.kind is Kind.QUANTITATIVE:
        return f"{text}即100%" if lang == "zh" else f"{text}, that is 100%"
    return text


def side_bound(op: Op | None) -> str:
    """Which side a bound leaves open; bounds that differ only in including the number agree."""
    if op in (Op.GE, Op.GT):
        return "floor"
    return "ceiling" if op in (Op.LE, Op.LT) else str(op)


def strict(op: Op | None) -> bool:
    """Whether a bound excludes the number."""
    return op in (Op.GT, Op.LT)


def ends(goal: Goal) -> tuple[Decimal, Decimal]:
    """Both ends of a range, in base size."""
    assert goal.value is not None
    assert goal.value_max is not None
    assert goal.unit is not None
    return scaled(goal.value, goal.unit), scaled(goal.value_max, goal.unit)


def distance(a: Decimal, a_unit: str, b: Decimal, b_unit: str) -> tuple[Decimal, str]:
    """a − b in the finer of the two units, in points for shares: there it is always exact
    (20 minutes are no decimal number of hours), and the same from either side."""
    unit = min(a_unit, b_unit, key=lambda u: UNITS[u].size)
    size = UNITS[unit].size
    gap = (a if a_unit == unit else scaled(a, a_unit) / size) - (
        b if b_unit == unit else scaled(b, b_unit) / size
    )
    return gap, distance_unit(unit)


def distances(gap: Decimal, unit: str) -> dict[str, str]:
    """A distance in words for the reasons, without its sign."""
    size = abs(gap)
    return {
        "distance": quantity_text(size, unit),
        "distance_en": quantity_text(size, unit, "en"),
    }


def improves(goal: Goal, polarity: Polarity) -> bool | None:
    """Whether a change or a direction is towards the better side; None where there is none."""
    if polarity is Polarity.NONE:
        return None
    if goal.op in (Op.REDUCE_BY, Op.REDUCE_PER_YEAR, Op.DECREASE):
        return polarity is Polarity.LOWER
    if goal.op is Op.INCREASE:
        return polarity is Polarity.HIGHER
    return None


def on_wrong_side(goal: Goal, polarity: Polarity) -> bool:
    """Whether a level is worse than the published base value of the same place."""
    if goal.base_value is None or goal.value is None or goal.kind not in COUNT_OR_LEVEL:
        return False
    if goal.op is Op.RANGE:
        return False
    if polarity is Polarity.LOWER:
        return goal.value > goal.base_value
    return polarity is Polarity.HIGHER and goal.value < goal.base_value


def contrary(a: Goal, b: Goal) -> bool:
    """A change in one direction against a stated direction the other way."""
    ways: Mapping[Op, int] = {
        Op.REDUCE_BY: -1, Op.REDUCE_PER_YEAR: -1, Op.DECREASE: -1, Op.INCREASE: 1,
    }  # fmt: skip
    x = ways.get(a.op, 0) if a.op else 0
    y = ways.get(b.op, 0) if b.op else 0
    return x * y < 0


def stance(goal: Goal) -> dict[str, str]:
    """How a statement without a figure is made, in words for the reasons."""
    if goal.kind is Kind.DIRECTIONAL:
        return {"stance": "仅作方向性表述", "stance_en": "a direction only"}
    if goal.kind is Kind.UNIVERSAL:
        return {"stance": "为普遍性表述", "stance_en": "a universal wording"}
    if goal.kind is Kind.COMPARATIVE:
        return {
            "stance": f"以“{goal.reference}”为参照",
            "stance_en": f"relative to “{goal.reference}”",
        }
    return {"stance": "为定性表述", "stance_en": "a qualitative wording"}
