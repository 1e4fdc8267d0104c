"""Workbooks read back with a reader that did not write them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = list[dict[str, Any]]


def opened(source: bytes | Path) -> Workbook:
    """The workbook as the reader sees it."""
    return load_workbook(BytesIO(source) if isinstance(source, bytes) else source)


def records(sheet: Worksheet) -> Rows:
    """The rows of the filtered table, by heading."""
    heads = [c.value for c in sheet[1]]
    table = sheet[sheet.auto_filter.ref]
    return [dict(zip(heads, (c.value for c in row), strict=True)) for row in table[1:]]


def cell(sheet: Worksheet, row: int, head: str) -> Cell:
    """The cell in a row (the first below the headings is 1) under a heading."""
    heads = [c.value for c in sheet[1]]
    found = sheet.cell(row + 1, heads.index(head) + 1)
    assert isinstance(found, Cell)
    return found


def dump(source: bytes | Path) -> str:
    """A workbook as text: its sheets, what is set about them, every cell with its number format.

    The bytes of a file change with the library that wrote it; what is in it does not.
    """
    lines = []
    for sheet in opened(source).worksheets:
        widths = [f"{d.width:g}" for _, d in sorted(sheet.column_dimensions.items())]
        lines += [
            f"== {sheet.title}",
            f"frozen {sheet.freeze_panes}, filter {sheet.auto_filter.ref}, "
            f"print {sheet.print_area}, rows on top {sheet.print_title_rows}",
            f"widths {' '.join(widths)}",
        ]
        for row in sheet.iter_rows():
            shown = [_shown(c) for c in row]
            while shown and not shown[-1]:
                shown.pop()
            lines.append(" | ".join(shown))
        lines.append("")
    return "\n".join(lines)


def _shown(found: Any) -> str:
    value = found.value
    if value is None:
        return ""
    if found.data_type == "n":
        return f"{value} [{found.number_format}]"
    text = str(value).replace("\n", "⏎")
    return f"'{text}" if found.quotePrefix else text
