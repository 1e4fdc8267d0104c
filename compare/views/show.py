"""One indicator as tables and as JSON."""

from __future__ import annotations

from typing import Any

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.goal import quantity_text
from plancmp.compare.jsonform import indicator_record, number_or_none, target_record, verdict_record
from plancmp.compare.labels import label
from plancmp.compare.model import Match, Observation, Plan
from plancmp.compare.sheets import (
    Column,
    Group,
    Sheet,
    dagger,
    dagger_note,
    goal_cell,
    indicator_name,
    say,
    scope_suffix,
    where_text,
)
from plancmp.compare.show import ShowReport
from plancmp.compare.units import unit_name

__all__ = ["record", "sheets"]


def sheets(catalogue: Catalogue, report: ShowReport, lang: str) -> list[Sheet]:
    """What the plans state, the upper-level targets, the observed values."""
    return _show_sheets(catalogue, report, lang)


def record(catalogue: Catalogue, report: ShowReport) -> dict[str, Any]:
    """The same as records."""
    return _show(catalogue, report)


def _show_sheets(catalogue: Catalogue, report: ShowReport, lang: str) -> list[Sheet]:
    sheets = [_show_plans(catalogue, report, lang)]
    if report.baselines:
        sheets.append(_show_baselines(catalogue, report, lang))
    if report.observations:
        sheets.append(_show_observed(catalogue, report, lang))
    return sheets


def _show_plans(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.plan", "col.goal", "col.year", "col.written", "col.where", "col.reason")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    rows = []
    for row in report.rows:
        target = row.target
        name = row.plan.id if lang != "zh" else catalogue.plan_name(row.plan, lang)
        if lang == "zh" and row.plan.audience is not None:
            name += label(row.plan.audience)
        name += scope_suffix(catalogue, target.scope, lang)
        verdicts = [j.verdict.reason.text(lang) + dagger(j.weak) for j in row.judgements]
        if not row.speaks:
            verdicts.insert(0, say(lang, "（重复或阶段表述）", "(restatement or milestone)"))
        if target.match is Match.NEAR:
            verdicts.append("≈ " + (target.note or ""))
        elif target.note:
            verdicts.append(say(lang, f"注：{target.note}", f"note: {target.note}"))
        rows.append(
            (
                name,
                goal_cell(target, lang),
                str(target.year),
                target.written,
                where_text(target.locator, lang),
                "\n".join(verdicts) or "—",
            )
        )
    notes = []
    if report.silent:
        names = say(lang, "、", ", ").join(_silent(catalogue, p, lang) for p in report.silent)
        if any(has_number(r.target.goal) for r in report.rows):
            notes.append(say(lang, f"未列：{names}。", f"Not stated: {names}."))
        else:
            notes.append(
                say(
                    lang,
                    f"未录入：{names}；措施中没有数量的话未逐条录入，不等于原文没有。",
                    f"Not entered: {names}; measures without a quantity were not entered sentence "
                    "by sentence, so the text may yet say it.",
                )
            )
    if report.indicator.related:
        near = [indicator_name(catalogue, name, None, lang) for name in report.indicator.related]
        names = say(lang, "、", ", ").join(near)
        notes.append(
            say(
                lang,
                f"相近而不是同一指标：{names}。",
                f"Related, and not the same indicator: {names}.",
            )
        )
    if any(j.weak for r in report.rows for j in r.judgements):
        notes.append(dagger_note(lang))
    return Sheet(_show_title(report, lang), columns, (Group("", tuple(rows)),), tuple(notes))


def _silent(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    name = catalogue.plan_name(plan, lang)
    if plan.audience is None:
        return name
    word = label(plan.audience, lang)
    return f"{name}（{word}）" if lang == "zh" else f"{name} ({word})"


def _show_title(report: ShowReport, lang: str) -> str:
    one = report.indicator
    name = f"{one.zh}（{one.id}）" if lang == "zh" else f"{one.en} ({one.id})"
    facts = [label(f"field.{one.field}", lang), label(f"polarity.{one.polarity}", lang)]
    if one.unit:
        facts.append(unit_name(one.unit, lang))
    if one.population and lang == "zh":
        facts.append(one.population)
    return f"{name} · {' · '.join(facts)}"


def _show_baselines(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.baseline", "col.goal", "col.year", "col.stated_as", "col.evidence")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    rows = tuple(
        (
            (plan.title if lang == "zh" else plan.id) + scope_suffix(catalogue, target.scope, lang),
            goal_cell(target, lang),
            str(target.year),
            target.written,
            label(f"confidence.{target.confidence}", lang) if target.confidence else "—",
        )
        for plan, target in report.baselines
    )
    return Sheet(say(lang, "上级目标", "Upper-level targets"), columns, (Group("", rows),))


def _show_observed(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.area", "col.observed", "col.value", "col.note")
    columns = tuple(Column(label(k, lang), k in ("col.observed", "col.value")) for k in keys)
    rows = []
    ordered = sorted(report.observations, key=lambda o: (o.jurisdiction, o.scope or "", o.year))
    for seen in ordered:
        place = catalogue.jurisdictions[seen.jurisdiction]
        note = []
        if seen.derived:
            note.append(say(lang, "推算", "derived"))
        if seen.match is Match.NEAR:
            note.append("≈")
        if seen.note:
            note.append(seen.note)
        rows.append(
            (
                (place.short if lang == "zh" else place.en)
                + scope_suffix(catalogue, seen.scope, lang),
                str(seen.year),
                quantity_text(seen.value, seen.unit, lang),
                " ".join(note) or "—",
            )
        )
    title = say(lang, "实际值（只作参考，不作判断）", "Observed values (information, no verdict)")
    return Sheet(title, columns, (Group("", tuple(rows)),))


def _show(catalogue: Catalogue, report: ShowReport) -> dict[str, Any]:
    return {
        "indicator": indicator_record(report.indicator),
        "targets": [
            target_record(catalogue, row.target)
            | {
                "speaks": row.speaks,
                "verdicts": [
                    {
                        "baseline_plan": j.baseline_plan.id,
                        "baseline": j.baseline.id,
                        "evidence": j.baseline.confidence,
                        **verdict_record(j.verdict),
                    }
                    for j in row.judgements
                ],
            }
            for row in report.rows
        ],
        "not_stated": [p.id for p in report.silent],
        "baselines": [target_record(catalogue, t) for _, t in report.baselines],
        "observed": [_observation(o) for o in report.observations],
    }


def _observation(seen: Observation) -> dict[str, Any]:
    return {
        "jurisdiction": seen.jurisdiction,
        "year": seen.year,
        "value": number_or_none(seen.value),
        "unit": seen.unit,
        "scope": seen.scope,
        "match": seen.match,
        "derived": seen.derived,
        "note": seen.note,
        "evidence": list(seen.evidence),
    }
