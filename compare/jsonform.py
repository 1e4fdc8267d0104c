"""Reports as JSON objects: stable names, the same in every language, no time of day.

Quantities are decimal strings, years, items and ranks integers, what is absent is null.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import Indicator, Target
from plancmp.compare.sheets import describes_itself, view_of
from plancmp.compare.units import number_text

if TYPE_CHECKING:
    from plancmp.compare.verdict import Verdict

__all__ = ["SCHEMA_VERSION", "envelope", "payload", "target_record", "verdict_record"]

SCHEMA_VERSION = 1

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
    if describes_itself(report):
        return report.record(catalogue)
    found: Record = view_of(report).record(catalogue, report)
    return found


def number_or_none(value: Decimal | None) -> str | None:
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
        "value": number_or_none(goal.value),
        "value_max": number_or_none(goal.value_max),
        "unit": goal.unit,
        "year": goal.year,
        "base_year": goal.base_year,
        "base_value": number_or_none(goal.base_value),
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


def indicator_record(indicator: Indicator) -> Record:
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


def reason_record(verdict: Verdict) -> Record:
    why = verdict.reason
    return {"code": why.code, "zh": why.zh, "en": why.en}


def verdict_record(verdict: Verdict) -> Record:
    """A verdict with level, timing, distance and reason."""
    return {
        "verdict": verdict.code,
        "level": verdict.level,
        "timing": verdict.timing,
        "distance": number_or_none(verdict.distance),
        "distance_unit": verdict.distance_unit,
        "approximate": verdict.approximate,
        "reason": reason_record(verdict),
    }
