"""What the shell offers after a tab: places, plans, fields, indicators."""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.errors import PlancmpError
from plancmp.compare.model import Field


def complete_place(incomplete: str) -> Iterator[str]:
    """Short names, ids of places and plans, and the words national, province, all."""
    from plancmp.compare.loader import load
    from plancmp.compare.store import cache_folder

    try:
        catalogue = load(cache=cache_folder())
    except PlancmpError:
        return
    words = ["national", "province", "all", *catalogue.plans]
    for place in catalogue.jurisdictions.values():
        words += [place.short, place.id]
    yield from dict.fromkeys(w for w in words if w.startswith(incomplete))


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
