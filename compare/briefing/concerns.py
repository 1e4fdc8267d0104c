"""What deserves attention: what is not stated, asks less, is met already, or is said two ways.

All of it is about targets as written. Observed values are information beside them, never a
judgement on how a place does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plancmp.compare.align import Statement, Statements
from plancmp.compare.briefing.facts import Facts, RowFact
from plancmp.compare.briefing.request import Request
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import Finding
from plancmp.compare.model import (
    Aim,
    Goal,
    Kind,
    Match,
    Observation,
    Op,
    Plan,
    Polarity,
    Target,
)
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.verdict import Timing, VerdictCode

__all__ = [
    "Apart", "AsksLess", "Concerns", "Gap", "Met", "TwoWays", "UpperGap", "concerns_of",
]  # fmt: skip

_V = VerdictCode


@dataclass(frozen=True, slots=True)
class UpperGap:
    """A figure of a baseline that some plans do not answer with a figure.

    ``silent`` do not state the indicator, ``wordy`` state it without a figure.
    """

    baseline: Plan
    target: Target
    silent: tuple[Finding, ...]
    wordy: tuple[Finding, ...]

    @property
    def weak(self) -> bool:
        """Whether the baseline figure is attested less well than was asked for."""
        return any(f.weak for f in (*self.silent, *self.wordy))


@dataclass(frozen=True, slots=True)
class Gap:
    """A row on which at least half of the plans give a figure and some others do not."""

    row: RowFact
    silent: tuple[Plan, ...]
    wordy: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class AsksLess:
    """A row on which the home plan asks less than at least half of the plans it can be ranked
    with for the same time; ``others`` are those that ask more."""

    row: RowFact
    others: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Met:
    """A value observed in ``area`` in ``year`` that is at the level of a target or beyond it.

    ``area`` is the id of the place it was observed in: the plan's own for a base value that
    the plan itself prints, else a place above it, of which the value is an average.
    """

    target: Target
    plan: Plan
    area: str
    year: int
    value: Decimal
    unit: str
    printed: bool


@dataclass(frozen=True, slots=True)
class TwoWays:
    """Figures of one plan for one indicator, scope and year that are not the same."""

    plan: Plan
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """Plans whose pair cannot be compared on a row, and the code of the reason."""

    row: RowFact
    code: str
    plans: tuple[Plan, ...]
    reason_zh: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class Concerns:
    """Everything of chapter five, for the plans in focus."""

    upper_gaps: tuple[UpperGap, ...]
    gaps: tuple[Gap, ...]
    lower: tuple[Finding, ...]
    asks_less: tuple[AsksLess, ...]
    met: tuple[Met, ...]
    two_ways: tuple[TwoWays, ...]
    doubtful: tuple[Target, ...]
    near: tuple[Target, ...]
    apart: tuple[Apart, ...]
    unanswered: tuple[Finding, ...]


def concerns_of(catalogue: Catalogue, request: Request, facts: Facts) -> Concerns:
    """Single out what deserves attention from the facts."""
    stated = {p.id: Statements(p.targets) for p in facts.focus}
    mine = [
        target
        for plan in facts.focus
        for target in plan.targets
        if not request.fields or catalogue.indicator_of(target).field in request.fields
    ]
    suspects = [f.baseline for f in facts.findings if f.baseline and f.baseline.suspect]
    keys = {row.key for row in facts.total.rows}
    chosen = [(plan, s) for plan in facts.focus for k, s in stated[plan.id].items() if k in keys]
    return Concerns(
        _upper_gaps(facts.findings),
        _gaps(facts),
        tuple(f for f in facts.findings if f.verdict.code is _V.LOOSER),
        tuple(_asks_less(facts)),
        tuple(_met(catalogue, chosen)),
        tuple(_two_ways(chosen)),
        tuple(t for t in mine if t.suspect is not None),
        tuple(t for t in mine if t.match is Match.NEAR),
        _apart(facts),
        tuple(
            f
            for f in facts.findings
            if f.verdict.code in (_V.INCOMPARABLE, _V.NOT_APPLICABLE)
            and (f.verdict.reason.code != "suspect" or f.baseline in suspects)
        ),
    )


def _upper_gaps(findings: Iterable[Finding]) -> tuple[UpperGap, ...]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        assert finding.baseline is not None
        if not has_number(finding.baseline.goal):
            continue
        if finding.verdict.code in (_V.MISSING, _V.UNQUANTIFIED):
            groups.setdefault(finding.baseline.id, []).append(finding)
    out = []
    for members in groups.values():
        first = members[0]
        assert first.baseline is not None
        out.append(
            UpperGap(
                first.baseline_plan,
                first.baseline,
                tuple(f for f in members if f.verdict.code is _V.MISSING),
                tuple(f for f in members if f.verdict.code is _V.UNQUANTIFIED),
            )
        )
    # well attested figures first, then what most places lack; document order inside
    return tuple(sorted(out, key=_weight))


def _weight(gap: UpperGap) -> tuple[bool, bool, int]:
    near = gap.target.match is Match.NEAR
    return (near, gap.weak, -len(gap.silent) - len(gap.wordy))


def _gaps(facts: Facts) -> tuple[Gap, ...]:
    """Rows most plans put a figure on. An incomplete document is silent by nature."""
    whole = [p for p in facts.plans if p.complete]
    out = []
    for row in facts.total.rows:
        exact = [p for p in row.figures if row.target(p).match is Match.EXACT]
        if len(exact) < 2 or 2 * len(exact) < len(whole):
            continue
        rest = [p for p in whole if p not in row.figures and p in facts.focus]
        if rest:
            silent = tuple(p for p in rest if p.id not in row.row.cells)
            out.append(Gap(row, silent, tuple(p for p in rest if p not in silent)))
    return tuple(sorted(out, key=lambda g: -len(g.row.figures)))


def _asks_less(facts: Facts) -> list[AsksLess]:
    """From the home place's own point of view only: other places are not held up to each other."""
    if facts.home is None:
        return []
    out = []
    for row in facts.total.rows:
        ranked = [
            p
            for p in row.pairs
            if p.first is facts.home
            and p.verdict.timing in (Timing.SAME, Timing.STANDING)
            and p.verdict.code in (_V.STRICTER, _V.EQUAL, _V.LOOSER)
        ]
        more = tuple(p.second for p in ranked if p.verdict.code is _V.LOOSER)
        if more and 2 * len(more) >= len(ranked):
            out.append(AsksLess(row, more))
    return out


