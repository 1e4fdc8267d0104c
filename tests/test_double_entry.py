"""Double entry: the curated goal and the reader must say the same of one expression."""

from __future__ import annotations

import pytest
from plancmp.compare.double_entry import disagreement
from plancmp.compare.goal import parse_goal
from plancmp.compare.model import (
    Field,
    Firmness,
    Indicator,
    Match,
    Place,
    Polarity,
    Target,
)

AT = Place("plans.yaml", 1)
HIGHER, LOWER, NONE = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


def indicator(unit: str | None, polarity: Polarity) -> Indicator:
    return Indicator(
        "thing", "某率", "a rate", (), Field.HEALTH, unit, polarity,
        None, None, None, None, None, None, AT,
    )  # fmt: skip


def differs(
    written: str,
    goal: str,
    unit: str | None = "%",
    polarity: Polarity = HIGHER,
    *,
    part: int | None = None,
    year: int = 2030,
    firmness: Firmness = Firmness.FIRM,
) -> str | None:
    target = Target(
        "p/thing@2030", "p", "thing", None, parse_goal(goal, year), written, part, None, firmness,
        Match.EXACT, None, None, None, None, (), None, AT,
    )  # fmt: skip
    found = disagreement(target, indicator(unit, polarity))
    return None if found is None else found[0]


@pytest.mark.parametrize(
    ("written", "goal", "unit", "polarity"),
    [
        ("达到98%以上", "≥98%", "%", HIGHER),
        ("达到98%", "≥98.0%", "%", HIGHER),
        ("控制在0.4%以下", "≤4‰", "%", LOWER),
        ("万分之一以下", "≤10/10万", "/10万", LOWER),
        ("半小时生活圈", "≤30分钟", "分钟", LOWER),
        ("至少半小时", "≥30分钟", "小时", HIGHER),
        ("1.7", "≥1.7名/千名儿童@2020=1.38", "名/千名儿童", HIGHER),
        ("以2020年为基数下降20%", "−20%@2020", "/10万", LOWER),
        ("每年降低0.5个百分点以上", "−0.5pp/yr@2018", "%", LOWER),
        ("优于全省平均水平", "<[全省平均水平]", "/10万", LOWER),
        ("不低于市定考核目标的87%", "≥87%[市定考核目标]", "%", HIGHER),
        ("与女职工的比例相适应", "≈[女职工比例]", "%", NONE),
        ("2—3所", "2–3所", "所", HIGHER),
        ("稳定在高水平", "hold maintain", "%", HIGHER),
        ("保持均衡", "maintain", "%", NONE),
        ("应援尽援", "all", "人", HIGHER),
        ("落实儿童监护制度", "qualitative", None, NONE),
    ],
)
def test_what_says_the_same_agrees_in_any_unit(
    written: str, goal: str, unit: str | None, polarity: Polarity
) -> None:
    assert differs(written, goal, unit, polarity) is None


@pytest.mark.parametrize(
    ("written", "goal", "words"),
    [
        ("达到98%以上", "≥89%", "数或单位不同"),
        ("达到98%以上", "≥98‰", "数或单位不同"),
        ("达到98%以上", "≤98%", "读作 ≥98%"),
        ("达到98%以上", ">98%", "读作 ≥98%"),
        ("控制在3.5%左右", "≤3.5%", "读作 ≈3.5%"),
        ("保持在98%以上", "≥98%", "读作“保持”"),
        ("达到98%以上", "hold ≥98%", "读作“达到”"),
        ("40%—50%", "40–60%", "数或单位不同"),
        ("40%—50%", "≥40%", "40–50%"),
        ("以2020年为基数下降20%", "−20%@2018", "基期录为2018年"),
        ("下降20%", "↓", "录为 ↓下降"),
        ("持续下降", "↑", "读作 ↓下降"),
        ("不低于市定目标", "≥[省定目标]", "比较对象"),
        ("不低于市定目标的87%", "≥[市定目标]", "数或单位不同"),
        ("至少30分钟", "≥30%", "数或单位不同"),
        ("到2025年达到98%", "≥98%", "目标年录为2030年"),
        ("保持", "hold ≥98.51%@2020=98.51", "读不出目标"),
        ("达到98%以上", "qualitative", "录为定性"),
        ("持续下降", "qualitative", "录为定性"),
        ("力争达到98%以上", "≥98%", "争取、力争"),
    ],
)
def test_every_difference_is_named(written: str, goal: str, words: str) -> None:
    said = differs(written, goal)
    assert said is not None
    assert words in said


def test_a_part_takes_its_own_figure_of_the_list() -> None:
    text = "分别降至2.0‰、3.0‰和4.0‰以下"
    assert differs(text, "≤3.0‰", "‰", LOWER, part=2) is None
    assert "数或单位不同" in str(differs(text, "≤3.0‰", "‰", LOWER, part=3))
    assert "没有第4个" in str(differs(text, "≤4.0‰", "‰", LOWER, part=4))


def test_several_figures_ask_for_a_part_unless_they_are_the_same() -> None:
    assert "part" in str(differs("分别达95%和85%以上", "≥95%"))
    assert differs("每天校内、校外各1小时", "≥1小时", "小时") is None


def test_one_statement_is_shared_by_its_parts_only_where_it_can_be() -> None:
    assert differs("降低发生率和患病率", "↓", part=2) is None
    assert differs("均达98%以上", "≥98%", part=3) is None
    assert "没有第2个" in str(differs("达98%以上", "≥98%", part=2))


def test_years_are_compared_only_where_the_expression_names_them() -> None:
    assert differs("达到98%", "≥98%", year=2025) is None
    assert differs("到2025年达到98%", "≥98%", year=2025) is None


def test_encouragement_may_stand_outside_the_expression() -> None:
    assert differs("逐步提高", "↑", firmness=Firmness.FIRM) is None
    assert differs("全覆盖", "all", firmness=Firmness.ENCOURAGE) is None
    assert differs("争取达到98%", "≥98%", firmness=Firmness.STRIVE) is None
