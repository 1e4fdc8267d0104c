"""The language people read: Chinese, or English with ``--lang en`` or ``PLANCMP_LANG=en``.

It is known before the options are parsed, so that ``--help`` speaks it too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

__all__ = ["say", "spoken"]


def spoken(argv: Sequence[str] | None = None) -> str:
    """``zh`` or ``en`` from ``--lang`` on the command line, else from the environment."""
    args = list(sys.argv[1:] if argv is None else argv)
    for here, following in zip(args, [*args[1:], ""], strict=True):
        value = following if here == "--lang" else here.removeprefix("--lang=")
        if value in ("zh", "en") and here.startswith("--lang"):
            return value
    return "en" if os.environ.get("PLANCMP_LANG", "").casefold().startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """One of two wordings, by the language spoken."""
    return zh if spoken() == "zh" else en
