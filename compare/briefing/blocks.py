"""The paper as a list of blocks, and the blocks as GitHub-flavoured Markdown.

Text in blocks is plain; it is escaped once, on the way out. A cell never holds a line break:
``<br>`` is raw HTML, which strict renderers and word processors drop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plancmp.compare.formats.markdown import escape, table
from plancmp.compare.sheets import Column

__all__ = ["Block", "Bullets", "Heading", "Paragraph", "Table", "to_markdown"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``depth`` 0 is the title of the paper."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``lead`` is a few words in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short paragraphs."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``right`` are the headings of columns of numbers."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[str] = frozenset()


# A full stop or comma at the end of an address belongs to the sentence around it.
_ADDRESS = re.compile(r"(https?://[^\s<>，。；）]*[^\s<>，。；）.,;:!?])")
Block = Heading | Paragraph | Bullets | Table


def to_markdown(blocks: Sequence[Block], level: int = 1) -> str:
    """The blocks as Markdown, the title at ``level``; ends in one line break."""
    return "\n\n".join(_block(b, level) for b in blocks) + "\n"


def _block(block: Block, level: int) -> str:
    if isinstance(block, Heading):
        return "#" * min(level + block.depth, 6) + " " + escape(block.text)
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Bullets):
        return "\n".join(f"- {_text(item)}" for item in block.items)
    columns = [Column(name, name in block.right) for name in block.columns]
    return table(columns, [[" ".join(c.split("\n")) for c in row] for row in block.rows])


def _paragraph(block: Paragraph) -> str:
    # The mark of emphasis closes only after a letter: the colon stands outside it.
    lead = f"**{escape(block.lead)}**" if block.lead else ""
    return lead + _text(block.text)


def _text(text: str) -> str:
    """Text escaped once; an address becomes an autolink, in which nothing is to be escaped."""
    parts = _ADDRESS.split(text)
    return "".join(f"<{part}>" if _ADDRESS.fullmatch(part) else _spaced(part) for part in parts)


def _spaced(text: str) -> str:
    """``escape`` trims lines; the space before and after an address has to stay."""
    if not text.strip():
        return text
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return head + escape(text) + tail
