"""One indicator everywhere: plans, baselines, verdicts with reasons, observed values."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.align import Statements, counterpart, references
from plancmp.compare.catalogue import Catalogue, keys_of, targets_about
from plancmp.compare.check import reference_name
from plancmp.compare.model import Audience, Confidence, Indicator, Observation, Plan, Target
from plancmp.compare.record import record
from plancmp.compare.verdict import Verdict, judge, side_of

__all__ = ["Judgement", "ShowReport", "Shown", "show_indicator"]


@record
class Judgement:
    """A target's verdict against one baseline target."""

    baseline_plan: Plan
    baseline: Target
    verdict: Verdict
    weak: bool


@record
class Shown:
    """One target of a plan; ``speaks`` tells whether it is the one that counts."""

    plan: Plan
    target: Target
    speaks: bool
    judgements: tuple[Judgement, ...]


@record
class ShowReport:
    """All that the catalogue knows of one indicator."""

    indicator: Indicator
    rows: tuple[Shown, ...]
    silent: tuple[Plan, ...]
    baselines: tuple[tuple[Plan, Target], ...]
    observations: tuple[Observation, ...]


def show_indicator(
    catalogue: Catalogue,
    indicator: Indicator,
    plans: Sequence[Plan],
    *,
    audience: Audience | None = None,
    against: Sequence[str] = ("national", "province"),
    evidence: Confidence = Confidence.SECONDARY,
    year: int | None = None,
) -> ShowReport:
    """Everything about an indicator in ``plans``, with verdicts against ``against``.

    ``silent`` are plans of an audience that states it elsewhere in the catalogue, but which
    do not.
    """
    rows: list[Shown] = []
    silent: list[Plan] = []
    for plan in plans:
        stated = Statements(plan.targets, year)
        found = stated.about(indicator.id)
        if not found:
            silent.append(plan)
        for statement in found:
            for target in statement.all:
                speaks = target is statement.speaking
                judged = _judged(catalogue, plan, stated, target, against, evidence, year)
                rows.append(Shown(plan, target, speaks, judged))
    audiences = {r.plan.audience for r in rows}
    stating = audiences or {
        p.audience
        for p in catalogue.plans.values()
        if any(name == indicator.id for name, _ in keys_of(p.targets))
    }
    return ShowReport(
        indicator,
        tuple(rows),
        tuple(p for p in silent if p.audience in stating),
        tuple(_baselines(catalogue, indicator, audience, audiences)),
        tuple(o for o in catalogue.observations if o.indicator == indicator.id),
    )


def _judged(
    catalogue: Catalogue,
    plan: Plan,
    stated: Statements,
    target: Target,
    against: Sequence[str],
    evidence: Confidence,
    year: int | None,
) -> tuple[Judgement, ...]:
    """The verdicts on a target against the baselines it answers, as a check pairs them."""
    out: list[Judgement] = []
    seen: set[str] = set()
    for wanted in against:
        for reference in references(catalogue, plan, wanted, as_of=year):
            for baseline in reference.targets:
                if baseline.indicator != target.indicator or baseline.id in seen:
                    continue
                seen.add(baseline.id)
                if counterpart(stated, baseline, as_of=year) is not target:
                    continue
                name = reference_name(catalogue, reference.plan)
                verdict = judge(
                    side_of(catalogue, target),
                    side_of(catalogue, baseline, name),
                    catalogue.indicators[target.indicator],
                )
                weak = baseline.confidence is not None and baseline.confidence.rank < evidence.rank
                out.append(Judgement(reference.plan, baseline, verdict, weak))
    return tuple(out)


def _baselines(
    catalogue: Catalogue,
    indicator: Indicator,
    audience: Audience | None,
    audiences: set[Audience | None],
) -> list[tuple[Plan, Target]]:
    out = []
    for plan in catalogue.upper_plans():
        if audience is not None and plan.audience not in (audience, None):
            continue
        if audiences and plan.audience is not None and plan.audience not in audiences:
            continue
        out += [(plan, target) for target in targets_about(plan.targets, indicator.id)]
    return out
