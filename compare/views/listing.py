"""Lists of targets, indicators and plans as tables and as JSON."""

from __future__ import annotations

from typing import Any

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.jsonform import indicator_record, target_record
from plancmp.compare.labels import label
from plancmp.compare.listing import IndicatorsReport, ListReport, PlansReport
from plancmp.compare.model import Match, Plan
from plancmp.compare.sheets import (
    Column,
    Group,
    Sheet,
    goal_cell,
    indicator_name,
    near_note,
    say,
    where_text,
)
from plancmp.compare.units import unit_name

__all__ = ["record", "sheets"]


def sheets(
    catalogue: Catalogue, report: ListReport | IndicatorsReport | PlansReport, lang: str
) -> list[Sheet]:
    """The list as one table."""
    if isinstance(report, ListReport):
        return [_list_sheet(catalogue, report, lang)]
    if isinstance(report, IndicatorsReport):
        return [_indicators_sheet(report, lang)]
    return [_plans_sheet(catalogue, report, lang)]


def record(
    catalogue: Catalogue, report: ListReport | IndicatorsReport | PlansReport
) -> dict[str, Any]:
    """The list as records."""
    if isinstance(report, ListReport):
        return {"targets": [target_record(catalogue, t) for t in report.targets]}
    if isinstance(report, IndicatorsReport):
        return {
            "indicators": [
                indicator_record(r.indicator) | {"plans": list(r.plans), "numbers": r.numbers}
                for r in report.rows
            ]
        }
    return {"plans": [_plan(catalogue, p) for p in report.plans]}


def _list_sheet(catalogue: Catalogue, report: ListReport, lang: str) -> Sheet:
    keys = ("col.indicator", "col.goal", "col.year", "col.kind", "col.written", "col.where")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    groups = []
    for plan in report.plans:
        rows = tuple(
            (
                indicator_name(catalogue, t.indicator, t.scope, lang)
                + (" ≈" if t.match is Match.NEAR else ""),
                goal_cell(t, lang),
                str(t.year),
                label(f"kind.{t.goal.kind}", lang),
                t.written,
                where_text(t.locator, lang),
            )
            for t in report.targets
            if t.plan == plan.id
        )
        if rows:
            groups.append(Group(_plan_heading(catalogue, plan, lang), rows))
    count = len(report.targets)
    note = say(lang, f"共 {count} 项目标。", f"{count} targets.")
    notes = [note]
    if any(t.match is Match.NEAR for t in report.targets):
        notes.append(near_note(lang))
    return Sheet("", columns, tuple(groups), tuple(notes))


def _plan_heading(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    return plan.title if lang == "zh" else f"{plan.id} ({plan.start or ''}–{plan.end})"


def _indicators_sheet(report: IndicatorsReport, lang: str) -> Sheet:
    keys = ("col.id", "col.name", "col.english", "col.unit", "col.polarity", "col.plans")
    columns = tuple(Column(label(k, lang), k == "col.plans") for k in keys)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in report.rows:
        one = row.indicator
        groups.setdefault(label(f"field.{one.field}", lang), []).append(
            (
                one.id,
                one.zh,
                one.en,
                unit_name(one.unit, lang) if one.unit else "—",
                label(f"polarity.{one.polarity}", lang),
                str(len(row.plans)),
            )
        )
    total = len(report.rows)
    shared = sum(len(r.plans) > 1 for r in report.rows)
    note = say(
        lang,
        f"共 {total} 个指标，{shared} 个为两个以上规划共有。",
        f"{total} indicators, {shared} of them stated by two or more plans.",
    )
    return Sheet("", columns, tuple(Group(k, tuple(v)) for k, v in groups.items()), (note,))


def _plans_sheet(catalogue: Catalogue, report: PlansReport, lang: str) -> Sheet:
    keys = ("col.id", "col.title", "col.number", "col.period", "col.status", "col.targets",
            "col.numbers")  # fmt: skip
    columns = tuple(Column(label(k, lang), k in keys[-2:]) for k in keys)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for plan in report.plans:
        place = catalogue.jurisdictions[plan.jurisdiction]
        groups.setdefault(place.name if lang == "zh" else place.en, []).append(
            (
                plan.id,
                plan.title,
                plan.number or say(lang, "无", "none"),
                f"{plan.start or ''}–{plan.end}",
                label(f"status.{plan.status}", lang),
                str(len(plan.targets)),
                str(sum(has_number(t.goal) for t in plan.targets)),
            )
        )
    partial = [p for p in report.plans if not p.complete]
    notes = []
    if partial:
        notes.append(
            say(
                lang,
                f"{len(partial)} 份上级文件只收录了能取得的目标值。",
                f"Of {len(partial)} upper-level documents only the figures that could be had.",
            )
        )
    return Sheet("", columns, tuple(Group(k, tuple(v)) for k, v in groups.items()), tuple(notes))


def _plan(catalogue: Catalogue, plan: Plan) -> dict[str, Any]:
    place = catalogue.jurisdictions[plan.jurisdiction]
    return {
        "id": plan.id,
        "jurisdiction": plan.jurisdiction,
        "jurisdiction_name": place.name,
        "code": place.code,
        "level": place.level,
        "audience": plan.audience,
        "role": plan.role,
        "title": plan.title,
        "number": plan.number,
        "number_note": plan.number_note,
        "issuer": plan.issuer,
        "issued": plan.issued,
        "published": plan.published,
        "period": {"start": plan.start, "end": plan.end},
        "status": plan.status,
        "complete": plan.complete,
        "source": None
        if plan.source_file is None
        else {"file": plan.source_file, "sha256": plan.source_sha256},
        "url": plan.url,
        "note": plan.note,
        "targets": len(plan.targets),
        "numbers": sum(has_number(t.goal) for t in plan.targets),
    }
