"""Scales as strips of text: one line an indicator, every place and baseline where it stands.

``← 2.0·东清 ─────── 3·曾国 兰乐'25``: figures from low to high with the initials of those who
state them, at distances in proportion where there is room; the arrow points to the side on
which more is asked; ``'25`` is a due year other than the usual one. No meaning hangs on colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.labels import label
from plancmp.compare.scales import Scale, ScaleReport, Toward, one_line
from plancmp.compare.sheets import Column, Group, Sheet
from plancmp.compare.strip_lines import DRAWN, TYPED, Signs, cells, draw, fold, initials
from plancmp.compare.units import number_text

__all__ = ["StripReport"]

_MIN_WIDTH: Final = 24
_STACKED_BELOW: Final = 60
_NAME_SHARE: Final = 0.25
_GAP: Final = 3  # what a table puts between two columns


@dataclass(frozen=True, slots=True)
class StripReport:
    """The strips of one audience at a width in terminal cells.

    From 60 cells up a strip stands beside its name, below that under it. ``ascii_only`` draws
    with ASCII signs; names stay as they are.
    """

    report: ScaleReport
    width: int = 80
    ascii_only: bool = False

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """One table: names, strips, and who gives no figure."""
        return [_sheet(catalogue, self, lang)]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The marks of every scale, whatever the width."""
        found = self.report
        return {
            "audience": found.audience,
            "plans": [p.id for p in found.plans],
            "baselines": [p.id for p in found.baselines],
            "year": found.year,
            "scales": [s.record(catalogue) for s in found.scales],
            "alone": [s.record(catalogue) for s in found.alone],
        }


# -- the table ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One scale as texts: its name, its lines, and those who have no figure on it."""

    scale: Scale
    name: str
    lines: tuple[str, ...]
    silent: str


def _sheet(catalogue: Catalogue, strips: StripReport, lang: str) -> Sheet:
    report = strips.report
    names = initials(catalogue, report, lang)
    signs = TYPED if strips.ascii_only else DRAWN
    titles = [f"{s.name(catalogue, lang)} {s.unit_name(lang)}".rstrip() for s in report.scales]
    rest = [_rest(s, names, signs) for s in report.scales]
    heading = "其余" if lang == "zh" else "Others"
    stacked = strips.width < _STACKED_BELOW
    name_width, rest_width = _widths(strips.width, titles, rest, heading)
    taken = name_width + _GAP + (rest_width + _GAP if rest_width else 0)
    width = strips.width if stacked else max(_MIN_WIDTH, strips.width - taken)
    drawn = [
        _Drawn(
            s, title, tuple(draw(s, names, signs, year=report.year, width=width, lang=lang)), who
        )
        for s, title, who in zip(report.scales, titles, rest, strict=True)
    ]
    groups: dict[str, list[tuple[str, ...]]] = {}
    for one in drawn:
        field = label(f"field.{one.scale.indicator.field}", lang)
        row = _stacked(one, width) if stacked else _beside(one, name_width, rest_width)
        groups.setdefault(field, []).append(row)
    columns = [Column(label("col.indicator", lang))]
    if not stacked:
        columns.append(Column("由低到高" if lang == "zh" else "From low to high"))
        columns += [Column(heading)] if rest_width else []
    return Sheet(
        label(report.audience, lang),
        tuple(columns),
        tuple(Group(k, tuple(v)) for k, v in groups.items()),
        tuple(_notes(catalogue, report, drawn, names, signs, lang)),
    )


def _stacked(one: _Drawn, width: int) -> tuple[str, ...]:
    more = [f"  {one.silent}"] if one.silent else []
    return ("\n".join([*fold(one.name, width), *one.lines, *more]),)


def _beside(one: _Drawn, name_width: int, rest_width: int) -> tuple[str, ...]:
    row = ("\n".join(fold(one.name, name_width)), "\n".join(one.lines))
    return (*row, "\n".join(fold(one.silent, rest_width))) if rest_width else row


def _widths(
    width: int, titles: Sequence[str], rest: Sequence[str], heading: str
) -> tuple[int, int]:
    """The widths of the names and of those without a figure; the second 0 where there are none."""
    longest = max((cells(t) for t in titles), default=8)
    name = min(longest, max(16, int(width * _NAME_SHARE)))
    widest = max((cells(r) for r in rest), default=0)
    return name, max(cells(heading), min(widest, 16)) if widest else 0


def _rest(scale: Scale, names: Mapping[str, str], signs: Signs) -> str:
    """Who states the row without a figure, with one that does not fit this scale, or not at all."""
    parts = []
    for sign, ids in (
        (signs.words, [u.plan.id for u in scale.wordless if not has_number(u.target.goal)]),
        (signs.other, [u.plan.id for u in scale.wordless if has_number(u.target.goal)]),
        (signs.missing, [p.id for p in scale.missing]),
    ):
        said = [names[i] for i in ids]
        if said:
            parts.append(sign + ("" if all(len(s) == 1 for s in said) else ",").join(said))
    return " ".join(parts)


