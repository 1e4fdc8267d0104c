"""Sheets as tables in a terminal, a pipe or a file. Nothing is ever cut off.

A table is laid out once, whether it is then as wide as its content (a pipe) or fitted to a
terminal; where even fitting will not do, every row becomes a small block of lines. Rich gives the
widths of characters, the lines of the box and the colours. Its own table is not used: to lay out
the thousand cells of a comparison it takes thirty times as long, more than all the rest of a run.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final

from plancmp.compare.sheets import Sheet, with_signs
from plancmp.compare.visible import visible

__all__ = ["render_sheets"]

_UNLIMITED: Final = 100_000
_MIN_COLUMN: Final = 9  # below these, rows become blocks
_MIN_FIRST: Final = 14
_LEAST: Final = 4  # no column is narrower
_LEAST_FIRST: Final = 8
_GAP: Final = 3  # between two columns
_READABLE: Final = 10  # nor made narrower than this to shorten a table, nor than a word of it
_LONG_WORD: Final = 20  # which may be divided
_STEP: Final = 2  # the width of a Chinese character
_WORD: Final = re.compile(r"[!-~]+")  # of letters, figures and signs; Chinese breaks anywhere
_SAMPLE: Final = 100  # rows looked at to find the shortest table

Paint = Callable[[str, str], str]
"""Gives a text the colours of a style in rich's words (``bold cyan``); of none, with no colours."""


def _width(to_terminal: bool) -> int:
    if to_terminal:
        return max(20, shutil.get_terminal_size((80, 24)).columns)
    columns = os.environ.get("COLUMNS", "")
    sensible = columns.isdecimal() and len(columns) <= 6 and int(columns) > 0
    return max(20, int(columns)) if sensible else _UNLIMITED


def _colour(to_terminal: bool, to_file: bool) -> bool:
    if to_file or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return to_terminal and os.environ.get("TERM") != "dumb"


def render_sheets(
    sheets: Sequence[Sheet], *, to_terminal: bool, to_file: bool = False, ascii_only: bool = False
) -> str:
    """All sheets as text for the terminal, a pipe or a file; a file is never coloured."""
    width, paint = _width(to_terminal), _painter(_colour(to_terminal, to_file))
    lines: list[str] = []
    for sheet in with_signs(sheets, _seen):
        if sheet.notes or not sheet.is_empty:
            lines += _sheet(sheet, width, ascii_only or not _can_draw(), paint)
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def _seen(text: str) -> str:
    """The text with every unseen character shown; a tab, which has no width of its own, is a
    space."""
    return visible(text).replace("\t", " ")


