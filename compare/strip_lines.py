"""Drawing one scale as a line of text, and the initials that stand in it for places.

Widths are in terminal cells; nothing here knows of tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import Level, Plan
from plancmp.compare.scales import Mark, Scale, ScaleReport, Toward, one_line

__all__ = ["DRAWING", "DRAWN", "TYPED", "Signs", "cells", "draw", "fold", "initials", "pieces"]

_APART: Final = 2  # the least between two figures


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs strips are drawn with. Those beyond ASCII are all in GBK, † aside."""

    line: str
    broken: str
    left: str
    right: str
    joint: str
    near: str
    doubtful: str
    recalled: str
    words: str
    other: str
    missing: str


DRAWN: Final = Signs("─", "┄", "←", "→", "·", "≈", "?", "†", "○", "≠", "—")
TYPED: Final = Signs("-", ".", "<", ">", ":", "~", "?", "+", "o", "!", "-")
DRAWING: Final = "─┄←→·≈○≠—"
"""Every sign a stream must be able to show for strips to be drawn with more than ASCII."""


# -- text in cells ---------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many terminal cells a text takes: two for a wide character, none for a combining one."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


_OPENING: Final = re.escape("（“‘《【([")
_CLOSING: Final = re.escape("、，。；：！？）”’》】,.;:!?)]%‰")
# one Chinese character or one run of anything else, with the punctuation that clings to it
# and a sign for the unit, which is not left to a line of its own
_PIECE: Final = re.compile(
    rf"[{_OPENING}]*(?:[^\s\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]+|\S)[{_CLOSING}]*(?: [%‰])?\s*"
)


def pieces(text: str) -> list[str]:
    """The parts of a text between which a line may end; joined they are the text."""
    return _PIECE.findall(text)


