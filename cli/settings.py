"""What holds for a whole run, whatever the command: options given before the command."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

__all__ = ["may_cache", "settle", "tells"]

_MAY_CACHE: Final = ContextVar("_MAY_CACHE", default=True)
_TELLS: Final = ContextVar("_TELLS", default=False)


def settle(*, may_cache: bool = True, tells: bool = False) -> None:
    """Set them for this run, to what is usual by default."""
    _MAY_CACHE.set(may_cache)
    _TELLS.set(tells)


def may_cache() -> bool:
    """Whether a compiled catalogue may be used and kept (not so with ``--no-cache``)."""
    return _MAY_CACHE.get()


def tells() -> bool:
    """Whether standard error tells how the catalogue was read (``--verbose``)."""
    return _TELLS.get()
