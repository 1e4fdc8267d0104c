"""How Chinese names are typed on a Latin keyboard: syllables, for the search of the page.

pypinyin (MIT; a dictionary of phrases, so that 率 and 重 are read by their word) is used when
it is installed (``plancmp[html]``). It is asked once, while the page is made; the page carries
the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

__all__ = ["Reader", "reader"]

Reader = Callable[[str], str]
"""Chinese text to its syllables with spaces between, without tones: ying er si wang lv."""


def reader() -> Reader | None:
    """What reads Chinese here; None where pypinyin is not installed."""
    try:
        read = import_module("pypinyin").lazy_pinyin
    except ImportError:
        return None

    def syllables(chinese: str) -> str:
        found: Sequence[str] = read(chinese, errors=_plain)
        return " ".join(s.casefold() for s in found)

    return syllables


def _plain(rest: str) -> list[str] | None:
    """Of what is not Chinese only letters and digits, one by one."""
    return [c for c in rest if c.isascii() and c.isalnum()] or None
