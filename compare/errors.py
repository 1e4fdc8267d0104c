"""The library's exceptions: every message says what is wrong, where, and what to do.

Only the outermost function of the command line turns them into an exit code.
"""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.record import record


class PlancmpError(Exception):
    """Anything the user can put right. ``str()`` is one clear line."""


class UsageError(PlancmpError):
    """A request that names something the catalogue does not hold, or that cannot be met."""


@record
class Problem:
    """One fault of a file: where it stands, what is wrong, what to do about it."""

    file: str
    line: int
    what: str
    fix: str

    def __lt__(self, other: Problem) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[str, int, str, str]:
        return (self.file, self.line, self.what, self.fix)

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what};{self.fix}" if self.fix else f"{where}: {self.what}"


class CatalogueError(PlancmpError):
    """A catalogue that cannot be loaded. Carries every problem found, not the first alone."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class NotationError(PlancmpError):
    """A goal that is not written in the notation of :mod:`plancmp.compare.goal`."""
