"""Workflow commands of GitHub Actions: a finding as an annotation on its line of the catalogue.

``::error file=data/plans.yaml,line=12,title=…::message``; what fails a check or lint is an error
or a warning as its severity says, what only informs a notice, what someone waived is left out.
GitHub shows the first ten of each kind in a step.

GitHub Docs, Workflow commands for GitHub Actions: in a message ``%``, CR and LF are written
``%25``, ``%0D``, ``%0A``; in a property ``:`` and ``,`` as well.
"""

from __future__ import annotations

from typing import Final

from plancmp.compare.formats import Document
from plancmp.compare.formats.findings import Item, items, local_path
from plancmp.compare.lint.engine import Severity

__all__ = ["escape_data", "escape_property", "render"]

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "notice",
}


def render(document: Document) -> str:
    """One line for each finding, none when there are none. Raises TypeError for a report that
    is no check or lint."""
    return "".join(_line(item) for item in items(document) if item.waiver is None)


def _line(item: Item) -> str:
    properties = {
        "file": local_path(item.at.file),
        "line": str(max(1, item.at.line)),
        "title": item.title,
    }
    shown = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{_COMMANDS[item.severity]} {shown}::{escape_data(item.message)}\n"


def escape_data(text: str) -> str:
    """The message of a workflow command: on one line, and read back as it was."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """A property of a workflow command: a message that also keeps ``:`` and ``,`` apart."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
