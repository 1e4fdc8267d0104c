"""Breaking lines of mixed Chinese and figures.

Rich breaks at spaces and else anywhere, which parts ``≤3.2`` from ``‰``. Here a line may end
after any Chinese character, but never inside a run of figures, signs and letters, and closing
punctuation never begins a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.measure import Measurement
from rich.segment import Segment

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.style import Style

__all__ = ["Cell", "breaks"]

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


class Cell:
    """What stands in one cell of a table or on a line of its own, broken by the rules of this
    module. Rich's own text and padding would do, at three times the price for a table of a
    thousand cells.

    ``marks`` are styles for some signs wherever they stand; ``left`` and ``right`` are the blanks
    that part the cell from its neighbours.
    """

    __slots__ = ("left", "lines", "marks", "right", "style", "to_right")

    def __init__(
        self, text: str, style: str = "", *, marks: Mapping[str, str] | None = None,
        left: int = 0, right: int = 0, to_right: bool = False,
    ) -> None:  # fmt: skip
        self.lines = text.split("\n")
        self.style = style
        self.marks = {m: s for m, s in (marks or {}).items() if m in text}
        self.left, self.right, self.to_right = left, right, to_right

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """From the widest word to the widest line, with the blanks around."""
        around = self.left + self.right
        widest = max(map(cell_len, self.lines))
        words = [cell_len(word) for line in self.lines for word in line.split()]
        return Measurement(max(words, default=widest) + around, widest + around)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """The lines of the text at the width of the options. Nothing is cut off."""
        width = max(1, options.max_width - self.left - self.right)
        style = console.get_style(self.style) if self.style else None
        for line in self.lines:
            for part in _parts(line, width):
                blank = width - cell_len(part) if self.to_right else 0
                if indent := " " * (self.left + blank):
                    yield Segment(indent)
                yield from self._styled(part, style, console)
                yield Segment.line()

    def _styled(self, part: str, style: Style | None, console: Console) -> Iterator[Segment]:
        if not self.marks:
            yield Segment(part, style)
            return
        at = re.compile("(" + "|".join(map(re.escape, self.marks)) + ")")
        for piece in at.split(part):
            mark = self.marks.get(piece)
            yield Segment(piece, console.get_style(mark) if mark else style)


def _parts(line: str, width: int) -> list[str]:
    """A line of the text, divided where it has to be."""
    if cell_len(line) <= width:
        return [line.rstrip()]
    ends = [*breaks(line, width), len(line)]
    return [line[a:b].rstrip() for a, b in zip([0, *ends], ends, strict=False)]
