"""CSV (RFC 4180): records with stable English headings; a comparison as its matrix.

Cells that a spreadsheet would run as a formula get a leading apostrophe; what cannot be seen is
shown, a bare carriage return above all, at which a reader would end the row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from plancmp.compare.diff import DiffReport
from plancmp.compare.formats import Document
from plancmp.compare.goal import goal_text
from plancmp.compare.jsonform import payload
from plancmp.compare.model import Aim, Match, Target
from plancmp.compare.sheets import sheets_of
from plancmp.compare.visible import visible

_RECORDS = {"list": "targets", "show": "targets", "check": "findings",
            "indicators": "indicators", "plans": "plans", "lint": "findings"}  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# keys whose value is an object, or null when there is none: the columns stay the same
_OBJECTS = {
    "locator": ("heading", "list", "item"),
    "suspect": ("printed", "likely", "reason"),
    "source": ("file", "sha256"),
}
_TARGET = (
    "id", "plan", "jurisdiction", "audience", "field", "indicator", "indicator_name", "kind",
    "op", "value", "value_max", "unit", "year", "base_year", "base_value", "aim", "scope",
    "reference", "written", "part", "locator_heading", "locator_list", "locator_item",
    "firmness", "match", "suspect_printed", "suspect_likely", "suspect_reason", "label", "note",
    "confidence",
)  # fmt: skip
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "list": _TARGET,
    "show": (*_TARGET, "speaks", "verdicts"),
    "check": (
        "plan", "indicator", "indicator_name", "scope", "baseline_plan", "verdict", "level",
        "timing", "distance", "distance_unit", "approximate", "reason_code", "reason_zh",
        "reason_en", "failing", "evidence", "target", "baseline",
    ),
    "indicators": (
        "id", "name", "name_en", "aliases", "field", "unit", "polarity", "population",
        "denominator", "definition", "source", "plans", "numbers",
    ),
    "plans": (
        "id", "jurisdiction", "jurisdiction_name", "code", "level", "audience", "role", "title",
        "number", "number_note", "issuer", "issued", "published", "period_start", "period_end",
        "status", "complete", "source_file", "source_sha256", "url", "note", "targets", "numbers",
    ),
    "lint": (
        "rule", "severity", "plans", "targets", "against", "message_zh", "message_en",
        "place_file", "place_line", "waiver_reason", "waiver_expires",
    ),
}  # fmt: skip
"""The headings of each command's records, whatever the records hold."""


def render(document: Document) -> str:
    """The report as CSV text with a heading row."""
    rows: Iterable[list[str]]
    if document.command == "diff":
        rows = _matrix(document)
    elif document.command in _RECORDS:
        records = payload(document.catalogue, document.report)[_RECORDS[document.command]]
        rows = _table(records, COLUMNS[document.command])
    else:
        rows = _sheets(document)
    out = io.StringIO()
    cells = ([_safe(visible(document.signs(c))) for c in row] for row in rows)
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def _sheets(document: Document) -> list[list[str]]:
    """The tables people see, one under the other, each with its headings, be it empty or not."""
    rows: list[list[str]] = []
    for sheet in sheets_of(document.catalogue, document.report, document.lang):
        rows.append(["", "", *(c.title for c in sheet.columns)])
        for group in sheet.groups:
            for row in group.rows:
                rows.append(
                    [sheet.title, group.title, *(visible(c).replace("\n", " ") for c in row)]
                )
    return rows


def _safe(cell: str) -> str:
    if _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _table(records: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[list[str]]:
    yield list(columns)
    for record in map(_flatten, records):
        yield [record.get(c, "") for c in columns]


def _flatten(record: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    out: dict[str, str] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            out |= _flatten(value, f"{name}_")
        elif value is None and name in _OBJECTS:
            out |= {f"{name}_{part}": "" for part in _OBJECTS[name]}
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
    """One table for all audiences: every row has a cell for every plan."""
    reports = document.report
    assert isinstance(reports, tuple)
    columns = list(dict.fromkeys(
        plan.id for r in reports for plan in ((r.reference, *r.plans) if r.reference else r.plans)
    ))  # fmt: skip
    rows = [["audience", "field", "indicator", "indicator_name", "scope", *columns]]
    for report in reports:
        assert isinstance(report, DiffReport)
        for row in (*report.rows, *report.folded, *report.wordless):
            name = document.catalogue.indicators[row.indicator].zh
            stated = {plan: cell.target for plan, cell in row.cells.items()}
            if report.reference is not None and row.reference is not None:
                stated[report.reference.id] = row.reference
            rows.append(
                [report.audience.value, row.field.value, row.indicator, name, row.scope or ""]
                + [_stated(stated.get(plan)) for plan in columns]
            )
    return rows


def _stated(target: Target | None) -> str:
    """A goal with its due year, and what must not be lost: held, near, doubtful."""
    if target is None:
        return ""
    text = f"{goal_text(target.goal)}@{target.year}"
    if target.goal.aim is Aim.HOLD:
        text += " 保持"
    if target.match is Match.NEAR:
        text += " ≈"
    return f"{text} 存疑" if target.suspect is not None else text
