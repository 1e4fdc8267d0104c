"""What the page shows, before any markup: rows of the comparison with the verdicts beside them.

The cells are those of :func:`~plancmp.compare.diff.diff_plans`, the verdicts those of
:func:`~plancmp.compare.check.check_plans`; here they are only brought together.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.align import Key, audiences
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import CheckReport, Finding, check_plans
from plancmp.compare.diff import Cell, DiffReport, Row, diff_plans
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Confidence, Field, Jurisdiction, Kind, Plan, Target
from plancmp.compare.record import record
from plancmp.compare.verdict import Timing, VerdictCode, judge, side_of

__all__ = ["AudienceView", "CellView", "RowView", "view_of", "views"]


@record
class CellView:
    """What one plan states of one row, and how that stands to the upper level. Cells of a row
    with the same ``group`` state the same: equal, and due in the same year or standing."""

    plan: Plan
    cell: Cell | None
    group: int | None
    findings: tuple[Finding, ...]


@record
class RowView:
    """One indicator and scope; ``baselines`` has one finding for each upper-level target."""

    indicator: str
    scope: str | None
    field: Field
    cells: tuple[CellView, ...]
    baselines: tuple[Finding, ...]


@record
class AudienceView:
    """All of one audience: rows by field, the two reports behind them, and the places on the
    page of which no plan of this audience is collected."""

    audience: Audience
    plans: tuple[Plan, ...]
    report: DiffReport
    check: CheckReport
    fields: tuple[tuple[Field, tuple[RowView, ...]], ...]
    absent: tuple[Jurisdiction, ...]


def views(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    against: Sequence[str],
    evidence: Confidence,
    fields: Sequence[Field] = (),
    not_collected: Sequence[tuple[Jurisdiction, Audience | None]] = (),
) -> tuple[AudienceView, ...]:
    """One view for each audience of the plans. Raises :class:`UsageError` when there is none."""
    named = audiences(plans)
    if not named:
        raise UsageError(
            "没有可比较的规划：请指定儿童规划或妇女规划；用 plancmp plans 查看",
            "nothing to compare: name plans for children or for women; see plancmp plans",
        )
    places = {p.jurisdiction: catalogue.jurisdiction_of(p) for p in plans if p.audience}
    out = []
    for audience in named:
        here = {p.jurisdiction for p in plans if p.audience is audience}
        absent = {id_: place for id_, place in places.items() if id_ not in here}
        absent |= {p.id: p for p, wanted in not_collected if wanted in (audience, None)}
        mine = [p for p in plans if p.audience is audience]
        out.append(
            view_of(catalogue, mine, audience, against, evidence, fields, tuple(absent.values()))
        )
    return tuple(out)


def view_of(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    audience: Audience,
    against: Sequence[str],
    evidence: Confidence,
    fields: Sequence[Field] = (),
    absent: tuple[Jurisdiction, ...] = (),
) -> AudienceView:
    """The rows of one audience, all of them: the page folds nothing away, it filters."""
    report = diff_plans(catalogue, plans, audience, fields=fields, show_all=True)
    check = check_plans(catalogue, report.plans, against, evidence=evidence)
    wanted = [
        f for f in check.findings if not fields or catalogue.indicators[f.indicator].field in fields
    ]
    homes = _homes(report, wanted)
    rows: dict[Field, list[RowView]] = {f: [] for f in Field}
    known = {(r.indicator, r.scope): r for r in report.rows}
    keys = [*known, *(k for k in dict.fromkeys(homes.values()) if k not in known)]
    for key in keys:
        row = known.get(key)
        mine = [f for f in wanted if f.baseline is not None and homes[f.baseline.id] == key]
        found = _findings(wanted, homes, key)
        view = _row(catalogue, report.plans, key, row, mine, found)
        rows[view.field].append(view)
    grouped = tuple((field, tuple(some)) for field, some in rows.items() if some)
    return AudienceView(audience, report.plans, report, check, grouped, absent)


def _homes(report: DiffReport, findings: Sequence[Finding]) -> dict[str, Key]:
    """The row of every upper-level target: its own indicator and scope where a plan states
    that, else the row of the target that answers it, else a row of its own."""
    known = {(r.indicator, r.scope) for r in report.rows}
    homes: dict[str, Key] = {}
    for finding in findings:
        if finding.baseline is None:
            continue
        own = (finding.indicator, finding.scope)
        if own not in known and finding.target is not None:
            homes[finding.baseline.id] = (finding.target.indicator, finding.target.scope)
        else:
            homes.setdefault(finding.baseline.id, own)
    return homes


def _findings(
    findings: Sequence[Finding], homes: dict[str, Key], key: Key
) -> dict[str, tuple[Finding, ...]]:
    """The findings of one row by plan: where the target that answers stands, or, for what is
    not stated, where the upper-level target does."""
    out: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.target is not None:
            there: Key = (finding.target.indicator, finding.target.scope)
        else:
            assert finding.baseline is not None
            there = homes[finding.baseline.id]
        if there == key:
            out.setdefault(finding.plan.id, []).append(finding)
    return {plan: tuple(some) for plan, some in out.items()}


def _row(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    key: Key,
    row: Row | None,
    asked: Sequence[Finding],
    found: dict[str, tuple[Finding, ...]],
) -> RowView:
    stated = {} if row is None else row.cells
    groups = _groups(catalogue, {p: c.target for p, c in stated.items()})
    cells = tuple(
        CellView(p, stated.get(p.id), groups.get(p.id), found.get(p.id, ())) for p in plans
    )
    unique: dict[str, Finding] = {}
    for finding in asked:
        assert finding.baseline is not None
        unique.setdefault(finding.baseline.id, finding)
    field = catalogue.indicators[key[0]].field
    return RowView(key[0], key[1], field, cells, tuple(unique.values()))


def _groups(catalogue: Catalogue, targets: dict[str, Target]) -> dict[str, int]:
    """Which plans state the same, so that the page can tell for any choice of places."""
    out: dict[str, int] = {}
    firsts: list[Target] = []
    for plan, target in targets.items():
        for number, first in enumerate(firsts):
            if _same(catalogue, first, target):
                out[plan] = number
                break
        else:
            out[plan] = len(firsts)
            firsts.append(target)
    return out


def _same(catalogue: Catalogue, a: Target, b: Target) -> bool:
    if a.goal.kind is Kind.QUALITATIVE and b.goal.kind is Kind.QUALITATIVE:
        return True
    verdict = judge(side_of(catalogue, b), side_of(catalogue, a), catalogue.indicator_of(a))
    same_time = verdict.timing in (Timing.SAME, Timing.STANDING)
    return verdict.code is VerdictCode.EQUAL and same_time
