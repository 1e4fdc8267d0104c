"""What the paper says of plans that stand in every way to each other: one small book a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from briefings import paper, rendered, section
from catalogues import Row, catalogue, plan, target, upper
from plancmp.compare.catalogue import Catalogue

MORTALITY, INJURY, MYOPIA = "infant-mortality", "child-injury-mortality", "myopia-rate"
ENROLMENT, SEX_RATIO = "enrolment-rate", "sex-ratio-at-birth"
CHANGES = (
    target(INJURY, "−15%@2020"), target(INJURY, "−20%@2020"), target(INJURY, "−30%@2020")
)  # fmt: skip


def local(place: str, *targets: Row, **more: Any) -> Row:
    return plan(f"{place}-children", place, *targets, **more)


def national(*targets: Row, **more: Any) -> Row:
    return upper("national-children", "nation", *targets, short="儿童纲要", **more)


def provincial(*targets: Row, **more: Any) -> Row:
    return upper("guangdong-children", "guangdong", *targets, short="广东规划", **more)


def part(book: Catalogue, heading: str, *names: str, **more: Any) -> str:
    """A part of the paper on one line, as far as it is no table."""
    lines = section(paper(book, *names, **more), heading).splitlines()
    return " ".join(x for x in lines if x and not x.startswith("|"))


def cells(book: Catalogue, heading: str, *names: str, **more: Any) -> list[list[str]]:
    """All rows of the tables of a part."""
    text = section(paper(book, *names, **more), heading)
    return [row for rows in rendered(text) for row in rows]


# -- the summary -----------------------------------------------------------------------------------


def test_baselines_that_could_be_had_but_not_judged_are_not_said_to_be_lacking(
    tmp_path: Path,
) -> None:
    book = catalogue(tmp_path, local("dongguan", target(MORTALITY, "≤3‰")),
                     national(target(MYOPIA, "≤38%")))  # fmt: skip
    assert "；与上级目标比较1项次，没有可判断的。" in part(book, "提要")
    told = part(book, "Summary", lang="en")
    assert "; 1 upper-level target asked about, none of which could be judged." in told
    assert "共比较1项次，可判断0项次；未列1项次。" in part(book, "二、总体判断")


def test_without_upper_figures_the_summary_names_what_most_plans_have(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        local("dongguan", target(ENROLMENT, "≥95%")),
        local("qingcheng", target(ENROLMENT, "≥95%")),
        local("yueqing", target(MYOPIA, "↓")),
    )
    found = "半数以上规划有数值而有规划未列或未量化1项，如毛入学率（乐清）"
    assert found in part(book, "提要")
    told = part(book, "Summary", lang="en")
    assert "1 indicators with figures in most plans lack one in others, such as Gross" in told


def test_the_spread_of_a_row_goes_from_level_to_level_or_from_change_to_change(
    tmp_path: Path,
) -> None:
    small, _, large = CHANGES
    book = catalogue(
        tmp_path, local("dongguan", large), local("qingcheng", small),
        local("yueqing", target(INJURY, "≤9/10万")),
    )  # fmt: skip
    found = "如儿童伤害死亡率2030年目标由较2020年下降15%到较2020年下降30%"
    assert found in part(book, "提要")
    book = catalogue(tmp_path, local("dongguan", target(INJURY, "≤8/10万")),
                     local("qingcheng", target(INJURY, "≤9/10万")))  # fmt: skip
    assert "如儿童伤害死亡率2030年目标由8/10万到9/10万" in part(book, "提要")


def test_figures_that_differ_between_years_make_no_spread(tmp_path: Path) -> None:
    book = catalogue(tmp_path, local("dongguan", target(MORTALITY, "≤3‰", year=2025)),
                     local("qingcheng", target(MORTALITY, "≤5‰")))  # fmt: skip
    assert "健康领域数值不同最多（1项）。" in part(book, "提要")
    assert "2030年清城5‰以下；2025年东莞3‰以下。" in part(book, "三、分领域比较")


# -- the fields, from nobody's and from somebody's point of view ------------------------------------


@pytest.mark.parametrize(
    ("indicator", "ours", "theirs", "said"),
    [
        pytest.param("exercise-time", "2–3小时", "≥1小时",
                     "每天运动时间：2030年东莞2–3小时，清城1小时以上。", id="a range"),
        pytest.param(MYOPIA, "−1pp/yr@2018", "−0.5pp/yr@2018",
                     "近视率：2030年东莞较2018年每年下降1个百分点，清城较2018年每年下降0.5个百分点，"
                     "相差0.5个百分点/年。", id="yearly changes"),
        pytest.param(ENROLMENT, "+10%@2020", "+5%",
                     "毛入学率：2030年东莞较2020年上升10%，清城上升5%", id="rises"),
    ],
)  # fmt: skip
def test_figures_are_told_in_words(
    tmp_path: Path, indicator: str, ours: str, theirs: str, said: str
) -> None:
    # a third plan, so that the row has something to tell even where the two cannot be compared
    book = catalogue(
        tmp_path, local("dongguan", target(indicator, ours)),
        local("qingcheng", target(indicator, theirs)),
        local("yueqing", target(indicator, "+8%@2020")) if "+" in ours else
        local("yueqing", target(MORTALITY, "≤3‰")),
    )  # fmt: skip
    assert said in part(book, "三、分领域比较")


@pytest.mark.parametrize(
    ("ours", "theirs", "zh", "en"),
    [
        pytest.param(target(MORTALITY, "≤3‰", year=2025), target(MORTALITY, "≤3‰"),
                     "我区2025年3‰以下，与东莞持平（目标年较早）",
                     "our district ≤3‰ (2025), equal to Dongguan (due earlier)", id="earlier"),
        pytest.param(target(MORTALITY, "≤3‰"), target(MORTALITY, "≤3‰", year=2025),
                     "我区2030年3‰以下，与东莞持平（目标年较晚）",
                     "our district ≤3‰ (2030), equal to Dongguan (due later)", id="later"),
        pytest.param(target(SEX_RATIO, "≤108女=100"), target(SEX_RATIO, "≤112女=100"),
                     "我区2030年108女=100以下，与东莞相差4女=100",
                     "4 boys per 100 girls from Dongguan", id="not ranked"),
        pytest.param(target("exercise-time", "≥1小时"), target("exercise-time", "2–3小时"),
                     "我区2030年1小时以上，与东莞写法不同，不分高低",
                     "worded differently from Dongguan", id="a range"),
        pytest.param(target(INJURY, "<8.78/10万@2020=7.17"), CHANGES[1],
                     "我区2030年低于8.78/10万，要求较东莞低", "asks less than Dongguan",
                     id="below its own base"),
        pytest.param(CHANGES[1], target(INJURY, "<8.78/10万@2020=7.17"),
                     "我区2030年较2020年下降20%，要求较东莞高", "asks more than Dongguan",
                     id="another below its own base"),
        pytest.param(CHANGES[1], CHANGES[2],
                     "我区2030年较2020年下降20%，变化幅度小于东莞10个百分点",
                     "a change 10 percentage points smaller than Dongguan", id="a smaller change"),
        pytest.param(CHANGES[1], CHANGES[0],
                     "我区2030年较2020年下降20%，变化幅度大于东莞5个百分点",
                     "a change 5 percentage points larger than Dongguan", id="a larger change"),
        pytest.param(target(INJURY, "≤9/10万"), CHANGES[1], "，与东莞不可比，",
                     "not comparable with Dongguan", id="a level and a change"),
    ],
)  # fmt: skip
def test_the_home_place_is_told_how_it_stands_to_each_other(
    tmp_path: Path, ours: Row, theirs: Row, zh: str, en: str
) -> None:
    # a third plan, ranked with ours, so that the row is one of those worth telling
    third = {
        MORTALITY: "≤5‰", SEX_RATIO: "≤110女=100", "exercise-time": "≥2小时", INJURY: "≤9.5/10万"
    }[ours["indicator"]]  # fmt: skip
    book = catalogue(tmp_path, local("qingcheng", ours), local("dongguan", theirs),
                     local("yueqing", target(ours["indicator"], third)))  # fmt: skip
    assert zh in part(book, "三、分领域比较", home="qingcheng")
    assert en in part(book, "3. By field", home="qingcheng", lang="en")


def test_a_neighbour_without_any_figure_in_common_is_told_so(tmp_path: Path) -> None:
    book = catalogue(tmp_path, local("qingcheng", target(MORTALITY, "≤3‰")),
                     local("dongguan", target(ENROLMENT, "≥95%")))  # fmt: skip
    said = "与东莞相比：双方均有数值的0项；只有我区设数值的1项；只有东莞设数值的1项。"
    assert said in part(book, "二、总体判断", home="qingcheng")


# -- against what is asked above --------------------------------------------------------------------


def test_sector_documents_stand_in_a_table_that_names_each(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        local("dongguan", target(MORTALITY, "≤5.5‰"), period="2021–2025"),
        national(target(MORTALITY, "≤5‰")),
        upper("health-action", "nation", target(MORTALITY, "≤5.2‰", year=2025), role="sector",
              title="健康行动实施意见", short="健康行动"),
    )  # fmt: skip
    rows = cells(book, "（二）对照专项文件")
    assert rows[0] == ["指标", "本规划", "对照文件", "上级目标", "比较"]
    assert rows[1][:4] == ["婴儿死亡率", "≤5.5‰", "健康行动", "≤5.2‰（2025年）"]
    rows = cells(book, "Sector documents", lang="en")
    assert rows[1][:4] == ["Infant mortality rate", "≤5.5‰", "health-action", "≤5.2‰ (2025)"]


def test_answers_to_a_baseline_are_told_in_few_words_beside_each_figure(tmp_path: Path) -> None:
    small, asked, large = CHANGES
    words = target(ENROLMENT, "qualitative", label="提高入学水平", item=2)
    book = catalogue(
        tmp_path, local("dongguan", words, large),
        local("qingcheng", target(ENROLMENT, "≥93%", item=2), small),
        local("yueqing", target(INJURY, "<8.78/10万@2020=7.17")),
        national(target(ENROLMENT, "≥92%"), asked),
    )  # fmt: skip
    rows = {row[0]: row[2:] for row in cells(book, "（一）对照儿童纲要")}
    assert rows["毛入学率"] == ["提高入学水平，未设量化目标", "≥93%，高1个百分点", "未列"]
    assert rows["儿童伤害死亡率"] == [
        "−30%（较2020年），幅度大10个百分点", "−15%（较2020年），幅度小5个百分点",
        "<8.78/10万，目标值劣于本地基数",
    ]  # fmt: skip
    rows = {row[0]: row[2:] for row in cells(book, "National outline", lang="en")}
    assert rows["Gross enrolment rate"][0] == "qualitative, no figure"
    assert rows["Child injury mortality"][:2] == [
        "−30% (from 2020), 10 percentage points larger",
        "−15% (from 2020), 5 percentage points smaller",
    ]


def test_a_province_is_named_in_english_by_its_place(tmp_path: Path) -> None:
    book = catalogue(tmp_path, local("dongguan", target(MORTALITY, "≤3‰")),
                     provincial(target(MORTALITY, "≤4‰")))  # fmt: skip
    rows = cells(book, "Guangdong plan", lang="en")
    assert rows[1][:3] == ["Infant mortality rate", "≤3‰", "≤4‰"]


# -- what deserves attention -------------------------------------------------------------------------


def test_an_observed_value_in_another_unit_reaches_no_target(tmp_path: Path) -> None:
    here = local("dongguan", target(MORTALITY, "≤4‰"))
    seen = {"indicator": MORTALITY, "jurisdiction": "nation", "year": 2024}
    alike = catalogue(tmp_path, here, observed=[seen | {"value": "0.3%"}])
    assert ["婴儿死亡率", "0.3%", "全国2024年", "东莞≤4‰"] in cells(alike, "五、需要关注的问题")
    other = catalogue(tmp_path, here, observed=[seen | {"value": "3小时"}])
    assert part(other, "五、需要关注的问题") == "未发现需要提示的问题。"


def test_the_home_place_is_not_told_what_others_cannot_compare_with_each_other(
    tmp_path: Path,
) -> None:
    book = catalogue(
        tmp_path, local("qingcheng", target(MORTALITY, "≤3‰")),
        local("dongguan", target("nurseries", "≥40所")),
        local("yueqing", target("nurseries", "≥3所")),
    )  # fmt: skip
    row = ["托育机构数", "东莞、乐清", "绝对数量受地区规模影响，不可比（≥40所 对 ≥3所）"]
    names = ("qingcheng-children", "dongguan-children", "yueqing-children")
    assert row in cells(book, "附3 不可比项", *names)
    assert part(book, "附3 不可比项", *names, home="qingcheng") == "没有不可比的项目。"
    assert row[:2] not in [r[:2] for r in cells(book, "附3 不可比项", *names, home="qingcheng")]


# -- proposals ---------------------------------------------------------------------------------------


def proposed(book: Catalogue, **more: Any) -> list[list[str]]:
    return cells(book, "六、建议", **more)[1:]


def test_a_ceiling_is_proposed_from_the_tightest_figure_up_to_the_baselines(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path, local("dongguan", target(MORTALITY, "≤3.0‰")),
        local("qingcheng", target(MORTALITY, "≤2.5‰")), local("yueqing", target(MYOPIA, "↓")),
        national(target(MORTALITY, "≤5‰")),
    )  # fmt: skip
    basis = "儿童纲要 ≤5‰；东莞≤3.0‰；清城≤2.5‰"
    assert proposed(book) == [["婴儿死亡率", "2.5‰至5‰（2030年）", "乐清列入", basis]]


def test_a_change_is_proposed_in_words(tmp_path: Path) -> None:
    small, asked, large = CHANGES
    book = catalogue(tmp_path, local("dongguan", large), local("qingcheng", small),
                     national(asked))  # fmt: skip
    assert proposed(book) == [
        ["儿童伤害死亡率", "较2020年下降20%至较2020年下降30%（2030年）", "清城研究从严",
         "儿童纲要 −20%（较2020年）；东莞−30%（较2020年）"],
    ]  # fmt: skip


def test_what_most_plans_state_is_proposed_where_it_has_a_better_side(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path,
        local("dongguan", target(ENROLMENT, "≥95%"), target(SEX_RATIO, "≤108女=100")),
        local("qingcheng", target(ENROLMENT, "≥97%"), target(SEX_RATIO, "≤110女=100")),
        local("yueqing", target(MYOPIA, "↓")),
    )
    row = ["毛入学率", "95%至97%（2030年）", "乐清列入", "东莞≥95%；清城≥97%"]
    assert proposed(book) == [row]


@pytest.mark.parametrize(
    ("nation", "province", "chosen"),
    [
        (target(ENROLMENT, "≥92%"), target(ENROLMENT, "≥95%"), "广东规划 ≥95%"),
        (target(ENROLMENT, "≥95%"), target(ENROLMENT, "≥92%"), "儿童纲要 ≥95%"),
        (target(ENROLMENT, "≥95%", confidence="recalled"),
         target(ENROLMENT, "≥92%", confidence="verified"), "广东规划 ≥92%"),
        (target(ENROLMENT, "≥92%", confidence="verified"),
         target(ENROLMENT, "≥95%", confidence="recalled"), "儿童纲要 ≥92%"),
    ],
)  # fmt: skip
def test_of_two_baselines_the_more_demanding_is_proposed_but_attested_before_recalled(
    tmp_path: Path, nation: Row, province: Row, chosen: str
) -> None:
    book = catalogue(
        tmp_path, local("dongguan", target(MORTALITY, "≤3‰")),
        local("qingcheng", target(MORTALITY, "≤3‰")), national(nation), provincial(province),
    )  # fmt: skip
    assert [row[2:] for row in proposed(book)] == [["东莞、清城列入", chosen]]


def test_the_home_place_is_advised_by_two_neighbours_that_ask_more_not_by_one(
    tmp_path: Path,
) -> None:
    ours, more = local("qingcheng", target(ENROLMENT, "≥90%")), target(ENROLMENT, "≥95%")
    one = catalogue(tmp_path, ours, local("dongguan", more))
    assert not proposed(one, home="qingcheng")
    two = catalogue(tmp_path, ours, local("dongguan", more),
                    local("yueqing", target(ENROLMENT, "≥97%")))  # fmt: skip
    row = ["毛入学率", "95%至97%（2030年）", "我区研究提高", "东莞≥95%；乐清≥97%"]
    assert proposed(two, home="qingcheng") == [row]


def test_what_a_baseline_proposes_to_the_home_place_its_neighbours_do_not_propose_again(
    tmp_path: Path,
) -> None:
    book = catalogue(
        tmp_path, local("qingcheng", target(ENROLMENT, "≥90%")),
        local("dongguan", target(ENROLMENT, "≥95%")), local("yueqing", target(ENROLMENT, "≥97%")),
        national(target(ENROLMENT, "≥92%")),
    )  # fmt: skip
    basis = "儿童纲要 ≥92%；东莞≥95%；乐清≥97%"
    row = ["毛入学率", "92%至97%（2030年）", "我区研究提高", basis]
    assert proposed(book, home="qingcheng") == [row]


# -- sources -----------------------------------------------------------------------------------------


def test_a_document_without_figures_has_no_table_of_sources(tmp_path: Path) -> None:
    book = catalogue(
        tmp_path, local("dongguan", target(MORTALITY, "≤4‰")),
        local("qingcheng", target(MORTALITY, "↓")),
        national(target(MORTALITY, "↓"), title="国家儿童纲要"),
        provincial(target(MORTALITY, "≤4‰"), title="广东省儿童规划"),
    )  # fmt: skip
    text = section(paper(book), "附2 口径与出处")
    assert len(rendered(text)) == 2  # 东莞's figures, and those of the province
    assert "有数值的目标0项。" in text
    assert "**广东省儿童规划**" in text
    assert "国家儿童纲要" not in text


@pytest.mark.parametrize(("lang", "end"), [("zh", "。"), ("en", ".")])
def test_the_address_of_a_document_is_a_link_without_the_full_stop_after_it(
    tmp_path: Path, lang: str, end: str
) -> None:
    here = local("dongguan", target(MORTALITY, "≤4‰"), url="https://example.org/a.html")
    text = paper(catalogue(tmp_path, here), lang=lang)
    assert f"<https://example.org/a.html>{end}" in text