def fold(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` cells, broken after Chinese characters and spaces, and inside
    a word only when it is wider than a line. At least one line."""
    lines: list[str] = [""]
    for piece in pieces(text):
        if cells(lines[-1] + piece.rstrip()) <= width:
            lines[-1] += piece
            continue
        if lines[-1]:
            lines.append("")
        for character in piece:
            if lines[-1] and cells(lines[-1] + character) > width and not character.isspace():
                lines.append("")
            lines[-1] += character
    return [line.rstrip() for line in lines]


# -- who is who ------------------------------------------------------------------------------------


def initials(catalogue: Catalogue, report: ScaleReport, lang: str) -> dict[str, str]:
    """What stands for each plan beside a figure: 东, 兰 …, DG, LX …; 国 for the nation's plan and
    部 for its sector documents, NAT and SEC in English.

    As short as keeps two places apart. Documents of one upper-level place share theirs.
    """
    full = {p.id: _full_initials(catalogue, p, lang) for p in (*report.plans, *report.baselines)}
    out = _shortest(full) if lang == "zh" else full
    taken: dict[str, str] = {}
    for plan in report.plans:
        base, number = out[plan.id], 1
        while out[plan.id] in taken:
            number += 1
            out[plan.id] = f"{base}{number}"
        taken[out[plan.id]] = plan.id
    return out


def _full_initials(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    place = catalogue.jurisdictions[plan.jurisdiction]
    zh = lang == "zh"
    if place.level is Level.NATION:
        if plan.role == "sector":
            return "部" if zh else "SEC"
        return "国" if zh else "NAT"
    if zh:
        return one_line(place.short).replace(" ", "") or place.id
    return "".join(word[0] for word in place.pinyin.split()).upper() or place.id


def _shortest(names: Mapping[str, str]) -> dict[str, str]:
    """Each name cut to its shortest beginning that no other name has."""
    different = set(names.values())
    out = {}
    for key, name in names.items():
        others = different - {name}
        length = next(
            (n for n in range(1, len(name)) if not any(o.startswith(name[:n]) for o in others)),
            len(name),
        )
        out[key] = name[:length]
    return out


# -- drawing ---------------------------------------------------------------------------------------


def draw(
    scale: Scale,
    names: Mapping[str, str],
    signs: Signs = DRAWN,
    *,
    year: int,
    width: int,
    lang: str = "zh",
) -> list[str]:
    """One scale as a line of at most ``width`` cells, or as several where it does not fit.

    ``names`` are the initials by plan id, ``year`` the due year that is not marked.
    """
    tokens = [
        (value, f"{text}{signs.joint}{_who(members, names, year, signs)}")
        for (value, text), members in _grouped(scale, lang, signs).items()
    ]
    left = f"{signs.left} " if scale.toward is Toward.LEFT else "  "
    if scale.toward is not Toward.RIGHT:
        return [
            (left if n == 0 else "  ") + x for n, x in enumerate(_line(tokens, width - 2, signs))
        ]
    lines = [left + line for line in _line(tokens, width - 4, signs)]
    # the arrow at the edge, so that arrows stand in one column
    lines[0] += " " * (width - 1 - cells(lines[0])) + signs.right
    return lines


def _grouped(scale: Scale, lang: str, signs: Signs) -> dict[tuple[Decimal, str], list[Mark]]:
    """Marks that share figure and bound, from low to high; 2 and 2.0 are one figure."""
    out: dict[tuple[Decimal, str], list[Mark]] = {}
    texts: dict[tuple[Decimal, str], str] = {}
    for mark in scale.marks:
        text = mark.text if lang == "zh" else mark.text_en
        bound = text.rstrip("0123456789.")
        text = texts.setdefault((mark.value, bound), text)
        if signs is TYPED:
            text = "".join(_ASCII_BOUNDS.get(c, c) for c in text)
        out.setdefault((mark.value, text), []).append(mark)
    return out


_ASCII_BOUNDS: Final = {"≥": ">=", "≤": "<=", "≈": "~", "−": "-", "–": "-"}


def _who(marks: Sequence[Mark], names: Mapping[str, str], year: int, signs: Signs) -> str:
    """The initials of those at one figure, those of another due year apart: 曾国 兰乐'25."""
    joint = "" if all(len(names[m.plan.id]) == 1 for m in marks) else ","
    parts = []
    for due in sorted({m.year for m in marks}, key=lambda y: (y != year, y)):
        same: dict[str, list[Mark]] = {}
        for mark in sorted((m for m in marks if m.year == due), key=lambda m: m.baseline):
            same.setdefault(names[mark.plan.id], []).append(mark)
        said = joint.join(name + _doubt(members, signs) for name, members in same.items())
        parts.append(said + ("" if due == year else f"'{due % 100:02}"))
    return " ".join(parts)


def _doubt(marks: Sequence[Mark], signs: Signs) -> str:
    """What must be said of a figure; of several documents at one only what is true of all."""
    out = signs.near if all(m.near for m in marks) else ""
    out += signs.doubtful if all(m.suspect for m in marks) else ""
    return out + (signs.recalled if all(m.recalled for m in marks) else "")


def _line(tokens: Sequence[tuple[Decimal, str]], width: int, signs: Signs) -> list[str]:
    """Tokens on one line at distances in proportion, else in order, else on several lines."""
    sizes = [cells(text) for _, text in tokens]
    low, high = tokens[0][0], tokens[-1][0]
    room = width - sizes[-1]
    between = len(sizes) - 1
    apart = _APART if sum(sizes) + _APART * between <= width else 1
    if sum(sizes) + apart * between > width:
        return _lines([text for _, text in tokens], max(2, width))
    ideal = [int((v - low) / (high - low) * room) if high > low else 0 for v, _ in tokens]
    starts = list(ideal)
    for n in range(1, len(starts)):
        starts[n] = max(starts[n], starts[n - 1] + sizes[n - 1] + apart)
    starts[-1] = min(starts[-1], room)
    for n in range(len(starts) - 2, -1, -1):
        starts[n] = min(starts[n], starts[n + 1] - sizes[n] - apart)
    # of figures that differ in their bound alone only the first can stand where they belong
    first = [n for n, (v, _) in enumerate(tokens) if n == 0 or v != tokens[n - 1][0]]
    moved = max(abs(starts[n] - ideal[n]) for n in first)
    stroke = signs.line if moved <= max(2, width // 20) else signs.broken
    out = ""
    for start, (_, text) in zip(starts, tokens, strict=True):
        gap = start - cells(out)
        out += f" {stroke * (gap - 2)} " if gap > _APART and out else " " * gap
        out += text
    return [out]


def _lines(texts: Sequence[str], width: int) -> list[str]:
    """Tokens in order on as many lines as they need, a token parted only where it must."""
    out = [""]
    for text in texts:
        if not out[-1]:
            out[-1] = text
        elif cells(out[-1]) + _APART + cells(text) <= width:
            out[-1] += " " * _APART + text
        else:
            out.append(text)
    return [part for line in out for part in fold(line, width)]
