"""The whole expression: clauses one after the other, each by the first rule that fits.

expression := clause { separator clause }
clause     := change | comparison | figures | state
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from plancmp.compare.expression.changes import change, comparison
from plancmp.compare.expression.cursor import Cursor, Expected
from plancmp.compare.expression.figures import figures
from plancmp.compare.expression.lexicon import Role
from plancmp.compare.expression.states import state
from plancmp.compare.expression.syntax import Clause
from plancmp.compare.expression.tokens import Token
from plancmp.compare.expression.unreadable import Unreadable

__all__ = ["clauses"]

# A figure before a state: 覆盖率达100% is a number, whatever universal word stands beside it.
_RULES: Final[tuple[Callable[[Cursor], Sequence[Clause] | None], ...]] = (
    change, comparison, figures, state,
)  # fmt: skip
_CLAUSE_END: Final = (Role.SEPARATOR, Role.STOP, Role.END)
_END: Final = Expected("顿号、“和”或句末", "a separator or the end")
_FORBIDDEN: Final = {
    Role.GAP: ("数字中间有空格，分不清是一个数还是两个", "a space inside a number"),
    Role.NEARLY: ("“{}”不是确定的界限", "“{}” names no definite bound"),
    Role.NOT: ("否定词“{}”不在语法之内", "the grammar has no place for the negation “{}”"),
    Role.ALREADY: ("“{}”说的是现状，不是目标", "“{}” tells of the present, not of a target"),
    Role.ASIDE: ("括号里另有数字“{}”", "there is another figure in brackets: “{}”"),
}


def clauses(text: str, tokens: tuple[Token, ...], unit: str | None) -> list[Clause]:
    """Parse the tokens of ``text`` into clauses; there is at least one.

    Amounts that only describe a noun (3岁以下儿童) are read so where that gives a reading, and
    as figures where nothing else does. Raises :class:`Unreadable`.
    """
    for token in tokens:
        if token.role in _FORBIDDEN:
            zh, en = _FORBIDDEN[token.role]
            raise Unreadable(zh.format(token.text), en.format(token.text), token.start)
    first = Cursor(text, tokens, unit, attributive=True)
    found = _clauses(first)
    if found is None:
        found = _clauses(Cursor(text, tokens, unit, attributive=False))
    if found is None:
        raise first.refusal()
    return found


def _clauses(c: Cursor) -> list[Clause] | None:
    found: list[Clause] = []
    while True:
        clause = _clause(c)
        if clause is None:
            return None
        found += _under(_year_of(found), clause)
        while c.token.text != "与" and c.take(Role.SEPARATOR):
            pass  # 与 may open the next (…,与女职工比例相适应)
        while c.take(Role.STOP):
            pass
        if c.at(Role.END):
            return found


def _year_of(said: list[Clause]) -> tuple[int, ...]:
    return said[-1].frame.years if said else ()


def _under(years: tuple[int, ...], clause: Sequence[Clause]) -> list[Clause]:
    """到2025年,甲达到90%,乙持续下降: a year stands for the clauses after it, up to another."""
    if any(part.frame.years for part in clause):
        return list(clause)
    return [replace(part, frame=replace(part.frame, years=years)) for part in clause]


def _clause(c: Cursor) -> Sequence[Clause] | None:
    start = c.index
    for rule in _RULES:
        found = rule(c)
        if found:
            if c.at(*_CLAUSE_END):
                return found
            c.miss(_END)
        c.index = start
    return None
