"""What several options choose among."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["DRAWN_AGAINST", "Format", "Language"]


class Format(StrEnum):
    """Where the output goes: people, papers, programs, sheets."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    JUNIT = "junit"
    SARIF = "sarif"
    GITHUB = "github"


class Language(StrEnum):
    """Languages people can read the output in."""

    ZH = "zh"
    EN = "en"


DRAWN_AGAINST: Final = ("national",)
"""The baseline of strips and pictures where none is named."""
