"""A workbook for Excel, WPS and LibreOffice: tables to filter, numbers to calculate with.

Every text is written as a text: nothing in it becomes a formula or a link, now or when someone
edits the cell. The same report gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from plancmp.compare.formats import Document
from plancmp.compare.formats.workbook import Cell, Table, tables_of
from plancmp.compare.visible import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["render"]

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# a file says when it was made; the same data is to be the same file
_MADE: Final = datetime(2000, 1, 1)
# what Excel takes for the start of a formula when the cell is edited
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_LONGEST: Final = 32_767  # characters in a cell
_EXACT: Final = 15  # decimal digits a spreadsheet keeps
_WIDE: Final = 2.1  # a Chinese character against a digit of the default font
_LINE: Final = 16.5  # points
_HIGHEST: Final = 405.0
_A3: Final = 8


def render(document: Document) -> bytes:
    """The report as an XLSX file. Raises TypeError for a report that is no diff, list or check,
    ImportError without the extra ``plancmp[xlsx]``."""
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": f"plancmp {document.command}", "author": "plancmp",
                         "created": _MADE})  # fmt: skip
    styles = _Styles(book)
    for table in tables_of(document):
        _write(book.add_worksheet(table.name), table, styles, document)
    book.close()
    return out.getvalue()


class _Styles:
    """The formats of one workbook, each made once: a workbook refuses too many."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            line = {"bottom": 1, "bottom_color": "#D5DBE1"}
            self._made[key] = self._book.add_format({"valign": "top", **line, **properties})
        return self._made[key]

    def head(self) -> Format:
        return self.of(bold=True, text_wrap=True, valign="vcenter", bg_color="#E7EDF3",
                       bottom_color="#5B6770")  # fmt: skip

    def text(self, text: str) -> Format:
        if text.startswith(_FORMULA):
            return self.of(text_wrap=True, quote_prefix=True)
        return self.of(text_wrap=True)

    def number(self, number: Decimal | int) -> Format:
        """A figure with the decimals it was printed with; a year or an item in the middle."""
        if isinstance(number, int):
            return self.of(num_format="0", align="center")
        exponent = number.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return self.of(num_format="0." + "0" * decimals if decimals else "0")

    def note(self) -> Format:
        return self.of(bottom=0)


def _write(sheet: Worksheet, table: Table, styles: _Styles, document: Document) -> None:
    def said(text: str) -> str:
        shown = visible(document.signs(text))
        return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"

    rows: list[list[Cell]] = [
        [said(c) if isinstance(c, str) else _figure(c) for c in row] for row in table.rows
    ]
    heads = [said(h.title) for h in table.heads]
    for column, title in enumerate(heads):
        sheet.write_string(0, column, title, styles.head())
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _cell(sheet, number, column, cell, styles)
    widths = []
    for column, head in enumerate(table.heads):
        texts = [heads[column], *(_shown(row[column]) for row in rows)]
        widths.append(_width(texts, head.widest))
        sheet.set_column(column, column, widths[-1])
    whole: list[list[Cell]] = [[*heads], *rows]
    for number, row in enumerate(whole):
        lines = max(_lines(_shown(cell), width) for cell, width in zip(row, widths, strict=True))
        if lines > 1:  # not every program makes room for wrapped text by itself
            sheet.set_row(number, min(lines * _LINE, _HIGHEST))
    _layout(sheet, table)
    for number, note in enumerate(table.notes, len(rows) + 2):
        # beside the table's width and not in its columns: a note is longer than any of them
        sheet.write_string(number, 0, said(note), styles.note())


def _figure(cell: Decimal | int | None) -> Cell:
    """A number, or the text of one with more digits than a spreadsheet would keep."""
    if isinstance(cell, Decimal) and len(cell.as_tuple().digits) > _EXACT:
        return format(cell, "f")
    return cell


def _cell(sheet: Worksheet, row: int, column: int, cell: Cell, styles: _Styles) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, styles.of())
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, styles.text(cell))
    else:
        sheet.write_number(row, column, cell, styles.number(cell))


def _shown(cell: Cell) -> str:
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _width(texts: Sequence[str], widest: int) -> float:
    """The width of the widest line, at most ``widest``, with room for the filter's button."""
    lines: Iterator[str] = (line for text in texts for line in text.split("\n"))
    longest = max((_measure(line) for line in lines), default=0.0)
    return round(min(max(longest, _measure(texts[0]) + 2.5, 4.0), widest) + 1.5, 1)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    room = width - 1.0
    return sum(max(1, ceil(_measure(line) / room)) for line in text.split("\n"))


def _measure(line: str) -> float:
    """The width of a line in digits of the default font."""
    return sum(_WIDE if unicodedata.east_asian_width(c) in "WFA" else 1.0 for c in line)


def _layout(sheet: Worksheet, table: Table) -> None:
    """Headings that stay in view, filters, and pages that people can print."""
    last = len(table.heads) - 1
    sheet.freeze_panes(1, table.fixed)
    sheet.autofilter(0, 0, max(1, len(table.rows)), last)
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    printed = [n for n, head in enumerate(table.heads) if head.printed]
    bottom = len(table.rows) + (len(table.notes) + 1 if table.notes else 0)
    sheet.print_area(0, 0, bottom, max(printed, default=last))
