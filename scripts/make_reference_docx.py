"""Make templates/reference.docx: pandoc's own reference document in the dress of an office paper.

Body in 仿宋, headings in 黑体 and 楷体, black, A4 with the margins of GB/T 9704, tables ruled and
small, the page number at the foot. Run: ``python scripts/make_reference_docx.py OUT.docx``;
needs pandoc.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
FOOTER_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
STAMP = (1980, 1, 1, 0, 0, 0)  # the same bytes from the same pandoc, whatever the day

BODY, BLACK, KAI = "仿宋", "黑体", "楷体"
BODY_SIZE, TABLE_SIZE = 28, 17  # half points: 四号, a little under 小五
HEADINGS = {1: (BLACK, 40), 2: (BLACK, 32), 3: (BLACK, 28), 4: (KAI, 28), 5: (BODY, 28),
            6: (BODY, 28)}  # fmt: skip
FOOTER = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr>
<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>
<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
"""


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"


def _element(name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(_tag(name), {_tag(k): v for k, v in attributes.items()})


def _fonts(name: str) -> ElementTree.Element:
    return _element("rFonts", ascii="Times New Roman", hAnsi="Times New Roman", eastAsia=name,
                    cs="Times New Roman")  # fmt: skip


def _set(style: ElementTree.Element, name: str, children: list[ElementTree.Element]) -> None:
    """Put exactly these children into the style's pPr, rPr or tblPr."""
    old = style.find(_tag(name))
    if old is not None:
        style.remove(old)
    new = _element(name)
    new.extend(children)
    order = ["pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"]
    later = {_tag(n) for n in order[order.index(name) + 1 :]}
    place = next((i for i, c in enumerate(style) if c.tag in later), len(style))
    style.insert(place, new)


def _styles(text: bytes) -> bytes:
    root = ElementTree.fromstring(text)
    run = root.find(f"{_tag('docDefaults')}/{_tag('rPrDefault')}/{_tag('rPr')}")
    assert run is not None
    for child in list(run):
        run.remove(child)
    run.extend([_fonts(BODY), _element("sz", val=str(BODY_SIZE)),
                _element("szCs", val=str(BODY_SIZE)),
                _element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")])  # fmt: skip
    spacing = root.find(
        f"{_tag('docDefaults')}/{_tag('pPrDefault')}/{_tag('pPr')}/{_tag('spacing')}"
    )
    assert spacing is not None
    spacing.set(_tag("after"), "0")
    styles = {s.get(_tag("styleId"), ""): s for s in root.iter(_tag("style"))}
    body = [_element("spacing", before="0", after="60", line="500", lineRule="exact"),
            _element("ind", firstLineChars="200", firstLine="560"), _element("jc", val="both")]  # fmt: skip
    _set(styles["BodyText"], "pPr", body)
    # Table cells and the items of tight lists: no indent, and no size of their own, so that the
    # table style decides inside tables.
    _set(styles["Compact"], "pPr", [_element("spacing", before="30", after="30", line="264",
                                             lineRule="auto"),
                                    _element("ind", firstLineChars="0", firstLine="0")])  # fmt: skip
    for level, (font, size) in HEADINGS.items():
        _heading(styles[f"Heading{level}"], level, font, size)
    _table(styles["Table"])
    ElementTree.register_namespace("w", W)
    return ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _heading(style: ElementTree.Element, level: int, font: str, size: int) -> None:
    centre = [_element("jc", val="center")] if level == 1 else []
    space = {1: ("240", "240"), 2: ("240", "120")}.get(level, ("160", "80"))
    _set(style, "pPr", [_element("keepNext"), _element("keepLines"),
                        _element("spacing", before=space[0], after=space[1]), *centre,
                        _element("outlineLvl", val=str(level - 1))])  # fmt: skip
    bold = [_element("b"), _element("bCs")] if level == 1 else []
    _set(style, "rPr", [_fonts(font), *bold, _element("color", val="000000"),
                        _element("sz", val=str(size)), _element("szCs", val=str(size))])  # fmt: skip


def _table(style: ElementTree.Element) -> None:
    _set(style, "rPr", [_element("sz", val=str(TABLE_SIZE)), _element("szCs", val=str(TABLE_SIZE))])
    borders = _element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(side, val="single", sz="4", space="0", color="808080"))
    margins = _element("tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(side, w="60", type="dxa"))
    _set(style, "tblPr", [_element("tblInd", w="0", type="dxa"), borders, margins])
    for old in style.findall(_tag("tblStylePr")):
        style.remove(old)
    first = _element("tblStylePr", type="firstRow")
    bold = _element("rPr")
    bold.extend([_element("b"), _element("bCs")])
    cell = _element("tcPr")
    cell.append(_element("shd", val="clear", color="auto", fill="EDEDED"))
    first.extend([bold, cell])
    style.append(first)


def _document(text: str) -> str:
    """A4 with the margins of GB/T 9704 (top 37 mm, bottom 35, left 28, right 26)."""
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdPageNumber"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" '
        'w:footer="1400" w:gutter="0"/></w:sectPr>'
    )
    return re.sub(r"<w:sectPr\s*/>", section, text, count=1)


def _with_footer(name: str, content: bytes) -> bytes:
    text = content.decode("utf-8")
    if name == "word/_rels/document.xml.rels":
        relation = f'<Relationship Id="rIdPageNumber" Type="{FOOTER_TYPE}" Target="footer1.xml"/>'
        text = text.replace("</Relationships>", f"{relation}</Relationships>")
    elif name == "[Content_Types].xml":
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
        part = f'<Override PartName="/word/footer1.xml" ContentType="{kind}"/>'
        text = text.replace("</Types>", f"{part}</Types>")
    elif name == "word/document.xml":
        text = _document(text)
    return text.encode("utf-8")


def make(out: Path) -> None:
    """Write the reference document. Raises FileNotFoundError without pandoc."""
    command = ["pandoc", "--print-default-data-file", "reference.docx"]
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(made, "w") as new:
        parts = {n: old.read(n) for n in old.namelist()}
        parts["word/styles.xml"] = _styles(parts["word/styles.xml"])
        parts["word/footer1.xml"] = FOOTER.encode("utf-8")
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, _with_footer(name, content))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made.getvalue())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/make_reference_docx.py OUT.docx")
    make(Path(sys.argv[1]))
