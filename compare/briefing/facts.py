"""Every number of the paper, computed from the reports of ``diff`` and ``check``.

Nothing here is a word: the sentences are made elsewhere from what is counted here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from plancmp.compare.briefing.request import Request
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import Finding, check_plans
from plancmp.compare.diff import DiffReport, Row, diff_plans
from plancmp.compare.model import Audience, Field, Jurisdiction, Plan, Target
from plancmp.compare.verdict import JUDGED, Verdict, VerdictCode, judge, side_of

__all__ = [
    "Facts", "FieldFact", "Pair", "PeerFact", "PlanFact", "RowFact", "Standing", "UpperFact",
    "gather",
]  # fmt: skip

_V = VerdictCode


class Standing(StrEnum):
    """Where the figures of one row stand to each other, across the plans that give any."""

    SAME = "same"
    DIFFER = "differ"
    YEARS = "years"
    APART = "apart"
    ALONE = "alone"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two plans that both give a figure, and the verdict on the first against the second."""

    first: Plan
    second: Plan
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class RowFact:
    """A row of the comparison with its standing.

    ``figures`` are the plans that give a figure of their own, ``pairs`` every two of them.
    """

    row: Row
    standing: Standing
    figures: tuple[Plan, ...]
    pairs: tuple[Pair, ...]

    @property
    def key(self) -> tuple[str, str | None]:
        """Indicator and scope."""
        return (self.row.indicator, self.row.scope)

    def target(self, plan: Plan) -> Target:
        """What a plan states of this row. Raises KeyError when it states nothing."""
        return self.row.cells[plan.id].target


@dataclass(frozen=True, slots=True)
class FieldFact:
    """The rows of one field, or of all, counted by standing."""

    field: Field | None
    rows: tuple[RowFact, ...]

    def of(self, *standings: Standing) -> tuple[RowFact, ...]:
        """The rows of some standings, in order."""
        return tuple(r for r in self.rows if r.standing in standings)

    def count(self, *standings: Standing) -> int:
        """How many rows have one of these standings."""
        return len(self.of(*standings))

    @property
    def shared(self) -> int:
        """Rows on which two or more plans give a figure."""
        return self.count(*SHARED)

    @property
    def figures(self) -> int:
        """Rows on which any plan gives a figure."""
        return self.shared + self.count(Standing.ALONE)


SHARED: Final = (Standing.SAME, Standing.DIFFER, Standing.YEARS, Standing.APART)
"""Standings of rows on which two or more plans give a figure."""


@dataclass(frozen=True, slots=True)
class PlanFact:
    """Counts for one document: its targets, and what it states of the rows compared."""

    plan: Plan
    targets: int
    figures: int
    stated: int
    missing: int
    top: int
    alone: int

    @property
    def words(self) -> int:
        """Targets without a figure."""
        return self.targets - self.figures


@dataclass(frozen=True, slots=True)
class UpperFact:
    """One plan against one baseline document: the findings on what the baseline states."""

    plan: Plan
    baseline: Plan
    findings: tuple[Finding, ...]

    @property
    def judged(self) -> int:
        """Baseline targets that got an answer."""
        return sum(f.verdict.code in JUDGED for f in self.findings)

    @property
    def weak(self) -> int:
        """Answers that rest on evidence below what was asked for."""
        return sum(f.weak and f.verdict.code in JUDGED for f in self.findings)

    @property
    def before(self) -> bool:
        """Whether the plan was issued before the baseline was."""
        ours, theirs = self.plan.issued, self.baseline.issued
        return ours is not None and theirs is not None and ours < theirs

    def count(self, *codes: VerdictCode) -> int:
        """How many findings have one of these verdicts."""
        return sum(f.verdict.code in codes for f in self.findings)


@dataclass(frozen=True, slots=True)
class PeerFact:
    """The home plan against one other plan, over all rows: how many of each verdict.

    ``ours`` and ``theirs`` count rows on which only one of the two gives a figure.
    """

    other: Plan
    codes: tuple[tuple[VerdictCode, int], ...]
    ours: int
    theirs: int

    def count(self, *codes: VerdictCode) -> int:
        """How many pairs have one of these verdicts."""
        return sum(n for code, n in self.codes if code in codes)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is computed for one audience. ``focus`` are the plans the paper advises on:
    the home plan, or all of them."""

    audience: Audience
    plans: tuple[Plan, ...]
    home: Plan | None
    diff: DiffReport
    total: FieldFact
    fields: tuple[FieldFact, ...]
    documents: tuple[PlanFact, ...]
    upper: tuple[UpperFact, ...]
    peers: tuple[PeerFact, ...]
    remarks: tuple[tuple[str, str], ...]
    absent: tuple[Jurisdiction, ...]

    @property
    def focus(self) -> tuple[Plan, ...]:
        """The plans the paper advises on."""
        return self.plans if self.home is None else (self.home,)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings against baselines, plan by plan."""
        return tuple(f for u in self.upper for f in u.findings)

    @property
    def baselines(self) -> tuple[Plan, ...]:
        """The baseline documents compared with, each once."""
        return tuple({u.baseline.id: u.baseline for u in self.upper}.values())

    @property
    def judged(self) -> int:
        """Baseline targets that got an answer, over all plans."""
        return sum(u.judged for u in self.upper)

    @property
    def stated(self) -> int:
        """Baseline targets that were asked about, over all plans."""
        return sum(len(u.findings) for u in self.upper)

    def count(self, *codes: VerdictCode) -> int:
        """How many findings against baselines have one of these verdicts."""
        return sum(u.count(*codes) for u in self.upper)


