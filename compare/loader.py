"""Where a catalogue comes from: the built-in files, a replacement, overlays, the compiled cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import CatalogueError, Problem, UnusableCacheError, system_reason

__all__ = ["builtin_files", "load"]


def builtin_files() -> list[Path]:
    """The files of the built-in catalogue, indicators before the plans that use them."""
    from plancmp import data

    return sorted(Path(data.__path__[0]).glob("*.yaml"))


def load(
    catalogue: Path | None = None,
    overlays: Sequence[Path] = (),
    *,
    cache: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Catalogue:
    """Load the built-in catalogue, or the one at ``catalogue`` (a file or a folder of ``*.yaml``),
    and lay ``overlays`` over it.

    With a ``cache`` folder the compiled catalogue there is used and kept up to date; the result
    is the same. ``progress`` is told how many of how many files are read.

    Raises :class:`CatalogueError` carrying every problem found, and :class:`UsageError` for a
    ``PLANCMP_MAX_MB`` that is no number.
    """
    if catalogue is None:
        files = [(str(path), f"data/{path.name}") for path in builtin_files()]
    else:
        files = [(name, name) for name in _files_of(catalogue)]
    files += [(name, name) for path in overlays for name in _files_of(path)]
    if cache is not None:
        asked = _asked(catalogue, overlays)
        compiled = _compiled(asked, files, cache, progress)
        if compiled is not None:
            return compiled
    from plancmp.compare.reading import read_catalogue

    return read_catalogue([(Path(name), shown) for name, shown in files], progress)


def _asked(catalogue: Path | None, overlays: Sequence[Path]) -> str:
    """What tells this catalogue from others: the paths as they were given, and from where."""
    given = list(overlays) if catalogue is None else [catalogue, *overlays]
    start = "" if all(path.is_absolute() for path in given) else str(Path.cwd())
    base = f"built-in {builtin_files()[0]}" if catalogue is None else str(catalogue)
    return "\n".join([start, base, *map(str, overlays)])


def _compiled(
    asked: str,
    files: list[tuple[str, str]],
    cache: Path,
    progress: Callable[[int, int], None] | None,
) -> Catalogue | None:
    """The catalogue from the cache, brought up to date; None when the files must be read: the
    cache is of no use, or they do not make a sound catalogue and the full reading says why."""
    from plancmp.compare.store import Store

    try:
        store = Store(asked, files, cache)
        store.refresh(_one_file, progress)
        return store.catalogue()
    except (UnusableCacheError, CatalogueError):
        return None


def _one_file(path: Path, shown: str) -> Catalogue:
    from plancmp.compare.reading import read_file

    return read_file(path, shown)


def _files_of(path: Path) -> list[str]:
    """The path itself, or the YAML files of a folder in the order of their names."""
    if not path.is_dir():
        return [str(path)]
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208 - six thousand path objects take 30 ms
    except OSError as error:
        zh, en = system_reason(error)
        remedy = ("检查权限和路径", "check permissions and path")
        what = (f"读不了：{zh}", f"cannot be read: {en}")
        raise CatalogueError([Problem(str(path), 0, what, remedy)]) from error
    inside = str(path / "x").removesuffix("x")
    found = [
        inside + name
        for end in (".yaml", ".yml")
        for name in names
        if os.path.normcase(name).endswith(end)
    ]
    if not found:
        raise CatalogueError(
            [
                Problem(
                    str(path),
                    0,
                    ("文件夹里没有 .yaml 文件", "no .yaml file in this folder"),
                    ("换一个文件夹", "choose another folder"),
                )
            ]
        )
    return found
