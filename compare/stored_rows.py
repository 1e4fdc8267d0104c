"""Rows of a compiled catalogue: records to sealed JSON text and back.

Rows hold JSON text; nothing in them can run. A row is a record's fields in their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from json import JSONDecoder, JSONEncoder
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
    "target_lines",
    "target_rows",
    "to_exclusion",
    "to_indicator",
    "to_jurisdiction",
    "to_observation",
    "to_scope",
    "to_target",
    "to_waiver",
]  # fmt: skip


def plain(value: Any) -> Any:
    """What JSON does not know by itself: a figure as its text, a record as its fields."""
    return str(value) if isinstance(value, Decimal) else list(value.__dict__.values())


def sealed(value: Any) -> str:
    """JSON text after its checksum: a figure that a bad disk changed must not be believed."""
    return _seal(_json(value))


_json: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=plain).encode


def _seal(text: str) -> str:
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


def target_rows(plan: str, targets: Iterable[Target]) -> str:
    """One plan's targets as sealed text: the plan's id, then a line for each target. A line is
    indicator, scope (``-`` for the whole) and, as JSON, what is left of the record without the
    plan and its file: targets can be told apart without being read."""
    lines = [plan]
    for t in targets:
        rest = [t.id, t.goal, t.written, t.part, t.locator, t.firmness, t.match, t.suspect, t.label,
                t.note, t.confidence, t.evidence, t.reading, t.at.line]  # fmt: skip
        lines.append(f"{t.indicator} {t.scope or '-'} {_json(rest)}")
    return _seal("\n".join(lines))


def target_lines(row: str) -> list[list[str]]:
    """The plan's id and the lines of what :func:`target_rows` made, each in its three parts."""
    return [line.split(" ", 2) for line in row[8:].split("\n")]


_READ: Final = JSONDecoder().raw_decode


def to_target(line: list[str], plan: str, file: str) -> Target:
    """A target of a plan, from the parts of its line."""
    indicator, scope, rest = line
    (
        name, goal, written, part, where, firmness, match, doubt, label, note, confidence, evidence,
        reading, number,
    ) = _READ(rest)[0]  # fmt: skip
    return Target(
        name, plan, indicator, None if scope == "-" else scope, _goal(*goal), written, part,
        None if where is None else _locator(*where), _FIRMNESS[firmness], _MATCH[match],
        None if doubt is None else Suspect(*doubt), label, note, _CONFIDENCE[confidence],
        tuple(evidence), reading, Place(file, number),
    )  # fmt: skip


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
