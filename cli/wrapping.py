"""Breaking lines of mixed Chinese and figures.

A line may end after any Chinese character, but not inside a run of figures, signs and letters,
nor between a figure and its unit (``≤3.2‰``, ``8.78/10万``, ``2030年``) or in a short remark in
brackets (``（保持）``); closing punctuation never begins a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from rich.cells import cell_len

__all__ = ["breaks", "parts"]

_CLOSING: Final = "、，。；：！？）”’》】」〕』〉,.;:!?)]%‰/"
_STROKES: Final = "—–-/"
_OPENING: Final = "（“‘《【「〔『〈(["


@cache  # a table in a pipe breaks no line, and need not wait for this
def _piece() -> re.Pattern[str]:
    """What is not divided: a short remark in brackets; a run without Chinese, with its unit; or one
    Chinese character; each with the punctuation and the mark behind it."""
    return re.compile(
        rf"(?:（[^（）\s]{{1,5}}）|[{re.escape(_OPENING)}]*"
        r"(?:(?:(?<=[0-9]),(?=[0-9])|[^\s,;\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])+(?:(?<=[0-9/])[\u4e00-\u9fff])?|\S))"
        rf"[{re.escape(_CLOSING)}]*(?: [▲▼≈](?!\S))?\s*"
    )


def breaks(text: str, width: int) -> list[int]:
    """Offsets at which a text without line breaks is divided so that no line exceeds ``width``
    cells, unless a single character does."""
    offsets: list[int] = []
    used = cell_len(text) - cell_len(text.lstrip())  # an indent belongs to no piece
    for found in _piece().finditer(text):
        piece = found.group()
        size = cell_len(piece.rstrip())
        if used and used + size > width:
            offsets.append(found.start())
            used = 0
        if size > width:
            used = _fold(found.start(), piece, width, offsets)
        else:
            used += cell_len(piece)
    return offsets


def _fold(start: int, piece: str, width: int, offsets: list[int]) -> int:
    """Divide one piece that is wider than a whole line, after a stroke where there is one; how much
    of the last line is used."""
    used = begun = stroke = 0
    for number, character in enumerate(piece):
        size = cell_len(character)
        if used and used + size > width:
            cuts = [number]
            if character in _CLOSING:  # takes the character before it along
                cuts.insert(0, number - 1)
            if stroke:
                cuts.insert(0, stroke)
            begun = next(
                cut
                for cut in cuts
                if cut == number or (cut > begun and cell_len(piece[cut:number]) + size <= width)
            )
            used = cell_len(piece[begun:number])
            offsets.append(start + begun)
        used += size
        if character in _STROKES:
            stroke = number + 1
    return used


def parts(line: str, width: int) -> list[str]:
    """A text without line breaks as lines of at most ``width`` cells, blanks at their ends cut
    off; nothing else is."""
    if cell_len(line) <= width:
        return [line.rstrip()]
    ends = [*breaks(line, width), len(line)]
    return [line[a:b].rstrip() for a, b in zip([0, *ends], ends, strict=False)]
