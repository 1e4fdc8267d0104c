"""Checks as tables and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import CheckReport, Finding
from plancmp.compare.jsonform import verdict_record
from plancmp.compare.labels import label
from plancmp.compare.model import Plan
from plancmp.compare.sheets import (
    Column,
    Group,
    Sheet,
    dagger,
    dagger_note,
    goal_cell,
    indicator_name,
    say,
)
from plancmp.compare.verdict import JUDGED, VerdictCode

__all__ = ["record", "sheets"]


def sheets(catalogue: Catalogue, report: CheckReport, lang: str) -> list[Sheet]:
    """A table for each plan and baseline."""
    return _check_sheets(catalogue, report, lang)


def record(catalogue: Catalogue, report: CheckReport) -> dict[str, Any]:
    """Every finding, and how many were judged."""
    return _check(catalogue, report)


def _check_sheets(catalogue: Catalogue, report: CheckReport, lang: str) -> list[Sheet]:
    keys = ("col.indicator", "col.goal", "col.baseline", "col.verdict", "col.reason")
    columns = tuple(Column(label(k, lang)) for k in keys)
    out = []
    for tally, found in report.by_tally():
        mine = [f for f in found if f.baseline is not None]
        groups: dict[str, list[tuple[str, ...]]] = {}
        stated = [f for f in mine if not f.is_silent or f.failing]
        for finding in sorted(stated, key=lambda f: not f.failing):
            field = catalogue.indicators[finding.indicator].field
            title = (
                say(lang, "需要关注", "Failing")
                if finding.failing
                else label(f"field.{field}", lang)
            )
            groups.setdefault(title, []).append(_check_row(catalogue, finding, lang))
        out.append(
            Sheet(
                _check_title(catalogue, tally.plan, tally.baseline_plan, lang),
                columns,
                tuple(Group(k, tuple(v)) for k, v in groups.items()),
                tuple(_check_notes(catalogue, tally.plan, tally.baseline_plan, mine, lang)),
            )
        )
    return out


def _check_title(catalogue: Catalogue, plan: Plan, baseline: Plan, lang: str) -> str:
    if lang == "zh":
        return f"{plan.title} 对 {baseline.title}"
    return f"{plan.id} against {baseline.id}"


def _check_row(catalogue: Catalogue, finding: Finding, lang: str) -> tuple[str, ...]:
    assert finding.baseline is not None
    target = finding.target
    return (
        indicator_name(catalogue, finding.indicator, finding.scope, lang),
        "—" if target is None else goal_cell(target, lang, finding.plan.end),
        goal_cell(finding.baseline, lang, finding.baseline_plan.end) + dagger(finding.weak),
        label(f"verdict.{finding.verdict.code}", lang),
        finding.verdict.reason.text(lang),
    )


def _absent_note(catalogue: Catalogue, absent: Sequence[Finding], lang: str) -> str:
    """What is not stated: named with its figure where the baseline has one, else counted."""
    named = []
    for finding in absent:
        assert finding.baseline is not None
        if finding.baseline.goal.value is None:
            continue
        name = indicator_name(catalogue, finding.indicator, finding.scope, lang)
        goal = goal_cell(finding.baseline, lang, finding.baseline_plan.end)
        named.append(f"{name} {goal}{dagger(finding.weak)}")
    rest = len(absent) - len(named)
    parts = list(named)
    if rest:
        parts.append(say(lang, f"另有无数值的 {rest} 项", f"and {rest} without a figure"))
    joined = say(lang, "；", "; ").join(parts)
    count = len(absent)
    return say(lang, f"未列 {count} 项：{joined}。", f"Not stated ({count}): {joined}.")


def _check_notes(
    catalogue: Catalogue, plan: Plan, baseline: Plan, mine: Sequence[Finding], lang: str
) -> list[str]:
    counts: dict[VerdictCode, int] = {}
    for finding in mine:
        counts[finding.verdict.code] = counts.get(finding.verdict.code, 0) + 1
    judged = sum(n for code, n in counts.items() if code in JUDGED)
    parts = [f"{label(f'verdict.{c}', lang)} {counts[c]}" for c in VerdictCode if c in counts]
    notes = [
        say(
            lang,
            f"基准 {len(mine)} 项，可判断 {judged} 项：{'、'.join(parts)}。",
            f"{judged} of {len(mine)} baseline targets judged: {', '.join(parts)}.",
        )
    ]
    absent = [f for f in mine if f.is_silent and not f.failing]
    if absent:
        notes.append(_absent_note(catalogue, absent, lang))
    if not baseline.complete:
        notes.append(
            say(
                lang,
                "该文件只收录了能取得的目标，不是全部。",
                "Of this document only the targets that could be had, not all.",
            )
        )
    if any(f.weak for f in mine):
        notes.append(dagger_note(lang))
    late = baseline.issued is not None and plan.issued is not None and plan.issued < baseline.issued
    if late:
        notes.append(
            say(
                lang,
                f"本规划印发（{plan.issued}）早于该文件（{baseline.issued}）。",
                f"The plan was issued ({plan.issued}) before that document ({baseline.issued}).",
            )
        )
    return notes


def _check(catalogue: Catalogue, report: CheckReport) -> dict[str, Any]:
    return {
        "judged": report.judged,
        "stated": report.stated,
        "failing": report.failures,
        "tallies": [
            {
                "plan": t.plan.id,
                "baseline_plan": t.baseline_plan.id,
                "judged": t.judged,
                "stated": t.stated,
            }
            for t in report.tallies
        ],
        "not_collected": [
            {"jurisdiction": place.id, "audience": audience}
            for place, audience in report.not_collected
        ],
        "remarks": [{"zh": zh, "en": en} for zh, en in report.remarks],
        "findings": (_finding(catalogue, f) for f in report.findings),
    }


def _finding(catalogue: Catalogue, finding: Finding) -> dict[str, Any]:
    return {
        "plan": finding.plan.id,
        "indicator": finding.indicator,
        "indicator_name": catalogue.indicators[finding.indicator].zh,
        "scope": finding.scope,
        "baseline_plan": finding.baseline_plan.id,
        **verdict_record(finding.verdict),
        "failing": finding.failing,
        "evidence": finding.evidence,
        "target": finding.target.id if finding.target else None,
        "baseline": finding.baseline.id if finding.baseline else None,
    }
