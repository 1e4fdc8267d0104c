"""Figures: their verbs, bounds, nouns and years, and what they share with their neighbours."""

from __future__ import annotations

import pytest
from plancmp.compare.expression import read_expression
from plancmp.compare.model import Aim, Polarity
from readings import HIGHER, LOWER, NONE, notation, refusal


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("提高参保率，达到95%以上", LOWER, "≥95%"),
        ("降低近视率，控制在38%以下", HIGHER, "≤38%"),
        ("提高巩固率，保持在95%以上", NONE, "↑ hold ≥95%"),
        ("提高并保持在95%", LOWER, "≥95%"),
        ("巩固义务教育普及率，达到95%以上", NONE, "maintain ≥95%"),
        ("提高参保率，95%以上的社区达标", NONE, "↑ ≥95%"),
    ],
)
def test_a_change_and_the_level_it_ends_at_are_one_statement(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


@pytest.mark.parametrize(
    ("text", "polarity", "expected"),
    [
        ("不超过5%，达到95%", NONE, "≤5% ≥95%"),
        ("不超过5%，达到95%和90%", NONE, "≤5% ≥95% ≥90%"),
        ("不超过9%和5%", NONE, "≤9% ≤5%"),
        ("维持在46%左右和50%", NONE, "hold ≈46% hold =50%"),
        ("约46%、不超过50%和60%", NONE, "≈46% ≤50% ≤60%"),
        ("46%、达到50%以下", NONE, "=46% ≤50%"),
        ("46%、达到50%和60%以下", NONE, "=46% ≤50% ≤60%"),
        ("46%、不超过50%和60%", NONE, "=46% ≤50% ≤60%"),
        ("入园率80%、达到90%左右和95%以上", NONE, "=80% ≈90% ≥95%"),
    ],
)
def test_a_bound_covers_its_list_up_to_the_next_verb(
    text: str, polarity: Polarity, expected: str
) -> None:
    assert notation(text, polarity) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("儿童入园率：95%以上", "≥95%"),
        ("1/万活产数以下", "≤1/万"),
        ("至少配备2名医生以上", "≥2名"),
        ("建设100个基地、公园和学校", "≥100个"),
        ("建设100个基地，全面覆盖", "≥100个 all"),
        ("达到95%，基本普及", "≥95% all"),
        ("80%的幼儿园，小学达到90%以上", "≥80% ≥90%"),
        ("100个基地、公园、小学达到90%以上", "≥100个 ≥90%"),
        ("建设3个重点学科", "≥3个"),
        ("95%的基本公共服务机构", "≥95%"),
        ("以家庭为基础的托育服务覆盖率达到95%", "≥95%"),
        ("建设3个示范商圈", "≥3个"),
        ("1公里健身圈", "≤1公里"),
        ("15年免费教育", "≥15年"),
    ],
)
def test_nouns_around_a_figure_do_not_change_it(text: str, expected: str) -> None:
    assert notation(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各配备1名", "≥1名"),
        ("校内、校外均达到1小时", "≥1小时"),
        ("省级、市级和谐社区各1个", "≥1个 ≥1个"),
    ],
)
def test_each_gives_the_figure_to_every_noun_of_the_list(text: str, expected: str) -> None:
    assert notation(text, HIGHER) == expected


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("毛入园率2025年和2030年分别达到90%和95%，巩固率2030年达到97%",
         [(90, 2025), (95, 2030), (97, 2030)]),
        ("2025年和2030年均达到90%、95%以上", [(90, 2025), (95, 2030)]),
        ("2025、2030年均达到90%", [(90, 2025), (90, 2030)]),
    ],
)  # fmt: skip
def test_years_are_given_out_within_their_own_list(text: str, dated: list[tuple[int, int]]) -> None:
    read = read_expression(text, polarity=HIGHER).goals
    assert [(goal.value, goal.year) for goal in read] == dated


@pytest.mark.parametrize(
    ("text", "base_year", "base"),
    [
        ("由2020年的60%提高到90%", 2020, 60),
        ("由二〇二〇年的60%提高到90%", 2020, 60),
        ("由60%提高到90%", None, None),
        ("由2020年的5‰降低到0.3%", 2020, None),
    ],
)
def test_a_base_value_needs_its_year_and_the_unit_of_the_target(
    text: str, base_year: int | None, base: int | None
) -> None:
    (goal,) = read_expression(text).goals
    assert (goal.base_year, goal.base_value) == (base_year, base)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("九年义务教育巩固率达到98%", None, "≥98%"),
        ("0-6岁所有儿童免疫规划疫苗接种率达到90%", None, "≥90%"),
        ("3岁以下婴幼儿照护服务全覆盖", None, "all"),
        ("减少儿童溺水、3岁以下婴幼儿窒息", None, "↓"),
        ("建成3个示范园，覆盖面不断扩大", "%", "≥3个 ↑"),
        ("建成3个示范园。覆盖面不断扩大", "%", "≥3个 ↑"),
        ("建成3个社区和谐家园，覆盖面不断扩大", "%", "≥3个 ↑"),
    ],
)
def test_ages_and_grades_describe_and_counted_things_are_targets(
    text: str, unit: str | None, expected: str
) -> None:
    assert notation(text, HIGHER, unit) == expected


@pytest.mark.parametrize("text", ["达到并努力保持在97%以上", "达到并逐步稳定在97%以上"])
def test_an_adverb_between_two_verbs_leaves_them_one_group(text: str) -> None:
    (goal,) = read_expression(text).goals
    assert goal.aim is Aim.REACH


@pytest.mark.parametrize(
    ("text", "unit", "at", "reason"),
    [
        ("鼓励和支持有条件的幼儿园招收2-3岁幼儿", None, 20, "方向词"),
        ("由2020年提高到90%", None, 6, "应为数，却是“提高”"),
        ("比2020年增加3个托位", "个/千人", 8, "或以百分数计的幅度"),
        ("不超过约50%", None, 3, "比较对象或数，却是“约”"),
        ("3个试点学校达到90%", None, 6, "应为顿号"),
        ("减少3所学校", "%", 2, "或以百分数计的幅度"),
        ("减少3所学校。近视率持续下降", "%", 2, "或以百分数计的幅度"),
        ("50%-50%", None, 0, "下限不小于上限"),
        ("40%-60", None, 4, "区间两端的单位不同"),
        ("40%-60个", None, 4, "区间两端的单位不同"),
        ("覆盖率达到90", None, 7, "没有单位"),
        ("分别为90、80", None, 8, "没有单位"),
        ("90", "没有的单位", 2, "没有单位"),
        ("达到95%，加强监督检查", None, 12, "方向词"),
        ("达到儿童健康*水平", None, 6, "却是“*”"),
        ("增加3人次", None, 2, "或以百分数计的幅度"),
        ("实现全覆盖*", None, 5, "“和”或句末，却是“*”"),
        ("发病率上升至", None, 6, "没有写出水平"),
        ("控制在", None, 3, "没有写出水平"),
    ],
)
def test_a_figure_that_cannot_be_told_is_refused(
    text: str, unit: str | None, at: int, reason: str
) -> None:
    where, why = refusal(text, unit)
    assert reason in why
    assert where == at
