"""The library's exceptions: every message says what is wrong, where, and what to do, in Chinese
and in English.

Only the outermost function of the command line picks the language and the exit code.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Final

from plancmp.compare.record import record
from plancmp.compare.visible import visible

__all__ = [
    "Bilingual",
    "CatalogueError",
    "NotationError",
    "PlancmpError",
    "Problem",
    "UnusableCacheError",
    "UsageError",
    "in_language",
    "system_reason",
]

Bilingual = tuple[str, str]
"""The same words in Chinese and in English, in this order."""


def in_language(words: Bilingual, lang: str) -> str:
    """One of two wordings: the Chinese for ``zh``, else the English."""
    return words[0 if lang == "zh" else 1]


class PlancmpError(Exception):
    """Anything the user can put right. ``zh`` and ``en`` are one clear line each; ``str()`` is
    the Chinese.

    ``en`` may be left out where the words were already picked by the language spoken.
    """

    def __init__(self, zh: str, en: str | None = None) -> None:
        super().__init__(zh, en)
        self.zh = zh
        self.en = zh if en is None else en

    def __str__(self) -> str:
        return self.zh

    def text(self, lang: str) -> str:
        """The message in ``zh`` or ``en``."""
        return in_language((self.zh, self.en), lang)


class UsageError(PlancmpError):
    """A request that names something the catalogue does not hold, or that cannot be met."""


@record
class Problem:
    """One fault of a file: where it stands, what is wrong, what to do about it.

    ``line`` is 0 for a fault of the whole file; ``fix`` is empty where ``what`` says it.
    """

    file: str
    line: int
    what: Bilingual
    fix: Bilingual = ("", "")

    def __lt__(self, other: Problem) -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[str, int, Bilingual, Bilingual]:
        return (self.file, self.line, self.what, self.fix)

    def __str__(self) -> str:
        return self.text("zh")

    def text(self, lang: str) -> str:
        """The problem as one line in ``zh`` or ``en``. It quotes the file, so that what cannot
        be seen is shown."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        said = f"{where}: {in_language(self.what, lang)}"
        if fix := in_language(self.fix, lang):
            said += f"；{fix}" if lang == "zh" else f"; {fix}"
        return visible(said).replace("\n", "␊").replace("\t", "␉")


class UnusableCacheError(Exception):
    """The compiled catalogue cannot serve this run; the files have to be read instead."""


class CatalogueError(PlancmpError):
    """A catalogue that cannot be loaded. Carries every problem found, not the first alone; its
    messages have a line for each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(*("\n".join(p.text(lang) for p in self.problems) for lang in ("zh", "en")))

    def __reduce__(self) -> tuple[type[CatalogueError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class NotationError(PlancmpError):
    """A goal that is not written in the notation of :mod:`plancmp.compare.goal`."""


_REASONS: Final = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "没有这个文件",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
    errno.EFBIG: "文件太大",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写出错",
    errno.EBADF: "已经关闭",
}


def system_reason(error: OSError) -> Bilingual:
    """Why the system refused. What is rare has only the system's own words."""
    own = error.strerror or str(error)
    return _REASONS.get(error.errno or 0, own), own
