"""What the shell offers after a tab: places, references, fields, indicators, lint rules."""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.errors import PlancmpError
from plancmp.compare.model import Field


def complete_place(incomplete: str) -> Iterator[str]:
    """Ids of plans, short names and ids of places."""
    yield from (word for word in _places() if word.startswith(incomplete))


def complete_reference(incomplete: str) -> Iterator[str]:
    """What a plan can be compared with: ``national``, ``province``, ``all``, plans and places."""
    words = dict.fromkeys(["national", "province", "all", *_places()])
    yield from (word for word in words if word.startswith(incomplete))


def _places() -> list[str]:
    from plancmp.compare.loader import load
    from plancmp.compare.store import cache_folder

    try:
        catalogue = load(cache=cache_folder())
    except PlancmpError:
        return []
    words = list(catalogue.plans)
    for place in catalogue.jurisdictions.values():
        words += [place.short, place.id]
    return list(dict.fromkeys(words))


def complete_rule(incomplete: str) -> Iterator[str]:
    """Ids of lint rules."""
    from plancmp.compare.lint.registry import rule_ids

    yield from (rule for rule in rule_ids() if rule.startswith(incomplete))


def complete_field(incomplete: str) -> Iterator[str]:
    """Field ids."""
    yield from (f.value for f in Field if f.value.startswith(incomplete))


def complete_indicator(incomplete: str) -> Iterator[tuple[str, str]]:
    """Indicator ids with their Chinese names, found by either."""
    from plancmp.compare.loader import load
    from plancmp.compare.store import cache_folder

    try:
        catalogue = load(cache=cache_folder())
    except PlancmpError:
        return
    for one in catalogue.indicators.values():
        if one.id.startswith(incomplete):
            yield one.id, one.zh
        elif incomplete and one.zh.startswith(incomplete):
            yield one.zh, one.en
