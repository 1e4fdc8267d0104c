"""Plans side by side: rows are indicators and scopes, columns are plans of one audience."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from plancmp.compare.align import Key, Statement, Statements, counterpart
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import reference_name
from plancmp.compare.model import (
    Aim,
    Audience,
    Field,
    Goal,
    Indicator,
    Kind,
    Match,
    Op,
    Plan,
    Polarity,
    Target,
)
from plancmp.compare.record import changed, record
from plancmp.compare.sides import Side, side_of, sides_of
from plancmp.compare.verdict import Timing, Verdict, VerdictCode, judge

__all__ = ["Cell", "DiffReport", "Only", "Row", "Sort", "Summary", "diff_plans"]


class Only(StrEnum):
    """Which rows to show."""

    MISSING = "missing"
    DIFFERS = "differs"
    EQUAL = "equal"
    NUMBERS = "numbers"
    WORDS = "words"
    SHARED = "shared"
    ALONE = "alone"
    NEAR = "near"


class Sort(StrEnum):
    """How rows are ordered inside a field."""

    DOCUMENT = "document"
    NAME = "name"
    PLANS = "plans"


@record
class Cell:
    """What one plan states of one row; ``rank`` 1 asks most, among ``ranked`` that are
    comparable within one due year and kind. ``verdict`` is against ``against``, the target of
    the reference that answers it, if any."""

    statement: Statement
    rank: int | None
    ranked: int
    lowest: bool
    highest: bool
    verdict: Verdict | None
    against: Target | None

    @property
    def target(self) -> Target:
        """The target that speaks."""
        return self.statement.speaking

    @property
    def mark(self) -> str:
        """▲ asks most, ▼ asks least among those comparable, ≈ is a near match."""
        if self.target.match is Match.NEAR:
            return "≈"
        if self.rank is None:
            return ""
        return "▲" if self.highest else "▼" if self.lowest else ""


@record
class Row:
    """One indicator and scope across the plans; ``cells`` by plan id, absent where not stated.

    ``uniform`` says that all plans state the same, and the same as the reference if there is
    one; a reference of which only part could be had is held to what it is known to state.
    """

    indicator: str
    scope: str | None
    field: Field
    cells: dict[str, Cell]
    reference: Target | None
    difference: Verdict | None
    uniform: bool

    @property
    def has_number(self) -> bool:
        """Whether any plan gives a figure."""
        return any(has_number(c.target.goal) for c in self.cells.values())

    @property
    def references(self) -> tuple[Target, ...]:
        """The reference's target of the row, then the others that a verdict rests on (a
        milestone due in the year of one of the plans)."""
        seen = [self.reference, *(c.against for c in self.cells.values())]
        return tuple(dict.fromkeys(t for t in seen if t is not None))

    @property
    def has_near(self) -> bool:
        """Whether any plan's statement is a near match."""
        return any(c.target.match is Match.NEAR for c in self.cells.values())


@record
class Summary:
    """Counts for one plan over the rows of the comparison."""

    plan: Plan
    stated: int
    numbers: int
    missing: int
    top: int
    bottom: int
    near: int
    alone: int
    verdicts: tuple[tuple[VerdictCode, int], ...]


@record
class DiffReport:
    """One comparison of plans of one audience. ``rows`` are those asked for; ``folded`` are
    rows on which all plans agree, ``wordless`` those on which none gives a figure."""

    audience: Audience
    plans: tuple[Plan, ...]
    reference: Plan | None
    rows: tuple[Row, ...]
    folded: tuple[Row, ...]
    wordless: tuple[Row, ...]
    summaries: tuple[Summary, ...]
    year: int | None
    ignore_year: bool

    @property
    def differs(self) -> bool:
        """Whether any row, shown or folded away for want of figures, is not the same in all."""
        return any(not row.uniform for row in (*self.rows, *self.wordless))


def diff_plans(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    audience: Audience,
    *,
    reference: Plan | None = None,
    fields: Sequence[Field] = (),
    only: Only | None = None,
    sort: Sort = Sort.DOCUMENT,
    show_all: bool = False,
    year: int | None = None,
    ignore_year: bool = False,
) -> DiffReport:
    """Compare plans of one audience, row by row.

    Without ``show_all`` and ``only``, rows on which nothing differs and rows without any
    figure are set aside, not lost.
    """
    mine = [p for p in plans if p.audience is audience and p is not reference]
    stated = {p.id: Statements(p.targets, year) for p in mine}
    theirs = Statements(reference.targets, year) if reference else Statements()
    makers = {p.id: sides_of(catalogue, p) for p in mine}
    rows = [
        _row(catalogue, key, mine, makers, stated, reference, theirs, year, ignore_year)
        for key in _keys(catalogue, mine, stated, theirs, fields)
    ]
    rows = _sorted(catalogue, rows, sort)
    shown, folded, wordless = _shelve(rows, mine, only, show_all)
    summaries = tuple(_summary(plan, rows, len(mine)) for plan in mine)
    return DiffReport(
        audience, tuple(mine), reference, tuple(shown), tuple(folded), tuple(wordless),
        summaries, year, ignore_year,
    )  # fmt: skip


