"""Statements without a number: directions, control, standing states, universals.

The clause is read as subject, predicate and object; what the predicate is decides. A level
verb (提高, 提升) needs something that has a level, or nothing at all beside it (the quantity
then stands outside the expression); 减少 and 增加 take anything that can be more or fewer.
"""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from plancmp.compare.expression.cursor import Cursor, Expected
from plancmp.compare.expression.lexicon import MEASURABLE, UNMEASURABLE, Role
from plancmp.compare.expression.phrases import NOUNS, attribute, frame
from plancmp.compare.expression.syntax import Frame, State
from plancmp.compare.expression.tokens import Token
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Op

__all__ = ["state"]

_MOVES: Final = {
    Role.RAISE: Op.INCREASE, Role.LIFT: Op.INCREASE, Role.LOWER: Op.DECREASE,
}  # fmt: skip
_PREDICATES: Final = (
    *_MOVES, Role.CONTROL, Role.CURB, Role.HOLD, Role.SLOWED, Role.NORMAL, Role.MORE, Role.STAND,
)  # fmt: skip
# 保持 and 处于 say nothing before what they hold: 保持学生和学前儿童医疗保障全覆盖 is one clause.
_SAYING: Final = {*_PREDICATES, Role.ALL} - {Role.HOLD, Role.STAND}
_ANEW: Final = (*_PREDICATES, Role.ALL, Role.REACH, Role.BETTER, Role.FIT)
_BY_THE_WAY: Final = (Role.FIRM, Role.STRIVE, Role.ENCOURAGE)
_PARTS: Final = (*NOUNS, *_PREDICATES, *_BY_THE_WAY, Role.EACH, Role.WHATEVER, Role.REACH)
_SAID: Final = Expected("方向词", "a word of direction")


def state(c: Cursor) -> list[State] | None:
    """``持续下降``, ``降低人工流产率``, ``上升趋势得到控制``, ``保持均衡``, ``实现全覆盖``, or nothing.

    Raises :class:`Unreadable` for a direction of what has no size (提高意识).
    """
    start = c.index
    around, parts = _sweep(c)
    op = _universal(parts) or _trend(parts) or _held(parts) or _moved(parts) or _every(parts)
    said = [part for part in parts if part.role is not Role.SEPARATOR]
    if said and _wants_a_level(said) and op is not Op.ALL:
        verb = said[-1]
        raise Unreadable(
            f"“{verb.text}”之后没有写出水平", f"no level follows “{verb.text}”", verb.end
        )
    if op is None:
        c.miss(_SAID)
        c.index = start
        return None
    # Only a universal can be a standing duty of its own: 保持 in 保持增长 is an adverb, and
    # "maintain" says already that it stands.
    holds = op is Op.ALL and any(p.role is Role.HOLD for p in parts)
    return [State(op, holds, around)]


def _wants_a_level(said: list[Token]) -> bool:
    """保持, 控制在, 提高到, 降至 at the very end: the level was cut off, or stands in a table."""
    last, before = said[-1], said[-2].role if len(said) > 1 else None
    if last.role is Role.PREPOSITION:
        return before in _PREDICATES
    return last.role is Role.HOLD or (last.role in _MOVES and last.text[-1] in "至到为")


def _sweep(c: Cursor) -> tuple[Frame, list[Token]]:
    """All parts of the clause, and the frame around it."""
    around = Frame()
    parts: list[Token] = []
    while True:
        start = c.token.start
        if (found := frame(c, around)) is not None:
            around = found
        elif attribute(c):
            parts.append(Token(Role.WORD, c.text[start : c.token.start], start))
        elif c.at(Role.SEPARATOR):
            if _ends(c, parts):
                return around, parts
            parts.append(c.token)
            c.index += 1
        elif token := c.take(*_PARTS):
            parts.append(token)
        else:
            return around, parts


