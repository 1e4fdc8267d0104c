"""Targets chosen by place, audience, field, kind, list and year."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.model import Audience, Field, Indicator, Kind, ListName, Plan, Target
from plancmp.compare.names import folded
from plancmp.compare.record import record

__all__ = ["IndicatorRow", "IndicatorsReport", "ListReport", "PlansReport", "list_indicators",
           "list_plans", "list_targets"]  # fmt: skip


@record
class ListReport:
    """Targets in document order, plan by plan."""

    plans: tuple[Plan, ...]
    targets: tuple[Target, ...]


@record
class IndicatorRow:
    """An indicator and the plans that state it."""

    indicator: Indicator
    plans: tuple[str, ...]
    numbers: int


@record
class IndicatorsReport:
    """The registry of indicators."""

    rows: tuple[IndicatorRow, ...]


@record
class PlansReport:
    """The registry of plans."""

    plans: tuple[Plan, ...]


def list_targets(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    *,
    fields: Sequence[Field] = (),
    kinds: Sequence[Kind] = (),
    lists: Sequence[ListName] = (),
    year: int | None = None,
) -> ListReport:
    """The targets of plans that pass every filter given; ``year`` is the due year."""
    chosen = [
        target
        for plan in plans
        for target in plan.targets
        if (not fields or catalogue.indicator_of(target).field in fields)
        and (not kinds or target.goal.kind in kinds)
        and (not lists or (target.locator is not None and target.locator.list in lists))
        and (year is None or target.year == year)
    ]
    return ListReport(tuple(plans), tuple(chosen))


def list_indicators(
    catalogue: Catalogue,
    *,
    fields: Sequence[Field] = (),
    audience: Audience | None = None,
    text: str | None = None,
) -> IndicatorsReport:
    """The indicators that pass every filter, with the local plans that state them."""
    stated: dict[str, dict[str, bool]] = {}
    for plan in catalogue.local_plans(audience):
        for target in plan.targets:
            plans = stated.setdefault(target.indicator, {})
            plans[plan.id] = plans.get(plan.id, False) or has_number(target.goal)
    rows = []
    for indicator in catalogue.indicators.values():
        if fields and indicator.field not in fields:
            continue
        if audience is not None and indicator.id not in stated:
            continue
        names = (indicator.id, indicator.zh, indicator.en, *indicator.aliases)
        if text is not None and not any(folded(text) in folded(n) for n in names):
            continue
        plans = stated.get(indicator.id, {})
        rows.append(IndicatorRow(indicator, tuple(plans), sum(plans.values())))
    order = {f: n for n, f in enumerate(Field)}
    rows.sort(key=lambda r: order[r.indicator.field])
    return IndicatorsReport(tuple(rows))


def list_plans(
    catalogue: Catalogue, *, audience: Audience | None = None, local: bool = False
) -> PlansReport:
    """Every document of the catalogue, or only the local plans."""
    chosen = catalogue.local_plans(audience) if local else list(catalogue.plans.values())
    return PlansReport(tuple(p for p in chosen if audience in (None, p.audience)))
