"""The catalogue in memory: what was loaded, and how to find things in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from plancmp.compare.model import (
    Audience,
    Goal,
    Indicator,
    Jurisdiction,
    Level,
    ListName,
    Match,
    Observation,
    Plan,
    Scope,
    Target,
)
from plancmp.compare.names import folded, names_of
from plancmp.compare.names import initials as initials_of
from plancmp.compare.record import record

__all__ = [
    "Catalogue",
    "Exclusion",
    "Key",
    "Waiver",
    "forget",
    "has_number",
    "keys_of",
    "speaking_key",
    "targets_about",
]

Key = tuple[str, str | None]
"""Indicator and scope: what pairs targets of different plans."""


@record
class Exclusion:
    """A numeral of a source text that is no target, by locator and ordinal, with the reason."""

    plan: str
    heading: str
    list: ListName
    item: int
    numeral: str
    ordinal: int
    reason: str
    line: int
    file: str


@record
class Waiver:
    """A lint finding that was looked at and accepted, with reason and expiry (ISO date)."""

    target: str
    rule: str
    reason: str
    expires: str
    line: int
    file: str


@record
class Catalogue:
    """Everything that was loaded, by id, in the order of the files."""

    version: str
    jurisdictions: Mapping[str, Jurisdiction]
    scopes: Mapping[str, Scope]
    indicators: Mapping[str, Indicator]
    plans: Mapping[str, Plan]
    observations: Sequence[Observation]
    exclusions: Sequence[Exclusion]
    waivers: Sequence[Waiver]

    def target(self, target_id: str) -> Target:
        """The target of an id. Raises KeyError."""
        plan = self.plans[target_id.split("/", 1)[0]]
        for target in plan.targets:
            if target.id == target_id:
                return target
        raise KeyError(target_id)

    def targets(self, plans: Iterable[Plan] | None = None) -> Iterator[Target]:
        """All targets, plan by plan in document order."""
        for plan in self.plans.values() if plans is None else plans:
            yield from plan.targets

    def indicator_of(self, target: Target) -> Indicator:
        """The indicator a target is about."""
        return self.indicators[target.indicator]

    def jurisdiction_of(self, plan: Plan) -> Jurisdiction:
        """The place a plan is for."""
        return self.jurisdictions[plan.jurisdiction]

    def level_of(self, plan: Plan) -> Level:
        """The administrative level of a plan's place."""
        return self.jurisdiction_of(plan).level

    def plans_of(self, places: Collection[str]) -> list[Plan]:
        """The plans of some jurisdictions, in order."""
        of = getattr(self.plans, "of", None)
        if of is not None:
            return list(of(places))
        return [p for p in self.plans.values() if p.jurisdiction in places]

    def places_named(self, name: str, *, initials: bool = False) -> list[Jurisdiction]:
        """The places that answer to a folded name, or whose initials it is."""
        named = getattr(self.jurisdictions, "named", None)
        if named is not None:
            return list(named(name, initials=initials))
        places = self.jurisdictions.values()
        if initials:
            return [p for p in places if initials_of(p) == name]
        return [p for p in places if name in {folded(n) for n in names_of(p)}]

    def upper_plans(self) -> list[Plan]:
        """The documents of which only some targets could be had, in order."""
        upper = getattr(self.plans, "upper", None)
        if upper is not None:
            return list(upper())
        return [plan for plan in self.plans.values() if not plan.complete]

    def local_plans(self, audience: Audience | None = None) -> list[Plan]:
        """The plans below province level, whose every target is in the catalogue."""
        upper = (Level.NATION, Level.PROVINCE)
        return [
            plan
            for plan in self.plans.values()
            if plan.complete
            and self.level_of(plan) not in upper
            and (audience is None or plan.audience is audience)
        ]

    def ancestors(self, jurisdiction: str) -> list[Jurisdiction]:
        """The places above one, nearest first, up to the nation."""
        out: list[Jurisdiction] = []
        parent = self.jurisdictions[jurisdiction].parent
        while parent is not None:
            above = self.jurisdictions[parent]
            out.append(above)
            parent = above.parent
        return out

    def plan_name(self, plan: Plan, lang: str = "zh") -> str:
        """What a column is headed: the place, or the short title of a sector document."""
        place = self.jurisdictions[plan.jurisdiction]
        if plan.role == "sector":
            return plan.short or plan.title
        if plan.short and lang == "zh":
            return plan.short
        return place.short if lang == "zh" else place.en


def keys_of(targets: Sequence[Target]) -> Sequence[Key]:
    """Indicator and scope of each target; of a compiled catalogue without reading the targets."""
    keys = getattr(targets, "keys", None)
    return [(t.indicator, t.scope) for t in targets] if keys is None else keys()


def targets_about(targets: Sequence[Target], indicator: str) -> list[Target]:
    """Those of one plan's targets that are about an indicator; the others are not read."""
    return [targets[n] for n, (name, _) in enumerate(keys_of(targets)) if name == indicator]


def forget(rows: Sequence[Target]) -> None:
    """Let go of rows that can be read again from a compiled catalogue."""
    drop = getattr(rows, "forget", None)
    if drop is not None:
        drop()


_LIST_ORDER = {ListName.GOALS: 0, ListName.PROJECTS: 1, ListName.MEASURES: 2, ListName.OVERALL: 3}


def has_number(goal: Goal) -> bool:
    """Whether a goal names a figure of its own."""
    return goal.value is not None and goal.reference is None


def speaking_key(target: Target) -> tuple[int, int, int, int]:
    """Sort key by which one target speaks for its plan among several of one indicator and scope.

    A figure before a direction; goals, then projects, then measures, then the rest; an exact
    match before a near one; the later due year before the earlier, for it is the end value.
    The first in document order wins what is left. A plan without a goals list (兰溪) speaks
    through its measures, since nothing stands before them.
    """
    number = 0 if has_number(target.goal) else 1
    exact = 0 if target.match is Match.EXACT else 1
    place = _LIST_ORDER[target.locator.list] if target.locator else 0
    return (number, place, exact, -target.year)
