"""A report that is one table of any texts, and what each format must show of it."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markdown_tree import shown, tables
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.formats import Document, renderer
from plancmp.compare.sheets import Column, Group, Sheet
from plancmp.compare.visible import visible

EMPTY = Catalogue("0", {}, {}, {}, {}, (), (), ())


@dataclass(frozen=True)
class TableReport:
    """A report of one table, as a program might hand it over: no loader has seen its texts."""

    sheet: Sheet

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """The table."""
        return [self.sheet]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """Its cells."""
        return {"cells": [list(row) for group in self.sheet.groups for row in group.rows]}


def sheet_of(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], note: str) -> Sheet:
    """A table of three columns, the middle one of numbers."""
    columns = tuple(Column(text, right=n == 1) for n, text in enumerate(heads))
    return Sheet(title, columns, (Group("", tuple(tuple(row) for row in rows)),), (note,))


def rendered(form: str, document: Document) -> str:
    """The text of a report in a format."""
    out = renderer(form)(document)
    assert isinstance(out, str)
    return out


def of_one_table(sheet: Sheet) -> Document:
    """A document whose report is the table."""
    return Document("any", {}, EMPTY, TableReport(sheet), "0")


def assert_markdown_reads_back(document: Document, sheets: Sequence[Sheet]) -> None:
    """A renderer of Markdown finds the cells of the sheets."""
    expected = [
        [[shown(c.title) for c in sheet.columns], *([shown(c) for c in r] for r in group.rows)]
        for sheet in sheets
        for group in sheet.groups
    ]
    assert tables(rendered("markdown", document)) == expected


def assert_csv_reads_back(sheet: Sheet) -> None:
    """A strict reader of CSV finds the cells of the sheet, those guarded that would run."""
    made = rendered("csv", of_one_table(sheet))
    read = [row[2:] for row in csv.reader(io.StringIO(made, newline=""), strict=True)]
    rows = [[visible(c).replace("\n", " ") for c in row] for row in sheet.groups[0].rows]
    rows.insert(0, [visible(c.title) for c in sheet.columns])
    assert read == [[guarded(c) for c in row] for row in rows]


def guarded(cell: str) -> str:
    """A cell with the apostrophe that keeps a spreadsheet from running it; numbers need none."""
    whole, point, part = cell.removeprefix("-").partition(".")
    digits = [whole, part] if point else [whole]
    number = all(d.isascii() and d.isdecimal() for d in digits)
    return f"'{cell}" if cell.startswith(tuple("=+-@\t\r\n")) and not number else cell


def assert_json_reads_back(sheet: Sheet) -> None:
    """A reader of JSON finds the cells as they are."""
    made = rendered("json", of_one_table(sheet)).encode("utf-8", "backslashreplace")
    assert json.loads(made)["cells"] == [list(row) for row in sheet.groups[0].rows]


def assert_nothing_is_lost(made: str, sheet: Sheet) -> None:
    """Every letter and digit of the table stands in what was made of it."""
    there = Counter(made)
    texts = [sheet.title, *sheet.notes, *(c for g in sheet.groups for row in g.rows for c in row)]
    for char, count in Counter("".join(texts)).items():
        assert not char.isalnum() or there[char] >= count, f"{char!r}: {there[char]} of {count}"
