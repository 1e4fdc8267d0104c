"""Comparisons as tables and as JSON."""

from __future__ import annotations

from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.diff import Cell, DiffReport, Row
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.jsonform import number_or_none, reason_record, verdict_record
from plancmp.compare.labels import label
from plancmp.compare.model import Plan, Target
from plancmp.compare.sheets import (
    Column,
    Group,
    Sheet,
    dagger,
    dagger_note,
    goal_cell,
    indicator_name,
    near_note,
    recalled,
    say,
)
from plancmp.compare.verdict import Verdict, VerdictCode

__all__ = ["record", "sheets"]


def sheets(catalogue: Catalogue, reports: tuple[DiffReport, ...], lang: str) -> list[Sheet]:
    """The comparison of each audience, and what it comes to for each place."""
    return [sheet for r in reports for sheet in _diff_sheets(catalogue, r, lang)]


def record(catalogue: Catalogue, reports: tuple[DiffReport, ...]) -> dict[str, Any]:
    """All rows of all audiences, and the summaries."""
    return _diff(catalogue, reports)


def _diff_sheets(catalogue: Catalogue, report: DiffReport, lang: str) -> list[Sheet]:
    names = [_column_name(catalogue, p, lang) for p in report.plans]
    columns = [Column(label("col.indicator", lang))]
    if report.reference is not None:
        columns.append(Column(_column_name(catalogue, report.reference, lang)))
    columns += [Column(n) for n in names]
    two = len(report.plans) == 2 and report.reference is None
    if two:
        a, b = (catalogue.plan_name(p, lang) for p in reversed(report.plans))
        columns.append(Column(label("col.difference", lang, a=a, b=b)))
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in report.rows:
        line = [indicator_name(catalogue, row.indicator, row.scope, lang)]
        if report.reference is not None:
            line.append(_reference_cell(catalogue, report, row, lang))
        line += [_diff_cell(row.cells.get(p.id), p, lang) for p in report.plans]
        if two:
            line.append(_difference_text(catalogue, report, row, lang))
        groups.setdefault(label(f"field.{row.field}", lang), []).append(tuple(line))
    main = Sheet(
        label(report.audience, lang),
        tuple(columns),
        tuple(Group(k, tuple(v)) for k, v in groups.items()),
        tuple(_diff_notes(catalogue, report, lang)),
    )
    return [main, _summary_sheet(catalogue, report, lang)]


