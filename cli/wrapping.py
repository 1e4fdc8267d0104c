"""Breaking lines of mixed Chinese and figures.

Rich breaks at spaces and else anywhere, which parts ``≤3.2`` from ``‰``. Here a line may end
after any Chinese character, but never inside a run of figures, signs and letters, and closing
punctuation never begins a line.
"""

from __future__ import annotations

import re
from typing import Any, Final

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

__all__ = ["WrappedText", "breaks"]

_CLOSING: Final = "、，。；：！？）”’》】」,.;:!?)]%‰"
_OPENING: Final = "（“‘《【「(["
# a piece: spaces; a run without Chinese, with its unit sign; or one Chinese character
_PIECE: Final = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[^\s,;\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|\S)"
    rf"[{re.escape(_CLOSING)}]*\s*"
)


def breaks(text: str, width: int) -> list[int]:
    """Offsets at which a text without line breaks is divided so that no line exceeds ``width``
    cells, unless a single character does."""
    offsets: list[int] = []
    used = cell_len(text) - cell_len(text.lstrip())  # an indent belongs to no piece
    for found in _PIECE.finditer(text):
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
    """Divide one piece that is wider than a whole line; how much of the last line is used."""
    used = 0
    for number, character in enumerate(piece):
        size = cell_len(character)
        if used and used + size > width:
            offsets.append(start + number)
            used = 0
        used += size
    return used


class WrappedText(Text):
    """Rich text that breaks its lines by the rules of this module."""

    def wrap(self, console: Any, width: int, **_: Any) -> Lines:
        """The lines of the text at a width. Nothing is cut off."""
        lines = Lines()
        for line in self.split("\n", allow_blank=True):
            parts = line.divide(breaks(line.plain, max(1, width)))
            for part in parts:
                part.rstrip()
            lines.extend(parts)
        justify = _.get("justify") or self.justify
        if justify:
            lines.justify(console, width, justify=justify, overflow="fold")
        return lines
