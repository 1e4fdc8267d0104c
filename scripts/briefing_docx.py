"""Turn a briefing paper (Markdown of ``plancmp export``) into a Word document with pandoc.

What Markdown cannot say is added afterwards: columns as wide as what stands in them needs, rows
that do not break across pages, and landscape pages for the annexes, whose tables are wide.
Run: ``python scripts/briefing_docx.py PAPER.md OUT.docx``; needs pandoc.
"""

from __future__ import annotations

import copy
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from make_reference_docx import W, make

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "reference.docx"
NARROWEST, WIDEST, PADDING = (
    7,
    36,
    2,
)  # columns of text; a long note must not squeeze the figures beside it
UPRIGHT = {"w": 11906, "h": 16838, "top": 2098, "right": 1474, "bottom": 1984, "left": 1588}
SIDEWAYS = {"w": 16838, "h": 11906, "top": 1588, "right": 1418, "bottom": 1701, "left": 1418}
ANNEX = re.compile(r"附\d|Annex \d")


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _text(node: ElementTree.Element) -> str:
    return "".join(t.text or "" for t in node.iter(_tag("t")))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _level(block: ElementTree.Element) -> int | None:
    """The level of a heading; None for anything else."""
    style = block.find(f"{_tag('pPr')}/{_tag('pStyle')}")
    name = "" if style is None else style.get(_tag("val"), "")
    return int(name[7:]) if re.fullmatch(r"Heading[1-9]", name) else None


def _section(body_end: ElementTree.Element, page: dict[str, int]) -> ElementTree.Element:
    """The document's section properties (with its footer) for one size of page."""
    section = copy.deepcopy(body_end)
    size, margins = section.find(_tag("pgSz")), section.find(_tag("pgMar"))
    assert size is not None
    assert margins is not None
    for name in ("w", "h"):
        size.set(_tag(name), str(page[name]))
    if page["w"] > page["h"]:
        size.set(_tag("orient"), "landscape")
        margins.set(_tag("footer"), "992")
    for name in ("top", "right", "bottom", "left"):
        margins.set(_tag(name), str(page[name]))
    return section


def _break(section: ElementTree.Element) -> ElementTree.Element:
    """An invisible paragraph that ends a section."""
    paragraph = ElementTree.Element(_tag("p"))
    properties = ElementTree.SubElement(paragraph, _tag("pPr"))
    spacing = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
    ElementTree.SubElement(properties, _tag("spacing"), {_tag(k): v for k, v in spacing.items()})
    properties.append(section)
    return paragraph


