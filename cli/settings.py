"""What holds for a whole run, whatever the command: options given before the command."""

from __future__ import annotations

from contextvars import ContextVar
from typing import NamedTuple

__all__ = ["Settings", "settings", "settle"]


class Settings(NamedTuple):
    """``cached`` is whether a compiled catalogue may be used and kept, ``verbose`` whether
    standard error tells how the catalogue was read."""

    cached: bool = True
    verbose: bool = False


_HELD: ContextVar[Settings] = ContextVar("_HELD", default=Settings())  # noqa: B039 - immutable


def settings() -> Settings:
    """The settings of this run."""
    return _HELD.get()


def settle(wanted: Settings = Settings()) -> None:
    """Set them for this run, to what is usual by default."""
    _HELD.set(wanted)
