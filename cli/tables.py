"""Sheets as tables in a terminal: rich does the looks, nothing is ever cut off.

Where a table will not fit the width, every row becomes a small block of lines. In a pipe the
table is as wide as its content, so that there is nothing to fit, and of rich only the widths of
characters are needed: its console would take longer to import than all the rest. Tests hold the
two to the same lines.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from plancmp.compare.sheets import Sheet, with_signs
from plancmp.compare.visible import visible

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["render_sheets"]

_UNLIMITED: Final = 100_000
_MIN_COLUMN: Final = 9  # below these, rows become blocks
_MIN_FIRST: Final = 14
_LEAST: Final = 4  # no column is narrower
_LEAST_FIRST: Final = 8


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
    width, colour = _width(to_terminal), _colour(to_terminal, to_file)
    shown = [s for s in with_signs(sheets, _seen) if s.notes or not s.is_empty]
    if width == _UNLIMITED and not colour:
        text = "\n".join(line for sheet in shown for line in _plain(sheet, ascii_only))
    else:
        text = _rich(shown, width, colour, ascii_only)
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip("\n") + "\n"


def _seen(text: str) -> str:
    """The text with every unseen character shown; a tab, which has no width of its own, is a
    space."""
    return visible(text).replace("\t", " ")


# -- as wide as the content --------------------------------------------------------------------------


def _plain(sheet: Sheet, ascii_only: bool) -> Iterator[str]:
    """A sheet as lines: title, table, notes, a blank line."""
    from rich.cells import cell_len

    if sheet.title:
        yield sheet.title
    if sheet.columns:
        yield from _grid(sheet, ascii_only or not _can_draw(), cell_len)
    for note in sheet.notes:
        yield from note.split("\n")
    yield ""


def _grid(sheet: Sheet, ascii_only: bool, size: Callable[[str], int]) -> Iterator[str]:
    blank = [""] * (len(sheet.columns) - 1)
    rows: list[Sequence[str]] = []
    for number, group in enumerate(sheet.groups):
        if group.title:
            rows += [["", *blank]] if number else []
            rows.append([group.title, *blank])
        rows += group.rows
    cells = [[cell.split("\n") for cell in row] for row in rows]
    head = [column.title.split("\n") for column in sheet.columns]
    widths = [
        max(
            _LEAST_FIRST if n == 0 else _LEAST, *(size(x) for row in (head, *cells) for x in row[n])
        )
        for n in range(len(sheet.columns))
    ]
    gap, line, cross = (" | ", "-", "-+-") if ascii_only else ("   ", "─", "───")
    height = max(map(len, head))
    above = [[""] * (height - len(title)) + title for title in head]  # a heading stands at the foot
    for number, row in enumerate((above, *cells)):
        for at in range(max(map(len, row))):
            parts = [cell[at].rstrip() if at < len(cell) else "" for cell in row]
            yield gap.join(
                " " * (w - size(p)) + p if c.right else p + " " * (w - size(p))
                for p, w, c in zip(parts, widths, sheet.columns, strict=True)
            )
        if number == 0:
            yield cross.join(line * w for w in widths)


# -- fitted to a width -------------------------------------------------------------------------------


def _rich(sheets: Sequence[Sheet], width: int, colour: bool, ascii_only: bool) -> str:
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
        soft_wrap=width == _UNLIMITED,
    )
    for sheet in sheets:
        if _fits(sheet, width):
            _table(console, sheet, ascii_only)
        else:
            _blocks(console, sheet)
        for note in sheet.notes:
            _line(console, note, "dim")
        console.print()
    return out.getvalue()


def _fits(sheet: Sheet, width: int) -> bool:
    return width >= _MIN_FIRST + _MIN_COLUMN * (len(sheet.columns) - 1)


def _line(console: Console, content: str, style: str = "") -> None:
    from plancmp.cli.wrapping import Cell

    console.print(Cell(content, style))


_MARKS: Final = {"▲": "green", "▼": "yellow", " ≈": "magenta", "†": "magenta"}


def _table(console: Console, sheet: Sheet, ascii_only: bool) -> None:
    from plancmp.cli.wrapping import Cell
    from rich import box
    from rich.table import Table

    if sheet.title:
        _line(console, sheet.title, "bold")
    if not sheet.columns:
        return
    table = Table(
        box=box.ASCII2 if ascii_only or not _can_draw() else box.SIMPLE_HEAD,
        show_edge=False,
        padding=0,
        header_style="bold",
        expand=False,
    )
    last = len(sheet.columns) - 1

    def cell(number: int, content: str, style: str = "") -> Cell:
        return Cell(
            content, style, marks=_MARKS, left=int(number > 0), right=int(number < last),
            to_right=sheet.columns[number].right,
        )  # fmt: skip

    for number, column in enumerate(sheet.columns):
        table.add_column(
            cell(number, column.title),
            overflow="fold",
            min_width=(1 + _LEAST if number else _LEAST_FIRST) + int(number < last),
        )
    blank = [""] * last
    for number, group in enumerate(sheet.groups):
        if group.title:
            if number:
                table.add_row("", *blank)
            table.add_row(cell(0, group.title, "bold cyan"), *blank)
        for row in group.rows:
            table.add_row(*[cell(n, content) for n, content in enumerate(row)])
    console.print(table)


def _blocks(console: Console, sheet: Sheet) -> None:
    if sheet.title:
        _line(console, sheet.title, "bold")
    for group in sheet.groups:
        if group.title:
            _line(console, f"[{group.title}]", "bold cyan")
        for row in group.rows:
            _line(console, row[0], "bold")
            for column, cell in zip(sheet.columns[1:], row[1:], strict=True):
                _line(console, f"  {column.title}: {cell}")


def _can_draw() -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "─━".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
