"""A bar on standard error for work that turns out to take more than a second.

Only on a terminal; in a pipe, a log or a script nothing is shown.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from plancmp.cli.language import say

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["Told", "progress"]

_PATIENCE: Final = 1.0
"""Seconds before anything is shown."""

Told = Callable[[int, int], None]
"""Is told how many pieces of how many are done."""


class _Bar:
    """What is told of the work; shows nothing for the first second, nor where nobody looks."""

    def __init__(self, zh: str, en: str) -> None:
        self._words = (zh, en)
        self._start = time.monotonic()
        self._shown: Progress | None = None
        self._silent = not sys.stderr.isatty() or os.environ.get("TERM") == "dumb"

    def told(self, done: int, total: int) -> None:
        if self._silent or time.monotonic() - self._start < _PATIENCE:
            return
        if self._shown is None:
            self._shown = self._open(total)
        self._shown.update(self._shown.task_ids[0], completed=done)

    def _open(self, total: int) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        shown = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
            console=Console(stderr=True), transient=True, redirect_stdout=False,
            redirect_stderr=False,
        )  # fmt: skip
        shown.add_task(say(*self._words), total=total)
        shown.start()
        return shown

    def close(self) -> None:
        """Take the bar away."""
        if self._shown is not None:
            self._shown.stop()


@contextmanager
def progress(zh: str, en: str) -> Iterator[Told]:
    """Tell what is given how the work in Chinese and English goes; the bar is gone at the end."""
    bar = _Bar(zh, en)
    try:
        yield bar.told
    finally:
        bar.close()
