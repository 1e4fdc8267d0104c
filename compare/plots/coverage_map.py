"""A map of who states what: indicators by plans, each cell with a pattern and a sign.

A figure is solid, a near match hatched, words dotted, silence empty: read in grey or by the
sign alone it says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.patches import Rectangle
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.coverage import CoverageReport, Stated
from plancmp.compare.errors import UsageError
from plancmp.compare.labels import label
from plancmp.compare.plots.legend import Entry, draw_legend, legend_height, legend_rows
from plancmp.compare.plots.page import (
    INK,
    MUTED,
    PALE,
    Page,
    clean,
    line_height,
    paper,
    text_width,
    wrap,
)
from plancmp.compare.sheets import indicator_name

__all__ = ["coverage_map", "is_empty"]

_MARGIN: Final = 0.45
_TOP: Final = 0.3
_GUTTER: Final = 0.45
_NAME: Final = 2.6  # the width of names
_CELL: Final = 0.36
_ROW: Final = 0.2
_HEADING: Final = 0.3
_TALLEST: Final = 11.0  # of a column, before another is begun
_COLUMNS: Final = 4

_TITLE: Final = 14.0
_FIELD: Final = 9.0
_LABEL: Final = 7.5

_SIGNS: Final = {Stated.NUMBER: "●", Stated.NEAR: "≈", Stated.WORDS: "○", Stated.MISSING: "—"}
_WORDS: Final = {
    Stated.NUMBER: ("有数值", "a figure"),
    Stated.NEAR: ("口径相近而不同", "a similar definition"),
    Stated.WORDS: ("有要求而无数值", "stated without a figure"),
    Stated.MISSING: ("未列", "not stated"),
}
_LIGHT: Final = "#dbe6f0"


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading (no cells) or a row of the map."""

    field: str
    lines: tuple[str, ...]
    cells: tuple[Stated | str, ...] = ()

    @property
    def height(self) -> float:
        """In inches."""
        if not self.cells:
            return _HEADING
        return max(_ROW, len(self.lines) * line_height(_LABEL) + 0.05)


def coverage_map(
    catalogue: Catalogue,
    report: CoverageReport,
    *,
    form: str = "svg",
    lang: str = "zh",
    source: str = "",
) -> bytes:
    """The map of one audience as ``svg`` or ``png``, with totals at its end.

    Rows without a figure in any plan are left out unless the report is of everything.
    ``source`` is printed last. Raises :class:`UsageError` when there is nothing to draw.
    """
    zh = lang == "zh"
    with paper():
        items, hidden = _items(catalogue, report, lang)
        if not items:
            raise UsageError(
                "没有可画的指标；换一个 --field", "no indicator to draw; choose another --field"
            )
        audience = label(report.audience, lang)
        title = (
            f"{audience}规划：各地列了哪些指标" if zh else f"{audience}'s plans: who states what"
        )
        items += _totals(catalogue, report, lang)
        notes = []
        if hidden:
            notes.append(
                f"{hidden} 项各规划均无数值，未画，计入合计。"
                if zh
                else f"{hidden} rows without a figure in any plan not drawn, but counted."
            )
        if source:
            notes.append(source)
        names = [clean(catalogue.plan_name(p, lang)) for p in report.plans]
        return _drawn(title, names, items, " ".join(notes), lang).saved(
            form, title, _description(catalogue, report, names, lang)
        )


def is_empty(report: CoverageReport) -> bool:
    """Whether there is no row to draw."""
    return not any(_is_drawn(report, cells) for _, _, cells in report.rows)


# -- what is drawn -----------------------------------------------------------------------------------


def _is_drawn(report: CoverageReport, cells: Sequence[Stated]) -> bool:
    return report.everything or Stated.NUMBER in cells


def _items(catalogue: Catalogue, report: CoverageReport, lang: str) -> tuple[list[_Item], int]:
    out: list[_Item] = []
    hidden = 0
    for indicator, scope, cells in report.rows:
        if not _is_drawn(report, cells):
            hidden += 1
            continue
        field = label(f"field.{catalogue.indicators[indicator].field}", lang)
        if not out or out[-1].field != field:
            out.append(_Item(field, (field,)))
        name = indicator_name(catalogue, indicator, scope, lang)
        out.append(_Item(field, tuple(wrap(name, _LABEL, _NAME - 0.08)), cells))
    return out, hidden


def _totals(catalogue: Catalogue, report: CoverageReport, lang: str) -> list[_Item]:
    zh = lang == "zh"
    title = "合计（指标数）" if zh else "Total (indicators)"
    rows = [_Item(title, (title,))]
    for how in Stated:
        counts = [str(report.count(catalogue, None, n, how)) for n in range(len(report.plans))]
        word = _WORDS[how][0 if zh else 1]
        rows.append(_Item(title, (f"{_SIGNS[how]} {word}",), tuple(counts)))
    return rows


def _description(
    catalogue: Catalogue, report: CoverageReport, names: Sequence[str], lang: str
) -> str:
    parts = []
    for n, name in enumerate(names):
        said = ", ".join(
            f"{_WORDS[how][0 if lang == 'zh' else 1]} {report.count(catalogue, None, n, how)}"
            for how in Stated
        )
        parts.append(f"{name}: {said}")
    return "; ".join(parts)


