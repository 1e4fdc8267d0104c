"""One spelling for what plans print in several: widths, spaces, dashes, scanning noise."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["normalise"]

# Full-width ASCII is half-width ASCII 0xFEE0 further on. NFKC would do this too, but would
# also turn the item number ① into the figure 1, and ½ into 1/2.
_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_PUNCTUATION: Final = {
    **dict.fromkeys("—–－‐‑‒―−﹣─～〜∼", "-"),
    **dict.fromkeys("〔【〖［｛", "("),
    **dict.fromkeys("〕】〗］｝", ")"),
    **dict.fromkeys("「『﹁", "“"),
    **dict.fromkeys("」』﹂", "”"),
    "﹪": "%", "∕": "/", "⁄": "/", "﹤": "<", "﹥": ">", "≦": "≤", "≧": "≥", "⩽": "≤",
    "⩾": "≥", "≒": "≈", "∶": ":", "︰": ":", "､": "、", "｡": "。", "﹐": ",",
}  # fmt: skip

# Traditional forms that scanning leaves in simplified texts: of the words of this grammar
# alone, for a conversion of everything would rewrite names.
_TRADITIONAL: Final = str.maketrans(
    "學個為與達區鎮婦兒萬億於過約內處項間鐘點張應盡穩鞏維設減擴縮長續漸時標準"
    "類門條輛場臺級對優齊蓋實現適齡歲較爭勵進動數當無論員戶幾兩從將總績質顯後發",
    "学个为与达区镇妇儿万亿于过约内处项间钟点张应尽稳巩维设减扩缩长续渐时标准"
    "类门条辆场台级对优齐盖实现适龄岁较争励进动数当无论员户几两从将总绩质显后发",
)

_TABLE: Final[dict[int, int | str]] = {
    **_WIDTH,
    **{ord(old): new for old, new in _PUNCTUATION.items()},
    **_TRADITIONAL,
}
_KEPT: Final = "\ue000"  # stands in for a space that must survive; private use, no text has it
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ue000]")
_AND: Final = re.compile(r"(?<![A-Za-z])and(?![A-Za-z])", re.IGNORECASE)
_SPACE: Final = re.compile(r"\s+")
_SPACE_IN_NUMBER: Final = re.compile(r"(?<=[0-9.])\s+(?=[0-9.])")
# A circle of travel is quoted for emphasis (“15分钟生活圈”); counts in quotation marks are names
# (“一件事”, “二次伤害”) and stay quoted.
_QUOTED_FIGURE: Final = re.compile(
    "“([^“”]*(?:[0-9]|半个?|十)(?:个?小时|分钟|公里|千米|%|‰)[^“”]*)”"
)


def normalise(text: str) -> str:
    """The text in half width, without spaces and line breaks, in simplified characters.

    A space between two digits stays, as one blank: it may stand for a lost sign or a list
    number ("5 70%"), and closing it would make a new figure. The grammar refuses it.
    Positions of :class:`~plancmp.compare.expression.unreadable.Unreadable` count in this text.
    """
    text = _INVISIBLE.sub("", text).translate(_TABLE)
    text = _AND.sub("和", text)
    text = _SPACE_IN_NUMBER.sub(_KEPT, text)
    text = _SPACE.sub("", text).replace(_KEPT, " ")
    return _QUOTED_FIGURE.sub(r"\1", text)
