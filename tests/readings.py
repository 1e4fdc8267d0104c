"""What the reader makes of an expression, for the tables of its tests."""

from __future__ import annotations

import pytest
from plancmp.compare.expression import Unreadable, read_expression
from plancmp.compare.goal import format_goal
from plancmp.compare.model import Polarity

__all__ = ["HIGHER", "LOWER", "NONE", "notation", "refusal"]

HIGHER, LOWER, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


def notation(text: str, polarity: Polarity = NONE, unit: str | None = None) -> str:
    """The goals as a curator would type them, joined by blanks."""
    read = read_expression(text, polarity=polarity, unit=unit).goals
    return " ".join(format_goal(goal) for goal in read)


def refusal(text: str, unit: str | None = None) -> tuple[int, str]:
    """Where an expression is refused, and why."""
    with pytest.raises(Unreadable) as refused:
        read_expression(text, unit=unit)
    return refused.value.position, refused.value.reason_zh
