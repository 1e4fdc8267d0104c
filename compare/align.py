"""Which target speaks for a plan, and which reference it meets.

Plans state things twice, not always alike. :func:`~plancmp.compare.catalogue.speaking_key`
orders what a plan says of one indicator and scope; what was passed over stays in
:attr:`Statement.others`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancmp.compare.catalogue import Catalogue, has_number, speaking_key
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Indicator, Level, Match, Plan, Target
from plancmp.compare.places import select_plans
from plancmp.compare.record import record

__all__ = [
    "Key", "Reference", "Statement", "Statements", "counterpart", "references", "related_statement",
    "statements",
]  # fmt: skip

Key = tuple[str, str | None]
"""Indicator and scope: what pairs targets of different plans."""


@record
class Statement:
    """All a plan says of one indicator and scope; ``speaking`` is the target that counts."""

    key: Key
    speaking: Target
    others: tuple[Target, ...]

    @property
    def all(self) -> tuple[Target, ...]:
        """The speaking target and the rest, by due year."""
        return (self.speaking, *self.others)


def _as_of(targets: list[Target], year: int | None) -> list[Target]:
    """Targets in speaking order as of a year: due by then, the nearest first; a target due
    later speaks only when nothing is due by then."""
    if year is None:
        return sorted(targets, key=speaking_key)

    def rank(target: Target) -> tuple[int, int, tuple[int, int, int, int]]:
        late = target.year > year
        return (int(late), abs(target.year - year), speaking_key(target))

    return sorted(targets, key=rank)


class Statements(dict[Key, Statement]):
    """What one plan states, by indicator and scope, in document order."""

    def __init__(self) -> None:
        super().__init__()
        self.of_indicator: dict[str, Statement] = {}

    def add(self, statement: Statement) -> None:
        """Add a statement; the first of an indicator also answers for it in any scope."""
        self[statement.key] = statement
        self.of_indicator.setdefault(statement.key[0], statement)


def statements(targets: Iterable[Target], year: int | None = None) -> Statements:
    """What the targets of one plan state, by indicator and scope, in document order."""
    groups: dict[Key, list[Target]] = {}
    for target in targets:
        groups.setdefault((target.indicator, target.scope), []).append(target)
    out = Statements()
    for key, members in groups.items():
        ordered = members if len(members) == 1 else _as_of(members, year)
        out.add(Statement(key, ordered[0], tuple(ordered[1:])))
    return out


def counterpart(
    stated: Statements, reference: Target, *, as_of: int | None = None
) -> Target | None:
    """The target that answers a reference: same indicator and scope, the same due year if there
    is one; else the whole for a part, or a part for the whole (the verdict then says whether
    that can be judged). None when the indicator is not stated at all.

    With ``as_of`` the statements were taken as of a year someone asked for, and what speaks
    then is the answer whatever the year of the reference."""
    found = (
        stated.get((reference.indicator, reference.scope))
        or stated.get((reference.indicator, None))
        or stated.of_indicator.get(reference.indicator)
    )
    if found is None:
        return None
    return found.speaking if as_of is not None else _due_in(found, reference.year)


def related_statement(stated: Statements, indicator: Indicator) -> Target | None:
    """What a plan states of an indicator that looks like this one and is another."""
    found = (stated.of_indicator.get(name) for name in indicator.related)
    return next((s.speaking for s in found if s is not None), None)


def _due_in(statement: Statement, year: int) -> Target:
    """What a plan states for a year, if that is as good as what speaks for it; else the latter."""
    then = [t for t in statement.others if t.year == year]
    if statement.speaking.year == year or not then or _better(statement.speaking, then[0]):
        return statement.speaking
    return min(then, key=speaking_key)


def _better(speaking: Target, other: Target) -> bool:
    """Whether the speaking target has a figure or an exact match where the other has not."""

    def lacks(target: Target) -> tuple[bool, bool]:
        return (not has_number(target.goal), target.match is not Match.EXACT)

    return lacks(speaking) < lacks(other)


@record
class Reference:
    """A document to compare with, and those of its targets that apply.

    ``closed`` says that a target which the plan does not state counts as missing: so for a
    document of the same audience, not for one of a sector.
    """

    plan: Plan
    targets: Sequence[Target]
    closed: bool


def references(
    catalogue: Catalogue, plan: Plan, wanted: str, *, as_of: int | None = None
) -> list[Reference]:
    """The documents meant by ``national``, ``province``, ``all``, a place or a plan id.

    ``national`` is the outline of the plan's audience and, for a plan that ends before the
    outline, also the national sector documents due within its period: a 2025 plan must not
    pass merely because the outline is due in 2030. For the same reason another place's plan
    answers with what it states for the year in which ``plan`` ends (or for ``as_of``), where it
    does so beside its end value.

    Raises :class:`UsageError` for a name nothing answers to.
    """
    chain = [catalogue.jurisdictions[plan.jurisdiction], *catalogue.ancestors(plan.jurisdiction)]
    if wanted == "national":
        return _national(catalogue, plan)
    if wanted == "province":
        ids = {j.id for j in chain if j.level is Level.PROVINCE}
        return _of_audience(catalogue, plan, ids)
    if wanted == "all":
        ids = {j.id for j in chain[1:]}
        return [
            Reference(p, p.targets, p.role == "plan")
            for p in catalogue.plans_of(ids)
            if p.audience in (plan.audience, None) and p.targets
        ]
    chosen = select_plans(catalogue, [wanted], None if wanted in catalogue.plans else plan.audience)
    found = [p for p in chosen.plans if p.id != plan.id]
    return [Reference(p, _speaking_for(p, plan.end, as_of), p.role == "plan") for p in found]


def _speaking_for(plan: Plan, end: int, as_of: int | None) -> Sequence[Target]:
    """What a plan says to one that ends in ``end``, or as of a year; all that could be had of
    an upper-level document."""
    if not plan.complete:
        return plan.targets
    stated = statements(plan.targets, as_of).values()
    return tuple(s.speaking if as_of is not None else _due_in(s, end) for s in stated)


def _of_audience(catalogue: Catalogue, plan: Plan, places: set[str]) -> list[Reference]:
    return [
        Reference(p, p.targets, True)
        for p in catalogue.plans_of(places)
        if p.audience is plan.audience and p.role == "plan" and p.id != plan.id
    ]


def _national(catalogue: Catalogue, plan: Plan) -> list[Reference]:
    chain = [catalogue.jurisdictions[plan.jurisdiction], *catalogue.ancestors(plan.jurisdiction)]
    nations = {j.id for j in chain if j.level is Level.NATION}
    outlines = _of_audience(catalogue, plan, nations)
    if not any(plan.end < r.plan.end for r in outlines):
        return outlines
    sector = []
    for other in catalogue.plans_of(nations):
        if other.role != "sector":
            continue
        if other.audience not in (plan.audience, None):
            continue
        due = tuple(t for t in other.targets if (plan.start or 0) < t.year <= plan.end)
        if due:
            sector.append(Reference(other, due, False))
    return outlines + sector


def audiences(plans: Iterable[Plan]) -> list[Audience]:
    """The audiences of some plans, children first; one table is made for each."""
    seen = {p.audience for p in plans}
    return [a for a in Audience if a in seen]


def require_plans(plans: Iterable[Plan]) -> None:
    """Raise :class:`UsageError` when nothing was selected."""
    if not list(plans):
        raise UsageError(
            "没有选中任何规划；用 plancmp plans 查看收录的规划",
            "no plan is selected; see plancmp plans for those in the catalogue",
        )
