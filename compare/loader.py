"""Where a catalogue comes from: the built-in files, a replacement, overlays, the compiled cache."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import CatalogueError, Problem, UnusableCacheError

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
    base = _files_of(catalogue) if catalogue is not None else builtin_files()
    files = [(path, _shown(path, catalogue is None)) for path in base]
    files += [(file, str(file)) for path in overlays for file in _files_of(path)]
    if cache is not None:
        compiled = _compiled(files, cache, progress)
        if compiled is not None:
            return compiled
    from plancmp.compare.reading import read_catalogue

    return read_catalogue(files, progress)


def _compiled(
    files: list[tuple[Path, str]], cache: Path, progress: Callable[[int, int], None] | None
) -> Catalogue | None:
    """The catalogue from the cache, brought up to date; None when the files must be read: the
    cache is of no use, or they do not make a sound catalogue and the full reading says why."""
    from plancmp.compare.store import Store

    try:
        store = Store(files, cache)
        store.refresh(_one_file, progress)
        return store.catalogue()
    except (UnusableCacheError, CatalogueError):
        return None


def _one_file(path: Path, shown: str) -> Catalogue:
    from plancmp.compare.reading import read_file

    return read_file(path, shown)


def _shown(path: Path, builtin: bool) -> str:
    return f"data/{path.name}" if builtin else str(path)


def _files_of(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.yaml")) + sorted(path.glob("*.yml"))
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
    return [path]
