"""Rows of a comparison put on one scale each: where every place and the baseline stand.

What strips in the terminal and dot plots both show; :mod:`plancmp.compare.scale_rows` makes
them from the rows of a comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import (
    Audience,
    Confidence,
    Field,
    Indicator,
    Match,
    Plan,
    Target,
)
from plancmp.compare.units import UNITS, number_text

__all__ = ["Form", "Mark", "Scale", "ScaleReport", "Toward", "Unplaced", "one_line"]


class Toward(StrEnum):
    """The side of a scale on which more is asked, or why there is none.

    ``NEITHER`` is an indicator that is never ranked; ``SIZE`` a total that grows with the
    place, so that places cannot be compared by it.
    """

    LEFT = "left"
    RIGHT = "right"
    NEITHER = "neither"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Form:
    """What a scale measures: levels, a change since a base year, or a change a year.

    Goals of different forms cannot stand on one line.
    """

    change: bool = False
    yearly: bool = False
    base_year: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure on a scale.

    ``value`` is in the unit of the scale, a fall being negative. ``text`` is the figure as
    printed, without its unit where that is the unit of the scale, and with its bound where
    that is not the usual one of the indicator; ``text_en`` the same in English. ``baseline``
    tells an upper-level figure from one that is compared.
    """

    plan: Plan
    target: Target
    value: Decimal
    value_max: Decimal | None
    text: str
    text_en: str
    baseline: bool

    @property
    def year(self) -> int:
        """The due year."""
        return self.target.year

    @property
    def near(self) -> bool:
        """Whether the target measures something close to the indicator only."""
        return self.target.match is Match.NEAR

    @property
    def suspect(self) -> bool:
        """Whether the printed figure is doubtful."""
        return self.target.suspect is not None

    @property
    def recalled(self) -> bool:
        """Whether the figure was not checked against a page."""
        return self.target.confidence is Confidence.RECALLED


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A plan that states the row without a figure for this scale, and what it states."""

    plan: Plan
    target: Target


@dataclass(frozen=True, slots=True)
class Scale:
    """One line: its marks by value, and the plans that have none on it.

    ``cap`` is set where a mark lies beyond the value from which more is no longer asked.
    """

    indicator: Indicator
    scope: str | None
    form: Form
    unit: str
    toward: Toward
    marks: tuple[Mark, ...]
    wordless: tuple[Unplaced, ...]
    missing: tuple[Plan, ...]
    cap: Decimal | None

    @property
    def is_alone(self) -> bool:
        """Whether there is nothing to see: a single document gives a figure."""
        return len({m.plan.id for m in self.marks}) < 2

    @property
    def agrees(self) -> bool:
        """Whether all marks are one figure under one bound, and none is in doubt."""
        if any(m.near or m.suspect for m in self.marks):
            return False
        figures = {(m.value, m.value_max, m.text.rstrip("0123456789.")) for m in self.marks}
        return len(figures) == 1

    def name(self, catalogue: Catalogue, lang: str) -> str:
        """The indicator with its scope and, for a change, since when, on one line."""
        zh = lang == "zh"
        name = self.indicator.zh if zh else self.indicator.en
        extra = []
        if self.scope is not None:
            part = catalogue.scopes[self.scope]
            extra.append(part.zh if zh else part.en)
        if self.form.yearly:
            extra.append("每年变化" if zh else "change a year")
        elif self.form.base_year is not None:
            year = self.form.base_year
            extra.append(f"较{year}年" if zh else f"from {year}")
        elif self.form.change:
            extra.append("变化幅度" if zh else "change")
        if extra:
            name += f"（{'，'.join(extra)}）" if zh else f" ({', '.join(extra)})"
        return one_line(name)

    def unit_name(self, lang: str) -> str:
        """The unit as it stands beside the name."""
        return self.unit if lang == "zh" else UNITS[self.unit].en

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The scale as a JSON record."""
        return {
            "indicator": self.indicator.id,
            "indicator_name": self.indicator.zh,
            "scope": self.scope,
            "field": self.indicator.field,
            "form": "yearly-change"
            if self.form.yearly
            else "change"
            if self.form.change
            else "level",
            "base_year": self.form.base_year,
            "unit": self.unit,
            "polarity": self.indicator.polarity,
            "toward": self.toward,
            "marks": [_mark_record(m) for m in self.marks],
            "without_figure": {u.plan.id: u.target.id for u in self.wordless},
            "missing": [p.id for p in self.missing],
        }


def _mark_record(mark: Mark) -> dict[str, Any]:
    goal = mark.target.goal
    return {
        "plan": mark.plan.id,
        "target": mark.target.id,
        "baseline": mark.baseline,
        "op": goal.op,
        "value": None if goal.value is None else number_text(goal.value),
        "value_max": None if goal.value_max is None else number_text(goal.value_max),
        "unit": goal.unit,
        "year": mark.year,
        "match": mark.target.match,
        "suspect": mark.suspect,
        "confidence": mark.target.confidence,
    }


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """All scales of one audience.

    ``year`` is the year in which most of the plans end; ``baselines`` are the upper-level
    documents that have a mark. ``alone`` are rows set aside because a single document gives a figure.
    """

    audience: Audience
    plans: tuple[Plan, ...]
    baselines: tuple[Plan, ...]
    year: int
    scales: tuple[Scale, ...]
    alone: tuple[Scale, ...]

    def of_field(self, field: Field) -> tuple[Scale, ...]:
        """The scales of one field."""
        return tuple(s for s in self.scales if s.indicator.field is field)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Fields that have a scale, in their own order."""
        return tuple(f for f in Field if any(s.indicator.field is f for s in self.scales))

    @property
    def years(self) -> tuple[int, ...]:
        """All due years, the usual one first."""
        found = {m.year for s in self.scales for m in s.marks}
        return (self.year, *sorted(found - {self.year}))


def one_line(text: str) -> str:
    """Text without line breaks, control characters or lone surrogates: one line, drawable."""
    plain = "".join(c if c.isprintable() or c.isspace() else "�" for c in text)
    return " ".join(plain.split())
