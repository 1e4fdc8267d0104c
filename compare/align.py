"""Which target speaks for a plan, and which reference it meets.

Plans state things twice, not always alike. :func:`~plancmp.compare.catalogue.speaking_key`
orders what a plan says of one indicator and scope; what was passed over stays in
:attr:`Statement.others`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plancmp.compare.catalogue import Catalogue, Key, has_number, keys_of, speaking_key
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience, Indicator, Level, Match, Plan, Target
from plancmp.compare.places import select_plans
from plancmp.compare.record import record

__all__ = [
    "Key", "Reference", "Statement", "Statements", "counterpart", "references", "related_statement",
]  # fmt: skip


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


class Statements(Mapping[Key, Statement]):
    """What the targets of one plan state, by indicator and scope, in document order.

    Each statement is made when it is looked at, so that a check against a few baselines reads
    only the targets that answer them. With ``year`` what speaks is taken as of that year.
    """

    def __init__(self, targets: Sequence[Target] = (), year: int | None = None) -> None:
        self._targets, self._year = targets, year
        self._places: dict[Key, list[int]] = {}
        self._firsts: dict[str, Key] = {}
        for place, key in enumerate(keys_of(targets)):
            if key in self._places:
                self._places[key].append(place)
            else:
                self._places[key] = [place]
                self._firsts.setdefault(key[0], key)
        self._made: dict[Key, Statement] = {}

    def __getitem__(self, key: Key) -> Statement:
        if key in self._made:
            return self._made[key]
        members = [self._targets[place] for place in self._places[key]]
        ordered = members if len(members) == 1 else _as_of(members, self._year)
        made = self._made[key] = Statement(key, ordered[0], tuple(ordered[1:]))
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[Key]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def first_about(self, indicator: str) -> Statement | None:
        """The first statement about an indicator, which answers for it in any scope."""
        key = self._firsts.get(indicator)
        return None if key is None else self[key]

    def about(self, indicator: str) -> list[Statement]:
        """The statements about an indicator, whatever their scope."""
        return [self[key] for key in self._places if key[0] == indicator]

    def answering(self, indicator: str, scope: str | None) -> Statement | None:
        """What is stated of an indicator and scope: of this scope, else of the whole, else of
        the first part."""
        for key in ((indicator, scope), (indicator, None)):
            if key in self._places:
                return self[key]
        return self.first_about(indicator)


def counterpart(
    stated: Statements, reference: Target, *, as_of: int | None = None
) -> Target | None:
    """The target that answers a reference: same indicator and scope, the same due year if there
    is one; else the whole for a part, or a part for the whole (the verdict then says whether
    that can be judged). None when the indicator is not stated at all.

    With ``as_of`` the statements were taken as of a year someone asked for, and what speaks
    then is the answer whatever the year of the reference."""
    found = stated.answering(reference.indicator, reference.scope)
    if found is None:
        return None
    return found.speaking if as_of is not None else _due_in(found, reference.year)


def related_statement(stated: Statements, indicator: Indicator) -> Target | None:
    """What a plan states of an indicator that looks like this one and is another."""
    found = map(stated.first_about, indicator.related)
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
    stated = Statements(plan.targets, as_of).values()
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
