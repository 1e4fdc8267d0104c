"""Several reports of one kind printed as one: one for each audience or plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.record import record
from plancmp.compare.sheets import SelfDescribing, Sheet

__all__ = ["Bundle"]


@record
class Bundle:
    """Reports under one name, in order."""

    name: str
    reports: Sequence[SelfDescribing]

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """All tables, one report after the other."""
        return [sheet for r in self.reports for sheet in r.sheets(catalogue, lang)]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """A list of the reports' records."""
        return {self.name: [r.record(catalogue) for r in self.reports]}
