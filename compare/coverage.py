"""Who states what: indicators by plans, with a number, near, without a number, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from plancmp.compare.align import Statements
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.labels import label
from plancmp.compare.model import Audience, Field, ListName, Match, Plan, Target
from plancmp.compare.record import record
from plancmp.compare.sheets import Column, Group, Sheet, goal_cell, indicator_name, where_text

__all__ = ["CoverageReport", "Stated", "coverage"]


class Stated(StrEnum):
    """How a plan states an indicator."""

    NUMBER = "number"
    NEAR = "near"
    WORDS = "words"
    MISSING = "missing"


_MARKS = {Stated.NUMBER: "●", Stated.NEAR: "≈", Stated.WORDS: "○", Stated.MISSING: "—"}


@record
class CoverageReport:
    """The matrix of one audience, and the goals of each plan that give no number."""

    audience: Audience
    plans: tuple[Plan, ...]
    rows: tuple[tuple[str, str | None, tuple[Stated, ...]], ...]
    wordless: tuple[Target, ...]
    everything: bool

    def count(self, catalogue: Catalogue, field: Field | None, plan: int, how: Stated) -> int:
        """How often a plan states indicators of a field (all when None) in one way."""
        return sum(
            how is cells[plan]
            for indicator, _, cells in self.rows
            if field in (None, catalogue.indicators[indicator].field)
        )

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """Totals by field, the matrix, and with everything the goals without a number."""
        if not self.rows:
            return [_nothing(self, lang)]
        out = [_totals(catalogue, self, lang), _matrix(catalogue, self, lang)]
        return [*out, _wordless(catalogue, self, lang)] if self.everything else out

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The matrix and the goals without a number, by id."""
        return {
            "audience": self.audience,
            "plans": [p.id for p in self.plans],
            "rows": [
                {
                    "indicator": indicator,
                    "indicator_name": catalogue.indicators[indicator].zh,
                    "scope": scope,
                    "field": catalogue.indicators[indicator].field,
                    "cells": {p.id: c for p, c in zip(self.plans, cells, strict=True)},
                }
                for indicator, scope, cells in self.rows
            ],
            "without_number": [t.id for t in self.wordless],
        }


def coverage(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    audience: Audience,
    fields: Sequence[Field] = (),
    *,
    everything: bool = False,
) -> CoverageReport:
    """How the plans of one audience cover the indicators that at least one of them states.

    The matrix shows the rows on which at least one plan gives a number; ``everything`` shows
    all rows.
    """
    mine = [p for p in plans if p.audience is audience]
    stated = [Statements(p.targets) for p in mine]
    field_order = {f: n for n, f in enumerate(Field)}
    order = {name: n for n, name in enumerate(catalogue.indicators)}
    keys = {key for plan in stated for key in plan}
    keys = {k for k in keys if not fields or catalogue.indicators[k[0]].field in fields}
    ordered = sorted(
        keys, key=lambda k: (field_order[catalogue.indicators[k[0]].field], order[k[0]], k[1] or "")
    )
    rows = tuple((k[0], k[1], tuple(_how(s.get(k)) for s in stated)) for k in ordered)
    wordless = tuple(
        t
        for p in mine
        for t in p.targets
        if t.locator is not None
        and t.locator.list is ListName.GOALS
        and t.goal.value is None
        and (not fields or catalogue.indicator_of(t).field in fields)
    )
    return CoverageReport(audience, tuple(mine), rows, wordless, everything)


def _how(statement: Any) -> Stated:
    if statement is None:
        return Stated.MISSING
    target = statement.speaking
    if target.match is Match.NEAR:
        return Stated.NEAR
    return Stated.NUMBER if has_number(target.goal) else Stated.WORDS


def _title(report: CoverageReport, lang: str) -> str:
    audience = label(report.audience, lang)
    return f"{audience}：各领域" if lang == "zh" else f"{audience}: by field"


