"""The sheet of paper pictures are drawn on: font, style, text, and what leaves it as bytes.

Places and sizes are in inches from the upper left corner, so that a layout can be reckoned
before anything is drawn. Binary floats are at home here and nowhere else in this library:
they place ink, while every figure that is printed comes from a ``Decimal`` as text.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any, Final

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, fontManager, get_font
from matplotlib.textpath import text_to_path
from plancmp.compare.scales import one_line
from plancmp.compare.strip_lines import pieces
from pylopdf_fonts_zh_cn import sans_path

__all__ = [
    "INK",
    "MUTED",
    "PALE",
    "UPPER",
    "Page",
    "clean",
    "line_height",
    "paper",
    "text_width",
    "wrap",
]

INK: Final = "#12355b"
UPPER: Final = "#b4430f"
MUTED: Final = "#5f5f5f"
PALE: Final = "#d9d9d9"

# A name of our own: a Noto Sans SC that happens to be installed may be another version, and the
# same input must make the same picture everywhere.
_FAMILY: Final = "plancmp sans"
_FALLBACK: Final = "DejaVu Sans"  # comes with matplotlib
_LACKING: Final = "〓"
_SALT: Final = "plancmp"
_DPI: Final = 200


@cache
def _fonts() -> tuple[frozenset[int], ...]:
    """Register the font; the characters that it and the fallback have."""
    path = str(sans_path())
    fontManager.ttflist.append(FontEntry(fname=path, name=_FAMILY))
    fallback = fontManager.findfont(FontProperties(family=_FALLBACK))
    return tuple(frozenset(get_font(name).get_charmap()) for name in (path, fallback))


@contextmanager
def paper() -> Iterator[None]:
    """Our style and nobody else's: a personal matplotlibrc does not reach the picture, and
    ``$`` and ``\\`` in a name are text, not mathematics."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    _fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {
                "font.family": [_FAMILY, _FALLBACK],
                "text.parse_math": False,
                "text.usetex": False,
                "text.color": "#111111",
                "svg.fonttype": "path",
                "svg.hashsalt": _SALT,
                "hatch.linewidth": 0.6,
                "axes.linewidth": 0.6,
            }
        )
        yield


@cache
def clean(text: str) -> str:
    """Text on one line in characters the fonts have; what they lack becomes 〓, the printer's
    sign for a missing type."""
    known = _fonts()
    return "".join(c if any(ord(c) in font for font in known) else _LACKING for c in one_line(text))


@cache
def text_width(text: str, size: float) -> float:
    """How wide a text is in inches at a size in points."""
    properties = FontProperties(family=[_FAMILY, _FALLBACK], size=size)
    points, _, _ = text_to_path.get_text_width_height_descent(text, properties, ismath=False)
    return float(points) / 72


def wrap(text: str, size: float, width: float) -> list[str]:
    """Lines no wider than ``width`` inches, broken after Chinese characters and spaces, and
    inside a word only when it is wider than a line."""
    lines = [""]
    for piece in pieces(clean(text)):
        if text_width(lines[-1] + piece.rstrip(), size) <= width:
            lines[-1] += piece
        elif text_width(piece.rstrip(), size) <= width:
            lines.append(piece)
        else:
            for character in piece:
                if lines[-1] and text_width(lines[-1] + character, size) > width:
                    lines.append("")
                lines[-1] += character
    return [line.rstrip() for line in lines if line.strip()] or [""]


class Page:
    """One picture in the making, ``width`` by ``height`` inches."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width, height), facecolor="white")

    def across(self, x: float) -> float:
        """Inches from the left as a share of the width."""
        return x / self.width

    def up(self, y: float) -> float:
        """Inches from the top as a share of the height, which is counted from the bottom."""
        return 1 - y / self.height

    def add(self, artist: Artist) -> None:
        """Put something on the page whose place is given in shares of it."""
        artist.set_transform(self.figure.transFigure)
        self.figure.add_artist(artist)

    def axes(self, x: float, y: float, width: float, height: float) -> Axes:
        """Axes with their upper left corner at ``x``, ``y``."""
        corner = (self.across(x), self.up(y + height))
        return self.figure.add_axes((*corner, width / self.width, height / self.height))

    def text(self, x: float, y: float, text: str, size: float, **looks: Any) -> None:
        """A line of text whose top is at ``y``."""
        looks = {"ha": "left", "va": "top"} | looks
        self.figure.text(self.across(x), self.up(y), clean(text), fontsize=size, **looks)

    def lines(self, x: float, y: float, lines: list[str], size: float, **looks: Any) -> float:
        """Lines one under the other; the height they take."""
        for number, line in enumerate(lines):
            self.text(x, y + number * line_height(size), line, size, **looks)
        return len(lines) * line_height(size)

    def saved(self, form: str, title: str, description: str) -> bytes:
        """The picture as ``svg`` or ``png``: the same bytes for the same picture, no date, and
        a title and description for those who cannot see it."""
        about: dict[str, Any] = {"Title": clean(title), "Description": clean(description)}
        about |= {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
        out = BytesIO()
        self.figure.savefig(out, format=form, dpi=_DPI, metadata=about)
        return out.getvalue()


def line_height(size: float) -> float:
    """The height of a line in inches at a size in points."""
    return size * 1.45 / 72
