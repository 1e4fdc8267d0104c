"""Double entry: a target's curated goal against what the reader makes of its expression.

The curator reads with the document open, the reader knows nothing but the expression; where
the two differ, one of them is wrong, or the expression alone does not say it.
"""

from __future__ import annotations

from typing import Final

from plancmp.compare.errors import Bilingual
from plancmp.compare.expression import Reading, Unreadable, read_expression
from plancmp.compare.expression.normalise import normalise
from plancmp.compare.goal import goal_text
from plancmp.compare.model import Aim, Firmness, Goal, Indicator, Kind, Op, Target
from plancmp.compare.units import UNITS, scaled

__all__ = ["disagreement"]

_EACH: Final = "均都皆各"
_AIMS: Final = {Aim.REACH: ("达到", "reach"), Aim.HOLD: ("保持", "hold")}


def disagreement(target: Target, indicator: Indicator) -> Bilingual | None:
    """What differs between ``target.goal`` and its expression ``written``, as a sentence.

    None means agreement: kind, operator, value (exactly, after scaling units), range, aim and
    reference are the same, and so are year and base year where the expression names them. The
    base value and firmness of encouragement stand outside expressions and are not compared;
    a 争取 or 力争 inside one is. ``target.part`` picks the goal of a list; a statement with
    one goal is shared by all its parts. A qualitative target agrees if the reader refuses.
    """
    try:
        reading = read_expression(target.written, polarity=indicator.polarity, unit=indicator.unit)
    except Unreadable as refusal:
        if target.goal.kind is Kind.QUALITATIVE:
            return None
        return (
            f"表述“{target.written}”读不出目标：{refusal.zh}",
            f"no goal can be read from “{target.written}”: {refusal.en}",
        )
    if target.goal.kind is Kind.QUALITATIVE:
        zh = "、".join(goal_text(goal) for goal in reading.goals)
        en = ", ".join(goal_text(goal, "en") for goal in reading.goals)
        return (
            f"录为定性，但表述“{target.written}”读作 {zh}",
            f"entered as qualitative, but “{target.written}” reads {en}",
        )
    picked = _picked(target, reading)
    if isinstance(picked, tuple):
        return picked
    return _difference(target.goal, picked) or _firmness(target, reading)


def _picked(target: Target, reading: Reading) -> Goal | Bilingual:
    goals, part = reading.goals, target.part
    if part is not None:
        # One direction, or one figure said of each (均达98%), is shared by all its parts.
        shared = goals[0].value is None or any(word in target.written for word in _EACH)
        if len(goals) == 1 and part > 0 and shared:
            return goals[0]
        if not 1 <= part <= len(goals):
            return (
                f"表述“{target.written}”只有{len(goals)}个目标，没有第{part}个",
                f"“{target.written}” has no goal {part}, only {len(goals)}",
            )
        return goals[part - 1]
    if any(_difference(goal, goals[0]) for goal in goals[1:]):
        return (
            f"表述“{target.written}”有{len(goals)}个不同的目标，应写明 part",
            f"“{target.written}” has {len(goals)} different goals; say which by part",
        )
    return goals[0]


def _difference(curated: Goal, read: Goal) -> Bilingual | None:
    if (curated.kind, curated.op) != (read.kind, read.op):
        return _both_readings(curated, read)
    if not _same_quantity(curated, read):
        zh, en = _both_readings(curated, read)
        return f"{zh}：数或单位不同", f"{en}: number or unit differ"
    # "maintain" says itself that it stands; whether 保持 is repeated as an aim is a matter of style.
    if curated.aim is not read.aim and curated.op is not Op.MAINTAIN:
        (mine, mine_en), (theirs, theirs_en) = _AIMS[curated.aim], _AIMS[read.aim]
        return (
            f"录为“{mine}”，表述读作“{theirs}”",
            f"entered as “{mine_en}”, but the text reads “{theirs_en}”",
        )
    if _plain(curated.reference) != _plain(read.reference):
        return (
            f"比较对象录为“{curated.reference}”，表述读作“{read.reference}”",
            f"compared with “{curated.reference}” as entered, with “{read.reference}” in the text",
        )
    if read.base_year is not None and curated.base_year != read.base_year:
        return (
            f"基期录为{curated.base_year}年，表述读作{read.base_year}年",
            f"base year {curated.base_year} as entered, {read.base_year} in the text",
        )
    if read.year is not None and curated.year != read.year:
        return (
            f"目标年录为{curated.year}年，表述读作{read.year}年",
            f"due year {curated.year} as entered, {read.year} in the text",
        )
    return None


def _both_readings(curated: Goal, read: Goal) -> Bilingual:
    return (
        f"录为 {goal_text(curated)}，表述读作 {goal_text(read)}",
        f"entered as {goal_text(curated, 'en')}, but the text reads {goal_text(read, 'en')}",
    )


def _same_quantity(curated: Goal, read: Goal) -> bool:
    if (curated.value is None) != (read.value is None):
        return False
    if curated.value is None or read.value is None or curated.unit is None or read.unit is None:
        return curated.value == read.value
    if UNITS[curated.unit].dimension != UNITS[read.unit].dimension:
        return False
    if scaled(curated.value, curated.unit) != scaled(read.value, read.unit):
        return False
    if curated.value_max is None or read.value_max is None:
        return curated.value_max == read.value_max
    return scaled(curated.value_max, curated.unit) == scaled(read.value_max, read.unit)


def _plain(reference: str | None) -> str | None:
    """A reference without what never changes it: spaces, widths and the particle 的."""
    return None if reference is None else normalise(reference).replace("的", "")


def _firmness(target: Target, reading: Reading) -> Bilingual | None:
    if reading.firmness is Firmness.STRIVE and target.firmness is Firmness.FIRM:
        return (
            f"表述“{target.written}”有争取、力争等词，却录为确定的目标",
            f"“{target.written}” only strives for it, but is entered as firm",
        )
    return None