def _keys(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    stated: dict[str, Statements],
    theirs: Statements,
    fields: Sequence[Field],
) -> list[Key]:
    """All indicators and scopes the plans state, and those of the reference with a figure, field
    by field, in the order of the registry."""
    seen = {key for plan in plans for key in stated[plan.id]}
    seen |= {key for key, s in theirs.items() if has_number(s.speaking.goal)}
    field_order = {f: n for n, f in enumerate(Field)}
    order = {name: n for n, name in enumerate(catalogue.indicators)}
    chosen = [k for k in seen if not fields or catalogue.indicators[k[0]].field in fields]
    return sorted(
        chosen,
        key=lambda k: (field_order[catalogue.indicators[k[0]].field], order[k[0]], k[1] or ""),
    )


def _row(
    catalogue: Catalogue,
    key: Key,
    plans: Sequence[Plan],
    makers: Mapping[str, Callable[[Target], Side]],
    stated: dict[str, Statements],
    reference: Plan | None,
    theirs: Statements,
    year: int | None,
    ignore_year: bool,
) -> Row:
    indicator = catalogue.indicators[key[0]]
    found = {p.id: stated[p.id][key] for p in plans if key in stated[p.id]}
    sides = {name: makers[name](s.speaking) for name, s in found.items()}
    ranks = _ranks(catalogue, key, sides, ignore_year)
    cells = {}
    counterpart_of: Target | None = None
    for name, statement in found.items():
        verdict = against = None
        if reference is not None:
            against = counterpart(theirs, statement.speaking, as_of=year)
            if against is not None:
                counterpart_of = against
                named = reference_name(catalogue, reference)
                verdict = judge(sides[name], side_of(catalogue, against, named), indicator)
        rank, ranked, lowest, highest = ranks.get(name, (None, 0, False, False))
        cells[name] = Cell(statement, rank, ranked, lowest, highest, verdict, against)
    difference = None
    if len(plans) == 2 and len(found) == 2:
        first, second = (sides[p.id] for p in plans)
        difference = judge(second, first, indicator)
    if key in theirs:
        counterpart_of = theirs[key].speaking
    return Row(
        key[0], key[1], indicator.field, cells, counterpart_of, difference,
        0 < len(found) == len(plans)
        and _uniform(list(sides.values()), catalogue, key)
        and (reference is None or all(_as_reference(c, reference) for c in cells.values())),
    )  # fmt: skip


def _uniform(sides: list[Side], catalogue: Catalogue, key: Key) -> bool:
    """Whether all plans state the same."""
    indicator = catalogue.indicators[key[0]]
    first = sides[0]
    return all(_same(o.goal, first.goal, judge(o, first, indicator)) for o in sides[1:])


def _as_reference(cell: Cell, reference: Plan) -> bool:
    """Whether a plan states what the reference does. What a reference of which only part could
    be had says of it is not known where it is not in the catalogue."""
    if cell.against is None or cell.verdict is None:
        return not reference.complete
    return _same(cell.target.goal, cell.against.goal, cell.verdict)


def _same(a: Goal, b: Goal, verdict: Verdict) -> bool:
    """Equal, and due in the same year or standing; or qualitative both, which nothing tells apart."""
    if a.kind is Kind.QUALITATIVE and b.kind is Kind.QUALITATIVE:
        return True
    same_time = verdict.timing in (Timing.SAME, Timing.STANDING)
    return verdict.code is VerdictCode.EQUAL and same_time


