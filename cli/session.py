"""What every command does around its own work: load the catalogue, print the report."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from plancmp.cli import __version__
from plancmp.cli.choices import Format, Language
from plancmp.cli.language import say, spoken
from plancmp.cli.progress import progress
from plancmp.cli.settings import may_cache, tells
from plancmp.cli.streams import complain, plain_signs, probe, write
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import in_language
from plancmp.compare.model import Audience, Jurisdiction, Plan

__all__ = [
    "choose_plans",
    "emit",
    "language",
    "open_catalogue",
    "tell_not_collected",
    "tool_version",
]


def language(lang: Language | None) -> str:
    """The language of this run."""
    return lang.value if lang is not None else spoken()


def tool_version() -> str:
    """The installed version of plancmp."""
    return __version__


def open_catalogue(catalogue: Path | None, overlays: Sequence[Path] | None) -> Catalogue:
    """Load the catalogue a command asked for. Raises CatalogueError."""
    from plancmp.compare.loader import load
    from plancmp.compare.store import cache_folder

    folder = cache_folder() if may_cache() else None
    read = 0
    start = time.perf_counter()
    with progress("读入规划", "reading plans") as told:

        def count(done: int, total: int) -> None:
            nonlocal read
            read = total
            told(done, total)

        loaded = load(catalogue, tuple(overlays or ()), cache=folder, progress=count)
    if tells():
        _tell_how(loaded, folder, read, time.perf_counter() - start)
    if overlays:
        _warn(loaded, {str(path) for path in overlays})
    return loaded


def _tell_how(catalogue: Catalogue, folder: Path | None, read: int, seconds: float) -> None:
    """On standard error: how many files were read and how long it took, whether from the
    compiled catalogue, and whether YAML is read the slow way."""
    import yaml

    size = len(catalogue.plans)
    compiled = folder is not None and not isinstance(catalogue.plans, dict)
    where = (f"编译缓存 {folder}", f"compiled catalogue in {folder}")
    zh, en = where if compiled else ("未用编译缓存", "no compiled catalogue")
    complain(
        say(
            f"{size} 份文件，读 YAML {read} 个，{seconds * 1000:.0f} 毫秒；{zh}",
            f"{size} documents, {read} YAML files read, {seconds * 1000:.0f} ms; {en}",
        )
    )
    if not hasattr(yaml, "CSafeLoader"):
        complain(
            say(
                "PyYAML 没有 C 读取器（libyaml），读文件要慢约六倍；换装带它的 PyYAML",
                "PyYAML has no C loader (libyaml) and reads about six times slower; "
                "install one that has it",
            )
        )


def _warn(catalogue: Catalogue, files: set[str]) -> None:
    """Say on standard error what is wrong with the user's own plans: a figure that contradicts
    its wording would be judged all the same."""
    from plancmp.compare.validate import validate_plans

    own = [p for p in catalogue.plans.values() if p.at.file in files]
    for problem in validate_plans(catalogue, own):
        complain(problem.text(spoken()))


def emit(
    command: str,
    query: Mapping[str, Any],
    catalogue: Catalogue,
    report: object,
    *,
    form: Format,
    output: Path | None,
    lang: str,
    ascii_only: bool = False,
    bom: bool = False,
) -> None:
    """Render a report in a format and write it; ``bom`` puts a byte order mark before CSV, by
    which Excel tells UTF-8."""
    probe(output)
    signs = plain_signs if ascii_only else str
    text: str | bytes
    if form is Format.TABLE:
        from plancmp.cli.tables import render_sheets
        from plancmp.compare.sheets import sheets_of, with_signs

        sheets = with_signs(sheets_of(catalogue, report, lang), signs)
        terminal = output is None and sys.stdout.isatty()
        text = render_sheets(
            sheets, to_terminal=terminal, to_file=output is not None, ascii_only=ascii_only
        )
    else:
        from plancmp.compare.formats import Document, renderer

        document = Document(command, query, catalogue, report, tool_version(), lang, signs)
        text = renderer(form.value)(document)
        if bom and isinstance(text, str) and form is Format.CSV:
            text = f"\ufeff{text}"
    write(text, output, utf8=form not in (Format.TABLE, Format.MARKDOWN))


def choose_plans(
    catalogue: Catalogue, places: Sequence[str], audience: Audience | None, lang: str
) -> tuple[Plan, ...]:
    """The plans that places name, those not collected told on standard error.

    Raises :class:`UsageError` for a name nothing answers to, and when no plan is left.
    """
    from plancmp.compare.align import require_plans
    from plancmp.compare.places import select_plans

    chosen = select_plans(catalogue, places, audience)
    tell_not_collected(chosen.not_collected, lang)
    require_plans(chosen.plans)
    return tuple(chosen.plans)


def tell_not_collected(absent: Sequence[tuple[Jurisdiction, Audience | None]], lang: str) -> None:
    """Say on standard error which places have no plan of the audience asked for."""
    from plancmp.compare.labels import label

    for place, audience in absent:
        zh, en = (label(audience), f"{audience}'s ") if audience else ("", "")
        words = (f"未收录{place.name}的{zh}规划", f"no {en}plan of {place.en} in the catalogue")
        complain(in_language(words, lang))