def _column_name(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    name = catalogue.plan_name(plan, lang)
    return f"{name} {plan.end}"


def _reference_cell(catalogue: Catalogue, report: DiffReport, row: Row, lang: str) -> str:
    """The reference's goals that the row is judged against, with their scope where that is not
    the row's."""
    assert report.reference is not None
    lines = [
        _reference_line(catalogue, target, row, report.reference.end, lang)
        for target in row.references
    ]
    unknown = "—" if report.reference.complete else say(lang, "未收录", "not had")
    return "\n".join(lines) or unknown


def _reference_line(catalogue: Catalogue, target: Target, row: Row, end: int, lang: str) -> str:
    text = goal_cell(target, lang, end)
    if target.scope != row.scope:
        part = catalogue.scopes[target.scope] if target.scope else None
        name = say(lang, part.zh, part.en) if part else say(lang, "总体", "whole")
        text += say(lang, f"（{name}）", f" ({name})")
    return text + dagger(recalled(target))


def _diff_cell(cell: Cell | None, plan: Plan, lang: str) -> str:
    if cell is None:
        return "—"
    lines = [goal_cell(cell.target, lang, plan.end)]
    if cell.mark:
        lines[0] += f" {cell.mark}"
    shown = {(cell.target.year, goal_text(cell.target.goal))}
    for other in cell.statement.others:
        key = (other.year, goal_text(other.goal))
        if other.goal.value is None or other.year == cell.target.year or key in shown:
            continue
        shown.add(key)
        lines.append(goal_cell(other, lang, plan.end))
    if cell.verdict is not None:
        lines.append(_verdict_text(cell.verdict, lang))
    return "\n".join(lines)


def _verdict_text(verdict: Verdict, lang: str) -> str:
    """A verdict in a cell, with how far apart the figures are where that can be said."""
    text = label(f"verdict.{verdict.code}", lang)
    if not verdict.distance or verdict.distance_unit is None:
        return text
    gap = quantity_text(abs(verdict.distance), verdict.distance_unit, lang)
    return f"{text}（差{gap}）" if lang == "zh" else f"{text} by {gap}"


def _difference_text(catalogue: Catalogue, report: DiffReport, row: Row, lang: str) -> str:
    """The verdict of two plans, or which of them does not state the indicator."""
    if row.difference is not None:
        return row.difference.reason.text(lang)
    silent = next(p for p in report.plans if p.id not in row.cells)
    name = catalogue.plan_name(silent, lang)
    return f"{name}未列" if lang == "zh" else f"not stated by {name}"


def _diff_notes(catalogue: Catalogue, report: DiffReport, lang: str) -> list[str]:
    notes = []
    if report.folded:
        names = say(lang, "、", ", ").join(
            indicator_name(catalogue, r.indicator, r.scope, lang) for r in report.folded
        )
        notes.append(
            say(
                lang,
                f"{len(report.folded)} 项各规划一致，已折叠（--all 展开）：{names}。",
                f"{len(report.folded)} rows without difference folded (--all shows them): {names}.",
            )
        )
    if report.wordless:
        notes.append(
            say(
                lang,
                f"{len(report.wordless)} 项均无数值，从略（--all 或 --only words 查看）。",
                f"{len(report.wordless)} rows without any figure left out (--all or --only words).",
            )
        )
    marks = {c.mark for r in report.rows for c in r.cells.values()}
    if marks & {"▲", "▼"}:
        condition = (
            say(lang, "不论目标年", "whatever the due year")
            if report.ignore_year
            else say(lang, "目标年相同", "with the same due year")
        )
        notes.append(
            say(
                lang,
                f"▲ 要求最高、▼ 要求最低（{condition}、同口径的数值之间；另有更早到期而要求更高的不标▲）。",
                f"▲ asks most, ▼ asks least (among figures of one definition {condition}; no ▲ where "
                "another asks more and earlier).",
            )
        )
    if any(len(r.cells) < len(report.plans) for r in report.rows):
        notes.append(
            say(
                lang,
                "— 未列：没有可计量的表述；措施中没有数量的话未逐条录入。",
                "— not stated: no measurable statement; measures without a quantity were not "
                "entered sentence by sentence.",
            )
        )
    if "≈" in marks:
        notes.append(near_note(lang))
    if any(recalled(t) for r in report.rows for t in r.references):
        notes.append(dagger_note(lang))
    notes.append(
        say(
            lang,
            "表头年份为规划期末；目标年不同的另注。",
            "The year in a heading is the end of the period; other due years are given.",
        )
    )
    return notes


def _summary_sheet(catalogue: Catalogue, report: DiffReport, lang: str) -> Sheet:
    keys = ["col.place", "col.targets", "col.numbers", "col.missing", "col.top", "col.bottom",
            "col.near", "col.alone"]  # fmt: skip
    columns = [Column(label(k, lang), k != "col.place") for k in keys]
    columns[1] = Column(say(lang, "已列", "Stated"), True)
    codes = [c for c in VerdictCode if any(c in dict(s.verdicts) for s in report.summaries)]
    columns += [Column(label(f"verdict.{c}", lang), True) for c in codes]
    rows = []
    for s in report.summaries:
        counts = dict(s.verdicts)
        row = [catalogue.plan_name(s.plan, lang)]
        row += [str(n) for n in (s.stated, s.numbers, s.missing, s.top, s.bottom, s.near, s.alone)]
        row += [str(counts.get(c, 0)) for c in codes]
        rows.append(tuple(row))
    title = say(lang, "小结（指标数）", "Summary (indicators)")
    return Sheet(title, tuple(columns), (Group("", tuple(rows)),))


def _diff(catalogue: Catalogue, reports: tuple[DiffReport, ...]) -> dict[str, Any]:
    rows = []
    for report in reports:
        for row in (*report.rows, *report.folded, *report.wordless):
            rows.append(_row(catalogue, report, row))
    return {
        "rows": rows,
        "summary": [
            {
                "plan": s.plan.id,
                "stated": s.stated,
                "numbers": s.numbers,
                "missing": s.missing,
                "top": s.top,
                "bottom": s.bottom,
                "near": s.near,
                "alone": s.alone,
                "verdicts": {code.value: count for code, count in s.verdicts},
            }
            for report in reports
            for s in report.summaries
        ],
    }


def _row(catalogue: Catalogue, report: DiffReport, row: Row) -> dict[str, Any]:
    return {
        "audience": report.audience,
        "indicator": row.indicator,
        "indicator_name": catalogue.indicators[row.indicator].zh,
        "scope": row.scope,
        "field": row.field,
        "uniform": row.uniform,
        "reference": row.reference.id if row.reference else None,
        "difference": verdict_record(row.difference) if row.difference else None,
        "cells": {name: _cell(cell) for name, cell in row.cells.items()},
    }


def _cell(cell: Cell) -> dict[str, Any]:
    goal, verdict = cell.target.goal, cell.verdict
    return {
        "targets": [t.id for t in cell.statement.all],
        "kind": goal.kind,
        "op": goal.op,
        "value": number_or_none(goal.value),
        "value_max": number_or_none(goal.value_max),
        "unit": goal.unit,
        "year": goal.year,
        "aim": goal.aim,
        "reference": goal.reference,
        "baseline": cell.against.id if cell.against else None,
        "verdict": verdict.code if verdict else None,
        "timing": verdict.timing if verdict else None,
        "reason": reason_record(verdict) if verdict else None,
        "rank": cell.rank,
        "match": cell.target.match,
        "suspect": cell.target.suspect is not None,
        "firmness": cell.target.firmness,
    }
