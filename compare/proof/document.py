"""A plan's text as passages, each with the locator a target would give for it.

Five layouts are read with one grammar: chapters ``一、``, sections ``（一）``, lists named on
a line of their own (主要目标, 策略措施), items ``1.``, projects ``（一）`` in a chapter of
重点工程 or 实事项目, and a table whose cells stand one a line. A line that begins nothing
goes on with what came before, so that lines broken in mid-sentence close up again.

A number begins an item only if it is the next one: "1.12 名" at the head of a broken line is
no item, and "8.5岁以下" is item 8, age 5.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Final

from plancmp.compare.expression.numerals import chinese_integer
from plancmp.compare.model import ListName, Locator
from plancmp.compare.proof.numerals import Numeral, numerals

__all__ = ["Document", "Mark", "Passage", "Reading", "Span", "read_file", "squeeze"]


class Mark(StrEnum):
    """What a stretch of a passage is besides text."""

    NUMBER = "number"
    TITLE = "title"
    COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class Span:
    """A marked stretch of a passage's text."""

    mark: Mark
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """All that a document says under one locator.

    ``text`` is squeezed (see :func:`squeeze`); paragraphs and the cells of a table keep a line
    break between them. ``marks`` are its list numbers, the document's title, the titles of a
    table's columns; ``line`` is where it begins in the file.
    """

    where: Locator
    text: str
    marks: tuple[Span, ...]
    line: int

    @cached_property
    def numerals(self) -> tuple[Numeral, ...]:
        """The numerals in order. A list number never runs into the text: "8.5岁" is 8, then 5."""
        cuts = [0, *(s.end for s in self.marks if s.mark is Mark.NUMBER), len(self.text)]
        return tuple(
            replace(n, start=n.start + start)
            for start, end in pairwise(cuts)
            for n in numerals(self.text[start:end])
        )

    def marked(self, numeral: Numeral) -> Mark | None:
        """The mark a numeral stands in."""
        for span in self.marks:
            if span.start <= numeral.start and numeral.end <= span.end:
                return span.mark
        return None


