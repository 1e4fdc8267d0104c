"""Markdown that a real renderer reads back: every cell comes out as it went in."""

from __future__ import annotations

from pathlib import Path

import pytest
from catalogues import catalogue, plan, target, upper, written
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from markdown_tree import RENDERER, headings, shown, tables
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import check_plans
from plancmp.compare.diff import diff_plans
from plancmp.compare.formats import Document
from plancmp.compare.formats.markdown import escape, render, sheet_markdown, table
from plancmp.compare.listing import list_indicators, list_plans, list_targets
from plancmp.compare.model import Audience
from plancmp.compare.sheets import Column, Group, Sheet, sheets_of
from plancmp.compare.show import show_indicator
from wcwidth import wcswidth

HOSTILE = [
    "a|b", "a\\|b", "\\", "\\\\", "ends in \\", "<b>bold</b>", "<script>", "a < b > c", "&lt;",
    "&amp;amp;", "AT&T", "*x* **y**", "_x_ __y__", "~~gone~~", "~46% 对 ~50%", "`code`", "``", "![a](b)",
    "[a](b)", "[a]", "<http://x.y>", "# no heading", "- no list", "1. no list", "> no quote",
    "---", "| --- |", "a\nb", "a\r\nb", "a\n\nb", "\nb", "a\n", "{a}", "!", "≥98%", "−20%（较2020年）",
    "2.0‰", "0010", "1e5", "12.50", "+1", "nan", "True", "$x$", ":+1:", "@all", "a\tb", "a  b", "",
]  # fmt: skip


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_hostile_cell_comes_out_as_it_went_in(cell: str) -> None:
    markdown = table([Column("甲"), Column(cell)], [["一", cell], [cell, "二"]])
    ((head, first, second),) = tables(markdown)
    assert head == ["甲", shown(cell)]
    assert first == ["一", shown(cell)]
    assert second == [shown(cell), "二"]


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("C",)) | st.sampled_from("|\\<>*_`~\n&[]!#"),
                    max_size=12),
            min_size=3, max_size=3,
        ),
        min_size=1, max_size=4,
    )
)  # fmt: skip
def test_any_table_comes_out_as_it_went_in(rows: list[list[str]]) -> None:
    markdown = table([Column("a"), Column("b", right=True), Column("c")], rows)
    ((_, *body),) = tables(markdown)
    assert body == [[shown(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_one_heading_and_a_hostile_note_one_item(text: str) -> None:
    sheet = Sheet(f"题 {text}", (Column("a"),), (Group(f"组 {text}", (("x",),)),), (f"注 {text}",))
    markdown = sheet_markdown(sheet)
    assert headings(markdown) == [("h2", shown(f"题 {text}")), ("h3", shown(f"组 {text}"))]
    kinds = [t.type for t in RENDERER.parse(markdown) if t.level == 0 and t.nesting == 1]
    assert kinds == ["heading_open", "heading_open", "table_open", "bullet_list_open"]


def test_every_escaped_text_is_a_single_line() -> None:
    assert all("\n" not in escape(text) and "\r" not in escape(text) for text in HOSTILE)


def test_numbers_are_set_right_and_keep_their_digits() -> None:
    markdown = table([Column("项"), Column("值", right=True)], [["a", "12.50"], ["b", "0010"]])
    assert "12.50" in markdown
    assert "0010" in markdown
    assert markdown.splitlines()[1].rstrip("|").endswith(":")


def test_chinese_is_aligned_in_the_source() -> None:
    markdown = table([Column("指标"), Column("值")], [["婴儿死亡率", "≤3‰"], ["x", "≥98%"]])
    assert len({wcswidth(line) for line in markdown.splitlines()}) == 1


def test_a_sheet_without_rows_is_still_a_table() -> None:
    markdown = sheet_markdown(Sheet("题", (Column("a"), Column("b")), (Group("", ()),)))
    assert tables(markdown) == [[["a", "b"]]]


# -- reports -----------------------------------------------------------------------------------------


def odd(folder: Path) -> Catalogue:
    """A catalogue whose words are hostile."""
    rows = [
        target("infant-mortality", "≤5‰", written="a|b *c* <d> \\", heading="第|章 `x`"),
        target("enrolment-rate", "≥99%", match="near", note="口径 ~不~ 同|[x](y)"),
        target("myopia-rate", "qualitative", label="_标_ | 签"),
    ]
    return catalogue(
        folder, plan("a-children", "dongguan", *rows, title="规划 <一> | *二*"),
        plan("b-children", "qingcheng", *rows[:2]),
        upper("c-children", "nation", target("infant-mortality", "≤4‰", confidence="recalled")),
        observed=[{"indicator": "infant-mortality", "jurisdiction": "nation", "year": 2020,
                   "value": "5.4‰", "note": "a|b"}],
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_report_has_the_cells_of_its_sheets(tmp_path: Path, lang: str) -> None:
    book = odd(tmp_path)
    local = book.local_plans()
    reports: list[object] = [
        list_targets(book, local), list_plans(book), list_indicators(book),
        check_plans(book, local), show_indicator(book, book.indicators["infant-mortality"], local),
        (diff_plans(book, local, Audience.CHILDREN, reference=book.plans["c-children"]),),
        (diff_plans(book, local, Audience.CHILDREN, show_all=True),),
    ]  # fmt: skip
    for report in reports:
        markdown = render(Document("any", {}, book, report, "0", lang))
        expected = [
            [[shown(c.title) for c in sheet.columns], *([shown(c) for c in r] for r in group.rows)]
            for sheet in sheets_of(book, report, lang)
            for group in sheet.groups
        ]
        assert tables(markdown) == expected
        assert markdown.endswith("\n")
        assert not markdown.endswith("\n\n")


def test_what_is_no_report_has_no_tables(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="Catalogue"):
        sheets_of(odd(tmp_path), odd(tmp_path))
    with pytest.raises(TypeError, match="tuple"):
        sheets_of(odd(tmp_path), ())


@pytest.mark.parametrize(
    "argv",
    [("list", "东莞"), ("diff", "东莞", "清城"), ("check", "清城"), ("show", "neonatal-mortality"),
     ("indicators",), ("plans",)],
    ids=" ".join,
)  # fmt: skip
def test_markdown_of_the_real_catalogue_parses_into_full_tables(
    run: Run, argv: tuple[str, ...]
) -> None:
    found = tables(run(*argv, "--format", "markdown").out)
    assert found
    for one in found:
        assert len({len(row) for row in one}) == 1


def test_plain_signs_stay_plain_in_markdown(run: Run, tmp_path: Path) -> None:
    # two ~ in a cell would strike out what stands between them
    path = written(
        tmp_path,
        plan("a-children", "dongguan", target("myopia-rate", "≈46%")),
        plan("b-children", "qingcheng", target("myopia-rate", "≈50%")),
    )
    out = run("diff", "--format", "markdown", "--ascii", "--catalogue", path).out
    cells = [cell for one in tables(out) for row in one for cell in row]
    assert "~46%" in cells
    assert any("~50% 对 ~46%" in cell for cell in cells)
