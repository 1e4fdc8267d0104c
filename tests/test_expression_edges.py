"""The edges of the reader: the expression next to each rule that would be read otherwise."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from plancmp.compare.expression import Unreadable, read_expression
from plancmp.compare.expression.numerals import chinese_integer, chinese_year, shifted
from plancmp.compare.expression.phrases import belongs
from plancmp.compare.goal import format_goal, parse_goal
from plancmp.compare.model import Aim, Polarity

D = Decimal
HIGHER, LOWER, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


def notation(text: str, polarity: Polarity = NONE, unit: str | None = None) -> str:
    read = read_expression(text, polarity=polarity, unit=unit).goals
    assert all(parse_goal(format_goal(goal), goal.year) == goal for goal in read)
    return " ".join(format_goal(goal) for goal in read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("以2020年为基数下降累计20%", "−20%@2020"),
        ("以2020年为基数下降20%。持续提高", "−20%@2020 ↑"),
        ("降低死亡率2个千分点", "−2个千分点"),
        ("城镇和农村死亡率下降20%", "−20%"),
    ],
)
def test_a_change_may_stand_among_nouns_adverbs_and_further_sentences(
    text: str, expected: str
) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不低于全省平均值", "≥[全省平均值]"),
        ("保持全省领先", "hold ≥[全省领先水平]"),
        ("达到全省领先", "≥[全省领先水平]"),
        ("保持不低于市定目标", "hold ≥[市定目标]"),
    ],
)
def test_a_reference_is_held_only_where_a_verb_of_holding_stands(text: str, expected: str) -> None:
    assert notation(text, HIGHER) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "unit", "expected"),
    [
        ("校内、校外达到累计各1小时", HIGHER, None, "≥1小时 ≥1小时"),
        ("新增3个托位", HIGHER, None, "≥3个"),
        ("2名均到岗", HIGHER, None, "≥2名"),
        ("建立3个协同机制", HIGHER, None, "≥3个"),
        ("建立两项协同机制", HIGHER, None, "≥2项"),
        ("6个月内婴儿纯母乳喂养率达到50%以上", HIGHER, None, "≥50%"),
        ("15年免费教育全覆盖", HIGHER, "年", "≥15年"),
        # the verb that moves decides, not the one that arrives
        ("提高达到95%", LOWER, None, "≥95%"),
        ("5千米以内", LOWER, None, "≤5公里"),
        ("一到两项", HIGHER, None, "1–2项"),
        ("50%上下", HIGHER, None, "≈50%"),
        ("达到百分百", HIGHER, None, "≥100%"),
        ("百分之95.5以上", HIGHER, None, "≥95.5%"),
        ("1.5百个以上", HIGHER, None, "≥150个"),
        ("1亿个以上", HIGHER, None, "≥100000000个"),
    ],
)
def test_figures_keep_their_meaning_beside_other_words(
    text: str, polarity: Polarity, unit: str | None, expected: str
) -> None:
    assert notation(text, polarity, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "reason"),
    [
        ("达到999999999999亿个", None, "数字太长"),
        ("达到999999999999万%", None, "数字太长"),
        ("五分之999999999999", None, "数字太长"),
        ("万分之999999999999", "/10万", "数字太长"),
        ("999999999999个半小时", None, "数字太长"),
        ("不低于全省（甲[乙）平均水平", None, "方括号"),
        ("不低于全省（\x1b[31m）平均水平", None, "方括号"),
        ("不低于全省（甲\x07乙）平均水平", None, "不可见"),
    ],
)
def test_what_the_notation_cannot_write_is_refused(
    text: str, unit: str | None, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_expression(text, unit=unit)


def test_a_unit_nothing_is_measured_in_here_is_told_where_it_stands() -> None:
    with pytest.raises(Unreadable, match="不在单位表内") as refused:
        read_expression("达到5平方米")
    assert refused.value.position == 3


def test_a_unit_nobody_knows_is_that_of_no_figure() -> None:
    with pytest.raises(Unreadable, match="数后面没有单位"):
        read_expression("112", unit="没有的单位")


def test_what_is_both_reached_and_held_is_reached_whatever_stands_between() -> None:
    (goal,) = read_expression("达到并力争保持在97%以上").goals
    assert goal.aim is Aim.REACH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保持出生人口性别比处于正常范围", "maintain"),
        ("减少、控制儿童伤害", "↓"),
        ("出生人口性别比保持均衡，死亡率持续下降", "maintain ↓"),
        ("呈下降趋势", "↓"),
        ("女性就业制约因素减少", "↓"),
        ("提升人均可支配收入", "↑"),
        ("提升平均身高", "↑"),
        ("提升托育费用", "↑"),
        ("提升优质托位数", "↑"),
    ],
)
def test_a_direction_is_read_of_what_has_a_size(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("降低至少近视率1个百分点", None),  # a bound stands right before its number
        ("不低于市定目标的1:", None),
        ("增加3人次", None),
        ("达到托育机构、幼儿园3所", None),
        ("95%幼儿园达到3所", "所"),  # a share is never an attribute
        ("降低近视率，1个百分点", None),
        ("遏制欺凌", None),  # only a trend is curbed
        ("下降趋势", None),
        ("提升儿童之家", None),
        ("扩大能力", None),
        ("扩大制度", None),
        ("扩大获得感", None),
        ("增加意识", None),
        ("提升能力水平", None),
        ("达到90%到2025年", None),
    ],
)
def test_what_could_mean_two_things_is_refused(text: str, unit: str | None) -> None:
    with pytest.raises(Unreadable):
        read_expression(text, polarity=HIGHER, unit=unit)


@pytest.mark.parametrize("text", ["到二○三○年达到90%", "到二零三零年达到90%"])
def test_every_sign_for_zero_is_a_zero(text: str) -> None:
    assert [goal.year for goal in read_expression(text).goals] == [2030]
    assert chinese_year("一九零零年", 0) == 1900


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四千七百六十八", 4768), ("九千五百三十二", 9532),
        ("一百零五", 105), ("一千零二十", 1020), ("二百", 200), ("三万零五", 30_005),
        ("三万零五百", 30_500), ("三万", 30_000), ("一百零一", 101), ("二十一", 21), ("零", 0),
        ("二十零五", None), ("一百二千", None), ("十十", None), ("三万十十", None), ("十十万", None),
        ("十十万五千", None),
        ("三万五", None), ("三万五万", None), ("三万零", None), ("万", None), ("零五十", None),
        ("一百零零", None), ("一百零五五", None), ("一百五", None), ("百", None), ("一千百", None),
        ("一百十五", None), ("一百二百", None),
    ],
)  # fmt: skip
def test_places_must_fall_and_zero_fills_a_gap(text: str, value: int | None) -> None:
    assert chinese_integer(text) == value


def test_a_shifted_number_has_no_exponent() -> None:
    assert [str(shifted(D("1.5"), n)) for n in (1, 2, -1)] == ["15", "150", "0.15"]


@pytest.mark.parametrize(
    ("printed", "own", "fits"),
    [("小时", "分钟", True), ("个百分点", "‰", True), ("%", "‰", True), ("名", "%", False),
     ("个百分点", "小时", False), (None, "%", False)],
)  # fmt: skip
def test_a_unit_belongs_to_an_indicator_of_its_dimension(
    printed: str | None, own: str, fits: bool
) -> None:
    assert belongs(printed, own) is fits


def test_a_refusal_can_be_sent_to_another_process_whole() -> None:
    with pytest.raises(Unreadable) as refused:
        read_expression("接近90%")
    sent = pickle.loads(pickle.dumps(refused.value))
    assert (sent.zh, sent.en, sent.position) == (refused.value.zh, refused.value.en, 0)
