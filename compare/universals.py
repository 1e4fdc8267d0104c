"""What a universal target says without a number: 全覆盖 is not 普遍, and neither is 应援尽援."""

from __future__ import annotations

import re
from typing import Final

from plancmp.compare.model import Kind, Target

__all__ = ["AS_NEEDED", "speaks_of_whole", "universal_words"]

_WHOLE: Final = ("全覆盖", "覆盖全体", "全体", "全部", "所有", "均", "每")
AS_NEEDED: Final = re.compile("应.尽.")
"""应建尽建, 应保尽保: all that should be, where what should be is not said."""


def speaks_of_whole(target: Target) -> bool:
    """Whether the words mean the whole of a countable population (全覆盖, 所有). 普遍 is what is
    usual, and 应…尽… all that ought to be: neither is 100 %."""
    return any(word in target.written for word in _WHOLE)


def universal_words(target: Target) -> tuple[str, str] | None:
    """What a table calls a universal target that is not of the whole, in Chinese and English:
    应援尽援 as printed, else 普遍. None for all other targets."""
    if target.goal.kind is not Kind.UNIVERSAL or speaks_of_whole(target):
        return None
    if found := AS_NEEDED.search(target.written):
        return found.group(), "all who qualify"
    return "普遍", "widespread"
