"""One panel of a dot plot: a scale with a line for each document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from plancmp.compare.plots.page import (
    INK,
    MUTED,
    PALE,
    UPPER,
    Page,
    clean,
    line_height,
    text_width,
)
from plancmp.compare.scales import Mark, Scale, Toward
from plancmp.compare.units import number_text

__all__ = ["LABEL", "NAME", "SMALL", "Look", "Panel", "PanelLine", "draw_panel", "sign_of"]

NAME: Final = 9.0
LABEL: Final = 8.0
SMALL: Final = 7.0

_ROW: Final = 0.2
_FOOT: Final = 0.42  # the figures of the axis, and the arrow
_ROOM: Final = 0.5  # for a figure beside the outermost mark
_PLAIN: Final = {"facecolor": "white", "edgecolor": "none"}


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One line: a document, its marks, or what is said instead of them."""

    name: str
    marks: tuple[Mark, ...]
    instead: str
    upper: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """A scale with its title in lines and the documents below it."""

    scale: Scale
    title: tuple[str, ...]
    lines: tuple[PanelLine, ...]

    @property
    def title_height(self) -> float:
        """In inches."""
        return len(self.title) * line_height(NAME)

    @property
    def height(self) -> float:
        """In inches, without the title."""
        return 0.04 + len(self.lines) * _ROW + _FOOT


@dataclass(frozen=True, slots=True)
class Look:
    """What all panels of a picture share: widths in inches, and the shape of each due year."""

    lang: str
    width: float
    side: float
    shapes: Mapping[int, str]

    @property
    def inner(self) -> float:
        """The width of the scale itself."""
        return self.width - self.side


def draw_panel(page: Page, panel: Panel, look: Look, x: float, y: float, titles: float) -> None:
    """Draw a panel with its corner at ``x``, ``y``; ``titles`` is the height of the titles of
    its row, which end on one line, next to their panels."""
    page.lines(x, y + titles - panel.title_height, list(panel.title), NAME)
    top, height = y + titles + 0.04, len(panel.lines) * _ROW
    axes = page.axes(x + look.side, top, look.inner, height)
    axes.set_xlim(*_limits(panel.scale, look.inner))
    axes.set_ylim(len(panel.lines) - 0.5, -0.5)
    axes.set_yticks([])
    for edge in ("left", "right", "top"):
        axes.spines[edge].set_visible(False)
    axes.spines["bottom"].set_color(MUTED)
    _ticks(axes, panel.scale)
    for number, line in enumerate(panel.lines):
        _draw_line(axes, number, line, look)
    _direction(page, panel.scale, look, x + look.side, top + height + 0.22)


def sign_of(shape: str, edge: str, face: str, *, near: bool = False) -> Line2D:
    """A mark: filled, hollow, or half filled for a near match."""
    return Line2D(
        [0], [0], marker=shape, markersize=6.0, markeredgewidth=1.1, color=edge,
        markeredgecolor=edge, markerfacecolor=face, markerfacecoloralt="white",
        fillstyle="left" if near else "full", linestyle="none",
    )  # fmt: skip


def _limits(scale: Scale, width: float) -> tuple[float, float]:
    """Limits that leave room for a figure on either side of the outermost marks."""
    values = [float(v) for m in scale.marks for v in (m.value, m.value_max) if v is not None]
    low, high = min(values), max(values)
    if low == high:
        return low - 1, high + 1
    pad = (high - low) * _ROOM / (width - 2 * _ROOM)
    return low - pad, high + pad


def _ticks(axes: Axes, scale: Scale) -> None:
    """A few round figures; a share has none beyond nothing and the whole."""
    low, high = axes.get_xlim()
    values = {float(v) for m in scale.marks for v in (m.value, m.value_max) if v is not None}
    if len(values) == 1:
        ticks = list(values)
    else:
        locator = MaxNLocator(4, steps=[1, 2, 5, 10])
        ticks = [float(t) for t in locator.tick_values(low, high) if low <= t <= high]
    whole = {"%": 100, "‰": 1000}.get(scale.unit)
    if whole and not scale.form.change:
        ticks = [t for t in ticks if 0 <= t <= whole]
    axes.set_xticks(ticks, [f"{t:.10g}".replace("-", "−") for t in ticks])
    axes.tick_params(
        axis="x", length=2.5, width=0.6, pad=1.5, labelsize=SMALL, color=MUTED, labelcolor=MUTED
    )