def _painter(colour: bool) -> Paint:
    if not colour:
        return lambda text, _: text
    from rich.color import ColorSystem
    from rich.style import Style

    def paint(text: str, style: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return paint


def _sheet(sheet: Sheet, width: int, ascii_only: bool, paint: Paint) -> Iterator[str]:
    """A sheet as lines: title, table, notes, a blank line."""
    if sheet.title:
        yield from _text(sheet.title, width, "bold", paint)
    if width >= _MIN_FIRST + _MIN_COLUMN * (len(sheet.columns) - 1):
        yield from _grid(sheet, width, ascii_only, paint)
    else:
        yield from _blocks(sheet, width, paint)
    for note in sheet.notes:
        yield from _text(note, width, "dim", paint)
    yield ""


def _text(text: str, width: int, style: str, paint: Paint, *, hanging: int = 0) -> Iterator[str]:
    """A text on lines of its own, all but the first ``hanging`` by so much."""
    from plancmp.cli.wrapping import parts

    first, *rest = text.split("\n")
    begun, *more = parts(first, width)
    yield paint(begun, style)
    if more:  # what is left has less room than the first line had
        rest.insert(0, first[len(begun) :].lstrip())
    for line in rest:
        for part in parts(line, width - hanging):
            yield paint(" " * hanging + part, style)


def _blocks(sheet: Sheet, width: int, paint: Paint) -> Iterator[str]:
    """Every row as a block: its first cell, then column and cell, line by line."""
    for group in sheet.groups:
        if group.title:
            yield from _text(f"[{group.title}]", width, "bold cyan", paint)
        for row in group.rows:
            yield from _text(row[0], width, "bold", paint)
            for column, cell in zip(sheet.columns[1:], row[1:], strict=True):
                yield from _text(f"  {column.title}: {cell}", width, "", paint, hanging=4)


# -- the grid ----------------------------------------------------------------------------------------

_MARKS: Final = {"▲": "green", "▼": "yellow", "≈": "magenta", "†": "magenta"}
_MARK: Final = re.compile(r"[▲▼†]|(?<!\S)≈(?!\S)")  # ≈ before a figure is no mark


def _grid(sheet: Sheet, width: int, ascii_only: bool, paint: Paint) -> Iterator[str]:
    """Heads, a rule, and the rows of each group below its title."""
    from rich import box
    from rich.cells import cell_len

    if not sheet.columns:
        return
    head = [column.title for column in sheet.columns]
    widths = _widths([head, *(row for g in sheet.groups for row in g.rows)], width, cell_len)
    rule = box.ASCII2 if ascii_only else box.SIMPLE_HEAD

    def joined(cells: Sequence[str], colour: Callable[[str], str]) -> str:
        out = []
        for cell, column, room in zip(cells, sheet.columns, widths, strict=True):
            blanks = " " * (room - cell_len(cell))
            out.append(blanks + colour(cell) if column.right else colour(cell) + blanks)
        return f" {rule.mid_vertical} ".join(out)

    def bold(text: str) -> str:
        return paint(text, "bold")

    def marked(text: str) -> str:
        return _MARK.sub(lambda found: paint(found[0], _MARKS[found[0]]), text)

    titles = _broken(head, widths)
    height = max(map(len, titles))
    for line in _lines([[""] * (height - len(title)) + title for title in titles]):  # at the foot
        yield joined(line, bold)
    bar = rule.head_row_horizontal
    yield f"{bar}{rule.head_row_cross}{bar}".join(bar * room for room in widths)
    for number, group in enumerate(sheet.groups):
        if group.title:
            if number:
                yield ""
            yield from _text(group.title, width, "bold cyan", paint)
        for row in group.rows:
            for line in _lines(_broken(row, widths)):
                yield joined(line, marked)


def _lines(cells: Sequence[list[str]]) -> Iterator[Sequence[str]]:
    """The cells of a row line by line."""
    return zip_longest(*cells, fillvalue="")


def _broken(row: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    """The cells of a row as the lines they take."""
    from plancmp.cli.wrapping import parts

    return [
        [part for line in cell.split("\n") for part in parts(line, room)]
        for cell, room in zip(row, widths, strict=True)
    ]


def _widths(rows: Sequence[Sequence[str]], width: int, size: Callable[[str], int]) -> list[int]:
    """As much as each column needs; where that is too much in all, the widest give way
    first, and then room moves to where it makes the table shorter. A word is
    divided only where nothing else helps."""
    needs = [[[size(line) for line in cell.split("\n")] for cell in row] for row in rows]
    least = [_LEAST_FIRST, *[_LEAST] * (len(rows[0]) - 1)]
    natural = [
        min(width, max(floor, *map(max, column)))
        for floor, column in zip(least, zip(*needs, strict=True), strict=True)
    ]
    excess = sum(natural) + _GAP * (len(natural) - 1) - width
    if excess <= 0:
        return natural
    columns = range(len(natural))
    words = [
        max(map(len, _WORD.findall("\n".join(cells))), default=0)
        for cells in zip(*rows, strict=True)
    ]
    floors = [min(room, max(_READABLE, min(word, _LONG_WORD)))
              for room, word in zip(natural, words, strict=True)]  # fmt: skip
    widths = list(natural)

    def to_spare(column: int) -> tuple[bool, int, int]:
        return (widths[column] > floors[column], widths[column] - least[column], column)

    for _ in range(excess):
        widths[max(columns, key=to_spare)] -= 1
    return _shortened(needs[:: len(needs) // _SAMPLE + 1], widths, natural, floors)


def _shortened(
    needs: Sequence[Sequence[Sequence[int]]],
    widths: list[int],
    natural: Sequence[int],
    floors: Sequence[int],
) -> list[int]:
    """The widths after as much room as shortens the table has moved from column to column."""
    columns = range(len(widths))

    @cache
    def heights(column: int, room: int) -> list[int]:
        return [sum(max(1, -(-size // room)) for size in row[column]) for row in needs]

    def height(widths: Sequence[int]) -> int:
        return sum(map(max, *map(heights, columns, widths), [1] * len(needs)))

    best = height(widths)
    while True:
        trials = [
            [w + _STEP * ((n == to) - (n == giver)) for n, w in enumerate(widths)]
            for giver in columns
            for to in columns
            if widths[giver] - _STEP >= floors[giver] and widths[to] < natural[to]
        ]
        shortest = min(trials, key=height, default=widths)
        if height(shortest) >= best:
            return widths
        widths, best = shortest, height(shortest)


def _can_draw() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "─━".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
