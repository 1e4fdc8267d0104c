"""HTML built from parts that know whether they are markup: text is escaped once, here.

Characters that are not seen but act (controls, bidirectional overrides, zero-width ones) are
shown as what they are, ``⟨U+202E⟩``: a name must not reorder the line it stands in.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias
from urllib.parse import quote

__all__ = ["Html", "Words", "anchor", "data_block", "join", "tag", "text", "visible"]

_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_VOID: Final = frozenset({"input"})
_JSON: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026",
                "\u2028": "\\u2028", "\u2029": "\\u2029"}  # fmt: skip


Words: TypeAlias = "str | Sequence[Words] | Mapping[str, Words]"
"""What the page's script reads: names and phrases, no numbers."""


class Html(str):
    """Markup that is already escaped."""

    __slots__ = ()


def visible(data: str) -> str:
    """Data with every character that acts unseen written out; line breaks become spaces."""
    if data.isascii() and data.isprintable():
        return data
    out = []
    for char in data:
        if char in "\n\t\r":
            out.append(" ")
        elif unicodedata.category(char) in _INVISIBLE:
            out.append(f"⟨U+{ord(char):04X}⟩")
        else:
            out.append(char)
    return "".join(out)


def text(data: str) -> Html:
    """Data as text of an element or of a quoted attribute; markup passes as it is."""
    if isinstance(data, Html):
        return data
    safe = visible(data).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html(safe.replace('"', "&quot;").replace("'", "&#39;"))


def join(parts: Iterable[str], between: str = "") -> Html:
    """Parts in a row, each escaped unless it is markup; ``between`` is text too."""
    return Html(text(between).join(text(p) for p in parts))


def tag(name: str, /, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` is ``class``, ``data_x`` is ``data-x``; True is an attribute
    without value, None and False none at all."""
    opening = name
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        opening += f" {key.rstrip('_').replace('_', '-')}"
        if value is not True:
            opening += f'="{text(str(value))}"'
    if name in _VOID:
        return Html(f"<{opening}>")
    return Html(f"<{opening}>{join(children)}</{name}>")


def anchor(identifier: str) -> str:
    """The address within the page of the element with this id."""
    return "#" + quote(visible(identifier), safe="/@~-._")


def data_block(identifier: str, data: Words) -> Html:
    """JSON for the page's script. Nothing in it can end the element or open a comment."""
    body = json.dumps(_shown(data), ensure_ascii=False, separators=(",", ":"))
    for char, escape in _JSON.items():
        body = body.replace(char, escape)
    return Html(f'<script type="application/json" id="{text(identifier)}">{body}</script>')


def _shown(data: Words) -> Words:
    if isinstance(data, str):
        return visible(data)
    if isinstance(data, Mapping):
        return {visible(k): _shown(v) for k, v in data.items()}
    return [_shown(v) for v in data]
