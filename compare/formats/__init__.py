"""Output formats: one module a format, all in one registry.

A format is a pure function from a :class:`Document` to text; who writes it where is the
command line's business. Adding a format is adding a module and naming it in :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.record import record

__all__ = ["FORMATS", "Document", "Format", "formats_of", "renderer"]


@record
class Document:
    """A report on its way out: what was asked, and what was found.

    ``signs`` is applied to every text before it is laid out and escaped (``--ascii`` puts
    plain signs for ours); applied afterwards it would break widths, quoting and escapes.
    """

    command: str
    query: Mapping[str, Any]
    catalogue: Catalogue
    report: object
    version: str
    lang: str = "zh"
    signs: Callable[[str], str] = str


@record
class Format:
    """A format: the module that has ``render(document)``, and the commands whose reports it can
    show, None for all. ``needs`` is a package that only an extra brings; ``binary`` formats are
    bytes."""

    module: str
    commands: tuple[str, ...] | None = None
    needs: str | None = None
    extra: str | None = None
    binary: bool = False

    def shows(self, command: str) -> bool:
        """Whether it can show what a command found."""
        return self.commands is None or command in self.commands

    @property
    def lacks(self) -> bool:
        """Whether its extra is not installed."""
        return self.needs is not None and find_spec(self.needs) is None


_FOUND: Final = ("check", "lint")

FORMATS: Final = {
    "markdown": Format("plancmp.compare.formats.markdown"),
    "json": Format("plancmp.compare.formats.json_object"),
    "csv": Format("plancmp.compare.formats.csv_rows"),
    "xlsx": Format("plancmp.compare.formats.xlsx", ("diff", "list", "check"),
                   needs="xlsxwriter", extra="xlsx", binary=True),
    "junit": Format("plancmp.compare.formats.junit", _FOUND),
    "sarif": Format("plancmp.compare.formats.sarif", _FOUND),
    "github": Format("plancmp.compare.formats.github", _FOUND),
}  # fmt: skip
"""The formats by name; the table in the terminal is the command line's own."""


def formats_of(command: str) -> tuple[str, ...]:
    """The formats that can show what a command found."""
    return tuple(name for name, form in FORMATS.items() if form.shows(command))


def renderer(name: str) -> Callable[[Document], str | bytes]:
    """The ``render`` of a format, imported only now. Raises KeyError for an unknown name."""
    render: Callable[[Document], str | bytes] = import_module(FORMATS[name].module).render
    return render
