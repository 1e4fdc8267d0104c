"""Text that does harm where it is not taken for text, and catalogues that hold it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plancmp.compare.catalogue import Catalogue

ESCAPES = "\x1b[31m红\x1b]0;t\x07\x1b[0m"
BIDI = "a\u202eb\u2066c\u2069\u200fd"
ZERO_WIDTH = "死\u200b亡\ufeff率\u200d\u2060"
ILLEGAL_IN_XML = "\x00\x01\x0b\x0c\x1f\ufffe\uffff\ud800"
MARKUP = "]]><b a='1'>&amp;</b>\"|{0}[x](http://e.x)"
LINES = "一\r\n二\r三\u2028四\x85五\n六"
WORKFLOW = "%0A::error::x,title=y:z%"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", '=HYPERLINK("http://e.x")')
EVERYTHING = ESCAPES + BIDI + ZERO_WIDTH + ILLEGAL_IN_XML + MARKUP + LINES + WORKFLOW
UNREADABLE = Path("/proc/self/mem")
"""A plain file whose first byte nobody can read, not even root; Linux has it."""
UNSEEN = {c for c in ESCAPES + BIDI + ZERO_WIDTH + ILLEGAL_IN_XML + LINES if not c.isprintable()}


def laced(book: Catalogue, text: str) -> Catalogue:
    """The catalogue with ``text`` where people write freely: names, titles, notes, wordings.

    A loader refuses most of it; a program that builds a catalogue may not.
    """
    indicators = {k: replace(i, zh=text + i.zh, en=text + i.en) for k, i in book.indicators.items()}
    plans = {}
    for key, plan in book.plans.items():
        targets = tuple(
            replace(
                t,
                note=text,
                written=text,
                locator=None if t.locator is None else replace(t.locator, heading=text),
            )
            for t in plan.targets
        )
        plans[key] = replace(plan, title=text, note=text, targets=targets)
    waivers = tuple(replace(w, reason=text) for w in book.waivers)
    return replace(book, indicators=indicators, plans=plans, waivers=waivers)
