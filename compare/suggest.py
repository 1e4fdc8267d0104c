"""«Did you mean»: the nearest known word to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

__all__ = ["suggestion"]


def suggestion(word: str, known: Iterable[str]) -> str:
    """«是不是“…”?» for a likely typo, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"是不是“{close[0]}”?" if close else ""