@dataclass(frozen=True)
class Document:
    """The passages of one plan in the order of the text, one for each locator."""

    passages: tuple[Passage, ...]

    def at(self, where: Locator) -> Passage | None:
        """The passage of a locator, or None if the document has no such place."""
        return self._by_place.get(_place(where))

    @cached_property
    def _by_place(self) -> dict[_Place, Passage]:
        return {_place(p.where): p for p in self.passages}

    def items(self, list_name: ListName) -> tuple[Passage, ...]:
        """The numbered items and rows of all lists of a kind."""
        return tuple(p for p in self.passages if p.where.list is list_name and p.where.item)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: a document for each title found in it, and the lines of none."""

    documents: dict[str, Document]
    outside: tuple[str, ...]


_Place = tuple[str, ListName, int]


def _place(where: Locator) -> _Place:
    return squeeze(where.heading), where.list, where.item


_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANK: Final = re.compile(r"[\s\u200b\ufeff]+")


def squeeze(text: str) -> str:
    """The text in half width and without white space: all that a comparison may overlook."""
    return _BLANK.sub("", text.translate(_WIDTH))


_NUMBER: Final = "[一二三四五六七八九十]{1,3}"
_CHAPTER: Final = re.compile(rf"(?P<lead>(?P<number>{_NUMBER})、)(?P<title>.+)")
_SECTION: Final = re.compile(rf"(?P<lead>\((?P<number>{_NUMBER})\))(?P<title>[^。:]+)(?P<rest>.*)")
_ITEM: Final = re.compile(r"(?P<lead>(?P<number>[1-9][0-9]?)[.、])(?P<rest>.+)")
_LISTS: Final = (
    (re.compile("(?:主要|重点)?(?:目标|指标)[:。]?"), ListName.GOALS),
    (re.compile("(?:策略|主要|工作)?措施[:。]?"), ListName.MEASURES),
)
_PREFACE: Final = re.compile("前言|引言|序言")
_TABLE: Final = re.compile(r"[^。:;]{2,40}(?:目标|指标)表")
_MEASURES_CHAPTER: Final = "发展领域"
_PROJECTS_CHAPTER: Final = re.compile("重点(?:实事)?(?:工程|项目)|实事项目")
_SENTENCE_END: Final = re.compile(r"[。!?;][”’)]*$")
# What a word processor leaves behind when it saves a page as text.
_BOOKMARK: Final = re.compile(r"\[bookmark:[^\[\]]*\]")
_FIRST_CELL: Final = "1"


def read_file(text: str, titles: Sequence[str]) -> Reading:
    """The plans of these titles in a text that may hold several, and other matter.

    A plan begins at the last line that is its title before its first chapter, and ends where
    the next one begins; the last ends with the last line of the file that ends a sentence,
    for what comes below is page furniture. A title that is not found has no document.
    """
    lines = [(n, squeeze(line)) for n, line in enumerate(text.split("\n"), 1)]
    lines = [(n, line) for n, line in lines if line]
    starts = {title: _start(lines, squeeze(title)) for title in titles}
    edges = sorted(start for start in starts.values() if start is not None)
    documents, outside = {}, [line for _, line in lines[: edges[0] if edges else None]]
    for title, start in starts.items():
        if start is None:
            continue
        end = next((edge for edge in edges if edge > start), len(lines))
        last = end
        while last > start + 1 and not _SENTENCE_END.search(lines[last - 1][1]):
            last -= 1
        outside += [line for _, line in lines[last:end]]
        reader = _Reader()
        for number, line in lines[start:last]:
            outside += _BOOKMARK.findall(line)
            reader.take(number, _BOOKMARK.sub("", line))
        documents[title] = reader.finish()
    return Reading(documents, tuple(outside))


_Line = tuple[int, str]


def _start(lines: Sequence[_Line], title: str) -> int | None:
    starts = [i for i, (_, line) in enumerate(lines) if line == title]
    if not starts:
        return None
    chapters = [i for i, (_, line) in enumerate(lines) if i > starts[0] and _chapter_one(line)]
    return [i for i in starts if not chapters or i < chapters[0]][-1]


def _chapter_one(line: str) -> bool:
    found = _CHAPTER.fullmatch(line)
    return found is not None and found["number"] == "一"


@dataclass
class _Draft:
    where: Locator
    line: int
    text: str = ""
    marks: list[Span] = field(default_factory=list)


@dataclass
class _Reader:
    """Reads line by line; a line that begins nothing goes on with what is open."""

    drafts: dict[_Place, _Draft] = field(default_factory=dict)
    last: _Draft | None = None
    running: bool = False  # whether the next line may go on with the last
    heading: str = ""
    chapter: int = 0
    section: int = 0
    item: int = 0
    projects: bool = False
    development: bool = False
    list_name: ListName | None = None
    cells: list[_Line] | None = None

    def take(self, number: int, line: str) -> None:
        if not line:
            return
        if self.last is None:
            self.heading = line
            self._begin(number, line, mark=Mark.TITLE)
            return
        steps = (self._chapter, self._section, self._table, self._list, self._item)
        if not any(step(number, line) for step in steps):
            self._go_on(number, line)

    def finish(self) -> Document:
        self._close_table()
        return Document(
            tuple(Passage(d.where, d.text, tuple(d.marks), d.line) for d in self.drafts.values())
        )

    # -- what a line can begin --------------------------------------------------------------

    def _chapter(self, number: int, line: str) -> bool:
        found = _CHAPTER.fullmatch(line)
        if not found or chinese_integer(found["number"]) != self.chapter + 1:
            return False
        self._close_table()
        self.chapter, self.section, self.item, self.list_name = self.chapter + 1, 0, 0, None
        self.projects = bool(_PROJECTS_CHAPTER.search(found["title"]))
        self.development = _MEASURES_CHAPTER in found["title"]
        self.heading = found["title"].rstrip("。:")
        self._begin(number, line, lead=found["lead"])
        return True

    def _section(self, number: int, line: str) -> bool:
        found = _SECTION.fullmatch(line)
        if not found or chinese_integer(found["number"]) != self.section + 1:
            return False
        self._close_table()
        self.section, self.item, self.list_name = self.section + 1, 0, None
        self.heading = found["title"]
        runs = bool(found["rest"].strip("。:"))
        if self.projects:
            self._begin(number, line, ListName.PROJECTS, self.section, found["lead"], runs=runs)
        else:
            self._begin(number, line, lead=found["lead"], runs=runs)
        return True

    def _list(self, number: int, line: str) -> bool:
        for pattern, name in _LISTS:
            if pattern.fullmatch(line):
                self.list_name, self.item = name, 0
                self._begin(number, line)
                return True
        if _PREFACE.fullmatch(line) and not self.chapter:
            self.heading = line
            self._begin(number, line)
            return True
        return False

    def _item(self, number: int, line: str) -> bool:
        found = _ITEM.match(line)
        if not found or int(found["number"]) != self.item + 1 or self.projects:
            return False
        self.item += 1
        name = self.list_name or (ListName.MEASURES if self.development else ListName.OVERALL)
        self._begin(number, line, name, self.item, found["lead"], runs=True)
        return True

    def _table(self, number: int, line: str) -> bool:
        if self.cells is not None:
            self.cells.append((number, line))
            return True
        if not self.chapter or not _TABLE.fullmatch(line):
            return False
        self.heading, self.cells = line, []
        self._begin(number, line, ListName.GOALS)
        return True

    # -- tables -----------------------------------------------------------------------------

    def _close_table(self) -> None:
        """Cut the cells into rows: as many to a row as there are column titles. What cannot be
        cut goes on as text."""
        cells, self.cells = self.cells, None
        if cells is None:
            return
        texts = [text for _, text in cells]
        width = texts.index(_FIRST_CELL) if _FIRST_CELL in texts else len(cells)
        row = 0
        while width and cells and (not row or cells[0][1] == str(row)):
            self._row(cells[:width], row)
            cells, row = cells[width:], row + 1
        for number, line in cells:
            self._go_on(number, line)

    def _row(self, cells: Sequence[_Line], item: int) -> None:
        text = "\n".join(text for _, text in cells)
        lead = cells[0][1] if item else ""
        mark = None if item else Mark.COLUMNS
        self._begin(cells[0][0], text, ListName.GOALS, item, lead, mark=mark)

    # -- passages ---------------------------------------------------------------------------

    def _begin(
        self,
        number: int,
        text: str,
        name: ListName = ListName.OVERALL,
        item: int = 0,
        lead: str = "",
        *,
        runs: bool = False,
        mark: Mark | None = None,
    ) -> None:
        where = Locator(self.heading, name, item)
        draft = self.drafts.setdefault(_place(where), _Draft(where, number))
        if draft.text:
            draft.text += "\n"
        start = len(draft.text)
        draft.text += text
        if lead:
            draft.marks.append(Span(Mark.NUMBER, start, start + len(lead)))
        if mark:
            draft.marks.append(Span(mark, start, len(draft.text)))
        self.last, self.running = draft, runs

    def _go_on(self, number: int, line: str) -> None:
        if self.running and self.last is not None:
            self.last.text += line
        else:
            self._begin(number, line, runs=True)
