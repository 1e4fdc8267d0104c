"""The workbook: numbers that are numbers, texts that stay texts, pages people can use."""

from __future__ import annotations

import json
import zipfile
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from catalogues import catalogue, plan, target, written
from conftest import Run
from hostile import EVERYTHING, FORMULAS, UNSEEN, laced
from openpyxl.worksheet.worksheet import Worksheet
from plancmp.compare.check import check_plans
from plancmp.compare.diff import diff_plans
from plancmp.compare.formats import Document
from plancmp.compare.formats.xlsx import render
from plancmp.compare.listing import list_targets
from plancmp.compare.loader import load
from plancmp.compare.model import Audience
from workbooks import cell, opened, records

SMALL = Path(__file__).parent / "fixtures" / "small.yaml"
CALLS = {
    "diff": ("diff", "--against", "national"),
    "list": ("list",),
    "check": ("check", "--fail-on", "looser,missing"),
}
SHEETS = {
    "diff": ["对照表（儿童）", "对照表（妇女）", "目标", "对照上级", "出处与说明"],
    "list": ["目标", "出处与说明"],
    "check": ["对照上级", "目标", "出处与说明"],
}


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Any:
    """Run a command twice: the workbook it makes, and what its JSON says."""

    def call(*argv: object, catalogue: Path = SMALL) -> tuple[Any, Any]:
        book = tmp_path / "book.xlsx"
        ran = run(*argv, "--catalogue", catalogue, "--format", "xlsx", "--output", book)
        assert ran.code in (0, 1), ran.err
        said = run(*argv, "--catalogue", catalogue, "--format", "json").out
        return opened(book), json.loads(said)

    return call


def printed(sheet: Worksheet, row: int, head: str) -> str | None:
    """A figure as a person sees it: the number in its number format."""
    found = cell(sheet, row, head)
    if found.value is None:
        return None
    assert found.data_type == "n", found.value
    decimals = len(found.number_format.partition(".")[2])
    return f"{Decimal(str(found.value)):.{decimals}f}"


# -- what is in it -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["diff", "list", "check"])
def test_each_command_has_its_sheets_in_both_languages(command: str, made: Any) -> None:
    book, _ = made(*CALLS[command])
    assert book.sheetnames == SHEETS[command]
    english, _ = made(*CALLS[command], "--lang", "en")
    assert len(english.sheetnames) == len(SHEETS[command])
    assert english.sheetnames[-1] == "Sources"


def test_a_diff_without_reference_has_no_findings(made: Any) -> None:
    book, _ = made("diff", "--audience", "children")
    assert book.sheetnames == ["对照表", "目标", "出处与说明"]


def test_figures_are_numbers_printed_as_in_the_text_with_their_unit_beside_them(made: Any) -> None:
    book, said = made("list")
    sheet, targets = book["目标"], {t["id"]: t for t in said["targets"]}
    rows = records(sheet)
    assert [r["编号"] for r in rows] == list(targets)
    for number, row in enumerate(rows, 1):
        one = targets[row["编号"]]
        assert row["目标年"] == one["year"]
        assert row["原文表述"] == one["written"]
        has_figure = one["value"] is not None and one["reference"] is None
        assert printed(sheet, number, "数值") == (one["value"] if has_figure else None)
        assert row["单位"] == (one["unit"] if has_figure else None)
        assert printed(sheet, number, "上限") == one["value_max"]
        assert printed(sheet, number, "基期值") == one["base_value"]
    assert "4.50" in {printed(sheet, n, "数值") for n in range(1, len(rows) + 1)}


def test_a_figure_stands_beside_its_bound(made: Any) -> None:
    book, _ = made("list")
    bounds = {r["编号"].split("/")[1]: r["界限"] for r in records(book["目标"])}
    assert bounds["child-injury-mortality@2030"] is None  # a share of what the province has
    assert bounds["nursery-places@2030"] == "区间"
    book, _ = made("list", "望江", "--audience", "children")
    bounds = {r["编号"].split("/")[1]: r["界限"] for r in records(book["目标"])}
    assert bounds["infant-mortality@2030"] == "≤"
    assert bounds["child-injury-mortality@2030"] == "下降"
    assert bounds["myopia-rate@2030"] == "每年下降"
    assert bounds["sex-ratio-at-birth@2030"] == "≈"


