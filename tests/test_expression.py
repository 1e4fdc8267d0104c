"""The reader of Chinese target expressions: each table states the rule it protects."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plancmp.compare.expression import Reading, Unreadable, read_expression
from plancmp.compare.expression.lexicon import UNITS_AFTER_NUMBER, WORDS
from plancmp.compare.expression.normalise import normalise
from plancmp.compare.expression.numerals import chinese_integer
from plancmp.compare.goal import format_goal, parse_goal
from plancmp.compare.model import Aim, Firmness, Goal, Kind, Op, Polarity
from plancmp.compare.units import UNITS

HIGHER, LOWER, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


def goals(text: str, polarity: Polarity = NONE, unit: str | None = None) -> tuple[Goal, ...]:
    return read_expression(text, polarity=polarity, unit=unit).goals


def notation(text: str, polarity: Polarity = NONE, unit: str | None = None) -> str:
    """The goals as a curator would type them, joined by blanks; printed precision shows."""
    read = goals(text, polarity, unit)
    for goal in read:
        assert parse_goal(format_goal(goal), goal.year) == goal
    return " ".join(format_goal(goal) for goal in read)


# -- bounds --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98%以上", "≥98%"),
        ("98%及以上", "≥98%"),
        ("95%（含）以上", "≥95%"),
        ("不低于85%", "≥85%"),
        ("不少于1小时", "≥1小时"),
        ("不小于 1.5:1", "≥1.5:1"),
        ("至少配备1名", "≥1名"),
        ("≥80%", "≥80%"),
        (">=80%", "≥80%"),
        ("控制在25%以内", "≤25%"),
        ("5.5‰及以下", "≤5.5‰"),
        ("累计不超过1小时", "≤1小时"),
        ("不高于4%", "≤4%"),
        ("≤4%", "≤4%"),
        ("30分钟内", "≤30分钟"),
        ("超过30%", ">30%"),
        ("高于60%", ">60%"),
        ("大于90%", ">90%"),
        ("30公里以外", ">30公里"),
        ("低于5%", "<5%"),
        ("不足3‰", "<3‰"),
        ("不满60%", "<60%"),
        ("小于2%", "<2%"),
        ("控制在3.5%左右", "≈3.5%"),
        ("约46%", "≈46%"),
        ("大约 46 %", "≈46%"),
    ],
)
def test_words_of_article_1259_include_or_exclude_the_number(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("至少1个以上", "≥1个"),
        ("超过90%以上", ">90%"),
        ("低于5%以下", "<5%"),
        ("约50%左右", "≈50%"),
    ],
)
def test_two_bounds_of_one_side_must_both_hold(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("达到98%", HIGHER, "≥98%"),
        ("达到2%", LOWER, "≤2%"),
        ("稳定在99%", HIGHER, "hold ≥99%"),
        ("95%的城市社区", HIGHER, "≥95%"),
        ("均设1所", HIGHER, "≥1所"),
        ("城市10分钟", LOWER, "≤10分钟"),
        ("达到50%", NONE, "≥50%"),
        ("建设3个", NONE, "≥3个"),
        ("95%的城市社区", NONE, "≥95%"),
    ],
)
def test_a_bare_number_is_a_floor_or_a_ceiling_where_lower_is_better(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


@pytest.mark.parametrize(("text", "expected"), [("50%", "=50%"), ("保持在50%", "hold =50%")])
def test_the_bare_level_of_a_balance_is_exactly_that(text: str, expected: str) -> None:
    assert notation(text, NONE) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("提高到95%", LOWER, "≥95%"),
        ("增至3.17张", NONE, "≥3.17张"),
        ("降至38%", HIGHER, "≤38%"),
        ("控制在5%", NONE, "≤5%"),
        ("15分钟社区卫生服务圈", NONE, "≤15分钟"),
    ],
)
def test_a_verb_that_points_outweighs_the_polarity(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


# -- lists and years -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别降至2.0‰、3.0‰和4.0‰以下", "≤2.0‰ ≤3.0‰ ≤4.0‰"),
        ("分别控制在9%和5%以下", "≤9% ≤5%"),
        ("分别控制3‰、5‰和6‰以下", "≤3‰ ≤5‰ ≤6‰"),
        ("分别达50%以上和60%以上", "≥50% ≥60%"),
        ("不低于95%和85%", "≥95% ≥85%"),
        ("2.0、3.0和4.0‰以下", "≤2.0‰ ≤3.0‰ ≤4.0‰"),
        ("95%的城市社区和85%的农村社区(村)", "≥95% ≥85%"),
        ("至少拥有儿科执业(助理)医生1.12名、床位3.17张", "≥1.12名 ≥3.17张"),
        ("每天校内、校外各1小时", "≥1小时 ≥1小时"),
    ],
)
def test_bounds_verbs_and_units_reach_over_the_whole_list(text: str, expected: str) -> None:
    assert notation(text, HIGHER) == expected


def test_a_bound_does_not_cross_to_another_verb() -> None:
    assert notation("达到95%，控制在5%以下", NONE) == "≥95% ≤5%"
    assert notation("保持在95%以上并逐步提高") == "hold ≥95% ↑"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025年和2030年，学生体质优良率分别达50%以上和60%以上", [2025, 2030]),
        ("到2025年达到50%以上，2030年达到60%以上", [2025, 2030]),
        ("2025、2030年均达到90%", [2025, 2030]),
        ("到2025年，达到4.5个", [2025]),
        ("到二〇三〇年达到90%", [2030]),
        ("截至2025年，上升趋势得到控制，贫血率降至5%以下，差距缩小", [2025, 2025, 2025]),
        ("达到90%", [None]),
    ],
)
def test_years_go_to_figures_one_by_one(text: str, years: list[int | None]) -> None:
    assert [goal.year for goal in goals(text)] == years


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("5岁以下儿童死亡率降至4‰以下", "‰", "≤4‰"),
        ("九年义务教育巩固率达到98%", "%", "≥98%"),
        ("0—6岁残疾儿童抢救性康复率达90%以上", "%", "≥90%"),
        ("6个月内婴儿纯母乳喂养率达到50%以上", "%", "≥50%"),
        ("每千人口拥有3岁以下婴幼儿托位数达到4.5个", "个/千人", "≥4.5个/千人"),
        ("实现区、镇（街道）两级全覆盖", "%", "all"),
        ("提高0-6岁残疾儿童抢救性康复率", "%", "↑"),
        ("15年免费教育", "年", "≥15年"),
        ("人均预期寿命达到80岁", "岁", "≥80岁"),
        ("15分钟社区卫生服务圈覆盖率达到100%", "%", "≥100%"),
    ],
)
def test_an_amount_that_describes_a_noun_is_no_target(text: str, unit: str, expected: str) -> None:
    assert notation(text, HIGHER, unit) == expected


# -- numbers and units ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("万分之一以下", "/10万", "≤10/10万"),
        ("万分之一以下", None, "≤1/万"),
        ("十万分之九以下", "/10万", "≤9/10万"),
        ("百分之九十五点五以上", None, "≥95.5%"),
        ("千分之三以下", None, "≤3‰"),
        ("五分之一以上", None, "≥20%"),
        ("下降到 8/10 万以下", "/10万", "≤8/10万"),
        ("15/10万活产数以下", "/10万", "≤15/10万"),
        ("8/100000以下", None, "≤8/10万"),
        ("９０％以上", None, "≥90%"),
        ("两项以上", None, "≥2项"),
        ("建立一所", None, "≥1所"),
        ("十五个以上", None, "≥15个"),
        ("新建1,200个", None, "≥1200个"),
        ("1.2万个以上", None, "≥12000个"),
        ("九成以上", None, "≥90%"),
        ("不小于 1.5：1", None, "≥1.5:1"),
        ("半小时生活圈", "分钟", "≤30分钟"),
        ("至少一个半小时", None, "≥90分钟"),
        ("至少半小时", "小时", "≥0.5小时"),
        ("2—3所", None, "2–3所"),
        ("形成1至2项", None, "1–2项"),
        ("一至两项", None, "1–2项"),
        ("40%~60%", None, "40–60%"),
        ("每年至少开展3次", None, "≥3次/年"),
        ("至少1.12名", "名/千名儿童", "≥1.12名/千名儿童"),
        ("至少1.12人", "名/千名儿童", "≥1.12名/千名儿童"),
        ("5.5个以上", "个/千人", "≥5.5个/千人"),
    ],
)
def test_numbers_and_units_as_plans_write_them(text: str, unit: str | None, expected: str) -> None:
    assert notation(text, HIGHER, unit) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "unit", "expected"),
    [
        ("<8.78", LOWER, "/10万", "<8.78/10万"),
        (">90", HIGHER, "%", ">90%"),
        ("100", HIGHER, "%", "≥100%"),
        ("1.70", HIGHER, "名/千名儿童", "≥1.70名/千名儿童"),
    ],
)
def test_a_table_cell_takes_the_indicators_unit(
    text: str, polarity: Polarity, unit: str, expected: str
) -> None:
    assert notation(text, polarity, unit) == expected


def test_counts_are_counts_and_shares_are_not() -> None:
    assert goals("建设15个")[0].kind is Kind.COUNT
    assert goals("5.5个", HIGHER, "个/千人")[0].kind is Kind.QUANTITATIVE


def test_printed_precision_is_kept() -> None:
    assert str(goals("2.0‰以下")[0].value) == "2.0"


# -- changes, comparisons ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以2020年数据为基数下降20%", "−20%@2020"),
        ("以 2020 年为基期，下降 20%", "−20%@2020"),
        ("在2020年基础上提高10%", "+10%@2020"),
        ("与2020年相比下降20%以上", "−20%@2020"),
        ("下降20%", "−20%"),
        ("提高5个百分点", "+5个百分点"),
        ("在2018年基础上每年降低1个百分点以上", "−1pp/yr@2018"),
        ("每年降低 0.5 个百分点以上", "−0.5pp/yr"),
        ("由2020年的85%提高到90%", "≥90%@2020=85"),
        ("较2020年下降", "↓@2020"),
    ],
)
def test_changes_are_against_the_base_year_they_name(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("优于全省平均水平", HIGHER, ">[全省平均水平]"),
        ("优于全省平均水平", LOWER, "<[全省平均水平]"),
        ("不低于市定目标", HIGHER, "≥[市定目标]"),
        ("不低于市定考核目标的87%", HIGHER, "≥87%[市定考核目标]"),
        ("一般不低于本地党员总数中女性比例", HIGHER, "≥[本地党员总数中女性比例]"),
        ("与女职工比例相适应", NONE, "≈[女职工比例]"),
        ("与全省平均水平持平", NONE, "=[全省平均水平]"),
        ("达到规定标准", HIGHER, "≥[规定标准]"),
        ("处于全省较低水平", LOWER, "≤[全省较低水平]"),
        ("在全省处于领先水平", HIGHER, "≥[全省领先水平]"),
        ("保持在全国平均水平以上", HIGHER, "hold ≥[全国平均水平]"),
        ("达到儿童之家总数的15%以上", HIGHER, "≥15%"),
    ],
)
def test_another_quantity_is_a_reference_and_a_whole_is_a_denominator(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


# -- directions, universals --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("持续下降", "↓"),
        ("降低人工流产率", "↓"),
        ("缩小城乡、区域、群体之间的儿童发展差距", "↓"),
        ("预防、减少、有效处置学生欺凌", "↓"),
        ("逐步提高", "↑"),
        ("人均预期寿命延长", "↑"),
        ("进一步巩固提高", "↑"),
        ("以后保持稳定增长", "↑"),
        ("提供更多适合儿童的公共设施", "↑"),
        ("上升趋势得到有效控制", "control"),
        ("上升趋势减缓", "control"),
        ("遏制出生缺陷发生率升高势头", "control"),
        ("控制在较低水平", "control"),
        ("合理控制剖宫产率", "control"),
        ("保持在自然状态", "maintain"),
        ("保持合理比例", "maintain"),
        ("维持较高水平", "maintain"),
        ("保持青少年体质较高水平", "maintain"),
        ("全覆盖", "all"),
        ("实现“应援尽援”", "all"),
        ("应建尽建", "all"),
        ("普遍接受性教育", "all"),
        ("覆盖所有用人单位", "all"),
        ("在每个乡镇(街道)开设资源教室", "all"),
        ("保持学生和学前儿童医疗保障全覆盖", "hold all"),
        ("普遍提高", "↑"),
    ],
)
def test_statements_without_a_number(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("保持在90%以上", Aim.HOLD),
        ("稳定在95%以上", Aim.HOLD),
        ("巩固在99%以上", Aim.HOLD),
        ("保持并巩固在95%以上", Aim.HOLD),
        ("达到并保持在97%以上", Aim.REACH),
        ("巩固提高到95%", Aim.REACH),
        ("控制在5%以下", Aim.REACH),
    ],
)
def test_what_must_first_be_reached_is_not_held(text: str, aim: Aim) -> None:
    assert goals(text)[0].aim is aim


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("争取建立一所", Firmness.STRIVE),
        ("力争逐步提高到80%以上", Firmness.STRIVE),
        ("逐步提高", Firmness.ENCOURAGE),
        ("鼓励达到60%", Firmness.ENCOURAGE),
        ("确保不低于90%", Firmness.FIRM),
        ("达到90%", None),
    ],
)
def test_firmness_is_said_by_a_word_of_the_expression_or_not_at_all(
    text: str, firmness: Firmness | None
) -> None:
    assert read_expression(text).firmness is firmness


# -- noise --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "分别控制在9%和5%以下",
        "分别控制在 9 ％ 和 5 ％ 以下",
        "分别控制在9%and5%以下",
        "分别控制在9%和\n5%以下。",
        "分別控制在９％與５％以下；".replace("別", "别"),
    ],
)
def test_spaces_widths_and_scanning_noise_change_nothing(text: str) -> None:
    assert notation(text) == "≤9% ≤5%"


def test_traditional_characters_of_the_grammar_are_read() -> None:
    assert notation("實現應援盡援") == "all"
    assert notation("不低於85％") == "≥85%"


# -- expressions that stand in no document ------------------------------------------------------

INVENTED = [
    ("儿童近视防控示范校不少于二十三所", HIGHER, "所", "≥23所"),
    ("幼儿园专任教师持证率由2019年的91.5%提升至99%以上", HIGHER, "%", "≥99%@2019=91.5"),
    ("到2027年，母婴室配置率分别达到80%和90%以上", HIGHER, "%", "≥80% ≥90%"),
    ("女性创业者占比较2022年增长12.5%", HIGHER, "%", "+12.5%@2022"),
    ("每年新生儿听力复筛率不低于百分之九十八", HIGHER, "%", "≥98%"),
    ("校园急救培训每年至少两次", HIGHER, "次/年", "≥2次/年"),
    ("每百户家庭拥有社区托管员0.8名", HIGHER, "名", "≥0.8名"),
    ("哮喘儿童急诊率降低到千分之六以下", LOWER, "‰", "≤6‰"),
    ("等候时间压减至十五分钟以内", LOWER, "分钟", "≤15分钟"),
    ("力争五分之三以上的街道", HIGHER, "%", "≥60%"),
    ("优于全国同类城市平均值", LOWER, "‰", "<[全国同类城市平均值]"),
    ("不低于区级考核任务的110%", HIGHER, "%", "≥110%[区级考核任务]"),
    ("与常住人口中女童比例基本相当", NONE, "%", "≈[常住人口中女童比例]"),
    ("儿童肥胖率增长势头得到遏制", LOWER, "%", "control"),
    ("不断拓宽女性科研人员晋升覆盖面", HIGHER, None, "↑"),
    ("削减未成年人网络沉迷时长", LOWER, None, "↓"),
    ("人人享有亲子阅读空间", HIGHER, None, "all"),
    ("应筛尽筛", HIGHER, None, "all"),
    ("长期保持在97.25%以上", HIGHER, "%", "hold ≥97.25%"),
    ("突破1.5万个托位", HIGHER, "个", ">15000个"),
    ("达到3至5名校医、1至2间心理室", HIGHER, None, "3–5名 1–2间"),
    ("逐年降低0.25个百分点", LOWER, "%", "−0.25pp/yr"),
    ("“20分钟托育圈”", LOWER, "分钟", "≤20分钟"),
    ("维持男女童入园比例基本均衡", NONE, "%", "maintain"),
]


@pytest.mark.parametrize(("text", "polarity", "unit", "expected"), INVENTED)
def test_expressions_of_no_document_are_read_by_the_same_rules(
    text: str, polarity: Polarity, unit: str | None, expected: str
) -> None:
    assert notation(text, polarity, unit) == expected


# -- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("保持", 2, "“保持”之后没有写出水平"),
        ("有效控制在", 5, "“在”之后没有写出水平"),
        ("逐步降至", 4, "“降至”之后没有写出水平"),
        ("95%的社区各配备2名", 9, "应为顿号"),
        ("提高在园幼儿比例10%", 8, "应为“到”“至”"),
        ("不低于全省平均水平以下", 9, "应为"),
        ("90", 2, "没有单位"),
        ("至少5%以下", 2, "互相矛盾"),
        ("至少2-3所", 2, "区间又带界限词"),
        ("60-40%", 0, "下限不小于上限"),
        ("5 70%以上", 1, "数字中间有空格"),
        ("接近90%", 0, "不是确定的界限"),
        ("不再要求达到90%", 0, "否定词"),
        ("目前达到95%", 0, "现状"),
        ("达到90%(其中农村85%)以上", 5, "括号里另有数字"),
        ("2025年和2030年分别达到90%", 15, "2个年份、1个数"),
        ("1000人次以上", 4, "“人次”不在单位表内"),
        ("12345热线", 5, "应为单位，却是“热线”"),
        ("1/‰", 1, "应为单位，却是“/”"),
        ("每学期至少开展1次", 7, "没有“次/学期”"),
        ("每年提高1个百分点", 4, "每年的变化"),
        ("下降20%左右", 2, "变化幅度"),
        ("提高普及率85%", 5, "应为“到”“至”"),
        ("超过全省平均水平5个百分点", 8, "百分点只能是变化的幅度"),
        ("师生比不低于1:15", 8, "比值的后项"),
        ("分别为5,100%", 3, "千位逗号"),
        ("提高儿童生态环境保护意识", 0, "不是可以量度的数量"),
        ("达到90%或95%以上", 6, "应为顿号"),
        ("儿童服务体系更加完善", 10, "应有数或方向词"),
        ("达到较高水平", 6, "比较对象"),
        ("建立一个协同机制", 2, "是名称"),
        ("两三个", 3, "应有数或方向词"),
        ("零增长", 0, "否定词“零增长”"),
        ("", 0, "应有"),
    ],
)
def test_what_cannot_be_told_is_refused_with_reason_and_place(
    text: str, at: int, reason: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_expression(text)
    assert reason in refused.value.reason_zh
    assert refused.value.position == at
    assert refused.value.reason_en.isascii() or "“" in refused.value.reason_en


def test_no_word_stands_twice_in_the_lexicon() -> None:
    assert all(word == normalise(word) for word in WORDS)
    assert all(unit is None or unit in UNITS for unit in UNITS_AFTER_NUMBER.values())


# -- properties -----------------------------------------------------------------------------------

_BOUNDS = {
    Op.GE: (
        ("不低于", ""),
        ("至少", ""),
        ("≥", ""),
        ("", "以上"),
        ("", "及以上"),
        ("至少", "以上"),
    ),
    Op.LE: (("不超过", ""), ("不高于", ""), ("≤", ""), ("", "以下"), ("", "以内"), ("", "及以下")),
    Op.GT: (("超过", ""), ("高于", ""), (">", "")),
    Op.LT: (("低于", ""), ("不足", ""), ("<", "")),
    Op.APPROX: (("约", ""), ("", "左右")),
}
_UNITS = ("%", "‰", "/10万", "个", "名", "所", "小时", "分钟", "公里")
_VERBS = ("", "达到", "达", "分别达", "力争", "覆盖率达到", "到2030年达到", "逐步达到")

numbers = st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False) | st.integers(
    min_value=0, max_value=99999
).map(Decimal)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, Op, Decimal, str]:
    """A bound, a number and a unit, printed in one of the ways plans print them."""
    op = draw(st.sampled_from(list(_BOUNDS)))
    before, after = draw(st.sampled_from(_BOUNDS[op]))
    value, unit = draw(numbers), draw(st.sampled_from(_UNITS))
    space = draw(st.sampled_from(("", " ", "\n", "　")))
    text = space.join((draw(st.sampled_from(_VERBS)), before, f"{value:f}", unit, after))
    if draw(st.booleans()):
        wide = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.%<>"}
        text = text.translate(wide)
    return text, op, value, unit


@given(written())
def test_whatever_is_printed_in_any_of_the_usual_ways_reads_back(
    case: tuple[str, Op, Decimal, str],
) -> None:
    text, op, value, unit = case
    (goal,) = goals(text)
    assert (goal.op, goal.value, goal.unit) == (op, value, unit)
    assert f"{goal.value:f}" == f"{value:f}"


@given(st.lists(st.integers(1, 100), min_size=1, max_size=6), st.sampled_from("%‰"))
def test_a_trailing_bound_covers_a_list_of_any_length(values: list[int], unit: str) -> None:
    text = "分别降至" + "、".join(f"{v}{unit}" for v in values) + "以下"
    assert [(g.op, g.value) for g in goals(text)] == [(Op.LE, Decimal(v)) for v in values]


def _in_characters(number: int) -> str:
    digits, out, zero = "零一二三四五六七八九", "", False
    for place, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            out += ("零" if zero else "") + digits[digit] + name
        zero = bool(out) and not digit
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(1, 99999))
def test_numbers_in_characters_are_worth_what_they_say(number: int) -> None:
    assert chinese_integer(_in_characters(number)) == number
    assert goals(f"不少于{_in_characters(number)}个")[0].value == number


@given(written())
def test_a_space_outside_a_number_changes_nothing(case: tuple[str, Op, Decimal, str]) -> None:
    plain = normalise(case[0])
    assert goals(re.sub(r"(?<![0-9.])|(?![0-9.])", " ", plain)) == goals(plain)


_PIECES = st.sampled_from(
    [*WORDS, *filter(None, UNITS_AFTER_NUMBER), "95", "2.0", "十五", "百分之五", "2025年", "儿童", "率",
     "水平", "半小时", "“", "”", "(", ")", "的", "两", "万分之一", ".", " ", "-", "第", "每", "应援尽援"]
)  # fmt: skip
_UNIT_OR_NONE = st.sampled_from([None, *UNITS, "没有的单位"])


@settings(max_examples=400)
@given(
    st.text() | st.lists(_PIECES, max_size=14).map("".join),
    st.sampled_from(list(Polarity)),
    _UNIT_OR_NONE,
)
def test_any_text_is_read_or_refused_and_nothing_else(
    text: str, polarity: Polarity, unit: str | None
) -> None:
    found: Reading | Unreadable
    try:
        found = read_expression(text, polarity=polarity, unit=unit)
    except Unreadable as refused:
        found = refused
    if isinstance(found, Unreadable):
        assert 0 <= found.position <= len(normalise(text))
        assert found.reason_zh
        assert found.reason_en
    else:
        assert found.goals
        assert all(goal.unit is None or goal.unit in UNITS for goal in found.goals)
        assert all(parse_goal(format_goal(goal), goal.year) == goal for goal in found.goals)


def test_a_very_long_text_is_refused_at_once() -> None:
    with pytest.raises(Unreadable, match="不是一条目标表述"):
        read_expression("(" * 100_000)