# -- layout ------------------------------------------------------------------------------------------


def _flow(items: Sequence[_Item], height: float, lang: str) -> list[list[_Item]]:
    """Items column by column: no heading ends a column, and a field that goes on in the next
    is headed again."""
    more = "（续）" if lang == "zh" else " (continued)"
    out: list[list[_Item]] = [[]]
    used = 0.0
    for number, item in enumerate(items):
        needed = item.height
        if not item.cells and number + 1 < len(items):
            needed += items[number + 1].height
        if out[-1] and used + needed > height:
            out.append([])
            used = 0.0
            if item.cells:
                out[-1].append(_Item(item.field, (item.field + more,)))
                used = _HEADING
        out[-1].append(item)
        used += item.height
    return out


def _columns(items: Sequence[_Item], lang: str) -> list[list[_Item]]:
    """As few columns as keep the page from growing tall, and those of much the same height."""
    total = sum(i.height for i in items)
    count = min(_COLUMNS, max(1, int(total / _TALLEST) + 1))
    height = total / count
    while len(_flow(items, height, lang)) > count:
        height += 0.1
    return _flow(items, height, lang)


def _drawn(title: str, names: Sequence[str], items: Sequence[_Item], notes: str, lang: str) -> Page:
    columns = _columns(items, lang)
    column = _NAME + _CELL * len(names)
    inner = max(len(columns) * column + (len(columns) - 1) * _GUTTER, 5.5)
    titles = wrap(title, _TITLE, inner)
    legend = legend_rows(_legend(lang), inner)
    widest = max(text_width(n, _LABEL) for n in names)
    upright = widest > _CELL - 0.04
    above = widest + 0.12 if upright else 0.24
    head = _TOP + len(titles) * line_height(_TITLE) + 0.08 + legend_height(legend) + 0.12
    body = above + max(sum(i.height for i in c) for c in columns)
    lines = wrap(notes, _LABEL, inner) if notes else []
    page = Page(inner + 2 * _MARGIN, head + body + 0.2 + len(lines) * line_height(_LABEL) + 0.2)
    y = _TOP + page.lines(_MARGIN, _TOP, titles, _TITLE) + 0.08
    draw_legend(page, legend, _MARGIN, y)
    for n, members in enumerate(columns):
        x = _MARGIN + n * (column + _GUTTER)
        for k, name in enumerate(names):
            middle = x + _NAME + (k + 0.5) * _CELL
            page.text(middle, head + above - 0.06, name, _LABEL, ha="center", va="bottom",
                      rotation=90 if upright else 0)  # fmt: skip
        y = head + above
        for item in members:
            _draw_item(page, item, x, y)
            y += item.height
    page.lines(_MARGIN, head + body + 0.2, lines, _LABEL, color=MUTED)
    return page


def _draw_item(page: Page, item: _Item, x: float, y: float) -> None:
    if not item.cells:
        page.text(x, y + _HEADING - 0.05, item.lines[0], _FIELD, va="bottom", color=INK)
        return
    # text is set from its top, and a line has its leading below
    text = len(item.lines) * line_height(_LABEL) - 0.45 * _LABEL / 72
    page.lines(x, y + (item.height - text) / 2, list(item.lines), _LABEL)
    for n, cell in enumerate(item.cells):
        left = x + _NAME + n * _CELL
        if isinstance(cell, Stated):
            _draw_cell(page, cell, left, y, item.height)
        else:
            page.text(left + _CELL / 2, y + (item.height - text) / 2, cell, _LABEL, ha="center")


def _draw_cell(
    page: Page, how: Stated, x: float, y: float, height: float, width: float = _CELL
) -> None:
    face, edge, hatch, ink = {
        Stated.NUMBER: (INK, INK, None, "white"),
        Stated.NEAR: (_LIGHT, INK, "//////", INK),
        Stated.WORDS: ("white", "#8aa5bd", ".....", INK),
        Stated.MISSING: ("white", PALE, None, MUTED),
    }[how]
    gap = 0.015
    page.add(
        Rectangle(
            (page.across(x + gap), page.up(y + height - gap)),
            (width - 2 * gap) / page.width,
            (height - 2 * gap) / page.height,
            facecolor=face, edgecolor=edge, hatch=hatch, linewidth=0.5,
        )
    )  # fmt: skip
    # a clear patch, or the sign is lost in the pattern
    clear = {"facecolor": "white", "edgecolor": "none", "boxstyle": "circle,pad=0.15"}
    page.text(x + width / 2, y + height / 2, _SIGNS[how], _LABEL, ha="center",
              va="center", color=ink, bbox=clear if hatch else None)  # fmt: skip


def _legend(lang: str) -> list[Entry]:
    def entry(how: Stated) -> Entry:
        def draw(page: Page, x: float, middle: float) -> None:
            _draw_cell(page, how, x - 0.015, middle - _ROW / 2, _ROW, 0.33)

        return draw, _WORDS[how][0 if lang == "zh" else 1]

    return [entry(how) for how in Stated]