def test_the_matrix_has_every_row_and_figure_of_the_comparison(made: Any) -> None:
    book, said = made("diff", "--audience", "children")
    sheet = book["对照表"]
    places = {"wangjiang-children": "望江", "qingshi-children": "青石", "yunling-children": "云岭"}
    rows = {(r["indicator"], r["scope"]): r for r in said["rows"]}
    scopes = {"城市": "urban", "农村": "rural", "每个机构": "per-institution"}
    shown = records(sheet)
    keys = [(r["编号"], scopes.get(r["范围"])) for r in shown]
    assert sorted(keys, key=str) == sorted(rows, key=str)
    for number, key in enumerate(keys, 1):
        for plan_id, name in places.items():
            stated = rows[key]["cells"].get(plan_id)
            value = stated and stated["value"] if stated and not stated["reference"] else None
            assert printed(sheet, number, f"{name} 数值") == value
            assert shown[number - 1][f"{name} 目标年"] == (stated["year"] if stated else None)


def test_the_matrix_keeps_the_fields_together(made: Any) -> None:
    book, _ = made("diff", "--audience", "children")
    fields = [r["领域"] for r in records(book["对照表"])]
    assert len(dict.fromkeys(fields)) == 1 + sum(a != b for a, b in pairwise(fields))


def test_the_matrix_is_in_the_order_asked_for(made: Any) -> None:
    book, said = made("diff", "--audience", "children", "--all", "--sort", "name")
    shown = [r["编号"] for r in records(book["对照表"])]
    assert shown == [r["indicator"] for r in said["rows"]]
    book, _ = made("diff", "--audience", "children", "--all")
    assert shown != [r["编号"] for r in records(book["对照表"])]


def test_what_only_the_plan_states_has_no_baseline_beside_it(made: Any, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%"),
             target("myopia-rate", "≤38%")),
        plan("qingcheng-children", "qingcheng", target("enrolment-rate", "≥98%")),
    )  # fmt: skip
    book, _ = made("check", "东莞", "--against", "qingcheng-children", catalogue=path)
    row, _ = records(book["对照上级"])
    assert (row["指标"], row["目标值"], row["基准"]) == ("近视率", "≤38%", "未列")
    assert (row["比较"], row["基准编号"], row["基准 数值"]) == ("另列", None, None)


def test_findings_are_those_of_the_check(made: Any) -> None:
    book, said = made(*CALLS["check"])
    sheet = book["对照上级"]
    rows = records(sheet)
    assert len(rows) == len(said["findings"])
    for number, (row, one) in enumerate(zip(rows, said["findings"], strict=True), 1):
        assert (row["目标编号"], row["基准编号"]) == (one["target"], one["baseline"])
        assert row["理由"] == one["reason"]["zh"]
        assert row["计入退出码"] == ("是" if one["failing"] else "否")
        assert printed(sheet, number, "差距") == one["distance"]
        assert row["差距单位"] == one["distance_unit"]


def test_a_baseline_of_another_scope_says_so(made: Any) -> None:
    book, _ = made("diff", "--audience", "children", "--against", "national")
    found = {r["目标编号"]: r for r in records(book["对照上级"])}
    assert found["wangjiang-children/parent-school-coverage~rural@2030"]["基准"] == "≥85%"
    assert found["qingshi-children/parent-school-coverage@2025"]["基准"] == "≥85%（农村）"


def test_sources_name_every_document_and_what_made_the_file(made: Any) -> None:
    book, said = made(*CALLS["check"])
    sheet = book["出处与说明"]
    assert {r["编号"] for r in records(sheet)} == {
        name for t in said["tallies"] for name in (t["plan"], t["baseline_plan"])
    }
    codes = {r["编号"]: r["代码"] for r in records(sheet)}
    assert codes["qingshi-children"] == "990102"
    first = [sheet.cell(n, 1).value for n in range(1, sheet.max_row + 1)]
    assert f"共 {said['stated']} 项基准目标，可判断 {said['judged']} 项" in "".join(map(str, first))
    assert str(first[-1]).endswith("数据 fixture")


