"""«Did you mean»: the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable

from plancmp.compare.errors import Bilingual

__all__ = ["did_you_mean", "one_of", "suggestion"]


def did_you_mean(zh: str, en: str | None = None) -> Bilingual:
    """The question, of words that may differ by language."""
    return f"是不是“{zh}”？", f"did you mean “{zh if en is None else en}”?"


def suggestion(word: str, known: Iterable[str]) -> Bilingual | None:
    """The question for a likely typo, else None."""
    from difflib import get_close_matches  # 3 ms that a run without typos need not spend

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return did_you_mean(close[0]) if close else None


def one_of(words: Iterable[str]) -> Bilingual:
    """What may be written instead."""
    listed = list(words)
    return "可用：" + "、".join(listed), "use one of: " + ", ".join(listed)