def _nothing(report: CoverageReport, lang: str) -> Sheet:
    note = "所选领域没有目标。" if lang == "zh" else "No targets in the fields chosen."
    return Sheet(_title(report, lang), (Column(label("col.field", lang)),), (), (note,))


def _totals(catalogue: Catalogue, report: CoverageReport, lang: str) -> Sheet:
    zh = lang == "zh"
    names = [catalogue.plan_name(p, lang) for p in report.plans]
    columns = (Column(label("col.field", lang)), *(Column(n, True) for n in names))
    fields = [f for f in Field if any(catalogue.indicators[r[0]].field is f for r in report.rows)]
    rows = []
    for field in [*fields, None]:
        title = label(f"field.{field}", lang) if field else ("合计" if zh else "Total")
        cells = []
        for n in range(len(report.plans)):
            counts = [report.count(catalogue, field, n, how) for how in Stated]
            cells.append("/".join(map(str, counts)))
        rows.append((title, *cells))
    note = (
        "每格依次为：有数值/口径相近/无数值/未列（指标数）。"
        if zh
        else "Each cell: with a number / near match / without a number / not stated."
    )
    return Sheet(_title(report, lang), columns, (Group("", tuple(rows)),), (note,))


def _matrix(catalogue: Catalogue, report: CoverageReport, lang: str) -> Sheet:
    zh = lang == "zh"
    columns = (
        Column(label("col.indicator", lang)),
        *(Column(catalogue.plan_name(p, lang)) for p in report.plans),
    )
    groups: dict[str, list[tuple[str, ...]]] = {}
    hidden = 0
    for indicator, scope, cells in report.rows:
        if not report.everything and Stated.NUMBER not in cells:
            hidden += 1
            continue
        field = label(f"field.{catalogue.indicators[indicator].field}", lang)
        name = indicator_name(catalogue, indicator, scope, lang)
        groups.setdefault(field, []).append((name, *(_MARKS[c] for c in cells)))
    notes = [
        "● 有数值  ≈ 口径相近  ○ 无数值  — 未列"
        if zh
        else "● a number  ≈ near match  ○ no number  — not stated"
    ]
    if hidden:
        notes.append(
            f"{hidden} 项均无数值，未列出（--all 查看）。"
            if zh
            else f"{hidden} rows without any number left out (--all shows them)."
        )
    if not report.everything:
        counts = _wordless_counts(catalogue, report, lang)
        notes.append(
            f"主要目标中没有数值的：{counts}（--all 列出）。"
            if zh
            else f"Goals without a number: {counts} (--all lists them)."
        )
    title = "指标与规划" if zh else "Indicators by plan"
    return Sheet(title, columns, tuple(Group(k, tuple(v)) for k, v in groups.items()), tuple(notes))


def _wordless(catalogue: Catalogue, report: CoverageReport, lang: str) -> Sheet:
    zh = lang == "zh"
    keys = ("col.indicator", "col.goal", "col.where")
    columns = tuple(Column(label(k, lang)) for k in keys)
    groups = []
    for plan in report.plans:
        rows = tuple(
            (
                indicator_name(catalogue, t.indicator, t.scope, lang),
                goal_cell(t, lang),
                where_text(t.locator, lang),
            )
            for t in report.wordless
            if t.plan == plan.id
        )
        if rows:
            groups.append(Group(catalogue.plan_name(plan, lang), rows))
    counts = _wordless_counts(catalogue, report, lang)
    note = f"项数：{counts}。" if zh else f"How many: {counts}."
    title = "没有数值的主要目标" if zh else "Goals without a number"
    return Sheet(title, columns, tuple(groups), (note,))


def _wordless_counts(catalogue: Catalogue, report: CoverageReport, lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(
        f"{catalogue.plan_name(p, lang)} {sum(t.plan == p.id for t in report.wordless)}"
        for p in report.plans
    )
