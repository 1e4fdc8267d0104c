"""Dot plots of a field: a small panel for each indicator, a line in it for each place.

A place's figure is a filled mark, an upper-level one a hollow mark with a dashed line through
the panel. The shape of a mark is its due year; where more is asked is said in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import goal_text
from plancmp.compare.labels import label
from plancmp.compare.model import Field, Kind, Plan
from plancmp.compare.plots.legend import Entry, draw_legend, legend_height, legend_rows
from plancmp.compare.plots.page import (
    INK,
    MUTED,
    UPPER,
    Page,
    clean,
    line_height,
    paper,
    text_width,
    wrap,
)
from plancmp.compare.plots.panels import (
    LABEL,
    NAME,
    SMALL,
    Look,
    Panel,
    PanelLine,
    draw_panel,
    sign_of,
)
from plancmp.compare.scales import Scale, ScaleReport

__all__ = ["dot_plot"]

_MARGIN: Final = 0.45
_TOP: Final = 0.3
_GUTTER: Final = 0.4
_PANEL: Final = 3.25
_SINGLE: Final = 5.5  # the width of a panel that stands alone
_GAP: Final = 0.3
_TITLE: Final = 14.0
_SHAPES: Final = ("o", "s", "^", "D", "v", "P")


def dot_plot(
    catalogue: Catalogue,
    report: ScaleReport,
    field: Field,
    *,
    form: str = "svg",
    lang: str = "zh",
    show_all: bool = False,
    source: str = "",
) -> bytes:
    """The picture of one field as ``svg`` or ``png``.

    Rows on which all figures are the same are listed below the panels, unless ``show_all`` or
    unless there is no other row. ``source`` is printed last.

    Raises :class:`UsageError` when the field has nothing to draw.
    """
    found = report.of_field(field)
    if not found:
        raise UsageError(
            f"“{label(f'field.{field}')}”没有可画的数值；换一个 --field",
            f"no figure to draw in {label(f'field.{field}', 'en')}; choose another --field",
        )
    drawn = [s for s in found if show_all or not s.agrees] or list(found)
    same = [s for s in found if s not in drawn]
    with paper():
        return _Plot(catalogue, report, field, drawn, same, lang, source).saved(form)


class _Plot:
    """One picture in the making. State: what was laid out so far."""

    def __init__(
        self,
        catalogue: Catalogue,
        report: ScaleReport,
        field: Field,
        drawn: Sequence[Scale],
        same: Sequence[Scale],
        lang: str,
        source: str,
    ) -> None:
        self.catalogue, self.report, self.field = catalogue, report, field
        self.scales, self.same, self.lang, self.source = drawn, same, lang, source
        self.zh = lang == "zh"
        single = len(drawn) == 1 and not same
        self.columns = 1 if single else max(2, min(3, len(drawn)))
        self.names = {
            p.id: clean(catalogue.plan_name(p, lang)) for p in (*report.plans, *report.baselines)
        }
        shapes = {y: _SHAPES[n % len(_SHAPES)] for n, y in enumerate(self._years())}
        self.look = Look(lang, _SINGLE if single else _PANEL, self._side(), shapes)
        self.panels = [self._panel(s) for s in drawn]

    def _years(self) -> list[int]:
        """Due years, the usual one first, then the most usual: those keep their shape in every
        field."""
        marks = [m.year for s in self.report.scales for m in s.marks]
        rest = sorted(self.report.years[1:], key=lambda y: (-marks.count(y), y))
        return [self.report.year, *rest]

    def _side(self) -> float:
        """The width of the names beside a panel: of those that stand in one."""
        used = {p.id for p in self.report.plans}
        used |= {m.plan.id for s in self.scales for m in s.marks}
        return max(text_width(self.names[i], LABEL) for i in used) + 0.1

    # -- what stands in a panel --------------------------------------------------------------------

    def _panel(self, scale: Scale) -> Panel:
        uppers = {m.plan.id for m in scale.marks if m.baseline}
        lines = [self._line(scale, p, upper=False) for p in self.report.plans]
        lines += [self._line(scale, p, upper=True) for p in self.report.baselines if p.id in uppers]
        return Panel(scale, tuple(wrap(self._name(scale), NAME, self.look.width)), tuple(lines))

    def _name(self, scale: Scale) -> str:
        return f"{scale.name(self.catalogue, self.lang)} {scale.unit_name(self.lang)}".rstrip()

    def _line(self, scale: Scale, plan: Plan, *, upper: bool) -> PanelLine:
        marks = tuple(m for m in scale.marks if m.plan.id == plan.id and m.baseline is upper)
        instead = "" if marks else self._instead(scale, plan)
        return PanelLine(self.names[plan.id], marks, instead, upper)

    def _instead(self, scale: Scale, plan: Plan) -> str:
        """What is said of a plan without a mark: its words if they are short, or that it is
        silent."""
        stated = next((u.target for u in scale.wordless if u.plan.id == plan.id), None)
        if stated is None:
            return "— 未列" if self.zh else "— not stated"
        sign = "≠" if has_number(stated.goal) else "○"
        text = goal_text(stated.goal, self.lang)
        if stated.goal.kind is Kind.QUALITATIVE and stated.label and self.zh:
            text = stated.label
        said = clean(f"{sign} {text}")
        if text_width(said, LABEL) > self.look.inner:
            said = f"{sign} 无数值" if self.zh else f"{sign} no figure"
        return said

    # -- the page ------------------------------------------------------------------------------------

    def saved(self, form: str) -> bytes:
        width = 2 * _MARGIN + self.columns * self.look.width + (self.columns - 1) * _GUTTER
        inner = width - 2 * _MARGIN
        title = wrap(self._title(), _TITLE, inner)
        legend = legend_rows(self._legend(), inner)
        head = _TOP + len(title) * line_height(_TITLE) + 0.08 + legend_height(legend) + 0.16
        step = self.columns
        rows = [self.panels[n : n + step] for n in range(0, len(self.panels), step)]
        titles = [max(p.title_height for p in row) for row in rows]
        heights = [
            t + max(p.height for p in row) + _GAP for t, row in zip(titles, rows, strict=True)
        ]
        entries = self._same_entries()
        listed = _balanced([_entry_height(e) for e in entries], self.columns)
        notes = wrap(self._notes(), SMALL, inner)
        foot = 0.05 + len(notes) * line_height(SMALL) + 0.2
        below = listed + 0.35 if entries else 0.0
        page = Page(width, head + sum(heights) + below + foot)
        y = _TOP + page.lines(_MARGIN, _TOP, title, _TITLE) + 0.08
        draw_legend(page, legend, _MARGIN, y)
        y = head
        for row, height, above in zip(rows, heights, titles, strict=True):
            for n, panel in enumerate(row):
                draw_panel(
                    page, panel, self.look, _MARGIN + n * (self.look.width + _GUTTER), y, above
                )
            y += height
        if entries:
            self._draw_same(page, entries, y, listed)
        page.lines(_MARGIN, y + below + 0.05, notes, SMALL, color=MUTED)
        return page.saved(form, self._title(), self._description())

    def _title(self) -> str:
        audience = label(self.report.audience, self.lang)
        field = label(f"field.{self.field}", self.lang)
        if self.zh:
            return f"{audience}规划目标：{field}"
        return f"Targets of {audience.lower()}'s plans: {field.lower()}"

    def _description(self) -> str:
        """All figures in words, for those who cannot see them."""
        parts = []
        for scale in (*self.scales, *self.same):
            said = ", ".join(
                f"{self.names[m.plan.id]} {m.text if self.zh else m.text_en} ({m.year})"
                for m in scale.marks
            )
            parts.append(f"{self._name(scale)}: {said}")
        return "; ".join(parts)

    def _legend(self) -> list[Entry]:
        marks = [m for s in self.scales for m in s.marks]
        used = {m.year for m in marks}
        out = []
        for year, shape in self.look.shapes.items():
            if year in used:
                text = f"{year}年目标" if self.zh else f"due {year}"
                out.append(_entry(shape, INK, INK, text))
        if any(m.baseline for m in marks):
            text = "空心、虚线：上级文件" if self.zh else "hollow, dashed: upper-level document"
            out.append(_entry("o", UPPER, "white", text, dashed=True))
        if any(m.near for m in marks):
            text = "半空：口径相近而不同" if self.zh else "half filled: a similar definition"
            out.append(_entry("o", INK, INK, text, near=True))
        return out

    def _notes(self) -> str:
        zh = self.zh
        marks = [m for s in (*self.scales, *self.same) for m in s.marks]
        stated = [u.target for s in self.scales for u in s.wordless]
        parts = []
        if any(s.missing for s in self.scales):
            parts.append("— 未列" if zh else "— not stated")
        if not all(has_number(t.goal) for t in stated):
            parts.append("○ 有要求而无数值" if zh else "○ stated without a figure")
        if any(has_number(t.goal) for t in stated):
            parts.append("≠ 数值以另一方式表述" if zh else "≠ a figure stated in another way")
        if any(m.recalled for m in marks):
            parts.append("† 上级数值凭记忆，未能核对" if zh else "† recalled, not checked")
        if len(self.scales) > 1:
            parts.append("各图刻度不同，不从零起" if zh else "every panel has its own scale")
        else:
            parts.append("刻度不从零起" if zh else "the scale does not begin at zero")
        alone = sum(s.indicator.field is self.field for s in self.report.alone)
        if alone:
            parts.append(
                f"另有 {alone} 项只有一份文件列有数值，未画"
                if zh
                else f"{alone} more indicators have a figure in one document only"
            )
        text = ("；" if zh else "; ").join(parts) + ("。" if zh else ".")
        return f"{text} {self.source}".rstrip()

    # -- rows without a difference ------------------------------------------------------------------------

    def _same_entries(self) -> list[tuple[list[str], list[str]]]:
        """Name and figure, and who states it, each in lines of a column's width."""
        joint, between = ("、", "；") if self.zh else (", ", "; ")
        out = []
        for scale in self.same:
            goal = goal_text(scale.marks[0].target.goal, self.lang)
            years = []
            for year in self.look.shapes:
                who = dict.fromkeys(
                    self.names[m.plan.id] + ("†" if m.recalled else "")
                    for m in scale.marks
                    if m.year == year
                )
                if who:
                    years.append(f"{year} {joint.join(who)}")
            name = f"{scale.name(self.catalogue, self.lang)} {goal}"
            out.append(
                (
                    wrap(name, LABEL, self.look.width),
                    wrap(between.join(years), SMALL, self.look.width),
                )
            )
        return out

    def _draw_same(
        self, page: Page, entries: list[tuple[list[str], list[str]]], y: float, height: float
    ) -> None:
        heading = "数值相同的指标" if self.zh else "Indicators with one figure throughout"
        page.text(_MARGIN, y, heading, NAME + 1)
        for n, members in enumerate(_columns([_entry_height(e) for e in entries], height)):
            x, at = _MARGIN + n * (self.look.width + _GUTTER), y + 0.28
            for index in members:
                name, said = entries[index]
                used = page.lines(x, at, name, LABEL)
                page.lines(x, at + used, said, SMALL, color=MUTED)
                at += _entry_height(entries[index])


