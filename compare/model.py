"""What the catalogue holds: jurisdictions, plans, indicators, targets, observed values.

Frozen dataclasses, nothing that computes. The words are those of the field: 辖区, 规划,
指标, 目标值, 基准, 原文表述, 出处.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from plancmp.compare.record import record

__all__ = [
    "Aim", "Audience", "Confidence", "Field", "Firmness", "Goal", "Indicator", "Jurisdiction",
    "Kind", "Level", "ListName", "Locator", "Match", "Observation", "Op", "Place", "Plan",
    "Polarity", "Scope", "Suspect", "Target",
]  # fmt: skip


class Audience(StrEnum):
    """Whom a plan is for. A plan has exactly one audience."""

    CHILDREN = "children"
    WOMEN = "women"


class Field(StrEnum):
    """Harmonised field 领域, whatever a document calls its chapter."""

    HEALTH = "health"
    SAFETY = "safety"
    EDUCATION = "education"
    WELFARE = "welfare"
    FAMILY = "family"
    ENVIRONMENT = "environment"
    LAW = "law"
    ECONOMY = "economy"
    PARTICIPATION = "participation"
    SOCIAL_SECURITY = "social-security"


class Polarity(StrEnum):
    """Which way is more demanding; ``NONE`` is a band or a balance and is never ranked."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


class Kind(StrEnum):
    """What sort of statement a target is."""

    QUANTITATIVE = "quantitative"
    RELATIVE = "relative"
    COUNT = "count"
    COMPARATIVE = "comparative"
    DIRECTIONAL = "directional"
    UNIVERSAL = "universal"
    QUALITATIVE = "qualitative"


class Op(StrEnum):
    """How a goal binds its quantity."""

    GE = ">="
    LE = "<="
    GT = ">"
    LT = "<"
    EQ = "="
    APPROX = "~"
    RANGE = "range"
    REDUCE_BY = "reduce_by"
    REDUCE_PER_YEAR = "reduce_per_year"
    INCREASE = "increase"
    DECREASE = "decrease"
    CONTROL = "control"
    MAINTAIN = "maintain"
    ALL = "all"


class Aim(StrEnum):
    """Reach a level by the due year, or hold it through the whole period."""

    REACH = "reach"
    HOLD = "hold"


class Firmness(StrEnum):
    """How firmly the plan commits itself."""

    FIRM = "firm"
    STRIVE = "strive"
    ENCOURAGE = "encourage"


class Match(StrEnum):
    """Whether a target measures its indicator exactly, or only something close to it."""

    EXACT = "exact"
    NEAR = "near"


class Confidence(StrEnum):
    """How well a figure of an upper-level document is attested."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    RECALLED = "recalled"

    @property
    def rank(self) -> int:
        """Higher is better attested."""
        return _RANKS[self]


_RANKS = {Confidence.VERIFIED: 2, Confidence.SECONDARY: 1, Confidence.RECALLED: 0}


class Level(StrEnum):
    """Administrative level of a jurisdiction."""

    NATION = "nation"
    PROVINCE = "province"
    PREFECTURE = "prefecture-level-city"
    COUNTY_CITY = "county-level-city"
    DISTRICT = "district"
    COUNTY = "county"


class ListName(StrEnum):
    """Which list of a document a target stands in."""

    GOALS = "goals"
    MEASURES = "measures"
    PROJECTS = "projects"
    OVERALL = "overall"


@record
class Place:
    """Where in the catalogue's files something is written: for error messages and SARIF."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@record
class Jurisdiction:
    """A place 辖区 with its GB/T 2260 code, names and parent.

    ``code`` is text (leading zeros count) and ``None`` for the nation, which the standard
    does not code. ``pinyin`` has a space between syllables, so that initials follow from it.
    """

    id: str
    code: str | None
    name: str
    short: str
    pinyin: str
    variants: tuple[str, ...]
    en: str
    level: Level
    parent: str | None
    at: Place


@record
class Scope:
    """A part of an indicator's population a target is limited to: urban, per institution …

    ``size_free`` marks scopes that make a count comparable between places of any size
    (so many per institution, per township, per person).
    """

    id: str
    zh: str
    en: str
    size_free: bool
    at: Place


@record
class Indicator:
    """One measurable concept 指标 that targets of several plans can share.

    ``cap`` is the value beyond which more is no longer more demanding (50 % for a share of
    women in a body that should be balanced). ``related`` are indicators that look alike and are
    not the same (girls where this one counts all pupils): a plan that states one of those does
    not state this one, and is not simply silent either.
    """

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]
    field: Field
    unit: str | None
    polarity: Polarity
    population: str | None
    denominator: str | None
    definition: str | None
    source: str | None
    cap: Decimal | None
    limits: tuple[Decimal, Decimal] | None
    at: Place
    related: tuple[str, ...] = ()


@record
class Goal:
    """The normalised content of a target: what is to be true, by when.

    ``value`` and ``value_max`` are in ``unit``; ``base_value`` is the value in ``base_year``
    in the same unit; ``reference`` names the other quantity of a comparative goal.
    """

    kind: Kind
    op: Op | None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    base_year: int | None = None
    base_value: Decimal | None = None
    aim: Aim = Aim.REACH
    reference: str | None = None
    year: int | None = None


@record
class Locator:
    """Where in the document a target stands 出处: heading, list and item number."""

    heading: str
    list: ListName
    item: int


@record
class Suspect:
    """A figure that is printed but hardly meant. Recorded, never repaired."""

    printed: str
    likely: str
    reason: str


@record
class Target:
    """One atomic statement 目标值 of one plan about one indicator and scope."""

    id: str
    plan: str
    indicator: str
    scope: str | None
    goal: Goal
    written: str
    part: int | None
    locator: Locator | None
    firmness: Firmness
    match: Match
    suspect: Suspect | None
    label: str | None
    note: str | None
    confidence: Confidence | None
    evidence: tuple[str, ...]
    reading: str | None
    at: Place

    @property
    def year(self) -> int:
        """The due year; every target has one, its own or the end of its plan's period."""
        assert self.goal.year is not None
        return self.goal.year


@record
class Plan:
    """One document 规划 for one audience of one jurisdiction.

    ``complete`` says that every target of the document is in the catalogue; of upper-level
    documents only some could be had. ``role`` is ``plan`` for a plan of an audience and
    ``sector`` for a document of one sector (health, education …).
    """

    id: str
    jurisdiction: str
    audience: Audience | None
    title: str
    short: str | None
    number: str | None
    number_note: str | None
    issuer: str | None
    issued: str | None
    published: str | None
    start: int | None
    end: int
    status: str
    role: str
    complete: bool
    source_file: str | None
    source_sha256: str | None
    url: str | None
    note: str | None
    targets: Sequence[Target]
    not_applicable: tuple[tuple[str, str], ...]
    at: Place


@record
class Observation:
    """A value that was observed 实际值: information with year and area, never a verdict."""

    indicator: str
    jurisdiction: str
    year: int
    value: Decimal
    unit: str
    scope: str | None
    match: Match
    derived: bool
    note: str | None
    evidence: tuple[str, ...]
    at: Place
