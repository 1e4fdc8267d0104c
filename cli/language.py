"""The language people read: Chinese, or English with ``--lang en`` or ``PLANCMP_LANG=en``.

It is known before the options are parsed, so that ``--help`` speaks it too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextvars import ContextVar

__all__ = ["listen", "say", "spoken"]

_HEARD: ContextVar[tuple[str, ...] | None] = ContextVar("_HEARD", default=None)


def listen(argv: Sequence[str] | None) -> None:
    """Take the language from these arguments from now on; None is the process's own."""
    _HEARD.set(None if argv is None else tuple(argv))


def spoken(argv: Sequence[str] | None = None) -> str:
    """``zh`` or ``en`` from ``--lang`` on the command line, else from the environment."""
    heard = _HEARD.get()
    args = list(argv if argv is not None else sys.argv[1:] if heard is None else heard)
    for here, following in zip(args, [*args[1:], ""], strict=False):
        value = following if here == "--lang" else here.removeprefix("--lang=")
        if value in ("zh", "en") and here.startswith("--lang"):
            return value
    return "en" if os.environ.get("PLANCMP_LANG", "").casefold().startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    """One of two wordings, by the language spoken."""
    return zh if spoken() == "zh" else en
