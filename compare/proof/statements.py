"""From the catalogue to the text: every target stands where its locator says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final

from plancmp.compare.expression.numerals import match_fraction, match_numeral
from plancmp.compare.model import Aim, ListName, Plan, Target
from plancmp.compare.proof.coverage import occurrences, value_of
from plancmp.compare.proof.document import Document, Mark, Passage, squeeze
from plancmp.compare.proof.numerals import numerals
from plancmp.compare.proof.report import Finding, FindingCode
from plancmp.compare.units import scaled

__all__ = ["prove_statements"]

_SHOWN_PLACES: Final = 3
_TIMES: Final = ("小时", "分钟")
_ROW_UNIT: Final = re.compile(r"\((?:1/)?(?P<unit>%|‰|(?:10)?万)\)\n")


def prove_statements(plan: Plan, document: Document) -> Iterator[Finding]:
    """Every way in which a target of the plan is not in its document as entered.

    The place its locator names exists and contains its expression; a due year other than the
    end of the period, and a base, are stated there; years of one expression run upwards; every
    numbered item of a list of goals has an entry.
    """
    for target in plan.targets:
        yield from _statement(plan, document, target)
    yield from _years_in_order(plan)
    yield from _items_without_entry(plan, document)


def _finding(plan: Plan, target: Target, code: FindingCode, subject: str) -> Finding:
    return Finding(
        code, plan.id, plan.source_file or "", subject, target.locator, target.id, at=target.at
    )


def _statement(plan: Plan, document: Document, target: Target) -> Iterator[Finding]:
    passage = document.at(target.locator) if target.locator else None
    if passage is None or not occurrences(target.written, passage):
        code = FindingCode.NOT_IN_PLACE if passage else FindingCode.NO_SUCH_PLACE
        elsewhere = [p.where for p in document.passages if occurrences(target.written, p)]
        found = _finding(plan, target, code, target.written)
        line = passage.line if passage else None
        yield replace(found, elsewhere=tuple(elsewhere[:_SHOWN_PLACES]), line=line)
        return
    goal = target.goal
    if goal.value is not None and not _holds(target, goal.value):
        yield _finding(plan, target, FindingCode.FIGURE_NOT_WRITTEN, str(goal.value))
    years = _years(document, passage)
    if target.year != plan.end and target.year not in years:
        yield _finding(plan, target, FindingCode.YEAR_NOT_STATED, str(target.year))
    if goal.base_year is not None and goal.base_year not in years:
        yield _finding(plan, target, FindingCode.BASE_NOT_STATED, str(goal.base_year))
    if goal.base_value is not None:
        values = {value_of(n) for n in passage.numerals}
        if goal.base_value not in values:
            yield _finding(plan, target, FindingCode.BASE_NOT_STATED, str(goal.base_value))
    yield from _unit_of_row(plan, passage, target)


def _holds(target: Target, value: Decimal) -> bool:
    """Whether the expression prints the goal's figure: in figures, in words, as a fraction.

    A goal that only holds a level (保持) has the figure of its base.
    """
    goal = target.goal
    figures = [n for n in numerals(squeeze(target.written)) if not n.is_year]
    if not figures:
        return goal.aim is Aim.HOLD and goal.base_value == value
    if target.part is not None and target.part <= len(figures):
        figures = [figures[target.part - 1]]
    return any(_equals(figure.text, value, goal.unit) for figure in figures)


def _equals(figure: str, value: Decimal, unit: str | None) -> bool:
    fraction = match_fraction(figure, 0)
    if fraction is not None and fraction.unit is not None:
        return unit is not None and scaled(fraction.value, fraction.unit) == scaled(value, unit)
    number = match_numeral(figure, 0)
    if number is not None:
        return number.value == value
    if figure == "半":
        return unit in _TIMES and scaled(Decimal("0.5"), "小时") == scaled(value, unit)
    return figure == str(value)


def _unit_of_row(plan: Plan, passage: Passage, target: Target) -> Iterator[Finding]:
    """A table prints the unit of a row once, in brackets after its name: (%), (1/10万)."""
    printed = _ROW_UNIT.search(passage.text)
    if printed is None or target.goal.value is None or target.goal.unit is None:
        return
    sign = printed["unit"]
    expected = f"/{sign}" if sign in ("万", "10万") else sign
    if target.goal.unit != expected:
        yield _finding(plan, target, FindingCode.UNIT_DIFFERS, printed[0].strip("()\n"))


def _years(document: Document, passage: Passage) -> set[int]:
    """The years a passage names; to a row of a table belong those of its column titles."""
    head = document.at(replace(passage.where, item=0))
    titles = head is not None and any(s.mark is Mark.COLUMNS for s in head.marks)
    named = [*passage.numerals, *(head.numerals if head is not None and titles else ())]
    return {int(n.text) for n in named if n.is_year}


def _years_in_order(plan: Plan) -> Iterator[Finding]:
    """The parts of one indicator are due one after the other: 到2025年和2030年…分别A和B."""

    def key(target: Target) -> tuple[str, ...]:
        return (str(target.locator), target.written, target.indicator, target.scope or "")

    parts = sorted((t for t in plan.targets if t.part is not None), key=key)
    for _, group in groupby(parts, key):
        in_order: Sequence[Target] = sorted(group, key=lambda t: t.part or 0)
        for first, second in pairwise(in_order):
            if second.year <= first.year:
                yield _finding(plan, second, FindingCode.YEARS_OUT_OF_ORDER, str(second.year))


def _items_without_entry(plan: Plan, document: Document) -> Iterator[Finding]:
    entered = {id(document.at(t.locator)) for t in plan.targets if t.locator}
    for passage in document.items(ListName.GOALS):
        if id(passage) not in entered:
            yield Finding(
                FindingCode.ITEM_WITHOUT_ENTRY, plan.id, plan.source_file or "",
                str(passage.where.item), passage.where, line=passage.line,
            )  # fmt: skip
