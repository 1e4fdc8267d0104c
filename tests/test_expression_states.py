"""Statements without a number: what says a direction, and where one statement ends."""

from __future__ import annotations

import pytest
from readings import notation, refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("确保婴儿死亡率持续下降", "↓"),
        ("力争婴儿死亡率逐年下降", "↓"),
        ("男女童入园率分别提高", "↑"),
        ("PM2.5平均浓度持续下降", "↓"),
        ("每年各类培训人数有所增加", "↑"),
        ("提升入园率和安全素养", "↑"),
        ("巩固并提高教育质量", "↑"),
        ("保持下降趋势", "↓"),
    ],
)
def test_words_beside_the_verb_do_not_change_its_direction(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("出生人口性别比趋于正常", "control"),
        ("网络沉迷低龄化趋势放缓", "control"),
        ("有效遏制儿童肥胖率", "control"),
    ],
)
def test_what_is_slowed_curbed_or_normal_again_is_under_control(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "维持合理水平的师资配备",
        "保持领先地位",
        "保持女性较高的就业比例",
        "保持教育质量基本稳定",
        "保持均衡",
    ],
)
def test_a_level_or_a_measure_that_is_held_is_maintained(text: str) -> None:
    assert notation(text) == "maintain"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城乡均实现全覆盖", "all"),
        ("实现“全覆盖”", "all"),
        ("实现“全覆盖”，参保率达到95%", "all ≥95%"),
        ("义务教育全面普及得到巩固", "hold all"),
        ("无论户籍均可享受同等保障", "all"),
        ("无论城乡都可享受公共服务", "all"),
        ("不论城乡都可享受公共服务", "all"),
        ("各乡镇均设立儿童之家", "all"),
    ],
)
def test_what_is_said_of_each_is_universal(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("保持均衡，死亡率持续下降", "maintain ↓"),
        ("总体保持均衡，死亡率持续下降", "maintain ↓"),
        ("上升趋势得到控制，降低肥胖率", "control ↓"),
        ("发展差距缩小，应保尽保", "↓ all"),
        ("上升趋势得到遏制，不超过5%", "control ≤5%"),
        ("上升趋势得到遏制，5%以下", "control ≤5%"),
        ("发展差距缩小，保障标准不低于全省平均水平", "↓ ≥[全省平均水平]"),
        ("近视率上升趋势得到遏制，并控制在38%以下", "control ≤38%"),
        ("无论户籍所有儿童均纳入保障，参保率达到95%以上", "all ≥95%"),
        ("缩小发展差距，儿童与青少年近视率持续降低", "↓ ↓"),
        ("减少儿童溺水、窒息。近视率持续降低", "↓ ↓"),
        ("提高城乡、区域教育质量，缩小发展差距", "↑ ↓"),
        ("预防、减少、控制学生欺凌", "↓"),
        ("加强近视预防，降低肥胖率", "↓"),
        ("减少儿童溺水、0-6岁儿童窒息", "↓"),
        ("持续下降。", "↓"),
        ("、降低死亡率", "↓"),
    ],
)
def test_a_statement_ends_where_it_is_complete_and_the_next_begins(
    text: str, expected: str
) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        ("遏制欺凌", 4, "此处应有方向词，表述"),
        ("肥胖增速放缓", 6, "方向词"),
        ("儿童安全意识不断提高", 8, "“儿童安全意识”不是可以量度的数量"),
        ("基本均衡县巩固创建成果", 11, "方向词"),
        ("每逢重大节日开展关爱活动", 12, "方向词"),
        ("儿童均享有发展机会", 9, "方向词"),
        ("推广“统一”标准", 8, "方向词"),
        ("各部门密切配合", 7, "方向词"),
        ("无论城乡加强法治宣传", 10, "方向词"),
        ("均由各镇设立", 6, "方向词"),
        ("发病率上升至", 6, "“上升至”之后没有写出水平"),
        ("控制在", 3, "“在”之后没有写出水平"),
    ],
)
def test_what_says_no_direction_is_refused(text: str, at: int, reason: str) -> None:
    where, why = refusal(text)
    assert reason in why
    assert where == at
