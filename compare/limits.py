"""How large a catalogue file may be."""

from __future__ import annotations

import os
from typing import Final

from plancmp.compare.errors import UsageError

__all__ = ["MAX_MEGABYTES", "most_megabytes"]

MAX_MEGABYTES: Final = 8
"""What is usual: forty times the largest built-in file."""


def most_megabytes() -> int:
    """:data:`MAX_MEGABYTES`, or what ``PLANCMP_MAX_MB`` says.

    Raises :class:`UsageError` when that is no positive whole number of at most six digits.
    """
    said = os.environ.get("PLANCMP_MAX_MB") or str(MAX_MEGABYTES)
    if not (said.isascii() and said.isdigit() and len(said) <= 6 and int(said)):
        shown = said if len(said) <= 20 else f"{said[:20]}…"
        raise UsageError(
            f"PLANCMP_MAX_MB 应是正整数，现在是“{shown}”；改正或去掉这个环境变量",
            f"PLANCMP_MAX_MB should be a positive whole number, not “{shown}”; "
            "correct or unset this variable",
        )
    return int(said)