# -- what is met already ------------------------------------------------------------------------


def _met(catalogue: Catalogue, chosen: Sequence[tuple[Plan, Statement]]) -> list[Met]:
    seen: dict[str, list[Observation]] = {}
    for one in catalogue.observations:
        if one.match is Match.EXACT:
            seen.setdefault(one.indicator, []).append(one)
    out = []
    for plan, statement in chosen:
        target = statement.speaking
        polarity = catalogue.indicator_of(target).polarity
        if not _bound(target, polarity):
            continue
        out += _base_met(plan, target)
        if target.goal.aim is Aim.HOLD:
            continue  # a level that is to be kept is meant to be there already
        places = [plan.jurisdiction, *(j.id for j in catalogue.ancestors(plan.jurisdiction))]
        for place in places:
            latest = _latest(seen.get(target.indicator, ()), place, target.scope)
            if latest is not None and _reaches(latest.value, latest.unit, target.goal):
                out.append(Met(target, plan, place, latest.year, latest.value, latest.unit, False))
    order = {name: n for n, name in enumerate(catalogue.indicators)}
    return sorted(out, key=lambda m: order[m.target.indicator])


def _bound(target: Target, polarity: Polarity) -> bool:
    """Whether a target is a plain bound that a value can be held against."""
    goal = target.goal
    if target.match is not Match.EXACT or target.suspect is not None:
        return False
    if goal.kind is not Kind.QUANTITATIVE or goal.value is None:
        return False
    wanted = (Op.GE, Op.GT) if polarity is Polarity.HIGHER else (Op.LE, Op.LT)
    return polarity is not Polarity.NONE and goal.op in wanted


def _base_met(plan: Plan, target: Target) -> list[Met]:
    goal = target.goal
    if goal.base_value is None or goal.base_year is None or goal.unit is None:
        return []
    if goal.aim is Aim.HOLD and goal.base_value == goal.value:
        return []
    if not _reaches(goal.base_value, goal.unit, goal):
        return []
    place, year = plan.jurisdiction, goal.base_year
    return [Met(target, plan, place, year, goal.base_value, goal.unit, True)]


def _latest(seen: Sequence[Observation], place: str, scope: str | None) -> Observation | None:
    found = [o for o in seen if o.jurisdiction == place and o.scope == scope]
    return max(found, key=lambda o: o.year, default=None)


def _reaches(value: Decimal, unit: str, goal: Goal) -> bool:
    assert goal.value is not None
    assert goal.unit is not None
    if UNITS[unit].dimension != UNITS[goal.unit].dimension:
        return False
    seen, wanted = scaled(value, unit), scaled(goal.value, goal.unit)
    return {
        Op.GE: seen >= wanted, Op.GT: seen > wanted, Op.LE: seen <= wanted, Op.LT: seen < wanted,
    }[goal.op or Op.GE]  # fmt: skip


# -- said two ways, not comparable ----------------------------------------------------------------


def _two_ways(chosen: Sequence[tuple[Plan, Statement]]) -> list[TwoWays]:
    """Figures for the same year that differ by more than whether the bound includes the number."""
    out = []
    for plan, statement in chosen:
        years: dict[int, dict[object, Target]] = {}
        for target in statement.all:
            if has_number(target.goal) and target.match is Match.EXACT and not target.suspect:
                years.setdefault(target.year, {}).setdefault(_content(target.goal), target)
        for members in years.values():
            if len(members) > 1:
                out.append(TwoWays(plan, tuple(members.values())))
    return out


_BOUNDS = frozenset({Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ})


def _content(goal: Goal) -> object:
    assert goal.value is not None
    assert goal.unit is not None
    op = "bound" if goal.op in _BOUNDS else goal.op
    return (op, UNITS[goal.unit].dimension, scaled(goal.value, goal.unit), goal.value_max)


def _apart(facts: Facts) -> tuple[Apart, ...]:
    """Pairs of figures that cannot be compared, one entry for each row and reason."""
    out = []
    for row in facts.total.rows:
        groups: dict[str, list[tuple[Plan, Plan]]] = {}
        words: dict[str, tuple[str, str]] = {}
        for pair in row.pairs:
            if pair.verdict.code is not _V.INCOMPARABLE or pair.verdict.reason.code == "suspect":
                continue  # a doubtful figure is listed once, as such
            if facts.home is not None and facts.home not in (pair.first, pair.second):
                continue
            why = pair.verdict.reason
            groups.setdefault(why.code, []).append((pair.first, pair.second))
            words.setdefault(why.code, (why.zh, why.en))
        for code, members in groups.items():
            named = {p.id for pair in members for p in pair}
            plans = tuple(p for p in row.figures if p.id in named)
            out.append(Apart(row, code, plans, *words[code]))
    return tuple(out)