def _draw_line(axes: Axes, number: int, line: PanelLine, look: Look) -> None:
    colour = UPPER if line.upper else INK
    axes.plot(axes.get_xlim(), [number, number], color=PALE, linewidth=0.6, zorder=0)
    axes.annotate(
        line.name, (0, number), xycoords=("axes fraction", "data"), xytext=(-5, 0),
        textcoords="offset points", ha="right", va="center", fontsize=LABEL, color=colour,
    )  # fmt: skip
    if line.instead:
        axes.annotate(
            line.instead, (0, number), xycoords=("axes fraction", "data"), xytext=(2, 0),
            textcoords="offset points", ha="left", va="center", fontsize=LABEL - 0.5,
            color=MUTED, zorder=6, bbox={**_PLAIN, "pad": 0.6},
        )  # fmt: skip
    for place, mark in enumerate(line.marks):
        equal = [m for m in line.marks if m.value == mark.value]
        # one figure due in two years: one sign above the other
        shift = (equal.index(mark) - (len(equal) - 1) / 2) * 0.5
        _draw_mark(axes, number + shift, mark, colour, look)
        _draw_figure(axes, number + shift, line, place, look)


def _draw_mark(axes: Axes, y: float, mark: Mark, colour: str, look: Look) -> None:
    if mark.baseline:
        axes.plot([float(mark.value)] * 2, [-0.5, y], color=colour, linewidth=0.8,
                  linestyle=(0, (4, 2)), zorder=1)  # fmt: skip
    values = [float(v) for v in (mark.value, mark.value_max) if v is not None]
    if len(values) == 2:
        axes.plot(values, [y, y], color=colour, linewidth=1.6, zorder=2)
    for value in values:
        face = "white" if mark.baseline and not mark.near else colour
        sign = sign_of(look.shapes[mark.year], colour, face, near=mark.near)
        sign.set_data([value], [y])
        sign.set_zorder(3)
        axes.add_line(sign)


def _draw_figure(axes: Axes, y: float, line: PanelLine, place: int, look: Look) -> None:
    """The figure beside a mark: to the right; of two on one line to the outer side of each; and
    above where there is one on either side."""
    mark = line.marks[place]
    text = clean(_figure(mark, look.lang))
    low, high = axes.get_xlim()
    right = float(mark.value if mark.value_max is None else mark.value_max)
    room = (high - right) / (high - low) * look.inner - 0.09
    first, last = place == 0, place == len(line.marks) - 1
    offset: tuple[float, float] = (0, 6.5)
    where, value, size = "center", float(mark.value), SMALL
    if last and (room >= text_width(text, LABEL) or not first):
        offset, where, value, size = (5.5, 0), "left", right, LABEL
    elif first:
        offset, where, size = (-5.5, 0), "right", LABEL
    axes.annotate(
        text, (value, y), xytext=offset, textcoords="offset points", ha=where, va="center",
        fontsize=size, zorder=5, bbox={**_PLAIN, "pad": 0.3, "alpha": 0.85},
    )  # fmt: skip


def _figure(mark: Mark, lang: str) -> str:
    text = mark.text if lang == "zh" else mark.text_en
    if mark.suspect:
        text += "（存疑）" if lang == "zh" else " (doubtful)"
    return text + ("†" if mark.recalled else "")


def _direction(page: Page, scale: Scale, look: Look, x: float, y: float) -> None:
    zh = look.lang == "zh"
    said, where = {
        Toward.LEFT: ("← 要求更高" if zh else "← asks more", "left"),
        Toward.RIGHT: ("要求更高 →" if zh else "asks more →", "right"),
        Toward.NEITHER: ("不分高低" if zh else "not ranked", "center"),
        Toward.SIZE: ("数量随地区大小，不可比" if zh else "grows with the place", "center"),
    }[scale.toward]
    if scale.cap is not None:
        limit = f"{number_text(scale.cap)}{scale.unit_name(look.lang)}"
        said += f"（至{limit}）" if zh else f" (up to {limit})"
    at = {"left": x, "right": x + look.inner, "center": x + look.inner / 2}[where]
    page.text(at, y, said, SMALL, ha=where, color=MUTED)
