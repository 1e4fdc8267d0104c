"""Whether every rate that shares a figure has its own target.

"A率和B率保持在90%以上" is one figure and two targets. The figure is claimed as soon as one of
them is entered, so the rates the clause names are counted as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plancmp.compare.model import Plan, Target
from plancmp.compare.proof.coverage import occurrences
from plancmp.compare.proof.document import Document, Passage, squeeze
from plancmp.compare.proof.report import Finding, FindingCode

__all__ = ["prove_sharing"]

_RATE: Final = re.compile("率|比例|占比|比重")
# What a figure is said of stands after the last stop, or after the figure before it.
_BEFORE_CLAUSE: Final = re.compile("[。;,:]|[0-9](?:%|‰)")

_Span = tuple[int, int]


def prove_sharing(plan: Plan, document: Document) -> Iterator[Finding]:
    """Expressions with fewer targets than the clauses before them name rates.

    Expressions in parts are left to the parts, tables to their rows.
    """
    for passage in document.passages:
        here = [
            t for t in plan.targets if t.locator is not None and document.at(t.locator) is passage
        ]
        if "\n" in passage.text:
            continue
        figures = [t for t in here if t.goal.value is not None and t.part is None]
        for written in dict.fromkeys(squeeze(t.written) for t in figures):
            sharing = [t for t in figures if squeeze(t.written) == written]
            spans = _own_spans(written, passage, here)
            if len(sharing) < sum(_rates(passage.text[:start]) for start, _ in spans):
                first = sharing[0]
                yield Finding(
                    FindingCode.FEWER_TARGETS, plan.id, plan.source_file or "", first.written,
                    passage.where, first.id, at=first.at, line=passage.line,
                )  # fmt: skip


def _own_spans(written: str, passage: Passage, targets: list[Target]) -> list[_Span]:
    """Where an expression stands, but for places inside a longer expression of another target."""
    longer = [
        span
        for t in targets
        if len(squeeze(t.written)) > len(written)
        for span in occurrences(t.written, passage)
    ]
    return [
        (start, end)
        for start, end in occurrences(written, passage)
        if not any(a <= start and end <= b for a, b in longer)
    ]


def _rates(before: str) -> int:
    clause = _BEFORE_CLAUSE.split(before)[-1]
    return max(1, len(_RATE.findall(clause)))
