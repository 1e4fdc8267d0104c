"""The edges of the comparison: the case next to each rule, and the words it is explained in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from catalogues import catalogue, plan, target, upper
from goals import AT, indicator
from plancmp.compare.goal import parse_goal
from plancmp.compare.goal_facts import on_wrong_side, side_bound, strict
from plancmp.compare.model import Firmness, Match, Op, Polarity, Scope, Suspect
from plancmp.compare.verdict import MIRROR, Side, Timing, Verdict, VerdictCode, judge, side_of
from plancmp.compare.wording import reason

D = Decimal
V = VerdictCode
T = Timing
HIGHER = indicator(Polarity.HIGHER, "%")
LOWER = indicator(Polarity.LOWER, "‰")
INJURY = indicator(Polarity.LOWER, "/10万")
SHARE_OF_WOMEN = indicator(Polarity.HIGHER, "%", D(50))
BALANCE = indicator(Polarity.NONE, "女=100")
RATE_OF_BALANCE = indicator(Polarity.NONE, "%")
PLACES = indicator(Polarity.HIGHER, "所")
URBAN = Scope("urban", "城市", "urban", False, AT)
EACH = Scope("per-institution", "每个机构", "per institution", True, AT)


def ours(goal: str, year: int = 2030, place: str = "here", **more: Any) -> Side:
    return Side(
        parse_goal(goal, year), place, "本地", "here", ancestors=frozenset({"nation"}), **more
    )


def neighbour(goal: str, year: int = 2030, **more: Any) -> Side:
    return replace(ours(goal, year, "there", **more), name="邻地", name_en="there")


def nation(goal: str, year: int = 2030, **more: Any) -> Side:
    return Side(parse_goal(goal, year), "nation", "国家", "the nation", **more)


def decided(a: Side, b: Side, one: Any) -> Verdict:
    verdict = judge(a, b, one)
    assert judge(b, a, one).code is MIRROR[verdict.code]
    return verdict


def seen(verdict: Verdict) -> tuple[Any, ...]:
    """All of an answer but its words."""
    return (verdict.code, verdict.reason.code, verdict.level, verdict.timing, verdict.distance,
            verdict.distance_unit, verdict.approximate)  # fmt: skip


# -- all of the answer, not only its code -----------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "one", "answer"),
    [
        (ours("≥92%", 2025), nation("≥95%"), HIGHER,
         (V.INTERIM, "interim", V.LOOSER, T.EARLIER, D(-3), "个百分点", False)),
        (ours("≥98%", 2035), nation("≥95%"), HIGHER,
         (V.DEFERRED, "deferred", V.STRICTER, T.LATER, D(3), "个百分点", False)),
        # a standing duty on one side alone is due like any other
        (ours("hold ≥98%", 2035), nation("≥95%"), HIGHER,
         (V.DEFERRED, "deferred", V.STRICTER, T.LATER, D(3), "个百分点", False)),
        (ours("≥95%"), nation("≥95%"), HIGHER,
         (V.EQUAL, "equal", V.EQUAL, T.SAME, D(0), "个百分点", False)),
        # about is a bound against a bound; whether that includes the number is not asked
        (ours("≈95%"), nation(">95%"), HIGHER,
         (V.EQUAL, "equal", V.EQUAL, T.SAME, D(0), "个百分点", True)),
        (ours("≥90%"), nation("≈95%"), HIGHER,
         (V.LOOSER, "looser-higher", V.LOOSER, T.SAME, D(-5), "个百分点", True)),
        (ours("≈95%"), nation("≥90%"), HIGHER,
         (V.STRICTER, "stricter-higher", V.STRICTER, T.SAME, D(5), "个百分点", True)),
        (ours("≈46%", 2025), nation("≈45%"), HIGHER,
         (V.DIFFERS, "differs-about", None, T.EARLIER, D(1), "个百分点", False)),
        (ours("≈46%", 2025), nation("≈46%"), HIGHER,
         (V.EQUAL, "equal", V.EQUAL, T.EARLIER, D(0), "个百分点", False)),
        (ours("≥110女=100"), nation("≥112女=100"), BALANCE,
         (V.DIFFERS, "differs", None, T.SAME, D(-2), "女=100", False)),
        (ours("=107女=100", 2025), nation("≥107女=100"), BALANCE,
         (V.DIFFERS, "differs-bound", None, T.EARLIER, None, None, False)),
        (ours(">107女=100"), nation("≥107女=100"), BALANCE,
         (V.EQUAL, "equal-boundary", V.EQUAL, T.SAME, D(0), "女=100", False)),
        (ours("<107女=100"), nation("≤107女=100"), BALANCE,
         (V.EQUAL, "equal-boundary", V.EQUAL, T.SAME, D(0), "女=100", False)),
        (ours("=107女=100"), nation("≈107女=100"), BALANCE,
         (V.DIFFERS, "differs-bound", None, T.SAME, None, None, False)),
        (ours("≥60%", 2025), nation("≥55%"), SHARE_OF_WOMEN,
         (V.EQUAL, "equal-capped", V.EQUAL, T.EARLIER, None, None, False)),
        (ours("−20%@2020", 2025), nation("−20%@2020"), INJURY,
         (V.EQUAL, "equal-relative", V.EQUAL, T.EARLIER, None, None, False)),
        (ours("−25%@2020", 2025), nation("−20%@2020"), RATE_OF_BALANCE,
         (V.DIFFERS, "differs", None, T.EARLIER, D(5), "个百分点", False)),
        (ours("−10%@2020", 2025), nation("−20%@2020"), INJURY,
         (V.INTERIM, "interim", V.LOOSER, T.EARLIER, D(-10), "个百分点", False)),
        (ours("+15%@2020"), nation("+20%@2020"), HIGHER,
         (V.LOOSER, "smaller-change", V.LOOSER, T.SAME, D(-5), "个百分点", False)),
        (ours("+15%@2020"), nation("+20%@2020"), INJURY,
         (V.STRICTER, "smaller-change", V.STRICTER, T.SAME, D(-5), "个百分点", False)),
        (ours("control", 2025), nation("↓"), HIGHER,
         (V.DIFFERS, "differs-statement", None, T.EARLIER, None, None, False)),
        (ours("↑", 2025), nation("↓"), HIGHER,
         (V.OPPOSED, "opposed", None, T.EARLIER, None, None, False)),
        (ours("↑", 2025), nation("↑"), HIGHER,
         (V.EQUAL, "equal-direction", V.EQUAL, T.EARLIER, None, None, False)),
        (ours("≥[市定目标]", 2025), nation("≥[市定目标]"), HIGHER,
         (V.EQUAL, "equal-reference", V.EQUAL, T.EARLIER, None, None, False)),
        (ours("≥[市定目标]", 2025), nation(">[市定目标]"), HIGHER,
         (V.DIFFERS, "differs-statement", None, T.EARLIER, None, None, False)),
        (ours("≥87%[市定目标]"), nation("≥87‰[市定目标]"), HIGHER,
         (V.DIFFERS, "differs-statement", None, T.SAME, None, None, False)),
    ],
)  # fmt: skip
def test_level_timing_and_distance_are_told_with_every_verdict(
    a: Side, b: Side, one: Any, answer: tuple[Any, ...]
) -> None:
    assert seen(decided(a, b, one)) == answer


@pytest.mark.parametrize(
    ("a", "b", "code", "level", "timing"),
    [
        (ours("<8.78/10万@2020=7.17", 2025), nation("↓"), "wrong-side-looser", V.LOOSER, T.EARLIER),
        (ours("↓", 2035), nation("<8.78/10万@2020=7.17"), "wrong-side-stricter", V.STRICTER,
         T.LATER),
    ],
)  # fmt: skip
def test_the_wrong_side_of_a_base_is_a_level_with_its_timing(
    a: Side, b: Side, code: str, level: V, timing: T
) -> None:
    assert seen(decided(a, b, INJURY)) == (level, code, level, timing, None, None, False)


@pytest.mark.parametrize(
    ("goal", "one"),
    [
        ("≤7.17/10万@2020=7.17", INJURY),  # at its base, no worse
        ("7–9/10万@2020=7.17", INJURY),  # a range has no one side
        ("≥7%@2020=7", HIGHER),
        ("+20%@2020=10", INJURY),  # a change is no level to hold against its base
        ("≥9女=100@2020=10", BALANCE),
        ("≥9%[市定目标]@2020", HIGHER),
    ],
)
def test_a_level_no_worse_than_its_base_is_on_no_wrong_side(goal: str, one: Any) -> None:
    for way in ("↑", "↓"):
        assert not decided(ours(goal), nation(way), one).reason.code.startswith("wrong-side")
    assert not on_wrong_side(parse_goal(goal), one.polarity)


def test_a_floor_below_its_own_base_is_on_the_wrong_side_where_higher_is_better() -> None:
    assert decided(ours("≥90%@2020=95"), nation("↑"), HIGHER).reason.code == "wrong-side-looser"
    assert decided(ours("≥90%@2020=95"), nation("+5%@2020"), HIGHER).code is V.LOOSER
    # a worsening is no improvement asked for
    assert decided(ours("≥90%@2020=95"), nation("↓"), HIGHER).code is V.QUANTIFIED


# -- ranges -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "one", "code"),
    [
        ("2–3‰", "0.2–0.3%", LOWER, V.EQUAL),
        ("2–3‰", "2–4‰", LOWER, V.DIFFERS),
        ("1–3‰", "2–3‰", LOWER, V.DIFFERS),
        ("2–3‰", "≤3‰", LOWER, V.DIFFERS),
        ("2–3‰", "≤2‰", LOWER, V.DIFFERS),
    ],
)
def test_ranges_are_the_same_when_both_ends_are(a: str, b: str, one: Any, code: V) -> None:
    verdict = decided(ours(a, 2025), nation(b), one)
    level = V.EQUAL if code is V.EQUAL else None
    assert (verdict.code, verdict.level, verdict.timing) == (code, level, T.EARLIER)


# -- changes against levels -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "one", "answer"),
    [
        (ours("≥60%@2020=50"), nation("+10%@2020"), HIGHER, (V.STRICTER, D(5), "个百分点")),
        (ours("≥55%@2020=50"), nation("+10%@2020"), HIGHER, (V.EQUAL, D(0), "个百分点")),
        (ours("≤6/10万"), ours("−20%@2020=7.17"), INJURY, (V.LOOSER, D("0.264"), "/10万")),
        # the base the place published of itself serves in its own units
        (ours("+10%@2020=50"), nation("≥60%"), HIGHER, (V.LOOSER, D(-5), "个百分点")),
        (ours("+10%@2020=50"), nation("≥500‰"), HIGHER, (V.STRICTER, D(50), "个千分点")),
        (neighbour("−20%@2020=7.5"), ours("≤6/10万@2020=7.17"), INJURY, (V.EQUAL, D(0), "/10万")),
        (ours("≤6/10万@2020=7.17"), ours("−20%@2020=7.5"), INJURY, (V.LOOSER, D("0.264"), "/10万")),
        (ours("≤6/10万@2020"), ours("−20%@2020=7.5"), INJURY, (V.EQUAL, D(0), "/10万")),
    ],
)  # fmt: skip
def test_a_change_is_a_level_once_its_base_is_known(
    a: Side, b: Side, one: Any, answer: tuple[Any, ...]
) -> None:
    verdict = decided(a, b, one)
    assert (verdict.code, verdict.distance, verdict.distance_unit) == answer


@pytest.mark.parametrize(
    ("a", "b", "one", "why"),
    [
        # points are no share of a base
        (ours("≤45%@2020=50"), nation("−5pp@2020"), indicator(Polarity.LOWER), "no-base"),
        (ours("−200‰@2020=7.17"), nation("≤6/10万"), INJURY, "no-base"),
        # what the nation published of itself is no base of ours, even in its own year
        (ours("≤6/10万@2019=7.17"), nation("−20%@2020=11.67"), INJURY, "no-base"),
        # a base without an indicator's unit is a number without one
        (ours("−20%@2020=7.17"), nation("≤6/10万"), indicator(Polarity.LOWER, None), "no-base"),
        (ours("−20%@2020"), nation("≤6/10万@2020=7.17"), INJURY, "no-base"),
    ],
)
def test_a_change_without_a_base_of_its_own_stays_a_change(
    a: Side, b: Side, one: Any, why: str
) -> None:
    verdict = decided(a, b, one)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, why)


def test_a_yearly_change_has_no_base_year_to_differ_in() -> None:
    verdict = decided(ours("−1pp/yr@2018"), nation("−0.5pp/yr@2020"), indicator(Polarity.LOWER))
    assert verdict.code is V.STRICTER


def test_a_bound_has_a_side_and_is_strict_or_not() -> None:
    ops = (Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ)
    assert [side_bound(op) for op in ops] == ["floor", "floor", "ceiling", "ceiling", "="]
    assert [strict(op) for op in ops] == [False, True, False, True, False]


# -- scopes, sizes, directions ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "implies"),
    [
        ("=100%", True), ("=0%", True), ("≥1000‰", True), ("≤0%", True), ("all", True),
        ("≤100%", False), ("≥0%", False), ("≈100%", False), ("=50%", False), ("≥1所", False),
        ("≥1小时", False), ("≤0小时", False), ("↑", False), ("qualitative", False),
    ],
)  # fmt: skip
def test_only_a_share_that_leaves_nothing_out_implies_its_parts(whole: str, implies: bool) -> None:
    for a, b in ((ours(whole), nation("≥95%", scope=URBAN)), (ours("≥95%", scope=URBAN),
                                                              nation(whole))):  # fmt: skip
        assert (decided(a, b, HIGHER).reason.code != "scope") is implies


def test_a_universal_goal_implies_its_parts_only_when_firm_and_of_the_whole() -> None:
    part = nation("≥95%", scope=URBAN)
    assert decided(ours("all", whole=False), part, HIGHER).reason.code == "scope"
    assert decided(ours("all", firmness=Firmness.STRIVE), part, HIGHER).reason.code == "scope"


@pytest.mark.parametrize(
    ("scope", "why"), [(EACH, "stricter-higher"), (URBAN, "size"), (None, "size")]
)
def test_counts_compare_between_places_only_for_each_of_a_kind(
    scope: Scope | None, why: str
) -> None:
    a, b = ours("≥3所", scope=scope), neighbour("≥2所", scope=scope)
    assert decided(a, b, PLACES).reason.code == why


@pytest.mark.parametrize(
    ("a", "b", "code"),
    [
        ("−0.5pp/yr", "↑", V.OPPOSED), ("−5%@2020", "↑", V.OPPOSED), ("+5%@2020", "↓", V.OPPOSED),
        ("−0.5pp/yr", "↓", V.QUANTIFIED), ("+5%@2020", "control", V.QUANTIFIED),
        ("−5%@2020", "qualitative", V.QUANTIFIED), ("≥5%", "↓", V.QUANTIFIED),
    ],
)  # fmt: skip
def test_a_change_opposes_the_other_direction_and_nothing_else(a: str, b: str, code: V) -> None:
    assert decided(ours(a), nation(b), HIGHER).code is code


# -- doubt ------------------------------------------------------------------------------------


def test_doubt_about_either_side_is_told_before_anything_else() -> None:
    doubt = Suspect("1/‰", "1/万", "单位疑误")
    near = ours("≥98%", match=Match.NEAR, scope=URBAN)
    verdict = decided(near, nation("≥95%", suspect=doubt), HIGHER)
    assert verdict.reason.code == "suspect"
    assert decided(near, nation("≥95%"), HIGHER).reason.code == "near-match"
    assert "None" not in decided(near, nation("≥95%"), HIGHER).reason.zh


# -- words ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "zh", "en"),
    [
        ("↑", "；仅作方向性表述", "; a direction only"),
        ("all", "；为普遍性表述", "; a universal wording"),
        ("≥[市定目标]", "；以“市定目标”为参照", "; relative to “市定目标”"),
        ("qualitative", "；为定性表述", "; a qualitative wording"),
    ],
)
def test_what_gives_no_figure_is_told_by_its_kind(a: str, zh: str, en: str) -> None:
    reason = decided(ours(a, firmness=Firmness.STRIVE), nation("≥95%"), HIGHER).reason
    assert reason.zh.endswith(zh)
    assert reason.en.endswith(en)


def test_a_universal_wording_that_is_not_of_the_whole_keeps_its_own_words() -> None:
    usual = ours("all", whole=False, words=("普遍", "widespread"))
    reason = decided(usual, nation("all", whole=False), HIGHER).reason
    assert "（普遍）" in reason.zh
    assert "(widespread)" in reason.en
    mirrored = decided(nation("≥95%"), usual, HIGHER)
    assert (mirrored.code, mirrored.reason.code) == (V.QUANTIFIED, "quantified")
    assert "普遍" in mirrored.reason.zh
    assert "widespread" in mirrored.reason.en


def test_only_a_universal_goal_taken_as_a_share_is_said_to_be_one() -> None:
    soft = Firmness.STRIVE
    reason = decided(ours("all", firmness=soft), nation("all", firmness=soft), HIGHER).reason
    assert reason.zh.endswith("（全覆盖）")
    assert reason.en.endswith("(universal)")


def test_a_verdict_of_no_pair_is_not_approximate() -> None:
    reason = judge(ours("≥98%"), nation("≥95%"), HIGHER).reason
    assert seen(Verdict(V.MISSING, reason))[2:] == (None, None, None, None, False)


def test_a_whole_and_a_part_are_named_in_the_order_they_were_given() -> None:
    reason = decided(ours("≥98%", scope=URBAN), nation("≥95%"), HIGHER).reason
    assert "城市 对 总体" in reason.zh
    assert "urban against whole" in reason.en


def test_a_reason_names_base_cap_and_missing_base_year() -> None:
    wrong = decided(ours("<8.78/10万@2020=7.17"), nation("↓"), INJURY).reason
    assert "2020年基数7.17/10万" in wrong.zh
    assert "2020 value 7.17 per 100,000" in wrong.en
    capped = decided(ours("≥60%"), nation("≥55%"), SHARE_OF_WOMEN).reason
    assert "均达到50%" in capped.zh
    assert capped.en.startswith("50% or beyond")
    dated = decided(ours("≤6/10万"), nation("−20%@2020"), INJURY).reason
    assert "2020年" in dated.zh
    assert "base-year" not in dated.en
    undated = decided(ours("≤6/10万"), nation("−20%"), INJURY).reason
    assert "None" not in undated.zh + undated.en


def test_a_stage_value_and_a_late_one_are_told_with_both_years() -> None:
    early = decided(ours("≥92%", 2025), nation("≥95%"), HIGHER).reason
    assert "2025年的阶段值（≥92%），要求低于国家2030年目标" in early.zh
    late = decided(ours("≥98%", 2035), nation("≥95%"), HIGHER).reason
    assert "2035晚于2030" in late.zh
    assert "due 2035, after 2030" in late.en


def test_only_an_equal_level_is_followed_by_its_lead_in_years() -> None:
    assert decided(ours("≥98%", 2025), nation("≥95%"), HIGHER).reason.zh.endswith("）")
    two = decided(ours("≥95%", 2032), nation("≥95%"), HIGHER).reason
    assert two.zh.endswith("，晚2年")
    assert two.en.endswith(", 2 years later")
    one = decided(ours("≈95%", 2029), nation("≥95%"), HIGHER).reason
    assert one.zh.endswith("，早1年；按“左右”估作界限")
    assert one.en.endswith(", 1 year earlier; “about” is read as a bound")
    held = decided(ours("hold ≥95%", 2025), nation("hold ≥95%"), HIGHER).reason
    assert held.zh.endswith("）")


# -- explanations -----------------------------------------------------------------------------

STEPS = [
    (ours("≥98%", 2025), nation("≥95%"), HIGHER, [
        ("目标年2025早于2030", "due 2025, earlier than 2030"),
        ("数值越高要求越高：≥98% 比 ≥95% 要求更高",
         "higher is more demanding: ≥98% is stricter than ≥95%")]),
    (ours("≤820/10万", 2035), nation("≤8‰"), LOWER, [
        ("换算：820/10万 与 8‰ 化为同一单位", "scaled: 820 per 100,000 and 8‰ in one unit"),
        ("目标年2035晚于2030", "due 2035, later than 2030"),
        ("数值越低要求越高：≤820/10万 比 ≤8‰ 要求较低",
         "lower is more demanding: ≤820 per 100,000 is looser than ≤8‰")]),
    (ours("hold ≥90%", 2025), nation("hold ≥90%"), HIGHER, [
        ("双方均为保持性要求，不比目标年", "both are standing duties; due years do not matter")]),
    (ours("all"), nation("≥95%"), HIGHER, [
        ("本地的全覆盖为实现性表述，分母可数，按100%计",
         "universal coverage of here is firm on a countable whole: taken as 100 %"),
        ("目标年相同（2030）", "due in the same year (2030)"),
        ("数值越高要求越高：≥100% 比 ≥95% 要求更高",
         "higher is more demanding: ≥100% is stricter than ≥95%")]),
    # at the cap is not beyond it
    (ours("≥55%"), nation("≥50%"), SHARE_OF_WOMEN, [
        ("目标年相同（2030）", "due in the same year (2030)"),
        ("超过50%后不再视为要求更高", "beyond 50% more is not more demanding")]),
    (ours("≈46%"), nation("≈45%"), HIGHER, [
        ("目标年相同（2030）", "due in the same year (2030)"),
        ("双边或不分高低的指标，只看是否相同",
         "two-sided, or an indicator without a better side")]),
    (ours("≤6/10万@2020=7.17"), nation("−20%@2020"), INJURY, [
        ("换算：基数7.17/10万按−20%（较2020年）折合≤5.736/10万",
         "converted: −20% (from 2020) on a base of 7.17 per 100,000 is ≤5.736 per 100,000"),
        ("目标年相同（2030）", "due in the same year (2030)"),
        ("数值越低要求越高：≤6/10万 比 ≤5.736/10万 要求较低",
         "lower is more demanding: ≤6 per 100,000 is looser than ≤5.736 per 100,000")]),
    (ours("≥55%@2020=50"), nation("+10%@2020"), HIGHER, [
        ("换算：基数50%按+10%（较2020年）折合≥55%",
         "converted: +10% (from 2020) on a base of 50% is ≥55%"),
        ("目标年相同（2030）", "due in the same year (2030)")]),
    (ours("+25%@2020"), nation("+20%@2020"), HIGHER, [
        ("目标年相同（2030）", "due in the same year (2030)"),
        ("变化幅度：+25%（较2020年） 对 +20%（较2020年）",
         "size of the change: +25% (from 2020) against +20% (from 2020)")]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "one", "steps"), STEPS)
def test_an_explanation_is_the_steps_of_the_computation(
    a: Side, b: Side, one: Any, steps: list[tuple[str, str]]
) -> None:
    verdict = judge(a, b, one, explained=True)
    assert list(verdict.steps[2:-1]) == steps
    assert verdict.steps[0][0].startswith(f"目标：{a.name} ")
    assert verdict.steps[1][1].startswith(f"reference: {b.name_en} ")
    assert verdict.steps[-1] == (
        f"结论：{verdict.reason.zh}", f"verdict {verdict.code}: {verdict.reason.en}",
    )  # fmt: skip


def test_nobody_pays_for_an_explanation_not_asked_for() -> None:
    assert judge(ours("≥98%"), nation("≥95%"), HIGHER).steps == ()


# -- the side a target makes ------------------------------------------------------------------


def test_a_side_carries_what_its_target_and_plan_say(tmp_path: Path) -> None:
    goal = target("parent-school-coverage", "≥90%", scope="urban", firmness="strive",
                  match="near", note="另一口径")  # fmt: skip
    book = catalogue(
        tmp_path,
        plan("dongguan-children", "dongguan", goal,
             target("enrolment-rate", "all", written="普遍入学")),
        upper("national-children", "nation", target("infant-mortality", "≤5‰")),
    )  # fmt: skip
    first, second = book.plans["dongguan-children"].targets
    made = side_of(book, first)
    assert made == Side(
        first.goal, "dongguan", "东莞", "Dongguan", book.scopes["urban"], Firmness.STRIVE,
        Match.NEAR, None, "另一口径", frozenset({"guangdong", "nation"}), True, None,
    )  # fmt: skip
    assert side_of(book, second).words == ("普遍", "widespread")
    assert not side_of(book, second).whole
    assert side_of(book, second).scope is None
    named = side_of(book, first, ("本市", "our city"))
    assert (named.name, named.name_en) == ("本市", "our city")


# -- the sentences ----------------------------------------------------------------------------


def test_a_reason_nobody_wrote_a_sentence_for_is_refused_at_once() -> None:
    with pytest.raises(KeyError, match="no-such-reason"):
        reason("no-such-reason")


def test_a_reason_shows_its_code_and_its_sentence() -> None:
    why = reason("not-applicable", note="由市级统筹")
    assert repr(why) == "Reason('not-applicable', '不属本级事权：由市级统筹')"
    assert why.text("en") == "not a matter of this level: 由市级统筹"
    assert why != reason("not-applicable", note="由省级统筹")
