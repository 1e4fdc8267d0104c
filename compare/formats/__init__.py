"""Output formats: one module a format, all in one registry.

A format is a pure function from a :class:`Document` to text; who writes it where is the
command line's business. Adding a format is adding a module and naming it in :data:`FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from plancmp.compare.catalogue import Catalogue

__all__ = ["FORMATS", "Document", "renderer"]


@dataclass(frozen=True, slots=True)
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


FORMATS: Final = {
    "markdown": "plancmp.compare.formats.markdown",
    "json": "plancmp.compare.formats.json_object",
    "csv": "plancmp.compare.formats.csv_rows",
}
"""Format name to module; each module has ``render(document) -> str``."""


def renderer(name: str) -> Callable[[Document], str]:
    """The ``render`` of a format, imported only now. Raises KeyError for an unknown name."""
    render: Callable[[Document], str] = import_module(FORMATS[name]).render
    return render