def _ends(c: Cursor, parts: list[Token]) -> bool:
    """Whether the separator ahead ends the clause: it says something, and so does the next.

    预防、减少 goes on, for the object of both is still to come.
    """
    roles = [p.role for p in parts]
    last = list(takewhile(lambda role: role is not Role.SEPARATOR, reversed(roles)))
    with_object = bool(last) and last[0] not in _PREDICATES
    with_subject = not {Role.WORD, Role.TREND}.isdisjoint(last)
    said = bool(set(roles) & _SAYING) or _held(parts) is not None
    if not (with_object or with_subject):
        return False
    here = c.index
    while c.take(Role.SEPARATOR):
        pass
    anew = False
    while not (anew or c.at(Role.SEPARATOR, Role.STOP, Role.END)):
        figure = c.at(Role.NUMBER, Role.BEFORE)
        if not attribute(c):
            anew = figure or (said and c.at(*_ANEW) and c.token.text != "实现")
            c.index += 1
    c.index = here
    return anew


def _universal(parts: list[Token]) -> Op | None:
    for part in parts:
        if part.role in _MOVES:
            return None  # 扩大全覆盖范围 is a direction
        if part.role is Role.ALL:
            return Op.ALL
    return None


def _trend(parts: list[Token]) -> Op | None:
    roles = {part.role for part in parts}
    trend = next((part for part in parts if part.role is Role.TREND), None)
    if Role.NORMAL in roles:
        return Op.CONTROL
    if roles & set(_MOVES):
        return None
    if Role.CONTROL in roles or (trend and roles & {Role.CURB, Role.SLOWED}):
        return Op.CONTROL
    if Role.SLOWED in roles and "趋势" in _text(parts):
        return Op.CONTROL
    if Role.CURB in roles and _text(parts).endswith(MEASURABLE):
        return Op.CONTROL
    if trend and (Role.HOLD in roles or "呈" in _text(parts)):
        return trend.op
    return None


def _held(parts: list[Token]) -> Op | None:
    """保持均衡, 维持较高水平, 保持合理比例: what stands without a number."""
    roles = [part.role for part in parts]
    if Role.HOLD not in roles or set(roles) & set(_MOVES):
        return None
    held = parts[roles.index(Role.HOLD) + 1 :]
    level = any(part.role in (Role.LEVEL, Role.RANK) for part in held)
    named = _text(held).endswith((*MEASURABLE, "状态", "稳定"))
    return Op.MAINTAIN if level or named else None


def _moved(parts: list[Token]) -> Op | None:
    moves = [i for i, part in enumerate(parts) if part.role in _MOVES]
    if not moves:
        return Op.INCREASE if any(part.role is Role.MORE for part in parts) else None
    directions = {_MOVES[parts[i].role] for i in moves}
    if len(directions) > 1:
        return None
    nouns = _conjuncts(parts[moves[-1] + 1 :]) or _conjuncts(parts[: moves[0]])
    lifted = all(parts[i].role is Role.LIFT for i in moves)
    sized = any(noun.endswith(MEASURABLE) for noun in nouns)
    nothing = all(noun.endswith(UNMEASURABLE) for noun in nouns)
    if nouns and ((lifted and not sized) or nothing):
        verb = parts[moves[0]]
        raise Unreadable(
            f"“{verb.text}”的对象“{nouns[-1]}”不是可以量度的数量",
            f"“{nouns[-1]}” names no quantity that could rise or fall",
            verb.start,
        )
    return directions.pop()


def _every(parts: list[Token]) -> Op | None:
    roles = [part.role for part in parts]
    if Role.EVERY in roles or (Role.WHATEVER in roles and Role.EACH in roles):
        return Op.ALL
    if any(part.role is Role.PER and len(part.text) > 1 for part in parts):
        return Op.ALL
    each = [part.text for part in parts if part.role is Role.EACH]
    return Op.ALL if len(each) > 1 and each[0] == "各" else None


def _text(parts: list[Token]) -> str:
    return "".join(part.text for part in parts)


def _conjuncts(parts: list[Token]) -> list[str]:
    """The nouns of a list, without adverbs and brackets: 服务质量 and 利用率."""
    nouns = [""]
    for part in parts:
        if part.role is Role.SEPARATOR:
            nouns.append("")
        elif part.role in NOUNS and part.role not in (Role.ADVERB, Role.EVERY):
            nouns[-1] += "" if part.text.startswith("(") else part.text
    return [noun.removesuffix("等").removesuffix("的") for noun in nouns if noun]
