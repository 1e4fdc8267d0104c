"""The edges of the notation: what is said when a goal is refused, and every goal in print."""

from __future__ import annotations

from decimal import Decimal

import pytest
from plancmp.compare.errors import NotationError
from plancmp.compare.goal import goal_text, parse_goal, quantity_text
from plancmp.compare.model import Aim, Goal, Kind, Op

D = Decimal


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("98", "看不懂目标写法“98”", "cannot read the goal “98”"),
        ("hold", "看不懂目标写法“hold”", "cannot read the goal “hold”"),
        ("holdall", "看不懂目标写法“holdall”", "cannot read the goal “holdall”"),
        ("hold 98", "看不懂目标写法“hold 98”", "cannot read the goal “hold 98”"),
        ("≥98", "“≥98”缺单位", "“≥98” has no unit"),
        ("≥", "“≥”只有符号没有数", "“≥” is a sign without a number"),
        ("≥%", "“≥%”只有符号没有数", "“≥%” is a sign without a number"),
        ("3–2所", "下限不小于上限", "does not rise"),
        ("3.0–3所", "下限不小于上限", "does not rise"),
        ("≥98斤", "不认识的单位“斤”", "unknown unit “斤”"),
        ("2–3斤", "不认识的单位“斤”", "unknown unit “斤”"),
        ("≥5[x]", "要么都写，要么都不写", "write both number and unit"),
        ("≥%[x]", "要么都写，要么都不写", "write both number and unit"),
        ("≥[x]@2020=5", "不带基期值", "has no base value"),
        ("+1pp/yr", "没有定义", "is not defined"),
    ],
)
def test_a_refusal_says_what_is_wrong_in_both_languages(text: str, zh: str, en: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse_goal(text)
    assert zh in refused.value.zh
    assert en in refused.value.en


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        (" hold   ≥90% ", Goal(Kind.QUANTITATIVE, Op.GE, D(90), unit="%", aim=Aim.HOLD)),
        ("hold qualitative", Goal(Kind.QUALITATIVE, None, aim=Aim.HOLD)),
        ("2–3‰", Goal(Kind.QUANTITATIVE, Op.RANGE, D(2), D(3), "‰")),
        ("all@2020=85", Goal(Kind.UNIVERSAL, Op.ALL, base_year=2020, base_value=D(85))),
        ("↑@2020=5", Goal(Kind.DIRECTIONAL, Op.INCREASE, base_year=2020, base_value=D(5))),
        ("2–3所@2020=1",
         Goal(Kind.COUNT, Op.RANGE, D(2), D(3), "所", base_year=2020, base_value=D(1))),
        ("−1pp/yr@2018=50",
         Goal(Kind.RELATIVE, Op.REDUCE_PER_YEAR, D(1), None, "个百分点/年", 2018, D(50))),
        ("≥[x]@2020", Goal(Kind.COMPARATIVE, Op.GE, base_year=2020, reference="x")),
        ("≥2所[x]", Goal(Kind.COMPARATIVE, Op.GE, D(2), unit="所", reference="x")),
    ],
)  # fmt: skip
def test_every_part_of_the_notation_reaches_the_goal(text: str, goal: Goal) -> None:
    assert parse_goal(text) == goal


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("qualitative", "定性", "qualitative"),
        ("↑", "↑提高", "↑ rise"),
        ("control", "控制", "contain"),
        ("maintain", "保持", "maintain"),
        ("hold all", "全覆盖", "universal"),
        ("≥[x]", "≥x", "≥x"),
        ("≈[x]", "≈x", "≈x"),
        ("≥2所[x]", "≥2所×x", "≥2×x"),
        ("2–3名", "2–3名", "2–3 people"),
        ("−5‰", "−5‰", "−5‰"),
        ("−5pp", "−5个百分点", "−5 percentage points"),
        ("+5pp@2020", "+5个百分点（较2020年）", "+5 percentage points (from 2020)"),
        ("−0.5pp/yr@2018", "每年−0.5个百分点（较2018年）", "−0.5 points a year (from 2018)"),
        ("<8.78/10万@2020=7.17", "<8.78/10万", "<8.78 per 100,000"),
    ],
)
def test_every_kind_of_goal_in_print(text: str, zh: str, en: str) -> None:
    assert goal_text(parse_goal(text)) == zh
    assert goal_text(parse_goal(text), "en") == en


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [("‰", "2.0‰", "2.0‰"), ("所", "2.0所", "2.0"), ("小时", "2.0小时", "2.0 hours"),
     (None, "2.0", "2.0")],
)  # fmt: skip
def test_a_unit_without_an_english_name_is_left_out_there(
    unit: str | None, zh: str, en: str
) -> None:
    assert quantity_text(D("2.0"), unit) == zh
    assert quantity_text(D("2.0"), unit, "en") == en
