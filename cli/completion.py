"""What the shell offers after a tab: places, references, fields, indicators, lint rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from plancmp.compare.errors import PlancmpError
from plancmp.compare.model import Field

if TYPE_CHECKING:
    from plancmp.compare.catalogue import Catalogue


def complete_place(incomplete: str) -> Iterator[str]:
    """Places of which a plan was read whole, by short name and id, and these plans."""
    catalogue = _catalogue()
    plans = [] if catalogue is None else catalogue.local_plans()
    places = [] if catalogue is None else [catalogue.jurisdiction_of(plan) for plan in plans]
    yield from _beginning_with(
        incomplete, [*(p.short for p in places), *(p.id for p in places), *(p.id for p in plans)]
    )


def complete_reference(incomplete: str) -> Iterator[str]:
    """What a plan can be compared with: ``national``, ``province``, ``all``, then all documents
    and places."""
    words = ["national", "province", "all"]
    if (catalogue := _catalogue()) is not None:
        words += catalogue.plans
        for place in catalogue.jurisdictions.values():
            words += [place.short, place.id]
    yield from _beginning_with(incomplete, words)


def complete_verdicts(incomplete: str) -> Iterator[str]:
    """Verdicts a check can fail on, the last of a list with commas; or ``none``."""
    from plancmp.compare.verdict import VerdictCode

    before, comma, begun = incomplete.rpartition(",")
    words = [code.value for code in VerdictCode] + ([] if comma else ["none"])
    yield from (f"{before}{comma}{word}" for word in _beginning_with(begun, words))


def complete_rule(incomplete: str) -> Iterator[str]:
    """Ids of lint rules."""
    from plancmp.compare.lint.registry import rule_ids

    yield from _beginning_with(incomplete, rule_ids())


def complete_field(incomplete: str) -> Iterator[str]:
    """Field ids."""
    yield from _beginning_with(incomplete, (field.value for field in Field))


def complete_indicator(incomplete: str) -> Iterator[tuple[str, str]]:
    """Indicator ids with their Chinese names, found by either."""
    catalogue = _catalogue()
    for one in () if catalogue is None else catalogue.indicators.values():
        if one.id.startswith(incomplete):
            yield one.id, one.zh
        elif incomplete and one.zh.startswith(incomplete):
            yield one.zh, one.en


def _catalogue() -> Catalogue | None:
    """The built-in catalogue; None where it cannot be read, for a tab is no place to complain."""
    from plancmp.compare.loader import load
    from plancmp.compare.store import cache_folder

    try:
        return load(cache=cache_folder())
    except PlancmpError:
        return None


def _beginning_with(begun: str, words: Iterable[str]) -> Iterator[str]:
    return (word for word in dict.fromkeys(words) if word.startswith(begun))
