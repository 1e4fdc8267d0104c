"""Reads Chinese target expressions: a small grammar, from the printed words to goals.

text → :mod:`normalise` → :mod:`tokens` (words of :mod:`lexicon`) → :mod:`grammar`
(:mod:`phrases`, :mod:`figures`, :mod:`changes`, :mod:`states`) → :mod:`syntax` →
:mod:`meaning` → goals.
"""

from plancmp.compare.expression.reader import Reading, read_expression
from plancmp.compare.expression.unreadable import Unreadable

__all__ = ["Reading", "Unreadable", "read_expression"]
