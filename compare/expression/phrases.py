"""The phrases all statements are made of: amounts, noun phrases, years, bases, verbs."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from plancmp.compare.expression.cursor import Cursor, Expected
from plancmp.compare.expression.lexicon import Role
from plancmp.compare.expression.numerals import shifted
from plancmp.compare.expression.syntax import Amount, Frame, Verb
from plancmp.compare.expression.tokens import Token
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.units import UNITS

__all__ = [
    "NOUNS", "amount", "attribute", "belongs", "frame", "noun_phrase", "verb_group",
]  # fmt: skip

NOUNS: Final = (
    Role.WORD, Role.ADVERB, Role.PREPOSITION, Role.PER, Role.EVERY, Role.ALL, Role.TREND,
    Role.LEVEL, Role.RANK, Role.BASIS,
)  # fmt: skip
"""What a noun phrase is made of. Verbs that own a place in the grammar are not among them."""

_VERBS: Final = (Role.REACH, Role.HOLD, Role.CONTROL, Role.RAISE, Role.LIFT, Role.LOWER)
_MOVING: Final = (Role.RAISE, Role.LIFT, Role.LOWER)
_HEADS: Final = (Role.WORD, Role.ALL, Role.EVERY)
_AGES: Final = {"岁", "年", "级"}
_PEOPLE: Final = {"名", "人"}
_NUMBER: Final = Expected("数", "a number")
_UNIT: Final = Expected("单位", "a unit")


def amount(c: Cursor) -> Amount | None:
    """``2.0‰``, ``2-3所``, ``40%-60%``, ``1.5:1``, ``9`` or nothing.

    Raises :class:`Unreadable` for a range that does not rise, and for figures in groups of
    thousands before a share sign (5,100% may be a list).
    """
    start = c.token.start
    first = c.take(Role.NUMBER)
    if first is None:
        c.miss(_NUMBER)
        return None
    assert first.number is not None
    if c.token.text in {":", "比"}:
        return _ratio(c, first)
    unit, measure = _unit(c, first)
    if not measure:
        c.miss(_UNIT)
    value, high = first.number, None
    if c.at(Role.DASH):
        c.index += 1
        second = c.take(Role.NUMBER)
        assert second is not None  # the tokeniser looked ahead
        assert second.number is not None
        upper_unit, upper_measure = _unit(c, second)
        if measure and upper_measure != measure:
            raise Unreadable(
                "区间两端的单位不同", "the two ends of the range differ in unit", second.start
            )
        unit, measure = upper_unit, upper_measure
        high = second.number
        if value >= high:
            raise Unreadable("区间的下限不小于上限", "the range does not rise", start)
    if measure == "成":
        value, high = shifted(value, 1), None if high is None else shifted(high, 1)
    found = Amount(value, high, unit, measure, start, c.tokens[c.index - 1].end)
    if "," in c.text[start : found.end] and unit == "%":
        raise Unreadable("分不清是千位逗号还是并列", "a thousands comma or a list?", start)
    return found


def _unit(c: Cursor, number: Token) -> tuple[str | None, str]:
    if number.unit:
        return number.unit, number.text
    token = c.take(Role.UNIT)
    return (token.unit, token.text) if token else (None, "")


def _ratio(c: Cursor, first: Token) -> Amount | None:
    c.index += 1
    second = c.take(Role.NUMBER)
    if second is None:
        c.miss(_NUMBER)
        return None
    if second.number != 1:
        raise Unreadable("比值的后项应为 1", "a ratio is to be written as n:1", second.start)
    assert first.number is not None
    return Amount(first.number, None, ":1", ":1", first.start, second.end)


def belongs(printed: str | None, own: str) -> bool:
    """Whether a figure in the unit ``printed`` can be a value of an indicator in ``own``."""
    if printed is None:
        return False
    counted = own.partition("/")[0]
    if counted == printed or {printed, counted} <= _PEOPLE:
        return True
    points = "points" in UNITS[printed].dimension and UNITS[own].is_share
    return points or UNITS[printed].dimension == UNITS[own].dimension


def attribute(c: Cursor) -> bool:
    """Read an amount that only describes the noun after it: 3岁以下儿童, 九年义务教育, 两级.

    A share or an amount in the indicator's own unit is never one, nor is one that stands in a
    list of amounts (1名医生、2间病房 are two figures, whatever the indicator).
    """
    if not (c.attributive and c.at(Role.NUMBER)):
        return False
    start = c.index
    found = amount(c)
    c.take(Role.AFTER)
    if found is not None and found.measure and c.at(*_HEADS):
        age = found.unit is None or found.unit in _AGES
        share = found.unit is not None and UNITS[found.unit].is_share
        own = c.unit is not None and belongs(found.unit, c.unit)
        if not (own or share) and (age or (c.unit is not None and _heads_a_longer_phrase(c))):
            return True
    c.index = start
    return False


def _heads_a_longer_phrase(c: Cursor) -> bool:
    here = c.index
    while c.take(*NOUNS):
        pass
    ends = c.at(Role.SEPARATOR, Role.STOP, Role.END)
    c.index = here
    return not ends


def noun_phrase(c: Cursor, *, lists: bool) -> int:
    """Read a noun phrase; how many nouns it lists (0 if there is none).

    With ``lists`` it runs on over 、 and 和 as long as a noun follows.
    """
    listed = 0
    while True:
        here = c.index
        if listed and lists:
            c.take(Role.SEPARATOR)
        joined = c.index > here
        if not (attribute(c) or c.take(*NOUNS)):
            c.index = here
            return listed
        listed += joined or not listed


def frame(c: Cursor, found: Frame) -> Frame | None:
    """Read one more piece of the frame into ``found``; None if there is none here."""
    if c.at(Role.YEARLY):
        c.index += 1
        return replace(found, yearly=True)
    if token := c.take(Role.OFTEN):
        return replace(found, often=token.text)
    return _origin(c, found) or _base(c, found) or _due(c, found)


def _origin(c: Cursor, found: Frame) -> Frame | None:
    """由2020年的60%: where it comes from, with or without the year."""
    here = c.index
    if c.take(Role.FROM):
        year = c.take(Role.YEAR)
        while c.take(Role.WORD):
            pass
        value = amount(c)
        if value is not None:
            return replace(found, base_year=year.year if year else None, base_value=value)
    c.index = here
    return None


def _base(c: Cursor, found: Frame) -> Frame | None:
    """以2020年数据为基数, 在2018年基础上, 较2020年, 与2020年相比."""
    here = c.index
    than = c.take(Role.THAN)
    if than is None:
        c.take(Role.PREPOSITION, Role.SEPARATOR)
    year = c.take(Role.YEAR)
    if year is not None:
        after_year = c.index
        while c.take(Role.WORD):
            pass
        if c.take(Role.BASIS):
            c.take(Role.SEPARATOR)
            return replace(found, base_year=year.year)
        if than is not None:
            c.index = after_year
            return replace(found, base_year=year.year)
    c.index = here
    return None


def _due(c: Cursor, found: Frame) -> Frame | None:
    """到2025年, 2025年和2030年."""
    here = c.index
    c.take(Role.PREPOSITION)
    years = []
    while token := c.take(Role.YEAR):
        assert token.year is not None
        years.append(token.year)
        c.take(Role.SEPARATOR)
    if not years:
        c.index = here
        return None
    return replace(found, years=tuple(years))


def verb_group(c: Cursor) -> Verb | None:
    """达到, 保持并巩固在, 巩固提高到, 控制在: verbs in a row, with the preposition of the last."""
    start = c.index
    verb = None
    while token := c.take(*_VERBS):
        # 在 leads on to a level after 保持 and 控制; after 提高 it begins a noun (提高在园比例).
        leading = "到至为" if token.role in _MOVING else "到至为在于"
        to = token.text[-1] in leading
        if c.at(Role.PREPOSITION) and c.token.text in leading:
            c.index += 1
            to = True
        verb = Verb((*verb.roles, token.role) if verb else (token.role,), to)
        here = c.index
        while c.take(Role.SEPARATOR, Role.ADVERB, Role.STRIVE, Role.ENCOURAGE):
            pass
        if not c.at(*_VERBS):
            c.index = here
            break
    if verb and Role.LOWER in verb.roles and not {Role.RAISE, Role.LIFT}.isdisjoint(verb.roles):
        c.index = start  # up or down? (增加、减少3个)
        return None
    return verb
