"""One side of a comparison: a target with all that the comparison may look at."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import Firmness, Goal, Kind, Match, Plan, Scope, Suspect, Target
from plancmp.compare.record import record
from plancmp.compare.universals import speaks_of_whole, universal_words

__all__ = ["Side", "Standing", "basis_of", "side_of", "sides_of", "standing_of"]

Standing = tuple[bool, bool, bool]
"""How two places stand to each other: the same, the first above the second, below it."""


@record
class Side:
    """One of the two targets compared, with all that the comparison may look at.

    ``ancestors`` are the jurisdictions above ``place``; ``name`` is what the reasons call the
    plan when it is the reference; ``whole`` is false of a universal goal that speaks of all there
    should be (应建尽建) or of what is common (普遍) and not of all there is (全覆盖, 所有); ``words``
    is what reasons call such a goal.
    """

    goal: Goal
    place: str
    name: str
    name_en: str
    scope: Scope | None = None
    firmness: Firmness = Firmness.FIRM
    match: Match = Match.EXACT
    suspect: Suspect | None = None
    note: str | None = None
    ancestors: frozenset[str] = frozenset()
    whole: bool = True
    words: tuple[str, str] | None = None


def side_of(catalogue: Catalogue, target: Target, name: tuple[str, str] | None = None) -> Side:
    """The side a catalogue target makes."""
    return sides_of(catalogue, catalogue.plans[target.plan], name)(target)


def sides_of(
    catalogue: Catalogue, plan: Plan, name: tuple[str, str] | None = None
) -> Callable[[Target], Side]:
    """What makes the sides of a plan's targets, its place looked up once; ``name`` is what
    reasons call it in Chinese and English where that is not its usual name."""
    zh, en = name or (catalogue.plan_name(plan), catalogue.plan_name(plan, "en"))
    ancestors = frozenset(j.id for j in catalogue.ancestors(plan.jurisdiction))

    def side(target: Target) -> Side:
        return Side(
            goal=target.goal,
            place=plan.jurisdiction,
            name=zh,
            name_en=en,
            scope=catalogue.scopes[target.scope] if target.scope else None,
            firmness=target.firmness,
            match=target.match,
            suspect=target.suspect,
            note=target.note,
            ancestors=ancestors,
            whole=target.goal.kind is not Kind.UNIVERSAL or speaks_of_whole(target),
            words=universal_words(target),
        )

    return side


def standing_of(catalogue: Catalogue, ours: Plan, theirs: Plan) -> Standing:
    """How the places of two plans stand to each other."""
    a, b = ours.jurisdiction, theirs.jurisdiction
    return (
        a == b,
        a in {place.id for place in catalogue.ancestors(b)},
        b in {place.id for place in catalogue.ancestors(a)},
    )


def basis_of(target: Target) -> tuple[Hashable, ...]:
    """All of a target that a verdict on it can rest on, the place apart: of that it only matters
    how it stands to the other place. Targets of one basis and standing get one verdict against
    the same reference. Figures count as printed: 5 ‰ and 5.0 ‰ are equal, but told apart."""
    goal = target.goal
    return (
        goal, str(goal.value), str(goal.value_max), str(goal.base_value), target.scope,
        target.firmness, target.match, target.suspect, target.note,
        target.written if goal.kind is Kind.UNIVERSAL else None,
    )  # fmt: skip