def _notes(
    catalogue: Catalogue,
    report: ScaleReport,
    drawn: Sequence[_Drawn],
    names: Mapping[str, str],
    signs: Signs,
    lang: str,
) -> list[str]:
    zh = lang == "zh"
    alone = len(report.alone)
    left_out = (
        f"{alone} 项只有一份文件列有数值，未画（--all 展开）。"
        if zh
        else f"{alone} rows with a figure in one document only left out (--all shows them)."
    )
    if not drawn:
        none = "没有可画的数值。" if zh else "No figures to draw."
        return [none, left_out] if alone else [none]
    notes = [_legend(catalogue, report, names, lang), _reading(report, drawn, signs, lang)]
    notes += _doubts(report.scales, signs, lang)
    notes += _caps(catalogue, report.scales, lang)
    return [*notes, left_out] if alone else notes


def _legend(catalogue: Catalogue, report: ScaleReport, names: Mapping[str, str], lang: str) -> str:
    meant: dict[str, list[str]] = {}
    for plan in (*report.plans, *report.baselines):
        name = one_line(catalogue.plan_name(plan, lang))
        meant.setdefault(names[plan.id], []).append(name)
    if lang == "zh":
        said = [f"{key} {'、'.join(dict.fromkeys(who))}" for key, who in meant.items()]
        return "；".join(said) + "。"
    return "; ".join(f"{key} {', '.join(dict.fromkeys(who))}" for key, who in meant.items()) + "."


def _reading(report: ScaleReport, drawn: Sequence[_Drawn], signs: Signs, lang: str) -> str:
    """How to read the strips: only of what occurs in them."""
    zh = lang == "zh"
    lines = "\n".join(line for one in drawn for line in one.lines)
    silent = " ".join(one.silent for one in drawn)
    others = [f"'{y % 100:02}" for y in report.years if y != report.year]
    if zh:
        parts = [f"目标年{report.year}" + (f"，另有的注 {'、'.join(others)}" if others else "")]
    else:
        parts = [f"Due {report.year}" + (f" unless marked {', '.join(others)}" if others else "")]
    towards = {s.toward for s in report.scales}
    sides = ((Toward.LEFT, signs.left), (Toward.RIGHT, signs.right))
    arrows = " ".join(arrow for side, arrow in sides if side in towards)
    if arrows:
        parts.append(f"{arrows} 指向要求更高的一侧" if zh else f"{arrows} to where more is asked")
    if towards & {Toward.NEITHER, Toward.SIZE}:
        parts.append(
            "无箭头的不分高低，或数量随地区大小而不可比"
            if zh
            else "no arrow: not ranked, or a total that grows with the place"
        )
    if signs.broken * 2 in lines:
        broken = "处间距不成比例" if zh else "distances not in proportion"
        parts.append(f"{signs.broken * 2} {broken}")
    said = [
        (signs.words, "无数值", "no figure"),
        (signs.other, "数值以另一方式表述", "a figure stated in another way"),
        (signs.missing, "未列", "not stated"),
    ]
    parts += [f"{sign} {a if zh else b}" for sign, a, b in said if sign in silent]
    return ("；" if zh else "; ").join(parts) + ("。" if zh else ".")


def _doubts(found: Iterable[Scale], signs: Signs, lang: str) -> list[str]:
    marks = [m for s in found for m in s.marks]
    zh = lang == "zh"
    parts = []
    if any(m.near for m in marks):
        parts.append(f"{signs.near} " + ("口径相近而不同" if zh else "a similar definition"))
    if any(m.suspect for m in marks):
        parts.append(f"{signs.doubtful} " + ("原文数值存疑" if zh else "doubtful figure"))
    if any(m.recalled for m in marks):
        said = "上级数值凭记忆，未能核对" if zh else "recalled, not checked against a page"
        parts.append(f"{signs.recalled} {said}")
    return [("；" if zh else "; ").join(parts) + ("。" if zh else ".")] if parts else []


def _caps(catalogue: Catalogue, found: Iterable[Scale], lang: str) -> list[str]:
    out = []
    for scale in found:
        if scale.cap is not None:
            limit = f"{number_text(scale.cap)}{scale.unit_name(lang)}"
            name = scale.name(catalogue, lang)
            out.append(
                f"{name}：超过{limit}不再视为要求更高。"
                if lang == "zh"
                else f"{name}: beyond {limit} more is not more demanding."
            )
    return out
