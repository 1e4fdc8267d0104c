"""Markdown read back with a real renderer: the cells of its tables, its headings."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from plancmp.compare.visible import visible

# what GitHub reads, without links made of bare addresses
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def plain(token: Token) -> str:
    """The text of an inline token as a reader sees it."""
    out = []
    for child in token.children or []:
        if child.type == "html_inline":
            assert child.content == "<br>", child.content
            out.append("\n")
        elif child.type in ("softbreak", "hardbreak"):
            out.append("\n")
        else:
            assert child.type in ("text", "text_special"), child.type
            out.append(child.content)
    return "".join(out)


def tables(markdown: str) -> list[list[list[str]]]:
    """All tables of a text, each a list of rows of cells, the headings first."""
    found: list[list[list[str]]] = []
    tokens = RENDERER.parse(markdown)
    for token, following in pairwise(tokens):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            found[-1][-1].append(plain(following))
    return found


def headings(markdown: str) -> list[tuple[str, str]]:
    tokens = RENDERER.parse(markdown)
    return [(t.tag, plain(u)) for t, u in pairwise(tokens) if t.type == "heading_open"]


def shown(text: str) -> str:
    """What a cell can show of a text: lines, each without the space around it, and signs for
    what cannot be seen."""
    return "\n".join(line.strip() for line in visible(text).splitlines())
