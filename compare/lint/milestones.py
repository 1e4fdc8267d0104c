"""The figures of one statement along the years."""

from __future__ import annotations

from plancmp.compare.align import Statement
from plancmp.compare.catalogue import has_number, speaking_key
from plancmp.compare.model import Match, Target

__all__ = ["numbers_by_year"]


def numbers_by_year(statement: Statement) -> list[Target]:
    """The speaking figure of each due year, earliest first; doubtful ones left out."""
    by_year: dict[int, Target] = {}
    for target in sorted(statement.all, key=speaking_key):
        if has_number(target.goal) and target.suspect is None and target.match is Match.EXACT:
            by_year.setdefault(target.year, target)
    return [by_year[year] for year in sorted(by_year)]