def _ranks(
    catalogue: Catalogue, key: Key, sides: dict[str, Side], ignore_year: bool
) -> dict[str, tuple[int, int, bool, bool]]:
    """Rank, size of the group, whether lowest, whether highest: among exact matches of one kind
    and due year."""
    indicator = catalogue.indicators[key[0]]
    if indicator.polarity is Polarity.NONE or len(sides) < 2:
        return {}
    groups: dict[tuple[object, ...], list[str]] = {}
    sides = dict(sides)  # years are set aside for ranking only, not for verdicts
    for name, side in sides.items():
        goal = side.goal
        if not has_number(goal) or side.match is not Match.EXACT or side.suspect:
            continue
        if goal.op in (Op.RANGE, Op.APPROX):
            continue
        due = None if ignore_year else goal.year
        if ignore_year:
            side = sides[name] = changed(side, goal=changed(goal, year=0, aim=Aim.REACH))
        groups.setdefault((due, goal.kind, goal.op is Op.REDUCE_PER_YEAR), []).append(name)
    out: dict[str, tuple[int, int, bool, bool]] = {}
    outdone, undercut = _beyond(sides, groups, indicator)
    for members in groups.values():
        beaten: dict[str, int] = dict.fromkeys(members, 0)
        beats: dict[str, int] = dict.fromkeys(members, 0)
        for a in members:
            for b in members:
                if a != b and judge(sides[a], sides[b], indicator).level is VerdictCode.STRICTER:
                    beats[a] += 1
                    beaten[b] += 1
        for name in members:
            if beats[name] or beaten[name]:
                lowest = beats[name] == 0 and name not in undercut
                rank = beaten[name] + 1
                out[name] = (rank, len(members), lowest, rank == 1 and name not in outdone)
    return out


def _beyond(
    sides: dict[str, Side], groups: dict[tuple[object, ...], list[str]], indicator: Indicator
) -> tuple[set[str], set[str]]:
    """Who is outdone by a plan of another due year that asks more and no later, and who is
    undercut by one that asks less and no earlier: ▲ and ▼ would say too much of them."""
    outdone: set[str] = set()
    undercut: set[str] = set()
    names = [name for members in groups.values() for name in members]
    for a in names:
        for b in names:
            if sides[a].goal.year == sides[b].goal.year:
                continue
            code = judge(sides[a], sides[b], indicator).code
            if code is VerdictCode.STRICTER:
                outdone.add(b)
            elif code is VerdictCode.LOOSER:
                undercut.add(b)
    return outdone, undercut


def _sorted(catalogue: Catalogue, rows: list[Row], sort: Sort) -> list[Row]:
    order = {f: n for n, f in enumerate(Field)}
    if sort is Sort.NAME:
        return sorted(rows, key=lambda r: (order[r.field], catalogue.indicators[r.indicator].zh))
    if sort is Sort.PLANS:
        return sorted(rows, key=lambda r: (order[r.field], -len(r.cells)))
    return rows


def _shelve(
    rows: list[Row], plans: Sequence[Plan], only: Only | None, show_all: bool
) -> tuple[list[Row], list[Row], list[Row]]:
    if only is not None:
        return [r for r in rows if _wanted(r, plans, only)], [], []
    if show_all:
        return rows, [], []
    folded = [r for r in rows if r.uniform and len(plans) > 1 and r.has_number and not r.reference]
    wordless = [r for r in rows if not r.has_number and not _asked(r)]
    shelved = {(r.indicator, r.scope) for r in (*folded, *wordless)}
    return [r for r in rows if (r.indicator, r.scope) not in shelved], folded, wordless


def _asked(row: Row) -> bool:
    """Whether the reference gives a figure, whatever the plans do."""
    return row.reference is not None and has_number(row.reference.goal)


def _wanted(row: Row, plans: Sequence[Plan], only: Only) -> bool:
    tests = {
        Only.MISSING: len(row.cells) < len(plans),
        Only.DIFFERS: not row.uniform,
        Only.EQUAL: row.uniform,
        Only.NUMBERS: row.has_number,
        Only.WORDS: not row.has_number,
        Only.SHARED: len(row.cells) > 1,
        Only.ALONE: len(row.cells) == 1,
        Only.NEAR: row.has_near,
    }
    return tests[only]


def _summary(plan: Plan, rows: Sequence[Row], plans: int) -> Summary:
    """Counts of one plan. Not stated and alone are counted on rows with a figure only: of what
    has none, a plan's measures are not entered sentence by sentence."""
    numbered = [row for row in rows if row.has_number or _asked(row)]
    alone = [row for row in numbered if len(row.cells) == 1 and plan.id in row.cells]
    cells = [row.cells[plan.id] for row in rows if plan.id in row.cells]
    verdicts: dict[VerdictCode, int] = {}
    for cell in cells:
        if cell.verdict is not None:
            verdicts[cell.verdict.code] = verdicts.get(cell.verdict.code, 0) + 1
    return Summary(
        plan,
        stated=len(cells),
        numbers=sum(has_number(c.target.goal) for c in cells),
        missing=sum(plan.id not in row.cells for row in numbered),
        top=sum(c.mark == "▲" for c in cells),
        bottom=sum(c.mark == "▼" for c in cells),
        near=sum(c.mark == "≈" for c in cells),
        alone=len(alone) if plans > 1 else 0,
        verdicts=tuple((code, verdicts[code]) for code in VerdictCode if code in verdicts),
    )