def _fit(table: ElementTree.Element, room: int) -> None:
    """Give the columns of a table widths in proportion to their longest cell, capped."""
    rows = table.findall(_tag("tr"))
    longest: list[int] = []
    for row in rows:
        for column, cell in enumerate(row.findall(_tag("tc"))):
            longest += [NARROWEST] * (column + 1 - len(longest))
            longest[column] = min(max(longest[column], _width(_text(cell)) + PADDING), WIDEST)
    widths = [room * n // sum(longest) for n in longest]
    properties = table.find(_tag("tblPr"))
    grid = table.find(_tag("tblGrid"))
    assert properties is not None
    assert grid is not None
    whole = properties.find(_tag("tblW"))
    assert whole is not None
    whole.set(_tag("w"), str(sum(widths)))
    whole.set(_tag("type"), "dxa")
    layout = ElementTree.Element(_tag("tblLayout"), {_tag("type"): "fixed"})
    properties.insert(list(properties).index(whole) + 1, layout)
    for column, width in zip(grid, widths, strict=True):
        column.set(_tag("w"), str(width))
    for row in rows:
        _fit_row(row, widths)


def _fit_row(row: ElementTree.Element, widths: list[int]) -> None:
    properties = row.find(_tag("trPr"))
    if properties is None:
        properties = ElementTree.Element(_tag("trPr"))
        row.insert(0, properties)
    properties.insert(0, ElementTree.Element(_tag("cantSplit")))
    for cell, width in zip(row.findall(_tag("tc")), widths, strict=False):
        inside = cell.find(_tag("tcPr"))
        assert inside is not None
        inside.insert(
            0, ElementTree.Element(_tag("tcW"), {_tag("w"): str(width), _tag("type"): "dxa"})
        )


def _keep_with_next(paragraph: ElementTree.Element) -> None:
    style = paragraph.find(_tag("pPr"))
    if style is not None:
        place = 1 if style.find(_tag("pStyle")) is not None else 0
        style.insert(place, ElementTree.Element(_tag("keepNext")))


def _small(paragraph: ElementTree.Element) -> None:
    """Set a paragraph of the annexes in the size of a note."""
    for run in paragraph.iter(_tag("r")):
        properties = run.find(_tag("rPr"))
        if properties is None:
            properties = ElementTree.Element(_tag("rPr"))
            run.insert(0, properties)
        for name in ("sz", "szCs"):
            ElementTree.SubElement(properties, _tag(name), {_tag("val"): "20"})
    style = paragraph.find(_tag("pPr"))
    if style is not None and style.find(_tag("spacing")) is None:
        spacing = {"before": "40", "after": "80", "line": "320", "lineRule": "exact"}
        ElementTree.SubElement(style, _tag("spacing"), {_tag(k): v for k, v in spacing.items()})
        ElementTree.SubElement(style, _tag("jc"), {_tag("val"): "left"})


def _free(paragraph: ElementTree.Element) -> None:
    """Let a paragraph be as high as its picture: the body's lines have a fixed height."""
    settings = paragraph.find(_tag("pPr"))
    if settings is None:
        settings = ElementTree.Element(_tag("pPr"))
        paragraph.insert(0, settings)
    ElementTree.SubElement(
        settings, _tag("spacing"), {_tag("line"): "240", _tag("lineRule"): "auto"}
    )
    ElementTree.SubElement(settings, _tag("ind"), {_tag("firstLine"): "0"})


def _ends(annex: int | None, level: int | None) -> bool:
    """Whether a heading of ``level`` ends the annexes, whose headings are of level ``annex``."""
    return annex is not None and level is not None and level <= annex


def _dress(text: bytes) -> bytes:
    for prefix, uri in re.findall(rb'xmlns:(\w+)="([^"]+)"', text):
        ElementTree.register_namespace(prefix.decode(), uri.decode())
    root = ElementTree.fromstring(text)
    body = root.find(_tag("body"))
    assert body is not None
    end = body.find(_tag("sectPr"))
    assert end is not None
    out: list[ElementTree.Element] = []
    annex: int | None = None
    for block in list(body):
        level = _level(block)
        if level is not None and annex is None and ANNEX.match(_text(block)):
            annex = level
            if sum(b.tag == _tag("p") for b in out) > 1:
                out.append(_break(_section(end, UPRIGHT)))
        elif _ends(annex, level) and not ANNEX.match(_text(block)):
            out.append(_break(_section(end, SIDEWAYS)))
            annex = None
        if _text(block).endswith(("：", ":")) and block.tag == _tag("p"):
            _keep_with_next(block)
        if block.tag == _tag("p") and block.find(f".//{_tag('drawing')}") is not None:
            _free(block)
        if block.tag == _tag("tbl"):
            page = UPRIGHT if annex is None else SIDEWAYS
            _fit(block, page["w"] - page["left"] - page["right"])
        elif annex is not None and level is None:
            _small(block)
        out.append(block)
    body[:] = out
    if annex is not None:
        body.remove(end)
        body.append(_section(end, SIDEWAYS))
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def convert(paper: Path, out: Path) -> None:
    """Write the Word document. Raises FileNotFoundError without pandoc."""
    if not TEMPLATE.exists():
        make(TEMPLATE)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.docx"
        command = ["pandoc", "-f", "gfm", "-t", "docx", f"--reference-doc={TEMPLATE}",
                   f"--resource-path={paper.resolve().parent}",
                   "-o", str(plain), str(paper)]  # fmt: skip
        subprocess.run(command, check=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w") as new:
            for part in old.infolist():
                content = old.read(part)
                if part.filename == "word/document.xml":
                    content = _dress(content)
                new.writestr(part, content, compress_type=zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python scripts/briefing_docx.py PAPER.md OUT.docx")
    convert(Path(sys.argv[1]), Path(sys.argv[2]))
