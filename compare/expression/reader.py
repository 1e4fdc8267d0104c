"""Reads one target expression of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plancmp.compare.expression.grammar import clauses
from plancmp.compare.expression.lexicon import Role
from plancmp.compare.expression.meaning import goals_of
from plancmp.compare.expression.normalise import normalise
from plancmp.compare.expression.tokens import Token, tokenise
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Firmness, Goal, Polarity
from plancmp.compare.units import UNITS, number_text

__all__ = ["Reading", "read_expression"]

_LONGEST: Final = 300
_DIGITS: Final = 12
_BRACKETS: Final = frozenset("[]")
_HEDGES: Final = (
    (Role.STRIVE, Firmness.STRIVE), (Role.ENCOURAGE, Firmness.ENCOURAGE), (Role.FIRM, Firmness.FIRM),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression says: its goals in printed order, and how firmly.

    A goal has a year only if the expression names one. ``firmness`` is None where no word of
    firmness stands in the expression; such a word may stand outside it.
    """

    goals: tuple[Goal, ...]
    firmness: Firmness | None


def read_expression(
    text: str, *, polarity: Polarity = Polarity.NONE, unit: str | None = None
) -> Reading:
    """Read a target expression 原文表述 such as “分别降至2.0‰、3.0‰和4.0‰以下”.

    ``polarity`` decides what a number without a bound means (at least, or at most where lower
    is better; the rules stand in :mod:`~plancmp.compare.expression.meaning`). ``unit`` is the
    indicator's own: the unit of a bare table cell, and the rate a measure word stands for
    (1.12名 is 1.12 名/千名儿童 there). Values keep the printed precision. Bounds follow article
    1259 of the Civil Code 民法典.

    Raises :class:`Unreadable`, with reason and place, for whatever the grammar does not
    cover; it never guesses, and raises nothing else.
    """
    shown = normalise(text)
    if len(shown) > _LONGEST:
        raise Unreadable(
            f"超过{_LONGEST}字，不是一条目标表述", "too long to be one target expression", _LONGEST
        )
    tokens, own = tokenise(shown), unit if unit in UNITS else None
    goals: list[Goal] = []
    for clause in clauses(shown, tokens, own):
        goals += goals_of(clause, polarity, own)
    for goal in goals:
        _refuse_unwritable(goal, tokens)
    return Reading(tuple(goals), _firmness(tokens))


def _refuse_unwritable(goal: Goal, tokens: Iterable[Token]) -> None:
    """The notation has twelve digits on either side of the point, and names what is compared
    with in brackets of its own."""
    figures = [
        number_text(n) for n in (goal.value, goal.value_max, goal.base_value) if n is not None
    ]
    if any(len(part) > _DIGITS for figure in figures for part in figure.split(".")):
        most = max((t for t in tokens if t.number is not None), key=lambda t: t.number or 0)
        raise Unreadable(
            "数字太长，不像目标值", "a number this long is no target value", most.start
        )
    if goal.reference and not (
        goal.reference.isprintable() and _BRACKETS.isdisjoint(goal.reference)
    ):
        raise Unreadable(
            "比较对象里有方括号或不可见的字符",
            "what is compared with holds square brackets or characters that do not show",
            0,
        )


def _firmness(tokens: Iterable[Token]) -> Firmness | None:
    """争取 outweighs 逐步 where both stand: it governs the clause, the other the verb alone."""
    roles = {token.role for token in tokens}
    return next((firmness for role, firmness in _HEDGES if role in roles), None)
