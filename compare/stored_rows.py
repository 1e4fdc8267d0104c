"""Rows of a compiled catalogue: records to sealed JSON text and back.

Rows hold JSON text; nothing in them can run. A row is a record's fields in their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from json import dumps
from typing import Any, Final
from zlib import crc32

from plancmp.compare.catalogue import Exclusion, Waiver
from plancmp.compare.model import (
    Aim,
    Confidence,
    Field,
    Firmness,
    Goal,
    Indicator,
    Jurisdiction,
    Kind,
    Level,
    ListName,
    Locator,
    Match,
    Observation,
    Op,
    Place,
    Plan,
    Polarity,
    Scope,
    Suspect,
    Target,
)

__all__ = [
    "PLAN_TARGETS",
    "is_sealed",
    "plain",
    "sealed",
    "target_rows",
    "to_exclusion",
    "to_indicator",
    "to_jurisdiction",
    "to_observation",
    "to_scope",
    "to_targets",
    "to_waiver",
]  # fmt: skip


def plain(value: Any) -> Any:
    """What JSON does not know by itself: a figure as its text, a record as its fields."""
    return str(value) if isinstance(value, Decimal) else list(value.__dict__.values())


def sealed(value: Any) -> str:
    """JSON text after its checksum: a figure that a bad disk changed must not be believed."""
    text = dumps(value, ensure_ascii=False, separators=(",", ":"), default=plain)
    return f"{crc32(text.encode()):08x}{text}"


def is_sealed(row: object) -> bool:
    """Whether a row is as it was written."""
    return isinstance(row, str) and f"{crc32(row[8:].encode()):08x}" == row[:8]


_AIM: Final = {m.value: m for m in Aim}
_FIRMNESS: Final = {m.value: m for m in Firmness}
_KIND: Final = {m.value: m for m in Kind}
_LIST: Final = {m.value: m for m in ListName}
_MATCH: Final = {m.value: m for m in Match}
_OP: Final = {m.value: m for m in Op} | {None: None}
_CONFIDENCE: Final = {m.value: m for m in Confidence} | {None: None}


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


# Of a hundred targets of a plan a third state a goal that others state too.
@lru_cache(maxsize=8192)
def _goal(
    kind: str, op: str | None, value: str | None, value_max: str | None, unit: str | None,
    base_year: int | None, base_value: str | None, aim: str, reference: str | None, year: int | None,
) -> Goal:  # fmt: skip
    return Goal(
        _KIND[kind], _OP[op], _number(value), _number(value_max), unit, base_year,
        _number(base_value), _AIM[aim], reference, year,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _locator(heading: str, list_name: str, item: int) -> Locator:
    return Locator(heading, _LIST[list_name], item)


def target_rows(targets: Iterable[Target]) -> list[list[Any]]:
    """The rows of one plan's targets, without what they share: the plan and its file."""
    return [
        [t.id, t.indicator, t.scope, t.goal, t.written, t.part, t.locator, t.firmness, t.match,
         t.suspect, t.label, t.note, t.confidence, t.evidence, t.reading, t.at.line]
        for t in targets
    ]  # fmt: skip


def to_targets(rows: Iterable[list[Any]], plan: str, file: str) -> list[Target]:
    """One plan's targets, from the fields of their rows."""
    return [
        Target(
            name, plan, indicator, scope, _goal(*goal), written, part,
            None if where is None else _locator(*where), _FIRMNESS[firmness], _MATCH[match],
            None if doubt is None else Suspect(*doubt), label, note, _CONFIDENCE[confidence],
            tuple(evidence), reading, Place(file, line),
        )
        for (
            name, indicator, scope, goal, written, part, where, firmness, match, doubt, label, note,
            confidence, evidence, reading, line,
        ) in rows
    ]  # fmt: skip


def to_jurisdiction(a: list[Any]) -> Jurisdiction:
    """A place, from the fields of its row."""
    return Jurisdiction(
        a[0], a[1], a[2], a[3], a[4], tuple(a[5]), a[6], Level(a[7]), a[8], Place(a[9][0], a[9][1])
    )


def to_scope(a: list[Any]) -> Scope:
    """A scope, from the fields of its row."""
    return Scope(a[0], a[1], a[2], a[3], Place(a[4][0], a[4][1]))


def to_indicator(a: list[Any]) -> Indicator:
    """An indicator, from the fields of its row."""
    limits = None if a[12] is None else (Decimal(a[12][0]), Decimal(a[12][1]))
    return Indicator(
        a[0], a[1], a[2], tuple(a[3]), Field(a[4]), a[5], Polarity(a[6]), a[7], a[8], a[9], a[10],
        _number(a[11]), limits, Place(a[13][0], a[13][1]), tuple(a[14]),
    )  # fmt: skip


def to_observation(a: list[Any]) -> Observation:
    """An observed value, from the fields of its row."""
    return Observation(
        a[0], a[1], a[2], Decimal(a[3]), a[4], a[5], _MATCH[a[6]], a[7], a[8], tuple(a[9]),
        Place(a[10][0], a[10][1]),
    )  # fmt: skip


def to_exclusion(a: list[Any]) -> Exclusion:
    """A numeral that is no target, from the fields of its row."""
    return Exclusion(a[0], a[1], _LIST[a[2]], a[3], a[4], a[5], a[6], a[7], a[8])


def to_waiver(a: list[Any]) -> Waiver:
    """A waiver, from the fields of its row."""
    return Waiver(a[0], a[1], a[2], a[3], a[4], a[5])


PLAN_TARGETS: Final = Plan.__match_args__.index("targets")