# -- how it is laid out --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["diff", "list", "check"])
def test_every_sheet_has_headings_that_stay_and_a_filter_over_its_table(
    command: str, made: Any
) -> None:
    for sheet in made(*CALLS[command])[0].worksheets:
        assert str(sheet.freeze_panes).endswith("2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        heads = [c.value for c in sheet[1]]
        assert len(set(heads)) == len(heads)
        assert None not in heads


def test_columns_are_as_wide_as_chinese_needs_up_to_a_limit_and_then_wrap(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%", note="说" * 60)),
    )
    report = list_targets(book, book.local_plans())
    sheet = opened(render(Document("list", {}, book, report, "1.0")))["目标"]
    widths = {c.value: sheet.column_dimensions[c.column_letter].width for c in sheet[1]}
    assert widths["指标"] >= 2 * len("毛入学率")
    assert widths["说明"] < 47
    assert cell(sheet, 1, "说明").alignment.wrap_text
    assert sheet.row_dimensions[2].height >= 15 * 60 * 2 / 47


def test_the_same_report_gives_the_same_bytes() -> None:
    book = load(SMALL)
    report = check_plans(book, book.local_plans())
    once, again = (render(Document("check", {}, book, report, "1.0")) for _ in range(2))
    assert once == again


# -- what must not happen --------------------------------------------------------------------------------


def test_texts_never_become_formulas_or_links(tmp_path: Path) -> None:
    for text in FORMULAS:
        base = catalogue(
            tmp_path, plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%"))
        )
        book = laced(base, text)
        report = list_targets(book, book.local_plans())
        sheets = opened(render(Document("list", {}, book, report, "1.0"))).worksheets
        found = [c for s in sheets for row in s.iter_rows() for c in row if c.value is not None]
        assert {c.data_type for c in found} == {"s", "n"}
        assert all(c.hyperlink is None for c in found)
        quoted = [c for c in found if str(c.value).startswith(text[0])]
        assert quoted
        # an apostrophe in the format: editing the cell does not make it a formula either
        assert all(c.quotePrefix for c in quoted)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_that_cannot_be_seen_gets_through(lang: str) -> None:
    book = laced(load(SMALL), EVERYTHING)
    plans = book.local_plans(Audience.CHILDREN)
    reference = book.plans["national-children"]
    for command, report in (
        ("list", list_targets(book, plans)),
        ("check", check_plans(book, plans)),
        ("diff", (diff_plans(book, plans, Audience.CHILDREN, reference=reference),)),
    ):
        raw = render(Document(command, {}, book, report, "1.0", lang))
        for sheet in opened(raw).worksheets:
            texts = "".join(str(c.value) for row in sheet.iter_rows() for c in row)
            assert not (UNSEEN - {"\n"}) & set(texts)
            assert "␛[31m红" in texts
            assert "[U+202E]" in texts
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            for name in parts.namelist():
                ET.fromstring(parts.read(name))


def test_a_text_too_long_for_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    base = catalogue(
        tmp_path, plan("dongguan-children", "dongguan", target("enrolment-rate", "≥98%"))
    )
    book = laced(base, "长" * 40_000)
    report = list_targets(book, book.local_plans())
    sheet = opened(render(Document("list", {}, book, report, "1.0")))["目标"]
    note = cell(sheet, 1, "说明").value
    assert isinstance(note, str)
    assert len(note) == 32_767
    assert note.endswith("…")


def test_a_figure_with_more_digits_than_a_spreadsheet_keeps_stays_whole(tmp_path: Path) -> None:
    figure = "123456789012.123456"
    book = catalogue(
        tmp_path, plan("dongguan-children", "dongguan", target("enrolment-rate", f"≥{figure}%"))
    )
    report = list_targets(book, book.local_plans())
    sheet = opened(render(Document("list", {}, book, report, "1.0")))["目标"]
    assert cell(sheet, 1, "数值").value == figure


def test_plain_signs_reach_the_cells(made: Any) -> None:
    book, _ = made("list", "--ascii")
    goals = [str(r["目标值"]) for r in records(book["目标"])]
    assert not set("≥≤−≈") & set("".join(goals))
    assert "-20%（较2020年）" in goals


def test_a_workbook_wants_a_file(run: Run, tmp_path: Path) -> None:
    ran = run("list", "--format", "xlsx", "--catalogue", tmp_path / "none.yaml")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--output" in ran.err
    # whichever of the two is typed first
    output = tmp_path / "book.xlsx"
    for argv in (("--output", output, "--format", "xlsx"), ("--format", "xlsx", "-o", output)):
        assert run("list", "望江", "--catalogue", SMALL, *argv).code == 0
        output.unlink()


def test_without_the_extra_it_says_what_to_install_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plancmp.compare.formats.find_spec", lambda _: None)
    output = tmp_path / "book.xlsx"
    for lang in ("zh", "en"):
        ran = run("list", "--format", "xlsx", "-o", output, "--catalogue", "none.yaml",
                  "--lang", lang)  # fmt: skip
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "pip install 'plancmp[xlsx]'" in ran.err
    assert not output.exists()


def test_no_workbook_is_left_behind_where_there_is_nothing_to_judge(
    run: Run, tmp_path: Path
) -> None:
    output = tmp_path / "book.xlsx"
    ran = run("check", "云岭", "--against", "province", "--catalogue", SMALL,
              "--format", "xlsx", "-o", output)  # fmt: skip
    assert ran.code == 2
    assert not output.exists()
