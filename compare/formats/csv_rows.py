"""CSV (RFC 4180): records with stable English headings; a comparison as its matrix.

Cells that a spreadsheet would run as a formula get a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from plancmp.compare.diff import DiffReport
from plancmp.compare.formats import Document
from plancmp.compare.goal import goal_text
from plancmp.compare.jsonform import payload
from plancmp.compare.sheets import sheets_of

_RECORDS = {"list": "targets", "show": "targets", "check": "findings",
            "indicators": "indicators", "plans": "plans"}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document) -> str:
    """The report as CSV text with a heading row."""
    if document.command == "diff":
        rows = _matrix(document)
    elif document.command in _RECORDS:
        records = payload(document.catalogue, document.report)[_RECORDS[document.command]]
        rows = _table(records)
    else:
        rows = _sheets(document)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_safe(c) for c in row] for row in rows)
    return out.getvalue()


def _sheets(document: Document) -> list[list[str]]:
    """The tables people see, one under the other, each with its headings."""
    rows: list[list[str]] = []
    for sheet in sheets_of(document.catalogue, document.report, document.lang):
        titles = [c.title for c in sheet.columns]
        for group in sheet.groups:
            for row in group.rows:
                rows.append([sheet.title, group.title, *(c.replace("\n", " ") for c in row)])
        if sheet.groups:
            rows.insert(len(rows) - sum(len(g.rows) for g in sheet.groups), ["", "", *titles])
    return rows


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _table(records: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    flat = [_flatten(r) for r in records]
    columns = list(dict.fromkeys(key for record in flat for key in record))
    return [columns, *([record.get(c, "") for c in columns] for record in flat)]


def _flatten(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            out |= _flatten(value, f"{name}_")
        elif isinstance(value, list):
            out[name] = "; ".join(_word(v) for v in value)
        else:
            out[name] = _word(value)
    return out


def _word(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return " ".join(f"{k}={_word(v)}" for k, v in value.items() if not isinstance(v, Mapping))
    return str(value)


def _matrix(document: Document) -> list[list[str]]:
    reports = document.report
    assert isinstance(reports, tuple)
    rows: list[list[str]] = []
    for report in reports:
        assert isinstance(report, DiffReport)
        plans = [p.id for p in report.plans]
        head = ["audience", "field", "indicator", "indicator_name", "scope"]
        if report.reference is not None:
            head.append(report.reference.id)
        head += plans
        rows.append(head)
        for row in (*report.rows, *report.folded, *report.wordless):
            name = document.catalogue.indicators[row.indicator].zh
            line = [report.audience.value, row.field.value, row.indicator, name, row.scope or ""]
            if report.reference is not None:
                reference = row.reference
                line.append(f"{goal_text(reference.goal)}@{reference.year}" if reference else "")
            for plan in plans:
                cell = row.cells.get(plan)
                stated = cell.statement.speaking if cell else None
                line.append(f"{goal_text(stated.goal)}@{stated.year}" if stated else "")
            rows.append(line)
    return rows
