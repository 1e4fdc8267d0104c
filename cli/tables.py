"""Sheets as tables in a terminal: rich does the looks, nothing is ever cut off.

Where a table will not fit the width, every row becomes a small block of lines; in a pipe the
table is as wide as its content.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from plancmp.compare.sheets import Sheet

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["render_sheets"]

_UNLIMITED: Final = 100_000
_MIN_COLUMN: Final = 9
_MIN_FIRST: Final = 14


def _width(to_terminal: bool) -> int:
    if to_terminal:
        return max(20, shutil.get_terminal_size((80, 24)).columns)
    columns = os.environ.get("COLUMNS", "")
    return max(20, int(columns)) if columns.isdecimal() and int(columns) else _UNLIMITED


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
    from rich.console import Console

    width, colour = _width(to_terminal), _colour(to_terminal, to_file)
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
        if sheet.is_empty and not sheet.notes:
            continue
        if _fits(sheet, width):
            _table(console, sheet, ascii_only)
        else:
            _blocks(console, sheet)
        for note in sheet.notes:
            _line(console, note, "dim")
        console.print()
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).rstrip("\n") + "\n"


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
            min_width=(5 if number else 8) + int(number < last),
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
