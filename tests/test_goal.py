"""The notation of goals: strict, and one to one with what it means."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from decimal import Decimal

import pytest
from goals import goals
from hypothesis import given
from hypothesis import strategies as st
from plancmp.compare.errors import NotationError
from plancmp.compare.goal import format_goal, goal_text, parse_goal, quantity_text
from plancmp.compare.model import Aim, Goal, Kind, Op

D = Decimal


@given(goals())
def test_every_goal_survives_being_written_and_read_again(goal: Goal) -> None:
    assert parse_goal(format_goal(goal), goal.year) == goal


@given(goals())
def test_what_is_written_is_the_only_way_to_write_it(goal: Goal) -> None:
    text = format_goal(goal)
    assert format_goal(parse_goal(text)) == text


@given(goals())
def test_printed_precision_is_kept(goal: Goal) -> None:
    again = parse_goal(format_goal(goal))
    for a, b in ((goal.value, again.value), (goal.value_max, again.value_max),
                 (goal.base_value, again.base_value)):  # fmt: skip
        assert (a is None and b is None) or (a is not None and a.as_tuple() == b.as_tuple())  # type: ignore[union-attr]


@given(goals(), st.sampled_from(["zh", "en"]))
def test_every_goal_reads_as_a_line_of_text(goal: Goal, lang: str) -> None:
    text = goal_text(goal, lang)
    assert text.strip()
    assert "\n" not in text
    assert "None" not in text


@given(st.text(max_size=30))
def test_anything_else_is_refused_with_an_explanation(text: str) -> None:
    # whatever is typed, it is a goal or a NotationError, never another exception
    with contextlib.suppress(NotationError):
        assert format_goal(parse_goal(text))


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        (">=98%", "≥98%"), ("<=2.0‰", "≤2.0‰"), ("~46%", "≈46%"), ("2..3所", "2–3所"),
        ("-20%@2020", "−20%@2020"), ("-1pp/yr@2018", "−1pp/yr@2018"), ("up", "↑"), ("down", "↓"),
        ("<8.78/100000@2020=7.17", "<8.78/10万@2020=7.17"), ("≥ 98 %", "≥98%"),
        ("hold  >=90%", "hold ≥90%"), (">=1h", "≥1小时"), ("-0.5个百分点/年", "−0.5pp/yr"),
        ("-5pp@2020", "−5个百分点@2020"), ("≈107女=100", "≈107女=100"), ("≥1.5:1", "≥1.5:1"),
    ],
)  # fmt: skip
def test_ascii_input_means_the_same(typed: str, means: str) -> None:
    assert format_goal(parse_goal(typed)) == means


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("≥98%", Goal(Kind.QUANTITATIVE, Op.GE, D("98"), unit="%")),
        (">90%", Goal(Kind.QUANTITATIVE, Op.GT, D("90"), unit="%")),
        ("≤2.0‰", Goal(Kind.QUANTITATIVE, Op.LE, D("2.0"), unit="‰")),
        ("≥2名", Goal(Kind.COUNT, Op.GE, D("2"), unit="名")),
        ("2–3所", Goal(Kind.COUNT, Op.RANGE, D("2"), D("3"), "所")),
        ("−20%@2020", Goal(Kind.RELATIVE, Op.REDUCE_BY, D("20"), unit="%", base_year=2020)),
        ("−5千分点", Goal(Kind.RELATIVE, Op.REDUCE_BY, D("5"), unit="个千分点")),
        ("≥[a b]", Goal(Kind.COMPARATIVE, Op.GE, reference="a b")),
        ("+20%@2020", Goal(Kind.RELATIVE, Op.INCREASE, D("20"), unit="%", base_year=2020)),
        ("−1pp/yr@2018",
         Goal(Kind.RELATIVE, Op.REDUCE_PER_YEAR, D("1"), unit="个百分点/年", base_year=2018)),
        ("<8.78/10万@2020=7.17",
         Goal(Kind.QUANTITATIVE, Op.LT, D("8.78"), unit="/10万", base_year=2020,
              base_value=D("7.17"))),
        ("↓", Goal(Kind.DIRECTIONAL, Op.DECREASE)),
        ("control", Goal(Kind.DIRECTIONAL, Op.CONTROL)),
        ("all", Goal(Kind.UNIVERSAL, Op.ALL)),
        ("hold all", Goal(Kind.UNIVERSAL, Op.ALL, aim=Aim.HOLD)),
        ("qualitative", Goal(Kind.QUALITATIVE, None)),
        ("≥[全省平均水平]", Goal(Kind.COMPARATIVE, Op.GE, reference="全省平均水平")),
        ("≥87%[市定目标]",
         Goal(Kind.COMPARATIVE, Op.GE, D("87"), unit="%", reference="市定目标")),
    ],
)  # fmt: skip
def test_the_notation_means_what_the_manual_says(text: str, goal: Goal) -> None:
    assert parse_goal(text) == goal


@pytest.mark.parametrize(
    "text",
    ["", "98", "98%", "≥98", "≥%", "≥", "hold", "大约98%", "≥98%以上", "≥-5%", "3–2所", "3–3所",
     "≥98%@20", "≥98%@2020=", "≥98%=97", "+1pp/yr", "−20", "−20‰‰", "≥5[x]", "≥[x]@2020=5",
     "≥1e3%", "≥١٠%", "≥9,8%", "≥1234567890123%", "≥[ ]", "≥[a\nb]", "≥[a\x1bb]", "≥[a ]",
     "≥[\u2028a]", "↓5%", "all 5", "≥98斤", "≥[]", "qualitative!"],
)  # fmt: skip
def test_a_slip_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(NotationError):
        parse_goal(text)


def test_the_due_year_is_the_callers() -> None:
    assert parse_goal("≥98%", 2025).year == 2025
    assert parse_goal("≥98%").year is None
    assert replace(parse_goal("≥98%", 2025), year=None) == parse_goal("≥98%")


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("≤2.0‰", "≤2.0‰", "≤2.0‰"),
        ("<8.78/10万", "<8.78/10万", "<8.78 per 100,000"),
        ("≥12名", "≥12名", "≥12 people"),
        ("2–3所", "2–3所", "2–3"),
        ("−20%@2020", "−20%（较2020年）", "−20% (from 2020)"),
        ("−0.5pp/yr", "每年−0.5个百分点", "−0.5 points a year"),
        ("+5%", "+5%", "+5%"),
        ("all", "全覆盖", "universal"),
        ("↓", "↓下降", "↓ fall"),
        ("≥87%[市定目标]", "≥87%×市定目标", "≥87%×市定目标"),
        ("≥0.0000001%", "≥0.0000001%", "≥0.0000001%"),
    ],
)
def test_a_goal_reads_as_people_write_it(text: str, zh: str, en: str) -> None:
    assert goal_text(parse_goal(text), "zh") == zh
    assert goal_text(parse_goal(text), "en") == en


def test_a_quantity_keeps_its_trailing_zeros() -> None:
    assert quantity_text(D("12.50"), "%") == "12.50%"
    assert quantity_text(D("12.50"), None) == "12.50"
