"""Changes by an amount, and comparisons with another quantity.

change     := { frame | skipped } [ nouns ] moves by { separator by }
by         := [ bound ] amount [ bound ]
comparison := { … } ( 与 reference 相适应 | 优于 reference | bound reference [ 的 amount ]
              | 处于 place rank )
"""

from __future__ import annotations

import re
from typing import Final

from plancmp.compare.expression.cursor import Cursor, Expected
from plancmp.compare.expression.lexicon import WORDS, Role
from plancmp.compare.expression.phrases import (
    NOUNS,
    amount,
    attribute,
    frame,
    noun_phrase,
    verb_group,
)
from plancmp.compare.expression.syntax import Amount, Change, Comparison, Frame
from plancmp.compare.model import Op

__all__ = ["change", "comparison"]

_SKIPPED: Final = (
    Role.FIRM, Role.STRIVE, Role.ENCOURAGE, Role.EACH,
)  # fmt: skip
_CLAUSE_END: Final = (Role.SEPARATOR, Role.STOP, Role.END)
_RELATIVE: Final = {"%", "‰", "个百分点", "个千分点"}
_POINTS: Final = {"个百分点", "个千分点"}

# What can be compared with as it stands, and what a 水平 must say besides (全省平均水平).
_STANDARDS: Final = (
    "标准", "目标", "要求", "目标值", "指标", "任务", "平均", "均值", "比例", "比重",
)  # fmt: skip
_WHOSE: Final = re.compile(
    "省|市|全[国县区]|国[家内际]|平均|同期|上年|[0-9〇零]年|城镇|规定|同类|周边"
)
_PLACE: Final = re.compile("(?:[省市县区州]|全国|[国省市]内|行业|系统)中?$")
_REFERENCE: Final = Expected("比较对象", "what to compare with")


def change(c: Cursor) -> list[Change] | None:
    """``以2020年为基数下降20%``, ``每年降低1个百分点以上``, or nothing."""
    start = c.index
    around = Frame()
    while True:
        if (found := frame(c, around)) is not None:
            around = found
        elif not (c.take(*_SKIPPED) or noun_phrase(c, lists=True)):
            break
    verb = verb_group(c)
    if verb is not None and verb.is_change:
        while c.take(Role.ADVERB):
            pass
        # 降低近视率0.5个百分点 can only be an amount; 提高普及率85% may have lost its 到.
        units = _POINTS if noun_phrase(c, lists=True) else _RELATIVE
        rising, out = verb.main is not Role.LOWER, []
        while by := _by(c, units):
            out.append(Change(rising, *by, around))
            start = c.index
            if c.token.text == "," or not c.take(Role.SEPARATOR):
                break
        c.index = start
        return out
    c.index = start
    return None


def _by(c: Cursor, units: set[str]) -> tuple[Amount, tuple[Op, ...]] | None:
    before = c.bound(Role.BEFORE)
    found = amount(c)
    if found is None or found.unit not in units:
        return None
    return found, tuple(op for op in (before, c.bound(Role.AFTER)) if op)


def comparison(c: Cursor) -> list[Comparison] | None:
    """``与女职工比例相适应``, ``优于全省平均水平``, ``不低于市定考核目标的87%``, or nothing."""
    start = c.index
    around, holds, says = Frame(), False, False
    while True:
        if (found := frame(c, around)) is not None:
            around = found
            continue
        for rule in (_fit, _better, _at_a_rank, _bound):
            here = c.index
            compared = rule(c, around, holds)
            if compared is not None:
                return [compared]
            c.index = here
        holds = holds or c.at(Role.HOLD)
        says = says or c.at(Role.HOLD, Role.ALL)
        ended = (
            says and c.token.text == ","
        )  # a statement of its own: 应保尽保,标准优于全省平均水平
        if ended or not c.take(*_SKIPPED, *NOUNS, Role.HOLD, Role.SEPARATOR):
            c.index = start
            return None


def _fit(c: Cursor, around: Frame, holds: bool) -> Comparison | None:
    if c.token.text != "与":
        return None
    c.index += 1
    reference = _until(c, Role.FIT)
    return Comparison(c.bound(Role.FIT), reference, holds, around) if reference else None


def _better(c: Cursor, around: Frame, holds: bool) -> Comparison | None:
    if not c.take(Role.BETTER):
        return None
    reference = _until(c, *_CLAUSE_END)
    if not reference:
        c.miss(_REFERENCE)
        return None
    return Comparison(None, reference, holds, around, strict=True)


def _at_a_rank(c: Cursor, around: Frame, holds: bool) -> Comparison | None:
    """处于全省较低水平, 在全省处于领先水平, 保持温州市领先: a rank among named places."""
    place = ""
    if c.token.text == "在":
        c.index += 1
        place = _until(c, Role.STAND, Role.HOLD, Role.REACH)
    verb = c.take(Role.STAND, Role.HOLD, Role.REACH, Role.CONTROL)
    if verb is None:
        return None
    c.take(Role.PREPOSITION)
    place = _until(c, Role.RANK) or place
    rank = c.take(Role.RANK)
    if rank is None or not _PLACE.search(place):
        return None
    level = rank.text if rank.text.endswith(("水平", "列", "茅")) else rank.text + "水平"
    return Comparison(rank.op, place + level, holds or verb.role is Role.HOLD, around)


def _bound(c: Cursor, around: Frame, holds: bool) -> Comparison | None:
    """不低于市定目标, 达到规定标准, 保持在全省平均水平以上, 不低于市定考核目标的87%."""
    bound = c.take(Role.BEFORE, Role.REACH, Role.HOLD, Role.CONTROL)
    if bound is None or bound.text == "实现":
        return None
    standing = bound.role in (Role.HOLD, Role.CONTROL)
    if standing:
        c.take(Role.PREPOSITION)
    reference, part = _until(c, Role.NUMBER, Role.AFTER, *_CLAUSE_END), None
    if c.at(Role.NUMBER):
        if not reference.endswith("的"):
            return None
        reference, part = reference.removesuffix("的"), amount(c)
        if part is None or part.unit != "%":
            return None
    after = c.bound(Role.AFTER)
    if not _is_reference(reference) or (standing and after is None):
        if not standing:
            c.miss(_REFERENCE)
        return None
    if after and bound.op not in (None, after):
        return None
    op = after or bound.op
    return Comparison(op, reference, holds or bound.role is Role.HOLD, around, part)


def _is_reference(text: str) -> bool:
    if text in WORDS:
        return False  # 达到合理比例 compares with nothing
    if text.endswith(_STANDARDS):
        return True
    return text.endswith("水平") and _WHOSE.search(text) is not None


def _until(c: Cursor, *roles: Role) -> str:
    """The text of the nouns up to a token of ``roles``; empty if something else intervenes."""
    here, start = c.index, c.token.start
    while not c.at(*roles):
        if not (attribute(c) or c.take(*NOUNS, Role.SEPARATOR, Role.YEAR)):
            c.index = here
            return ""
    return c.text[start : c.token.start]
