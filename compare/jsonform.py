"""Reports as JSON objects: stable names, the same in every language, no time of day.

Quantities are decimal strings, years, items and ranks integers, what is absent is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import CheckReport, Finding
from plancmp.compare.diff import Cell, DiffReport, Row
from plancmp.compare.listing import IndicatorsReport, ListReport, PlansReport
from plancmp.compare.model import Indicator, Observation, Plan, Target
from plancmp.compare.sheets import SelfDescribing
from plancmp.compare.show import ShowReport
from plancmp.compare.units import number_text
from plancmp.compare.verdict import Verdict

__all__ = ["SCHEMA_VERSION", "envelope", "payload", "target_record", "verdict_record"]

SCHEMA_VERSION = 1

Report = ListReport | IndicatorsReport | PlansReport | ShowReport | CheckReport
Record = dict[str, Any]


def envelope(
    command: str, version: str, catalogue: Catalogue, query: Mapping[str, Any], body: Record
) -> Record:
    """The object every command prints: versions, the query as understood, the payload."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "plancmp", "version": version},
        "catalogue": {"version": catalogue.version},
        "command": command,
        "query": dict(query),
        **body,
    }


def payload(catalogue: Catalogue, report: object) -> Record:
    """The payload of a report. Raises TypeError for something that is not a report."""
    if isinstance(report, ListReport):
        return {"targets": [target_record(catalogue, t) for t in report.targets]}
    if isinstance(report, CheckReport):
        return _check(catalogue, report)
    if isinstance(report, ShowReport):
        return _show(catalogue, report)
    if isinstance(report, IndicatorsReport):
        return {
            "indicators": [
                _indicator(r.indicator) | {"plans": list(r.plans), "numbers": r.numbers}
                for r in report.rows
            ]
        }
    if isinstance(report, PlansReport):
        return {"plans": [_plan(catalogue, p) for p in report.plans]}
    if isinstance(report, tuple) and all(isinstance(r, DiffReport) for r in report):
        return _diff(catalogue, report)
    if isinstance(report, SelfDescribing):
        return report.record(catalogue)
    raise TypeError(type(report).__name__)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else number_text(value)


def target_record(catalogue: Catalogue, target: Target) -> Record:
    """One target, flat."""
    plan, indicator = catalogue.plans[target.plan], catalogue.indicators[target.indicator]
    goal, where = target.goal, target.locator
    return {
        "id": target.id,
        "plan": target.plan,
        "jurisdiction": plan.jurisdiction,
        "audience": plan.audience,
        "field": indicator.field,
        "indicator": target.indicator,
        "indicator_name": indicator.zh,
        "kind": goal.kind,
        "op": goal.op,
        "value": _number(goal.value),
        "value_max": _number(goal.value_max),
        "unit": goal.unit,
        "year": goal.year,
        "base_year": goal.base_year,
        "base_value": _number(goal.base_value),
        "aim": goal.aim,
        "scope": target.scope,
        "reference": goal.reference,
        "written": target.written,
        "part": target.part,
        "locator": None
        if where is None
        else {"heading": where.heading, "list": where.list, "item": where.item},
        "firmness": target.firmness,
        "match": target.match,
        "suspect": None
        if target.suspect is None
        else {
            "printed": target.suspect.printed,
            "likely": target.suspect.likely,
            "reason": target.suspect.reason,
        },
        "label": target.label,
        "note": target.note,
        "confidence": target.confidence,
    }


def _indicator(indicator: Indicator) -> Record:
    return {
        "id": indicator.id,
        "name": indicator.zh,
        "name_en": indicator.en,
        "aliases": list(indicator.aliases),
        "field": indicator.field,
        "unit": indicator.unit,
        "polarity": indicator.polarity,
        "population": indicator.population,
        "denominator": indicator.denominator,
        "definition": indicator.definition,
        "source": indicator.source,
    }


def _plan(catalogue: Catalogue, plan: Plan) -> Record:
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


def _reason(verdict: Verdict) -> Record:
    why = verdict.reason
    return {"code": why.code, "zh": why.zh, "en": why.en}


def verdict_record(verdict: Verdict) -> Record:
    """A verdict with level, timing, distance and reason."""
    return {
        "verdict": verdict.code,
        "level": verdict.level,
        "timing": verdict.timing,
        "distance": _number(verdict.distance),
        "distance_unit": verdict.distance_unit,
        "approximate": verdict.approximate,
        "reason": _reason(verdict),
    }


def _check(catalogue: Catalogue, report: CheckReport) -> Record:
    return {
        "judged": report.judged,
        "stated": report.stated,
        "failing": len(report.failing),
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
        "findings": [_finding(catalogue, f) for f in report.findings],
    }


def _finding(catalogue: Catalogue, finding: Finding) -> Record:
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


def _show(catalogue: Catalogue, report: ShowReport) -> Record:
    return {
        "indicator": _indicator(report.indicator),
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


def _observation(seen: Observation) -> Record:
    return {
        "jurisdiction": seen.jurisdiction,
        "year": seen.year,
        "value": _number(seen.value),
        "unit": seen.unit,
        "scope": seen.scope,
        "match": seen.match,
        "derived": seen.derived,
        "note": seen.note,
    }


def _diff(catalogue: Catalogue, reports: tuple[DiffReport, ...]) -> Record:
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


def _row(catalogue: Catalogue, report: DiffReport, row: Row) -> Record:
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


def _cell(cell: Cell) -> Record:
    goal, verdict = cell.target.goal, cell.verdict
    return {
        "targets": [t.id for t in cell.statement.all],
        "kind": goal.kind,
        "op": goal.op,
        "value": _number(goal.value),
        "value_max": _number(goal.value_max),
        "unit": goal.unit,
        "year": goal.year,
        "aim": goal.aim,
        "reference": goal.reference,
        "verdict": verdict.code if verdict else None,
        "timing": verdict.timing if verdict else None,
        "reason": _reason(verdict) if verdict else None,
        "rank": cell.rank,
        "match": cell.target.match,
        "firmness": cell.target.firmness,
    }
