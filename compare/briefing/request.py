"""What a briefing paper is asked to be about, and which parts it is to have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plancmp.compare.check import DEFAULT_AGAINST
from plancmp.compare.model import Audience, Confidence, Field, Jurisdiction, Plan

__all__ = ["Part", "Request"]


class Part(StrEnum):
    """The parts of the paper, in their order."""

    SUMMARY = "summary"
    OVERVIEW = "overview"
    JUDGEMENT = "judgement"
    FIELDS = "fields"
    UPPER = "upper"
    CONCERNS = "concerns"
    PROPOSALS = "proposals"
    TABLE = "table"
    SOURCES = "sources"
    INCOMPARABLE = "incomparable"
    NOTES = "notes"
    CITATION = "citation"


@dataclass(frozen=True, slots=True)
class Request:
    """Which plans, against what, from whose point of view, in which parts and language.

    ``home`` is the place that speaks as 我区 or 我市; its plans stand first. ``not_collected``
    are places that were named but have no plan of the audience named. ``version`` is that of
    the tool, for the citation.
    """

    plans: tuple[Plan, ...]
    version: str
    fields: tuple[Field, ...] = ()
    against: tuple[str, ...] = DEFAULT_AGAINST
    evidence: Confidence = Confidence.SECONDARY
    home: Jurisdiction | None = None
    parts: tuple[Part, ...] = tuple(Part)
    level: int = 1
    lang: str = "zh"
    not_collected: tuple[tuple[Jurisdiction, Audience | None], ...] = ()

    def of(self, audience: Audience) -> tuple[Plan, ...]:
        """The plans of one audience, those of the home place first."""
        mine = [p for p in self.plans if p.audience is audience]
        if self.home is not None:
            here = self.home.id
            mine.sort(key=lambda p: p.jurisdiction != here)
        return tuple(mine)
