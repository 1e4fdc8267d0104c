"""The rows of signs above a picture, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from plancmp.compare.plots.page import Page, text_width

__all__ = ["Entry", "draw_legend", "legend_height", "legend_rows"]

Entry = tuple[Callable[[Page, float, float], None], str]
"""What draws a sign, given the page, its left edge and its middle; and the sign's meaning."""

_SIZE: Final = 8.0
_ROW: Final = 0.22
_SIGN: Final = 0.36  # from the left edge of a sign to its text
_BETWEEN: Final = 0.3


def legend_rows(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    """The entries on as many rows as a width in inches makes necessary."""
    rows: list[list[Entry]] = [[]]
    used = 0.0
    for entry in entries:
        size = _width(entry)
        if rows[-1] and used + size > width:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += size
    return rows


def legend_height(rows: Sequence[Sequence[Entry]]) -> float:
    """The height of the rows in inches."""
    return len(rows) * _ROW


def draw_legend(page: Page, rows: Sequence[Sequence[Entry]], left: float, top: float) -> None:
    """Draw the rows from a corner on."""
    for number, row in enumerate(rows):
        x, middle = left, top + (number + 0.5) * _ROW
        for sign, text in row:
            sign(page, x, middle)
            page.text(x + _SIGN, middle, text, _SIZE, va="center_baseline")
            x += _width((sign, text))


def _width(entry: Entry) -> float:
    return _SIGN + text_width(entry[1], _SIZE) + _BETWEEN