def _entry(
    shape: str, edge: str, face: str, text: str, *, near: bool = False, dashed: bool = False
) -> Entry:
    def draw(page: Page, x: float, middle: float) -> None:
        sign = sign_of(shape, edge, face, near=near)
        sign.set_data([page.across(x + d) for d in (0.0, 0.14, 0.28)], [page.up(middle)] * 3)
        sign.set_markevery([1])
        if dashed:
            sign.set(linestyle=(0, (4, 2)), linewidth=0.9)
        page.add(sign)

    return draw, text


def _entry_height(entry: tuple[list[str], list[str]]) -> float:
    name, said = entry
    return len(name) * line_height(LABEL) + len(said) * line_height(SMALL) + 0.08


def _balanced(sizes: Sequence[float], columns: int) -> float:
    """The least height, to a twentieth of an inch, at which the entries fit the columns."""
    if not sizes:
        return 0.0
    height = max(max(sizes), sum(sizes) / columns)
    while len(_columns(sizes, height)) > columns:
        height += 0.05
    return height


def _columns(sizes: Sequence[float], height: float) -> list[list[int]]:
    """Indices of entries column by column, none higher than ``height``."""
    out: list[list[int]] = [[]]
    used = 0.0
    for index, size in enumerate(sizes):
        if out[-1] and used + size > height + 1e-9:
            out.append([])
            used = 0.0
        out[-1].append(index)
        used += size
    return out
