"""What the next plan could state: the indicator, a range, and what the range rests on.

A proposal repeats what a baseline or other plans already state; no figure of its own is made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from plancmp.compare.briefing.concerns import Concerns
from plancmp.compare.briefing.facts import Facts, RowFact
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import Finding
from plancmp.compare.model import Kind, Match, Op, Plan, Polarity, Target
from plancmp.compare.units import scaled
from plancmp.compare.verdict import VerdictCode, judge, side_of

__all__ = ["Act", "Proposal", "proposals_of"]

_V = VerdictCode


class Act(StrEnum):
    """What a plan would do: raise its figure, put a figure to its words, or state it at all."""

    RAISE = "raise"
    QUANTIFY = "quantify"
    ADD = "add"


_ACT_OF = {_V.LOOSER: Act.RAISE, _V.UNQUANTIFIED: Act.QUANTIFY, _V.MISSING: Act.ADD}


@dataclass(frozen=True, slots=True)
class Proposal:
    """One indicator for some plans.

    ``low`` is what the range starts from: the baseline's target, or the least demanding of the
    plans that state it. ``high`` is the most demanding figure for the same year, None when
    nothing exceeds ``low``. ``peers`` are the plans whose figures the range rests on. ``weak``
    marks a baseline figure that is not well enough attested.
    """

    indicator: str
    scope: str | None
    acts: tuple[tuple[Act, tuple[Plan, ...]], ...]
    low: Target
    high: Target | None
    baseline: Plan | None
    peers: tuple[Plan, ...]
    weak: bool

    @property
    def places(self) -> int:
        """How many plans it concerns."""
        return sum(len(plans) for _, plans in self.acts)

    def concerns(self, act: Act) -> bool:
        """Whether any plan would do this."""
        return any(a is act for a, _ in self.acts)


def proposals_of(catalogue: Catalogue, facts: Facts, concerns: Concerns) -> tuple[Proposal, ...]:
    """Proposals from the baselines first, then from what most plans state; best founded first."""
    rows = {row.key: row for row in facts.total.rows}
    groups: dict[str, list[Finding]] = {}
    for finding in facts.findings:
        if finding.verdict.code in _ACT_OF and _usable(catalogue, finding.baseline):
            assert finding.baseline is not None
            groups.setdefault(finding.baseline.id, []).append(finding)
    out = [_from_baseline(catalogue, rows, members) for members in groups.values()]
    taken = {(p.indicator, p.scope) for p in out}
    for gap in concerns.gaps:
        if gap.row.key not in taken:
            found = _from_peers(catalogue, gap.row, gap.silent, gap.wordy)
            if found is not None:
                out.append(found)
    out += _for_home(catalogue, facts, concerns, {(p.indicator, p.scope) for p in out})
    out = _strongest(catalogue, out)
    return tuple(sorted(out, key=_order))


def _order(one: Proposal) -> tuple[bool, bool, bool, int]:
    """Attested baselines, then shortfalls, then how many plans it concerns."""
    return (one.baseline is None, one.weak, not one.concerns(Act.RAISE), -one.places)


def _usable(catalogue: Catalogue, target: Target | None) -> bool:
    """Whether a target gives a figure that another plan could take over."""
    if target is None or target.match is not Match.EXACT or target.suspect is not None:
        return False
    if target.goal.value is None or target.goal.reference is not None:
        return False
    if target.goal.kind is Kind.COUNT:
        return target.scope is not None and catalogue.scopes[target.scope].size_free
    return target.goal.op is not Op.RANGE


def _from_baseline(
    catalogue: Catalogue, rows: dict[tuple[str, str | None], RowFact], members: Sequence[Finding]
) -> Proposal:
    first = members[0]
    low = first.baseline
    assert low is not None
    acts = []
    for act in Act:
        plans = tuple(f.plan for f in members if _ACT_OF[f.verdict.code] is act)
        if plans:
            acts.append((act, plans))
    row = rows.get((low.indicator, low.scope))
    ahead = _ahead(catalogue, row, low) if row else []
    high = _most(catalogue, ahead)
    return Proposal(
        low.indicator, low.scope, tuple(acts), low, high, first.baseline_plan,
        tuple(catalogue.plans[t.plan] for t in ahead), any(f.weak for f in members),
    )  # fmt: skip


def _ahead(catalogue: Catalogue, row: RowFact, low: Target) -> list[Target]:
    """Figures of the plans compared, for the same year as ``low``, that ask more than it."""
    out = []
    for plan in row.figures:
        target = row.target(plan)
        if target.year != low.year or not _usable(catalogue, target):
            continue
        indicator = catalogue.indicators[row.row.indicator]
        verdict = judge(side_of(catalogue, target), side_of(catalogue, low), indicator)
        if verdict.code is _V.STRICTER and target.goal.kind is low.goal.kind:
            out.append(target)
    return out


def _most(catalogue: Catalogue, targets: Sequence[Target]) -> Target | None:
    """The most demanding of targets of one indicator, kind and year."""
    best: Target | None = None
    for target in targets:
        indicator = catalogue.indicators[target.indicator]
        if best is None:
            best = target
            continue
        verdict = judge(side_of(catalogue, target), side_of(catalogue, best), indicator)
        if verdict.level is _V.STRICTER:
            best = target
    return best


def _from_peers(
    catalogue: Catalogue, row: RowFact, silent: tuple[Plan, ...], wordy: tuple[Plan, ...]
) -> Proposal | None:
    """A range from what most plans state for one year; None when they do not meet in a year."""
    if catalogue.indicators[row.row.indicator].polarity is Polarity.NONE:
        return None
    years: dict[tuple[int, Kind], list[Target]] = {}
    for plan in row.figures:
        target = row.target(plan)
        if _usable(catalogue, target) and target.goal.op is not Op.APPROX:
            years.setdefault((target.year, target.goal.kind), []).append(target)
    targets = _largest(years)
    if len(targets) < 2:
        return None
    low, high = _least(targets, catalogue), _most(catalogue, targets)
    assert low is not None
    acts = [(Act.QUANTIFY, wordy), (Act.ADD, silent)]
    same = high is None or _size(high) == _size(low)
    return Proposal(
        row.row.indicator, row.row.scope, tuple((a, p) for a, p in acts if p), low,
        None if same else high, None, tuple(catalogue.plans[t.plan] for t in targets), False,
    )  # fmt: skip


def _largest(years: dict[tuple[int, Kind], list[Target]]) -> list[Target]:
    """The largest group of figures of one year and kind; of equal ones the later year."""
    best = max(years, key=lambda key: (len(years[key]), key[0]), default=None)
    return [] if best is None else years[best]


def _for_home(
    catalogue: Catalogue, facts: Facts, concerns: Concerns, taken: set[tuple[str, str | None]]
) -> list[Proposal]:
    """What the home plan could raise, from the plans that ask more of the same year."""
    out = []
    for one in concerns.asks_less:
        if len(one.others) < 2:
            continue  # one neighbour alone is no ground
        targets = [t for p in one.others if _usable(catalogue, t := one.row.target(p))]
        low, high = _least(targets, catalogue), _most(catalogue, targets)
        if facts.home is None or low is None or one.row.key in taken:
            continue
        out.append(
            Proposal(
                *one.row.key,
                ((Act.RAISE, (facts.home,)),),
                low,
                None if high is None or _size(high) == _size(low) else high,
                None,
                tuple(catalogue.plans[t.plan] for t in targets),
                False,
            )
        )
    return out


def _least(targets: Sequence[Target], catalogue: Catalogue) -> Target | None:
    best: Target | None = None
    for target in targets:
        indicator = catalogue.indicators[target.indicator]
        if best is None:
            best = target
            continue
        verdict = judge(side_of(catalogue, target), side_of(catalogue, best), indicator)
        if verdict.level is _V.LOOSER:
            best = target
    return best


def _size(target: Target) -> Decimal:
    assert target.goal.value is not None
    assert target.goal.unit is not None
    return scaled(target.goal.value, target.goal.unit)


def _strongest(catalogue: Catalogue, found: Sequence[Proposal]) -> list[Proposal]:
    """Of several baselines that ask something of the same plans for one indicator, scope and
    year, the most demanding: it meets the others too."""
    groups: dict[tuple[object, ...], list[Proposal]] = {}
    for one in found:
        who = tuple((act, tuple(p.id for p in plans)) for act, plans in one.acts)
        groups.setdefault((one.indicator, one.scope, one.low.year, who), []).append(one)
    out = []
    for members in groups.values():
        best = members[0]
        for other in members[1:]:
            indicator = catalogue.indicators[other.indicator]
            verdict = judge(side_of(catalogue, other.low), side_of(catalogue, best.low), indicator)
            if (best.weak and not other.weak) or (
                best.weak is other.weak and verdict.level is _V.STRICTER
            ):
                best = other
        out.append(best)
    return out
