"""GitHub-flavoured Markdown: headings, tables aligned in the source, notes.

Every cell is escaped once, here, so that ``|``, ``\\``, ``<``, ``*`` and line breaks in data
come out of a renderer as they went in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plancmp.compare.formats import Document
from plancmp.compare.sheets import Column, Sheet, sheets_of, with_signs
from plancmp.compare.visible import visible

__all__ = ["escape", "render", "sheet_markdown", "table"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]|~#!])")


def render(document: Document) -> str:
    """The report's sheets as a Markdown fragment, headings from level 2."""
    sheets = with_signs(
        sheets_of(document.catalogue, document.report, document.lang), document.signs
    )
    return "\n".join(sheet_markdown(s) for s in sheets).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """Text that a renderer shows as it is, on one line; line breaks become ``<br>``, and what
    cannot be seen is shown."""
    safe = _SPECIAL.sub(r"\\\1", visible(text)).replace("&", "&amp;").replace("<", "&lt;")
    return "<br>".join(part.strip() for part in safe.replace(">", "&gt;").splitlines())


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table, Chinese aligned in the source, numbers to the right."""
    from tabulate import tabulate

    return tabulate(
        [[escape(cell) for cell in row] for row in rows],
        headers=[escape(c.title) for c in columns],
        tablefmt="pipe",
        colalign=["right" if c.right else "left" for c in columns] if rows else None,
        disable_numparse=True,
    )


def sheet_markdown(sheet: Sheet, level: int = 2) -> str:
    """One sheet: its title, a table for each group, its notes as a list."""
    lines: list[str] = []
    if sheet.title:
        lines += ["#" * level + " " + escape(sheet.title), ""]
    for group in sheet.groups:
        if group.title:
            depth = level + 1 if sheet.title else level
            lines += ["#" * depth + " " + escape(group.title), ""]
        lines += [table(sheet.columns, group.rows), ""]
    lines += [f"- {escape(note)}" for note in sheet.notes]
    if sheet.notes:
        lines.append("")
    return "\n".join(lines)
