"""The proof of a catalogue against its texts: the reader, the numerals, the two directions.

All texts are invented; :mod:`test_sources` proves the real catalogue where the texts are at hand.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from hostile import UNREADABLE
from plancmp.compare.model import ListName, Locator
from plancmp.compare.proof.document import Document, Passage, read_file, squeeze
from plancmp.compare.proof.numerals import numerals
from plancmp.compare.proof.rules import RULES, rules_of
from proof_texts import CASES, LAYOUTS, case


def documents(layout: str, *titles: str) -> list[Document]:
    text = (CASES / layout / "text.txt").read_text(encoding="utf-8")
    return [read_file(text, titles).documents[t] for t in titles]


def says(document: Document, heading: str, list_name: str, item: int) -> str:
    passage = document.at(Locator(heading, ListName(list_name), item))
    return passage.text if passage else ""


# -- the reader ---------------------------------------------------------------------------------

TITLES = {
    "labelled": "松雾市少年成长规划（2021—2030年）",
    "prose": "竹溪县少年成长“十四五”规划",
    "table": "云浦市少年成长“十四五”规划",
    "gazette": "柳城区少年成长规划（2021—2030年）",
}


@pytest.mark.parametrize(
    ("layout", "heading", "list_name", "item", "part_of_it"),
    [
        ("labelled", "总体目标", "overall", 0, "展望2035年"),
        ("labelled", "少年与健康", "overall", 0, "一年比一年"),
        ("labelled", "少年与健康", "goals", 3, "92%"),
        ("labelled", "少年与健康", "measures", 2, "1小时"),
        ("labelled", "少年乐园工程", "projects", 1, "15个"),
        ("labelled", "压实责任", "overall", 0, "1个月"),
        ("prose", "前言", "overall", 0, "少年强"),
        ("prose", "少年与健康", "measures", 2, "2018年"),
        ("prose", "“一站式”服务项目", "projects", 2, "至少1个"),
        ("table", "云浦市少年成长“十四五”规划重点指标目标表", "goals", 1, "7.17\n<8.78"),
        ("table", "云浦市少年成长“十四五”规划重点指标目标表", "goals", 5, "应援尽援"),
        ("table", "少年与家庭", "measures", 1, "陪伴"),
        ("gazette", "少年与健康", "goals", 1, "达到1.12名"),
        ("gazette", "少年与健康", "measures", 1, "护理队伍"),
        ("gazette", "少年友好工程", "projects", 1, "3个基地"),
    ],
)
def test_a_passage_is_found_under_heading_list_and_item(
    layout: str, heading: str, list_name: str, item: int, part_of_it: str
) -> None:
    (document,) = documents(layout, TITLES[layout])
    assert part_of_it in says(document, heading, list_name, item)


def test_an_item_number_never_runs_into_the_figure_after_it() -> None:
    (document,) = documents("labelled", TITLES["labelled"])
    four = document.at(Locator("少年与健康", ListName.GOALS, 4))
    five = document.at(Locator("少年与健康", ListName.GOALS, 5))
    assert four is not None
    assert five is not None
    assert [n.text for n in four.numerals] == ["4", "5", "60", "12", "25"]
    assert [n.text for n in five.numerals] == ["5", "70"]


def test_a_number_at_the_head_of_a_broken_line_begins_no_item() -> None:
    (document,) = documents("gazette", TITLES["gazette"])
    assert [p.where.item for p in document.items(ListName.GOALS)] == [1, 2, 3]


def test_two_plans_of_one_file_do_not_run_into_each_other() -> None:
    women, children = documents(
        "two_plans", "青川区妇女成长规划（2021—2030年）", "青川区少年成长规划（2021—2030年）"
    )
    assert not says(women, "少年与健康", "goals", 1)
    assert not says(children, "妇女与健康", "goals", 1)
    assert says(women, "压实责任", "overall", 0) == "(一)压实责任。落到实处。"


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        ("gazette", "柳府办函〔2022〕21号"),
        ("gazette", "一、请各镇于2022年9月30日前报送12名成员名单。"),
        ("gazette", "2022年8月25日印发"),
        ("labelled", "雾ICP备12345678号"),
        ("table", "0"),
        ("prose", "[bookmark:_Toc32376]"),
    ],
)
def test_other_notices_and_page_furniture_are_outside_the_plan(layout: str, line: str) -> None:
    text = (CASES / layout / "text.txt").read_text(encoding="utf-8")
    assert line in read_file(text, [TITLES[layout]]).outside


TABLE = "某某规划\n一、总体要求\n某某规划重点指标目标表\n{}\n二、落实\n好好落实。"
GRID = "某某规划重点指标目标表"


def test_what_stands_below_the_rows_of_a_table_is_no_row_of_it() -> None:
    cells = ["序号", "指标", "1", "床位3张", "2", "所数4所", "注:以上各项", "按5年计。"]
    (document,) = read_file(TABLE.format("\n".join(cells)), ["某某规划"]).documents.values()
    assert [says(document, GRID, "goals", n) for n in (0, 1, 2)] == [
        f"{GRID}\n序号\n指标", "1\n床位3张", "2\n所数4所",
    ]  # fmt: skip
    assert not says(document, GRID, "goals", 3)
    assert says(document, GRID, "overall", 0) == "注:以上各项按5年计。"


def test_a_table_without_column_titles_is_read_as_text_and_loses_nothing() -> None:
    (document,) = read_file(TABLE.format("1\n床位3张\n2"), ["某某规划"]).documents.values()
    assert not document.items(ListName.GOALS)
    assert says(document, GRID, "overall", 0) == "1床位3张2"


def test_a_line_with_a_bookmark_and_nothing_else_does_not_break_a_sentence() -> None:
    text = "某某规划\n一、总体要求\n到2025年，床位\n[bookmark:_Toc1]\n达到3张。"
    reading = read_file(text, ["某某规划"])
    assert says(reading.documents["某某规划"], "总体要求", "overall", 0).endswith(
        "到2025年,床位达到3张。"
    )
    assert reading.outside == ("[bookmark:_Toc1]",)


def test_squeezing_overlooks_width_and_white_space_and_nothing_else() -> None:
    assert squeeze("（８ ／10\n万），达“９０％”") == "(8/10万),达“90%”"
    assert squeeze("2021—2030") != squeeze("2021-2030")


# -- numerals -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("降至2.0‰、3.0‰以下", ["2.0", "3.0"]),
        ("控制到万分之一以下和十万分之九以下", ["万分之一", "十万分之九"]),
        ("下降到8/10万以下", ["8", "10万"]),
        ("建设一所学校、十五个站点,掌握两项以上技能", ["一", "十五", "两"]),
        ("二○三五年远景", ["二○三五"]),
        ("半小时生活圈,15分钟", ["半", "15"]),
        ("一体化发展,男女两性,“十四五”规划,每千名儿童,千千万万家庭", []),
        ("半边天", []),
    ],
)
def test_numerals_are_figures_fractions_and_words_before_a_measure_word(
    text: str, expected: list[str]
) -> None:
    assert [n.text for n in numerals(text)] == expected


def ruled(text: str) -> list[str | None]:
    passage = Passage(Locator("题", ListName.MEASURES, 1), text, (), 1)
    return [rule.id if rule else None for rule in rules_of(passage)]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("依据《某某规划(2021—2030年)》", "document-name"),
        ("发布日期:2021-12-0317:40", "date"),
        ("规划期限为2021-2025年。", "period"),
        ("0—6岁儿童健康管理", "age"),
        ("6个月内婴儿", "age"),
        ("65岁及以上妇女", "age"),
        ("不满18周岁的人", "age"),
        ("党的十九大和十九届全会", "party-congress"),
        ("第二个目标", "ordinal"),
        ("第十四个五年规划", "ordinal"),
        ("市镇村三级网络", "tier"),
        ("打造一批书屋", "indefinite"),
        ("打造一支专业的护理队伍", "indefinite"),
        ("“一站式”服务", "set-phrase"),
        ("九年义务教育巩固率", "institution"),
        ("拨打“12338”维权热线", "hotline"),
    ],
)
def test_a_rule_covers_the_form_it_names(text: str, rule: str) -> None:
    assert set(ruled(text)) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "人均预期寿命提高到82岁以上。",
        "“15分钟健身圈”",
        "建设一支队",
        "新建三所学校",
        "到2025年建成",
        "接受15年免费教育",
        "九年免费教育",
        "至少配备1名",
        "建成“12345”个站点",
        "母婴室1万平方米",
    ],
)
def test_what_could_be_an_aim_falls_under_no_rule(text: str) -> None:
    assert None in ruled(text)


def test_every_rule_has_an_id_of_its_own_and_a_reason_in_both_languages() -> None:
    assert len({r.id for r in RULES}) == len(RULES)
    assert all(r.zh and r.en and (r.pattern or r.mark) for r in RULES)


# -- the proof, both ways ------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_true_catalogue_is_proved_in_every_layout(tmp_path: Path, layout: str) -> None:
    report = case(tmp_path, layout).prove()
    assert report.findings == ()
    for proof in report.plans:
        assert proof.numerals == proof.claimed + sum(proof.excluded.values())


OTHER_ITEM = ("      2:\n      - {indicator: hours", "      1:\n      - {indicator: hours")

SLIPS = [
    ("a figure", "labelled", "written: 提高到92%以上", "written: 提高到93%以上", "not-in-place"),
    ("a goal's figure", "labelled", "goal: ≥92%", "goal: ≥93%", "figure-not-written"),
    ("a goal's figure of a part", "labelled", "goal: ≤3.0‰", "goal: ≤4.0‰", "figure-not-written"),
    ("a fraction", "two_plans", "goal: ≤9/10万", "goal: ≤8/10万", "figure-not-written"),
    ("a number in words", "labelled", "goal: ≥2项", "goal: ≥3项", "figure-not-written"),
    ("half an hour", "gazette", "goal: ≤30分钟", "goal: ≤20分钟", "figure-not-written"),
    ("a bound", "labelled", "written: 控制在25%以内", "written: 控制在25%以上", "not-in-place"),
    ("a bound at the front", "prose", "written: 至少1个以上", "written: 至多1个", "not-in-place"),
    ("an item", "prose", "      2:\n", "      7:\n", "no-such-place"),
    ("another item", "labelled", *OTHER_ITEM, "not-in-place"),
    ("a list", "table", "    measures:", "    overall:", "no-such-place"),
    ("a heading", "prose", "少年之家项目", "少年之屋项目", "no-such-place"),
    ("a year in the expression", "gazette", "以 2020 年", "以 2019 年", "not-in-place"),
    ("a base year", "prose", "@2018", "@2017", "base-not-stated"),
    ("a due year", "two_plans", "4.5个, year: 2025", "4.5个, year: 2027", "year-not-stated"),
    ("a due year left out", "two_plans", "4.5个, year: 2025", "4.5个", "uncovered-numeral"),
    ("due years exchanged", "two_plans", "part: 2, year: 2030", "part: 2, year: 2025",
     "years-out-of-order"),
    ("a part", "labelled", "part: 3}", "part: 1}", "uncovered-numeral"),
    ("a base value", "table", "@2020=7.17", "@2020=7.71", "base-not-stated"),
    ("a base value left out", "table", "@2020=227", "", "uncovered-numeral"),
    ("a table's unit", "table", "<8.78/10万", "<8.78‰", "unit-differs"),
    ("a held level", "table", "hold ≥98.51%@", "hold ≥98.52%@", "figure-not-written"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("layout", "old", "new", "code"), [s[1:] for s in SLIPS], ids=[s[0] for s in SLIPS]
)
def test_a_slip_of_the_curator_is_caught(
    tmp_path: Path, layout: str, old: str, new: str, code: str
) -> None:
    assert code in case(tmp_path, layout, entry=(old, new)).codes()


DROPS = [
    ("labelled", "      - {indicator: rate-c, goal: ≥92%, written: 提高到92%以上}\n",
     "uncovered-numeral"),
    ("labelled", "      - {indicator: rate-b, goal: hold ≥90%, written: 保持在90%以上}\n",
     "fewer-targets-than-rates"),
    ("labelled", "      6:\n      - {indicator: level, goal: ↑, written: 逐步提高}\n",
     "item-without-entry"),
    ("labelled", "      - {indicator: palaces, goal: ≥1所, written: 一所}\n", "uncovered-numeral"),
    ("prose", "      - {indicator: events, goal: ≥3次, written: 每年至少开展3次}\n",
     "uncovered-numeral"),
    ("two_plans", "      - {indicator: rate-b, goal: ≤9/10万, written: 分别控制到万分之一以下和"
     "十万分之九以下, part: 2, year: 2030}\n", "uncovered-numeral"),
    ("table", "      2:\n      - {indicator: places, goal: ≥4.5个/千人, written: '4.5'}\n",
     "item-without-entry"),
    ("gazette", "      - {indicator: minutes, goal: ≤30分钟, written: 半小时}\n",
     "uncovered-numeral"),
]  # fmt: skip


@pytest.mark.parametrize(("layout", "lines", "code"), DROPS)
def test_a_target_left_out_is_caught(tmp_path: Path, layout: str, lines: str, code: str) -> None:
    assert code in case(tmp_path, layout, entry=(lines, "")).codes()


def test_a_misplaced_expression_is_told_where_it_stands(tmp_path: Path) -> None:
    found = case(tmp_path, "labelled", entry=OTHER_ITEM).prove().findings
    assert [w.item for f in found for w in f.elsewhere] == [2, 2]


def test_a_second_occurrence_needs_a_second_target(tmp_path: Path) -> None:
    text = ("配镜率提高到92%以上", "配镜率提高到92%以上,拔牙率提高到92%以上")
    found = case(tmp_path, "labelled", text=text).prove().findings
    assert {f.code.value for f in found} == {"uncovered-numeral", "fewer-targets-than-rates"}


def test_an_expression_does_not_stand_in_the_middle_of_a_number(tmp_path: Path) -> None:
    entry = ("goal: ≥92%, written: 提高到92%以上", "goal: ≥2%, written: 2%以上")
    assert "not-in-place" in case(tmp_path, "labelled", entry=entry).codes()


def test_an_exclusion_that_meets_no_numeral_is_stale(tmp_path: Path) -> None:
    text = ("编成本规划用了三年", "编成本规划用了很久")
    assert case(tmp_path, "labelled", text=text).codes() == ["stale-exclusion"]


def test_an_exclusion_of_what_a_rule_covers_is_stale(tmp_path: Path) -> None:
    entry = ("numeral: 三,", "numeral: 十八,")
    assert sorted(case(tmp_path, "labelled", entry=entry).codes()) == [
        "stale-exclusion", "uncovered-numeral",
    ]  # fmt: skip


def test_the_ordinal_of_an_exclusion_leaves_out_the_item_number(tmp_path: Path) -> None:
    text = ("1.加强筛查。", "1.加强筛查,1次告知。")
    row = "- {plan: qingcheng-women, heading: 妇女与健康, list: measures, item: 1, numeral: %s, reason: 某}"
    added = ("exclusions:\n", "exclusions:\n" + row % "'1'" + "\n")
    assert case(tmp_path, "two_plans", text=text, entry=added).codes() == []


def test_another_text_than_the_one_read_is_a_finding_and_the_proof_goes_on(tmp_path: Path) -> None:
    report = case(tmp_path, "labelled", sha256="0" * 64).prove()
    assert [f.code.value for f in report.findings] == ["sha256-differs"]
    assert not report.sources[0].matches
    assert report.plans[0].claimed == 14


def test_a_text_without_the_plans_title_is_a_finding(tmp_path: Path) -> None:
    title = ("title: 松雾市少年成长规划", "title: 松雾市青年成长规划")
    assert case(tmp_path, "labelled", entry=title).codes() == ["plan-not-found"]


def test_a_plan_without_a_text_is_left_out_of_the_proof(tmp_path: Path) -> None:
    untold = (
        "plans:\n",
        "plans:\n- {id: dongguan-women, jurisdiction: dongguan, audience: women, title: 无, "
        "number_note: 例, period: 2021–2030, targets: []}\n",
    )
    report = case(tmp_path, "labelled", entry=untold).prove()
    assert report.findings == ()
    assert len(report.plans) == 1
    assert "dongguan-women" not in [p.plan.id for p in report.plans]


DROP_READING = (
    "      2:\n      - {indicator: rate-a, goal: ≥90%, written: 达到90%以上}\n",
    "",
)


# -- the command ----------------------------------------------------------------------------------


def test_verify_exits_0_when_the_catalogue_is_proved(tmp_path: Path, run: Run) -> None:
    true = case(tmp_path, "table")
    ran = run("verify", "--sources", true.sources, "--catalogue", true.file)
    assert (ran.code, ran.err) == (0, "")
    assert "与原文相符" in ran.out


def test_verify_exits_1_and_shows_what_surrounds_a_numeral_left_over(
    tmp_path: Path, run: Run
) -> None:
    wrong = case(tmp_path, "table", entry=DROP_READING)
    ran = run("verify", "--sources", wrong.sources, "--catalogue", wrong.file)
    assert ran.code == 1
    assert "亲子阅读区比率达到【90】%以上" in ran.out


def test_findings_stand_under_the_plans_that_have_some(tmp_path: Path, run: Run) -> None:
    entry = ("written: 达到98.5%", "written: 达到98.6%")
    wrong = case(tmp_path, "two_plans", entry=entry)
    ran = run("verify", "--sources", wrong.sources, "--catalogue", wrong.file, "-F", "markdown")
    assert ran.code == 1
    findings = ran.out[ran.out.index("## 发现") :]
    assert "清城儿童" in findings
    assert "清城妇女" not in findings
    assert "清城妇女" in ran.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sector_document_is_named_without_an_audience(
    tmp_path: Path, run: Run, lang: str
) -> None:
    entry = ("audience: children\n", "role: sector\n  short: 云浦健康规划\n")
    true = case(tmp_path, "table", entry=entry)
    ran = run("verify", "--sources", true.sources, "--catalogue", true.file, "--lang", lang,
              "-F", "csv")  # fmt: skip
    assert ran.code == 0
    names = [row.split(",")[2] for row in ran.out.splitlines()]
    assert "云浦健康规划" in names


def test_a_finding_about_a_whole_text_has_no_place_in_the_document(
    tmp_path: Path, run: Run
) -> None:
    other = case(tmp_path, "labelled", sha256="0" * 64)
    ran = run("verify", "--sources", other.sources, "--catalogue", other.file, "-F", "json")
    assert ran.code == 1
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["code"], finding["locator"]) == ("sha256-differs", None)
    assert finding["place"]["line"] > 0
    ran = run("verify", "--sources", other.sources, "--catalogue", other.file, "-F", "markdown")
    (row,) = [line for line in ran.out.splitlines() if "sha256" in line and "plans.yaml" in line]
    assert "text.txt:" not in row


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "见于少年与健康·措施2"), ("en", "it stands in 少年与健康, measure 2")],
)
def test_a_misplaced_expression_is_told_to_those_who_run_it(
    tmp_path: Path, run: Run, lang: str, said: str
) -> None:
    wrong = case(tmp_path, "labelled", entry=OTHER_ITEM)
    ran = run("verify", "--sources", wrong.sources, "--catalogue", wrong.file, "--lang", lang,
              "-F", "csv")  # fmt: skip
    assert ran.code == 1
    assert said in ran.out


@pytest.mark.parametrize("form", ["json", "markdown", "csv"])
def test_no_words_of_a_text_leave_the_terminal(tmp_path: Path, run: Run, form: str) -> None:
    wrong = case(tmp_path, "table", entry=DROP_READING)
    options = ("--sources", wrong.sources, "--catalogue", wrong.file, "--format", form)
    ran = run("verify", *options)
    assert ran.code == 1
    assert "亲子" not in ran.out
    assert "90" in ran.out


def test_no_words_of_a_text_are_written_to_a_file(tmp_path: Path, run: Run) -> None:
    wrong = case(tmp_path, "table", entry=DROP_READING)
    out = tmp_path / "report.txt"
    ran = run("verify", "--sources", wrong.sources, "--catalogue", wrong.file, "--output", out)
    assert (ran.code, ran.out) == (1, "")
    assert "亲子" not in out.read_text(encoding="utf-8")


def test_the_json_counts_numerals_by_plan_and_reason(tmp_path: Path, run: Run) -> None:
    true = case(tmp_path, "two_plans")
    ran = run("verify", "--sources", true.sources, "--catalogue", true.file, "--format", "json")
    body = json.loads(ran.out)
    women, children = body["plans"]
    assert (women["plan"], women["targets"], women["claimed"]) == ("qingcheng-women", 6, 5)
    assert women["excluded"]["hotline"] == women["excluded"]["by-locator"] == 1
    assert children["excluded"]["due-year"] == 1
    assert {r["id"] for r in body["rules"]} >= {"age", "due-year", "by-locator"}
    assert body["sources"][0]["outside"] == 16
    assert body["findings"] == []


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ((), "缺少 --sources"),
        (("--sources", "/nowhere/at/all"), "没有文件夹 /nowhere/at/all"),
        (("--sources", "/nowhere/at/all", "--lang", "en"), "no folder /nowhere/at/all"),
    ],
)
def test_trouble_is_one_line_and_exit_2(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], said: str
) -> None:
    monkeypatch.delenv("PLANCMP_SOURCES", raising=False)
    true = case(tmp_path, "table")
    monkeypatch.setattr("sys.argv", ["plancmp", *argv])
    ran = run("verify", "--catalogue", true.file, *argv)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"plancmp: {said}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "said"), [(None, "里没有 text.txt"), (b"\xff\xfe", "不是 UTF-8")]
)
def test_a_missing_or_unreadable_text_is_trouble(
    tmp_path: Path, run: Run, content: bytes | None, said: str
) -> None:
    true = case(tmp_path, "table")
    text = true.sources / "text.txt"
    text.unlink()
    if content is not None:
        text.write_bytes(content)
    ran = run("verify", "--sources", true.sources, "--catalogue", true.file)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.skipif(not UNREADABLE.is_file(), reason="the system has no such file")
def test_a_text_the_system_does_not_let_read_is_trouble_with_its_reason(
    tmp_path: Path, run: Run
) -> None:
    true = case(tmp_path, "table")
    (true.sources / "text.txt").unlink()
    (true.sources / "text.txt").symlink_to(UNREADABLE)
    argv = ("verify", "--sources", true.sources, "--catalogue", true.file)
    ran = run(*argv)
    assert (ran.code, ran.out) == (2, "")
    assert f"读不了 {true.sources / 'text.txt'}：磁盘读写出错；检查权限" in ran.err
    assert "cannot read " in run(*argv, "--lang", "en").err
