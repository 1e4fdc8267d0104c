"""Names as people type them: folded for comparison, and every name a place answers to."""

from __future__ import annotations

from plancmp.compare.model import Jurisdiction

__all__ = ["folded", "initials", "names_of"]


def folded(text: str) -> str:
    """A name for comparison: case, width, spaces, hyphens and apostrophes do not count."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKC", text)
    return text.strip().casefold().replace(" ", "").replace("-", "").replace("'", "")


def names_of(place: Jurisdiction) -> list[str]:
    """Everything a place answers to, initials aside."""
    names = [place.name, place.short, place.id, place.pinyin, place.en, *place.variants]
    if place.code is not None:
        names.append(place.code)
    return names


def initials(place: Jurisdiction) -> str:
    """The first letters of a place's pinyin: ``dg`` for 东莞."""
    return "".join(word[0] for word in place.pinyin.split()).casefold()
