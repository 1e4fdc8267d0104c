"""The briefing paper: its numbers are the reports', its Markdown is what a renderer reads."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from briefings import OBSERVED, paper, plans, prose, rendered, request_for, section
from catalogues import catalogue
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from plancmp.compare.briefing.blocks import Bullets, Paragraph, Table, to_markdown
from plancmp.compare.briefing.document import papers_of
from plancmp.compare.briefing.facts import Standing
from plancmp.compare.briefing.request import Part, Request
from plancmp.compare.briefing.voice import chinese_number, fullwidth
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import check_plans
from plancmp.compare.diff import diff_plans
from plancmp.compare.errors import UsageError
from plancmp.compare.loader import load
from plancmp.compare.model import Audience, Confidence
from plancmp.compare.verdict import JUDGED, VerdictCode

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def book(tmp_path: Path) -> Catalogue:
    return catalogue(tmp_path, *plans(), observed=OBSERVED)


# -- what people see ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("briefing.zh", {}),
        ("briefing.en", {"lang": "en"}),
        ("briefing.home", {"home": "qingcheng"}),
    ],
)
def test_the_paper_reads_as_the_golden_file(
    book: Catalogue, name: str, options: dict[str, str]
) -> None:
    text = paper(book, **options)  # type: ignore[arg-type]
    file = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8"), "UPDATE_GOLDEN=1 pytest writes it anew"


def test_every_table_has_the_same_number_of_cells_in_every_row(book: Catalogue) -> None:
    for text in (paper(book), paper(book, lang="en"), paper(load())):
        tables = rendered(text)
        assert tables
        for table in tables:
            assert len({len(row) for row in table}) == 1, table[0]


def test_no_html_but_entities_reaches_the_renderer() -> None:
    kinds = set()
    for token in MarkdownIt("commonmark").enable("table").parse(paper(load())):
        kinds |= {token.type, *(c.type for c in token.children or [])}
    assert not kinds & {"html_block", "html_inline", "code_inline", "image"}


@pytest.mark.skipif(shutil.which("cmark-gfm") is None, reason="cmark-gfm is not installed")
def test_the_github_renderer_finds_the_same_tables(book: Catalogue) -> None:
    text = paper(book)
    command = ["cmark-gfm", "-e", "table", "-e", "autolink"]
    html = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout
    assert html.count("<table>") == len(rendered(text))
    assert html.count("<td") == sum(len(row) for t in rendered(text) for row in t[1:])
    assert 'href="https://example.org/a_b?c=1"' in html


def test_signs_of_markdown_in_data_come_out_as_they_went_in() -> None:
    nasty = "a|b *c* <d> `e` [f](g) & #h\n- i \\|"
    flat = "a|b *c* <d> `e` [f](g) & #h - i \\|"
    text = to_markdown([Table(("x", "y"), ((nasty, "1"),)), Bullets((flat,)), Paragraph(flat)])
    assert rendered(text) == [[["x", "y"], [flat, "1"]]]
    inline = [t for t in MarkdownIt("commonmark").enable("table").parse(text) if t.type == "inline"]
    assert "".join(c.content for c in inline[-1].children or []) == flat
    assert "".join(c.content for c in inline[-2].children or []) == flat


def test_a_bold_lead_is_bold_before_chinese() -> None:
    html = MarkdownIt("commonmark").render(to_markdown([Paragraph("：东莞", "总体判断")]))
    assert "<strong>总体判断</strong>：东莞" in html


# -- the numbers are those of the reports ------------------------------------------------------------


def test_the_side_by_side_table_shows_what_each_plan_states(book: Catalogue) -> None:
    names = ("dongguan-children", "qingcheng-children", "yueqing-children")
    chosen = [book.plans[n] for n in names]
    report = diff_plans(book, chosen, Audience.CHILDREN, show_all=True)
    text = section(paper(book, *names), "附1 对照表")
    seen = {row[0]: row[1:] for table in rendered(text) for row in table[1:]}
    heads = rendered(text)[0][0]
    assert heads == [
        "指标",
        "儿童纲要（2030年）",
        "东莞（2030年）",
        "清城（2030年）",
        "乐清（2025年）",
    ]
    for row in report.rows:
        name = book.indicators[row.indicator].zh
        if not row.has_number:
            assert name not in seen
            assert name in text
            continue
        for one, cell in zip(chosen, seen[name][1:], strict=True):
            if one.id not in row.cells:
                assert cell == "—"
                continue
            stated = row.cells[one.id].target
            assert str(stated.goal.value or "") in cell
            assert ("≈" in cell) == (stated.match == "near")
            assert ("▲" in cell) == (row.cells[one.id].mark == "▲")


def test_figures_of_other_years_stand_beside_the_end_value(book: Catalogue) -> None:
    text = section(paper(book, "dongguan-children", "qingcheng-children"), "附1 对照表")
    cells = next(r for t in rendered(text) for r in t if r[0] == "婴儿死亡率")
    assert cells[-1] == "≤4.5‰ ▼，≤5.0‰（2025年）"


def test_the_counts_against_baselines_are_those_of_check(book: Catalogue) -> None:
    chosen = list(book.local_plans(Audience.CHILDREN))
    report = check_plans(book, chosen)
    text = section(paper(book, *(p.id for p in chosen)), "二、总体判断")
    table = rendered(text)[-1]
    assert [row[:2] for row in table[1:]] == [
        ["东莞", "儿童纲要"], ["清城", "儿童纲要"], ["乐清", "儿童纲要"]
    ]  # fmt: skip
    for row, tally in zip(table[1:], report.tallies, strict=True):
        codes = [f.verdict.code for f in report.findings if f.plan is tally.plan]
        assert [int(row[2]), int(row[3])] == [tally.stated, tally.judged]
        assert int(row[4]) == codes.count(VerdictCode.EQUAL)
        assert int(row[5]) == codes.count(VerdictCode.STRICTER)
        assert int(row[6]) == codes.count(VerdictCode.LOOSER)
        assert int(row[10]) == codes.count(VerdictCode.MISSING)
        # judged + not stated + not judged is all that was asked
        assert int(row[3]) + int(row[10]) + int(row[11]) == int(row[2])
    assert f"共比较{report.stated}项次，可判断{report.judged}项次" in text


@pytest.mark.parametrize("audience", list(Audience))
def test_the_standings_of_rows_add_up_field_by_field(audience: Audience) -> None:
    book = load()
    chosen = tuple(book.local_plans(audience))
    (told,) = papers_of(book, Request(chosen, "test"))
    total = told.facts.total
    assert sum(len(f.rows) for f in told.facts.fields) == len(total.rows)
    for field in (*told.facts.fields, total):
        assert sum(field.count(s) for s in Standing) == len(field.rows)
        numbered = sum(r.row.has_number for r in field.rows)
        assert field.figures == numbered
    table = rendered(paper(book, *(p.id for p in chosen)))
    counts = next(t for t in table if t[0][0] == "领域")
    for column in range(1, len(counts[0])):
        assert sum(int(r[column]) for r in counts[1:-1]) == int(counts[-1][column])


def test_every_figure_has_its_wording_and_place_in_the_source_annex() -> None:
    book = load()
    text = paper(book, parts=(Part.SOURCES,))
    for one in book.local_plans():
        numbered = [t for t in one.targets if has_number(t.goal)]
        table = rendered(section(text, one.title))[0]
        assert len(table) - 1 == len(numbered)
        for row, stated in zip(table[1:], numbered, strict=True):
            assert row[2] == " ".join(stated.written.split("\n"))
            assert stated.locator is not None
            assert row[3].startswith(stated.locator.heading)
        assert f"有数值的目标{len(numbered)}项" in section(text, one.title)


def test_findings_are_counted_as_judged_or_not_and_never_both(book: Catalogue) -> None:
    for told in papers_of(book, request_for(book)):
        for one in told.facts.upper:
            rest = one.count(VerdictCode.MISSING, VerdictCode.INCOMPARABLE)
            rest += one.count(VerdictCode.NOT_APPLICABLE)
            assert one.judged + rest == len(one.findings)
            assert one.judged == one.count(*JUDGED)


# -- wording ---------------------------------------------------------------------------------------------


def test_the_words_of_performance_and_blame_do_not_occur() -> None:
    book = load()
    text = paper(book)
    for name in {i.zh for i in book.indicators.values() if "达标" in i.zh}:
        text = text.replace(name, "")
    text = prose(text)
    for word in ("达标", "落后", "倒数", "最差", "垫底", "末位"):
        assert word not in text


def test_distances_between_shares_are_points_never_per_cent(book: Catalogue) -> None:
    text = paper(book)
    assert "相差1.5个千分点" in text
    assert not re.search(r"(相差|高于|低于|高|低)[0-9.]+[%‰]", prose(text).replace("低于8.78", ""))


def test_chinese_prose_has_full_width_punctuation(book: Catalogue) -> None:
    for text in (paper(book), paper(book, home="qingcheng")):
        wrong = re.findall(r"[一-鿿][,;:()?!]|[,;:()?!][一-鿿]", prose(text))
        assert not wrong


@given(st.text(alphabet="是三0123.,:;()%‰ ab/", max_size=40))
def test_full_width_text_is_left_as_it_is(text: str) -> None:
    once = fullwidth(text)
    assert fullwidth(once) == once


def test_numbers_ratios_and_addresses_keep_their_punctuation() -> None:
    assert fullwidth("女厕位1.5:1(2025),共1,000个") == "女厕位1.5:1（2025），共1,000个"
    assert fullwidth("见https://a.b/c?d=1:2;后") == "见https://a.b/c?d=1:2;后"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四")]
)
def test_headings_count_in_chinese(number: int, said: str) -> None:
    assert chinese_number(number) == said


def test_the_summary_stays_near_250_characters() -> None:
    book = load()
    for audience in Audience:
        names = [p.id for p in book.local_plans(audience)]
        text = section(paper(book, *names, parts=(Part.SUMMARY,)), "提要")
        assert 150 <= len(text.replace("*", "").replace("\n", "")) <= 380


def test_english_papers_hold_chinese_only_where_they_quote(book: Catalogue) -> None:
    text = prose(paper(book, lang="en", parts=(Part.SUMMARY, Part.JUDGEMENT, Part.FIELDS)))
    assert not re.search(r"[一-鿿，。；：（）]", text)


# -- honesty -----------------------------------------------------------------------------------------------


def test_recalled_figures_carry_a_dagger_and_are_counted(book: Catalogue) -> None:
    text = paper(book, "qingcheng-children")
    assert "≥92%†" in text
    assert "1项次的上级数值未能核对（标†）" in text
    assert "†" not in paper(book, "qingcheng-children", evidence=Confidence.RECALLED,
                            parts=(Part.UPPER, Part.CONCERNS, Part.PROPOSALS))  # fmt: skip


def test_what_could_not_be_had_above_is_said(book: Catalogue) -> None:
    text = section(paper(book, "dongguan-children"), "四、与上级目标衔接")
    assert "广东省儿童规划的目标值未能取得，无从比较" in text


def test_without_any_upper_figure_the_paper_says_so_and_judges_nothing(book: Catalogue) -> None:
    text = paper(book, "qingcheng-women")
    assert "上级目标未能取得" in section(text, "提要")
    assert "没有上级目标可用，本部分不作判断" in text


def test_a_document_collected_in_part_cannot_be_the_subject(book: Catalogue) -> None:
    with pytest.raises(UsageError, match="只收录了部分目标"):
        paper(book, "national-children", "dongguan-children")


def test_a_neighbours_plan_taken_as_baseline_is_not_called_upper(book: Catalogue) -> None:
    text = paper(book, "qingcheng-children", against=("dongguan-children",))
    assert "上级" not in text
    assert "与对照目标衔接" in text


def test_a_doubtful_figure_is_told_and_not_compared(book: Catalogue) -> None:
    text = paper(book, "dongguan-children", "yueqing-children")
    assert "原文印作“40‰”，疑为“40%”" in text
    assert "原文数值存疑（单位印误），不作比较" in section(text, "附3 不可比项")


def test_two_figures_of_one_plan_for_one_year_are_told(book: Catalogue) -> None:
    text = section(paper(book, "dongguan-children"), "五、需要关注的问题")
    assert "99%以上（儿童与教育·目标3），98%以上（儿童与教育·措施7）" in text


def test_a_target_wider_than_its_own_base_is_told_as_below_and_as_met(book: Catalogue) -> None:
    text = section(paper(book, "yueqing-children"), "五、需要关注的问题")
    assert "劣于本地2020年基数7.17/10万" in text
    assert "规划所载基期值" in text


def test_the_latest_observed_value_is_information_with_area_and_year(book: Catalogue) -> None:
    text = section(paper(book, "qingcheng-children"), "五、需要关注的问题")
    row = next(r for t in rendered(text) for r in t if r[1] == "4.0‰")
    assert row == ["婴儿死亡率", "4.0‰", "全国2024年", "清城≤4.5‰"]
    assert "5.4‰" not in text


def test_proposals_repeat_figures_that_are_stated(book: Catalogue) -> None:
    (told,) = papers_of(book, request_for(book, "dongguan-children", "qingcheng-children",
                                          "yueqing-children"))  # fmt: skip
    stated = {t.id for t in book.targets()}
    assert told.proposals
    for one in told.proposals:
        assert one.low.id in stated
        assert one.high is None or one.high.id in stated
        assert one.low.goal.value is not None
    # what is well attested stands before what is not
    weak = [p.weak for p in told.proposals if p.baseline is not None]
    assert weak == sorted(weak)


# -- points of view, parts, places ---------------------------------------------------------------------


def test_from_home_the_place_is_called_ours_and_stands_first(book: Catalogue) -> None:
    text = paper(book, "dongguan-children", "qingcheng-children", home="qingcheng")
    assert "清城区以下称我区" in text
    assert "与东莞相比：" in text
    assert rendered(section(text, "附1 对照表"))[0][0][2] == "清城（2030年）"
    assert "我市" in paper(book, "dongguan-children", "qingcheng-children", home="dongguan")
    assert "我区" not in paper(book, "dongguan-children", "qingcheng-children")


def test_only_the_home_place_is_advised(book: Catalogue) -> None:
    (told,) = papers_of(book, request_for(book, "dongguan-children", "yueqing-children",
                                          "qingcheng-children", home="qingcheng"))  # fmt: skip
    assert {f.plan.id for f in told.facts.findings} == {"qingcheng-children"}
    for one in told.proposals:
        assert {p.id for _, ps in one.acts for p in ps} == {"qingcheng-children"}


def test_each_audience_has_its_part_and_one_alone_has_none(book: Catalogue) -> None:
    both = paper(book)
    assert "## 第一部分 儿童规划" in both
    assert "## 第二部分 妇女规划" in both
    assert "数据库未收录东莞、乐清的妇女规划" in both
    assert "第一部分" not in paper(book, "qingcheng-women")


# -- Word ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")
def test_the_word_document_has_upright_and_landscape_pages(book: Catalogue, tmp_path: Path) -> None:
    source, out = tmp_path / "paper.md", tmp_path / "paper.docx"
    source.write_text(paper(book), encoding="utf-8")
    script = ROOT / "scripts" / "briefing_docx.py"
    command = [sys.executable, str(script), str(source), str(out)]
    subprocess.run(command, check=True, capture_output=True)
    with zipfile.ZipFile(out) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
    assert body.count("<w:sectPr") == 3
    assert body.count('w:orient="landscape"') == 1
    assert body.count("<w:tbl>") == len(rendered(paper(book)))
    assert "仿宋" in zipfile.ZipFile(ROOT / "templates" / "reference.docx").read(
        "word/styles.xml"
    ).decode("utf-8")
