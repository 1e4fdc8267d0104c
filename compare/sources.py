"""The texts the catalogue was read from: files of a folder, each with its sha256.

The texts are not part of the project; who has them can prove the catalogue against them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plancmp.compare.errors import UsageError, system_reason
from plancmp.compare.model import Plan

__all__ = ["SourceError", "SourceText", "read_sources"]


class SourceError(UsageError):
    """A folder or file of texts that cannot be used."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text: its name in the folder, what it says, and the sha256 of its bytes."""

    file: str
    text: str
    sha256: str


def read_sources(folder: Path, plans: Iterable[Plan]) -> dict[str, SourceText]:
    """The texts of these plans from a folder, by ``source.file``.

    Raises :class:`SourceError` for a folder or file that is missing or no UTF-8 text.
    """
    if not folder.is_dir():
        raise SourceError(
            f"没有文件夹 {folder}；--sources 要存放原文的文件夹",
            f"no folder {folder}; --sources wants the folder that holds the texts",
        )
    names = dict.fromkeys(p.source_file for p in plans if p.source_file)
    return {name: _read(folder, name) for name in names}


def _read(folder: Path, name: str) -> SourceText:
    path = folder / name
    if not path.is_file():
        raise SourceError(f"{folder} 里没有 {name}；补上这份原文，或只核对其他规划",
                          f"no {name} in {folder}; add it, or verify other plans")  # fmt: skip
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        zh, en = system_reason(error)
        raise SourceError(f"读不了 {path}：{zh}；检查权限",
                          f"cannot read {path}: {en}; check its permissions") from error  # fmt: skip
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} 不是 UTF-8 文本；另存为 UTF-8",
                          f"{path} is no UTF-8 text; save it as UTF-8") from error  # fmt: skip
    return SourceText(name, text, hashlib.sha256(raw).hexdigest())
