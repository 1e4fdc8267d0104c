"""Reports as plain tables of text: what the terminal, Markdown and CSV all show.

A sheet knows words and order, not looks: no colour, no escaping, no widths. Each format
renders sheets in its own way and escapes once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any, Final, Protocol, TypeGuard

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.goal import goal_text
from plancmp.compare.labels import label
from plancmp.compare.model import (
    Aim,
    Confidence,
    Firmness,
    Kind,
    Locator,
    Op,
    Target,
)
from plancmp.compare.record import record
from plancmp.compare.universals import universal_words

__all__ = [
    "Column",
    "Group",
    "SelfDescribing",
    "Sheet",
    "dagger",
    "dagger_note",
    "describes_itself",
    "goal_cell",
    "indicator_name",
    "near_note",
    "recalled",
    "say",
    "scope_suffix",
    "sheets_of",
    "view_of",
    "where_text",
    "with_signs",
]


@record
class Column:
    """A column: its heading, and whether its cells are numbers to set right."""

    title: str
    right: bool = False


@record
class Group:
    """Rows under one heading (a field, a plan); the title may be empty."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@record
class Sheet:
    """A table with a title, grouped rows and notes below."""

    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no row is left to show."""
        return not any(g.rows for g in self.groups)


def with_signs(sheets: Sequence[Sheet], signs: Callable[[str], str]) -> list[Sheet]:
    """The same tables with every text passed through ``signs``."""
    return [
        Sheet(
            signs(sheet.title),
            tuple(Column(signs(c.title), c.right) for c in sheet.columns),
            tuple(
                Group(signs(g.title), tuple(tuple(map(signs, row)) for row in g.rows))
                for g in sheet.groups
            ),
            tuple(map(signs, sheet.notes)),
        )
        for sheet in sheets
    ]


class SelfDescribing(Protocol):
    """A report that knows its own tables and its own JSON payload."""

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """The report as tables of text."""

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The report as a JSON payload."""


def describes_itself(report: object) -> TypeGuard[SelfDescribing]:
    """Whether a report knows its own tables and payload. From Python 3.12 on, isinstance of a
    protocol would import inspect, longer than a listing takes."""
    return hasattr(report, "sheets") and hasattr(report, "record")


def sheets_of(catalogue: Catalogue, report: object, lang: str = "zh") -> list[Sheet]:
    """The sheets of a report. Raises TypeError for something that is not a report."""
    if describes_itself(report):
        return report.sheets(catalogue, lang)
    found: list[Sheet] = view_of(report).sheets(catalogue, report, lang)
    return found


_VIEWS: Final = {
    "ListReport": "listing", "IndicatorsReport": "listing", "PlansReport": "listing",
    "DiffReport": "diff", "CheckReport": "check", "ShowReport": "show",
}  # fmt: skip


def view_of(report: object) -> Any:
    """The module of :mod:`plancmp.compare.views` that knows a report's tables and JSON, imported
    only now. Raises TypeError for something that is not a report."""
    first = report[0] if isinstance(report, tuple) and report else report
    name = _VIEWS.get(type(first).__name__)
    if name is None:
        raise TypeError(type(report).__name__)
    return import_module(f"plancmp.compare.views.{name}")


def say(lang: str, zh: str, en: str) -> str:
    """The text in the language of the output."""
    return zh if lang == "zh" else en


def indicator_name(catalogue: Catalogue, indicator: str, scope: str | None, lang: str) -> str:
    """An indicator's name with its scope: 自来水普及率(农村)."""
    found = catalogue.indicators[indicator]
    return (found.zh if lang == "zh" else found.en) + scope_suffix(catalogue, scope, lang)


def scope_suffix(catalogue: Catalogue, scope: str | None, lang: str) -> str:
    """The part of the population that a figure is about, as it follows a name; else empty."""
    if scope is None:
        return ""
    part = catalogue.scopes[scope]
    return f"（{part.zh}）" if lang == "zh" else f" ({part.en})"


def where_text(locator: Locator | None, lang: str) -> str:
    """A locator as people cite it: 儿童与健康·目标3."""
    if locator is None:
        return "—"
    word = label(f"list.{locator.list}", lang)
    number = f"{locator.item}" if locator.item else ""
    if lang == "zh":
        return f"{locator.heading}·{word}{number}"
    return f"{locator.heading}, {word} {number}".rstrip()


def goal_cell(target: Target, lang: str, end: int | None = None) -> str:
    """A goal with what must not be lost beside it: its due year where it is not ``end``,
    how firm it is, that it is held, that its figure is doubtful."""
    text = goal_text(target.goal, lang)
    if target.goal.kind is Kind.QUALITATIVE and target.label and lang == "zh":
        text = target.label
    words = universal_words(target)
    if words is not None:
        text = words[0 if lang == "zh" else 1]
    extra = []
    if end is not None and target.year != end:
        extra.append(str(target.year))
    if target.goal.aim is Aim.HOLD and target.goal.op is not Op.MAINTAIN:
        extra.append(label("aim.hold", lang))
    if target.firmness is not Firmness.FIRM:
        extra.append(label(f"firmness.{target.firmness}", lang))
    if target.suspect is not None:
        extra.append(say(lang, "原文存疑", "doubtful figure"))
    if extra:
        text += f"（{'，'.join(extra)}）" if lang == "zh" else f" ({', '.join(extra)})"
    return text


def recalled(target: Target) -> bool:
    """Whether an upper-level figure is given from memory only."""
    return target.confidence is Confidence.RECALLED


def dagger(weak: bool) -> str:
    """The mark of a figure attested less well than was asked."""
    return "†" if weak else ""


# -- registries and lists ------------------------------------------------------------------------


def near_note(lang: str) -> str:
    """What ≈ means, for the notes of a table."""
    return say(
        lang,
        "≈ 列在指标名或单元格末尾：口径相近而不同，不参与高低判断。",
        "A trailing ≈: a similar but different definition, never ranked.",
    )


# -- diff ------------------------------------------------------------------------------------------


def dagger_note(lang: str) -> str:
    """What † means, for the notes of a table."""
    return say(
        lang,
        "† 上级数值凭记忆，未能核对，仅供参考。",
        "† upper-level figure recalled, not checked against a page; for reference only.",
    )


# -- check ---------------------------------------------------------------------------------------------


# -- show ------------------------------------------------------------------------------------------------
