"""From the text to the catalogue: every numeral belongs to a target or is excluded.

A target claims the figures of its expression at its place, and of an expression with parts
only its own figure, so that a target that is missing leaves a figure nobody claims.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final

from plancmp.compare.catalogue import Exclusion
from plancmp.compare.model import Locator, Target
from plancmp.compare.proof.document import Document, Mark, Passage, squeeze
from plancmp.compare.proof.numerals import Numeral
from plancmp.compare.proof.rules import BY_LOCATOR, DUE_YEAR, LIST_NUMBER, rules_of

__all__ = ["Coverage", "Uncovered", "cover", "occurrences", "place_of", "value_of"]

_CONTEXT: Final = 12


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A numeral that is no target's and falls under no rule; ``ordinal`` counts its likes."""

    where: Locator
    numeral: str
    ordinal: int
    line: int
    context: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numerals of a document: how many, how many are targets', how many each rule excludes,
    and which are left over; and the exclusions that met none."""

    numerals: int
    claimed: int
    excluded: dict[str, int]
    uncovered: tuple[Uncovered, ...]
    stale: tuple[Exclusion, ...]


def cover(
    document: Document, targets: Sequence[Target], exclusions: Sequence[Exclusion]
) -> Coverage:
    """Account for every numeral of a document.

    Targets come first, then the rules, then the exclusions by locator; an exclusion that
    meets no numeral left over is stale.
    """
    tally = _Tally()
    for passage in document.passages:
        here = [t for t in targets if t.locator and document.at(t.locator) is passage]
        spare = [e for e in exclusions if document.at(place_of(e)) is passage]
        tally.add(passage, here, _years(passage, targets, here), spare)
    stale = tuple(e for e in exclusions if e not in tally.used)
    return Coverage(tally.numerals, tally.claimed, tally.excluded, tuple(tally.uncovered), stale)


def place_of(exclusion: Exclusion) -> Locator:
    """The place an exclusion names."""
    return Locator(exclusion.heading, exclusion.list, exclusion.item)


@dataclass
class _Tally:
    numerals: int = 0
    claimed: int = 0
    excluded: dict[str, int] = field(default_factory=dict)
    uncovered: list[Uncovered] = field(default_factory=list)
    used: set[Exclusion] = field(default_factory=set)

    def add(
        self,
        passage: Passage,
        targets: Sequence[Target],
        years: set[str],
        exclusions: Sequence[Exclusion],
    ) -> None:
        mine = _claims(passage, targets)
        self.numerals += len(passage.numerals)
        self.claimed += len(mine)
        seen: dict[str, int] = {}
        for index, (numeral, rule) in enumerate(
            zip(passage.numerals, rules_of(passage), strict=True)
        ):
            if rule is not LIST_NUMBER:
                seen[numeral.text] = seen.get(numeral.text, 0) + 1
            if index in mine:
                continue
            if rule is None and numeral.is_year and numeral.text in years:
                rule = DUE_YEAR
            ordinal = seen.get(numeral.text, 0)
            if rule is None and (found := _excluded(exclusions, numeral, ordinal)):
                self.used.add(found)
                rule = BY_LOCATOR
            if rule is None:
                self.uncovered.append(_uncovered(passage, numeral, ordinal))
            else:
                self.excluded[rule.id] = self.excluded.get(rule.id, 0) + 1


def occurrences(written: str, passage: Passage) -> list[tuple[int, int]]:
    """Where an expression stands in a passage, overlapping ones included, but never from or to
    the middle of a numeral: "5%以下" does not stand in "75%以下"."""
    wanted = squeeze(written)
    inner = {i for n in passage.numerals for i in range(n.start + 1, n.end)}
    found = re.finditer(f"(?={re.escape(wanted)})", passage.text)
    spans = [(m.start(), m.start() + len(wanted)) for m in found]
    return [(start, end) for start, end in spans if start not in inner and end not in inner]


# -- what the targets claim -------------------------------------------------------------------


def _claims(passage: Passage, targets: Iterable[Target]) -> set[int]:
    """The indices of the numerals the targets of a passage claim.

    Each target takes one occurrence of its expression, one that nobody has taken if it can;
    those with the fewest to choose from, and the longest expressions, choose first. In a table
    row the due value stands last.
    """
    numerals = passage.numerals
    taken: set[int] = set()
    choices = [(t, occurrences(t.written, passage)) for t in targets]
    choices.sort(key=lambda c: (len(c[1]), -len(c[0].written)))
    in_row = "\n" in passage.text
    for target, spans in choices:
        options = [_figures(target, numerals, span) for span in spans]
        if in_row:
            options.reverse()
        taken |= max(options, key=lambda o: len(o - taken), default=set())
    for target, _ in choices:
        base = target.goal.base_value
        if base is not None:
            taken |= set(_base(numerals, taken, base))
    return taken


def _figures(target: Target, numerals: Sequence[Numeral], span: tuple[int, int]) -> set[int]:
    """The numerals of one occurrence that are this target's: all, or those of its part."""
    start, end = span
    inside = [i for i, n in enumerate(numerals) if start <= n.start and n.end <= end]
    figures = [i for i in inside if not numerals[i].is_year]
    if target.part is None or target.part > len(figures):
        return set(inside)
    years = {i for i in inside if numerals[i].is_year}
    return years | {figures[target.part - 1]}


def _base(numerals: Sequence[Numeral], taken: set[int], base: Decimal) -> Iterator[int]:
    for index, numeral in enumerate(numerals):
        if index not in taken and value_of(numeral) == base:
            yield index
            return


def value_of(numeral: Numeral) -> Decimal | None:
    """The value of a numeral in figures; None for one in words."""
    try:
        return Decimal(numeral.text)
    except InvalidOperation:
        return None


# -- what is excluded --------------------------------------------------------------------------


def _years(passage: Passage, targets: Iterable[Target], here: Iterable[Target]) -> set[str]:
    """The years the targets of a passage are due or based on; the titles of a table's columns
    carry those of all its rows."""
    if any(span.mark is Mark.COLUMNS for span in passage.marks):
        heading, list_name = passage.where.heading, passage.where.list
        here = [
            t
            for t in targets
            if t.locator and squeeze(t.locator.heading) == heading and t.locator.list is list_name
        ]
    years = {t.goal.year for t in here} | {t.goal.base_year for t in here}
    return {str(year) for year in years if year is not None}


def _excluded(exclusions: Iterable[Exclusion], numeral: Numeral, ordinal: int) -> Exclusion | None:
    for one in exclusions:
        if one.ordinal == ordinal and squeeze(one.numeral) == numeral.text:
            return one
    return None


def _uncovered(passage: Passage, numeral: Numeral, ordinal: int) -> Uncovered:
    before = passage.text[max(0, numeral.start - _CONTEXT) : numeral.start]
    after = passage.text[numeral.end : numeral.end + _CONTEXT]
    context = f"{before}【{numeral.text}】{after}".replace("\n", " ")
    return Uncovered(passage.where, numeral.text, ordinal, passage.line, context)