def gather(catalogue: Catalogue, request: Request, audience: Audience) -> Facts:
    """Compute the facts for the plans of one audience. Raises UsageError as ``check`` does."""
    plans = request.of(audience)
    home = _home(request, plans)
    diff = diff_plans(catalogue, plans, audience, fields=request.fields, show_all=True)
    rows = tuple(_row(catalogue, row, plans) for row in diff.rows)
    total = FieldFact(None, rows)
    fields = tuple(
        FieldFact(name, mine)
        for name in Field
        if (mine := tuple(r for r in rows if r.row.field is name))
    )
    focus = plans if home is None else (home,)
    upper, remarks = _upper(catalogue, request, focus)
    return Facts(
        audience,
        plans,
        home,
        diff,
        total,
        fields,
        tuple(_document(catalogue, p, diff, request.fields) for p in plans),
        upper,
        tuple(_peer(home, p, rows) for p in plans if p is not home) if home else (),
        remarks,
        _absent(catalogue, request, audience),
    )


def _home(request: Request, plans: Sequence[Plan]) -> Plan | None:
    if request.home is None:
        return None
    return next((p for p in plans if p.jurisdiction == request.home.id), None)


def _row(catalogue: Catalogue, row: Row, plans: Sequence[Plan]) -> RowFact:
    figures = tuple(
        p for p in plans if p.id in row.cells and has_number(row.cells[p.id].target.goal)
    )
    pairs = tuple(Pair(a, b, _verdict(catalogue, row, a, b)) for a, b in combinations(figures, 2))
    return RowFact(row, _standing(figures, {p.verdict.code for p in pairs}), figures, pairs)


def _verdict(catalogue: Catalogue, row: Row, first: Plan, second: Plan) -> Verdict:
    ours, theirs = (side_of(catalogue, row.cells[p.id].target) for p in (first, second))
    return judge(ours, theirs, catalogue.indicators[row.indicator])


def _standing(figures: Sequence[Plan], codes: set[VerdictCode]) -> Standing:
    """One standing for a row: what is ranked speaks before what is only unlike in time."""
    if not figures:
        return Standing.WORDS
    if len(figures) == 1:
        return Standing.ALONE
    if codes & {_V.STRICTER, _V.LOOSER, _V.DIFFERS}:
        return Standing.DIFFER
    if codes & {_V.INTERIM, _V.DEFERRED}:
        return Standing.YEARS
    return Standing.SAME if _V.EQUAL in codes else Standing.APART


def _document(
    catalogue: Catalogue, plan: Plan, diff: DiffReport, fields: Sequence[Field]
) -> PlanFact:
    targets = chosen_targets(catalogue, plan, fields)
    summary = next(s for s in diff.summaries if s.plan is plan)
    return PlanFact(
        plan,
        len(targets),
        sum(has_number(t.goal) for t in targets),
        summary.stated,
        summary.missing,
        summary.top,
        summary.alone,
    )


def chosen_targets(catalogue: Catalogue, plan: Plan, fields: Sequence[Field]) -> list[Target]:
    """The targets of a plan in some fields, in document order; all without fields."""
    return [t for t in plan.targets if not fields or catalogue.indicator_of(t).field in fields]


def _upper(
    catalogue: Catalogue, request: Request, plans: Sequence[Plan]
) -> tuple[tuple[UpperFact, ...], tuple[tuple[str, str], ...]]:
    report = check_plans(catalogue, plans, request.against, evidence=request.evidence)
    out = []
    for tally, found in report.by_tally():
        findings = tuple(
            f
            for f in found
            if f.baseline is not None
            and (not request.fields or catalogue.indicators[f.indicator].field in request.fields)
        )
        if findings:
            out.append(UpperFact(tally.plan, tally.baseline_plan, findings))
    return tuple(out), report.remarks


def _peer(home: Plan, other: Plan, rows: Sequence[RowFact]) -> PeerFact:
    counts: dict[VerdictCode, int] = {}
    ours = theirs = 0
    for row in rows:
        for pair in row.pairs:
            if pair.first is home and pair.second is other:
                code = pair.verdict.code
                counts[code] = counts.get(code, 0) + 1
        mine, his = home in row.figures, other in row.figures
        ours += mine and not his
        theirs += his and not mine
    return PeerFact(other, tuple((c, counts[c]) for c in _V if c in counts), ours, theirs)


def _absent(catalogue: Catalogue, request: Request, audience: Audience) -> tuple[Jurisdiction, ...]:
    """Places of the paper of which no plan of this audience is in the catalogue."""
    here = {p.jurisdiction for p in request.of(audience)}
    places = [catalogue.jurisdictions[p.jurisdiction] for p in request.plans]
    places += [place for place, wanted in request.not_collected if wanted in (audience, None)]
    return tuple({p.id: p for p in places if p.id not in here}.values())
