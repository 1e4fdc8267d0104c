"""What a proof found, as data: counts by plan, findings, the texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.model import Kind, Locator, Place, Plan

if TYPE_CHECKING:
    from plancmp.compare.sheets import Sheet

__all__ = ["Finding", "FindingCode", "PlanProof", "SourceProof", "VerifyReport"]


class FindingCode(StrEnum):
    """What can be wrong between a catalogue and its texts."""

    SHA256_DIFFERS = "sha256-differs"
    PLAN_NOT_FOUND = "plan-not-found"
    NO_SUCH_PLACE = "no-such-place"
    NOT_IN_PLACE = "not-in-place"
    FIGURE_NOT_WRITTEN = "figure-not-written"
    FEWER_TARGETS = "fewer-targets-than-rates"
    YEAR_NOT_STATED = "year-not-stated"
    YEARS_OUT_OF_ORDER = "years-out-of-order"
    BASE_NOT_STATED = "base-not-stated"
    UNIT_DIFFERS = "unit-differs"
    ITEM_WITHOUT_ENTRY = "item-without-entry"
    UNCOVERED_NUMERAL = "uncovered-numeral"
    STALE_EXCLUSION = "stale-exclusion"


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement: what, where in the text (``where``, ``line`` of ``source``), where in
    the catalogue (``at``).

    ``subject`` is the expression, numeral, year or value it is about; ``elsewhere`` are places
    where a misplaced expression does stand; ``context`` is what surrounds an uncovered numeral,
    for the eyes of whoever has the text.
    """

    code: FindingCode
    plan: str
    source: str
    subject: str
    where: Locator | None = None
    target: str | None = None
    elsewhere: tuple[Locator, ...] = ()
    at: Place | None = None
    line: int | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class PlanProof:
    """The account of one plan; ``excluded`` counts numerals by the id of the rule."""

    plan: Plan
    kinds: dict[Kind, int]
    numerals: int
    claimed: int
    excluded: dict[str, int]
    uncovered: int
    findings: int

    @property
    def targets(self) -> int:
        """The number of targets."""
        return len(self.plan.targets)


@dataclass(frozen=True, slots=True)
class SourceProof:
    """One text: whether it is the one that was read, and how many numerals are no plan's."""

    file: str
    sha256: str
    matches: bool
    plans: tuple[str, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """The whole proof."""

    plans: tuple[PlanProof, ...]
    sources: tuple[SourceProof, ...]
    findings: tuple[Finding, ...]

    def without_context(self) -> VerifyReport:
        """The same without any words of the texts, fit for a file."""
        bare = tuple(replace(f, context=None) for f in self.findings)
        return replace(self, findings=bare)

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """The proof as tables."""
        from plancmp.compare.proof.tables import proof_sheets

        return proof_sheets(catalogue, self, lang)

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The proof as a JSON payload."""
        from plancmp.compare.proof.tables import proof_record

        return proof_record(self)
