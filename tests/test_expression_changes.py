"""Changes by an amount and comparisons with another quantity, as the reader tells them apart."""

from __future__ import annotations

import pytest
from plancmp.compare.model import Polarity
from readings import HIGHER, LOWER, NONE, notation, refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("孕产妇死亡率、婴儿死亡率分别下降20%", "−20%"),
        ("确保儿童伤害死亡率下降20%", "−20%"),
        ("力争儿童伤害死亡率下降20%", "−20%"),
        ("推动儿童近视率每年降低0.5个百分点以上", "−0.5pp/yr"),
        ("城镇和农村死亡率均下降20%", "−20%"),
        ("儿童伤害死亡率以2020年数据为基数下降20%，儿童溺水死亡率持续下降", "−20%@2020 ↓"),
        ("5岁以下儿童死亡率较2020年下降0.5‰", "−0.5‰@2020"),
        ("出生缺陷发生率下降2个千分点", "−2个千分点"),
        ("孕产妇死亡率和婴儿死亡率分别下降10%和20%", "−10% −20%"),
        ("近视率和肥胖率分别下降3个百分点、2个百分点以上，差距明显缩小", "−3个百分点 −2个百分点 ↓"),
        ("近视率下降20%、肥胖率持续降低", "−20% ↓"),
        ("近视率下降20%，95%以上的学校达标", "−20% ≥95%"),
        ("毛入园率提高5个百分点，师资水平不断提升", "+5个百分点 ↑"),
    ],
)
def test_a_fall_or_rise_by_an_amount_is_a_change(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("降低近视率0.5个百分点", "−0.5个百分点"),
        ("降低城镇和农村近视率0.5个百分点", "−0.5个百分点"),
        ("降低近视率不少于0.5个百分点", "−0.5个百分点"),
        ("降低在校学生近视率5个百分点", "−5个百分点"),
        ("扩大在园幼儿普惠比例5个百分点", "+5个百分点"),
        ("下降不少于20%", "−20%"),
    ],
)
def test_points_after_the_noun_are_the_amount_of_the_change(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("孕产妇死亡率下降10%-20%", 8, "变化幅度只能是一个数"),
        ("近视率每年下降5%", 7, "每年的变化"),
        ("提高、降低到95%", 6, "没有写出水平"),
        ("扩大、降低至3所", 6, "没有写出水平"),
        ("增加、减少3所", 5, "应为方向词，却是“3”"),
        ("减少3所学校", 2, "或以百分数计的幅度"),
        ("每天增加1小时", 4, "或以百分数计的幅度"),
    ],
)
def test_a_change_that_no_goal_can_hold_is_refused(text: str, at: int, reason: str) -> None:
    where, why = refusal(text)
    assert reason in why
    assert where == at


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("达到国家有关要求", HIGHER, "≥[国家有关要求]"),
        ("不低于省定目标值", HIGHER, "≥[省定目标值]"),
        ("达到省定指标", HIGHER, "≥[省定指标]"),
        ("不低于全省平均", HIGHER, "≥[全省平均]"),
        ("女委员比例不低于常住人口中女性所占比重", HIGHER, "≥[常住人口中女性所占比重]"),
        ("不低于2020年水平", HIGHER, "≥[2020年水平]"),
        ("优于2020年全省平均水平", HIGHER, ">[2020年全省平均水平]"),
        ("优于全省平均水平，差距不断缩小", HIGHER, ">[全省平均水平] ↓"),
        ("超过全省平均水平", HIGHER, ">[全省平均水平]"),
        ("不低于全省平均水平以上", HIGHER, "≥[全省平均水平]"),
        ("不低于市定目标。", HIGHER, "≥[市定目标]"),
        ("控制在全省平均水平以下", HIGHER, "≤[全省平均水平]"),
        ("各镇党代会女代表比例一般不低于本地党员总数中女性的比例", HIGHER,
         "≥[本地党员总数中女性的比例]"),
    ],
)  # fmt: skip
def test_what_may_be_compared_with(text: str, polarity: Polarity, expected: str) -> None:
    assert notation(text, polarity) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("并确保其与经济发展水平相适应", "≈[经济发展水平]"),
        ("促进职工代表大会中女职工代表比例与女职工比例相适应", "≈[女职工比例]"),
        ("教职工代表大会、职工代表大会中女代表比例与女职工比例相适应", "≈[女职工比例]"),
        ("儿童福利和保障标准与经济社会发展水平和妇女儿童需求相适应",
         "≈[经济社会发展水平和妇女儿童需求]"),
        ("完善民主管理制度，促进女职工代表比例与女职工比例相适应", "≈[女职工比例]"),
        ("女代表比例逐步提高，与女职工比例相适应", "↑ ≈[女职工比例]"),
        ("托位数与3岁以下婴幼儿数量相适应", "≈[3岁以下婴幼儿数量]"),
    ],
)  # fmt: skip
def test_what_fits_another_quantity_names_it_after_with(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("婴儿死亡率处于全省领先水平", LOWER, "≤[全省领先水平]"),
        ("婴儿死亡率处于全省较低水平", HIGHER, "≤[全省较低水平]"),
        ("巩固率处于全省较高水平", NONE, "≥[全省较高水平]"),
        ("在全省保持领先水平", HIGHER, "hold ≥[全省领先水平]"),
        ("在全省达到领先水平", HIGHER, "≥[全省领先水平]"),
        ("控制在全省较低水平", LOWER, "≤[全省较低水平]"),
        ("保持婴儿死亡率处于全省较低水平", LOWER, "hold ≤[全省较低水平]"),
    ],
)
def test_a_rank_among_places_is_a_comparison(text: str, polarity: Polarity, expected: str) -> None:
    assert notation(text, polarity) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("在全省保持领先地位，并优于全国平均水平", HIGHER, "maintain >[全国平均水平]"),
        ("困境儿童应保尽保，保障标准优于全省平均水平", HIGHER, "all >[全省平均水平]"),
        ("城乡低保应保尽保，保障标准达到全省平均水平", HIGHER, "all ≥[全省平均水平]"),
        ("出生人口性别比保持均衡，婴儿死亡率优于全省平均水平", LOWER, "maintain <[全省平均水平]"),
        ("产前筛查率稳定在高水平，出生缺陷发生率处于全省较低水平", NONE,
         "maintain ≤[全省较低水平]"),
        ("卫生厕所基本普及，公共厕所男女厕位比例与实际需求相适应", NONE, "all ≈[实际需求]"),
        ("不断缩小城乡差距，实现共同富裕", NONE, "↓"),
    ],
)  # fmt: skip
def test_a_state_before_the_comma_is_a_statement_of_its_own(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


def test_held_without_a_side_is_no_bound() -> None:
    assert notation("保持优秀年轻干部队伍中女干部的合理比例") == "maintain"
    assert notation("保持在全省平均水平", HIGHER) == "maintain"


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("优于", 2, "比较对象"),
        ("与相适应", 1, "应为方向词，却是“相适应”"),
        ("在全省处于中游", 7, "应有方向词"),
        ("实现妇女儿童发展目标", 10, "应有数或方向词"),
        ("不低于国家标准的3倍", 9, "“倍”不在单位表内"),
        ("女干部达到一定比例", 9, "比较对象"),
        ("达到良好水平", 6, "比较对象"),
        ("达到省级示范幼儿园", 9, "比较对象"),
        ("2025年和2030年优于全省平均水平", 0, "几个年份"),
        ("2025年和2030年持续下降", 0, "几个年份"),
    ],
)
def test_what_names_nothing_to_compare_with_is_refused(text: str, at: int, reason: str) -> None:
    where, why = refusal(text)
    assert reason in why
    assert where == at
