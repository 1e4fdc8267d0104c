"""Which of two targets asks more: an example for every verdict, timing and reason.

Each row is a pair of goals in the notation, with due years, and the answer. The figures are
those of the documents where a document is named.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from catalogues import catalogue, plan, target, upper
from goals import AT, indicator
from plancmp.compare.goal import parse_goal
from plancmp.compare.model import Firmness, Match, Polarity, Scope, Suspect
from plancmp.compare.sides import Side, side_of
from plancmp.compare.verdict import MIRROR, Timing, Verdict, VerdictCode, judge
from plancmp.compare.wording import REASONS

D = Decimal
V = VerdictCode
T = Timing
HIGHER = indicator(Polarity.HIGHER, "%")
LOWER = indicator(Polarity.LOWER, "‰")
SHARE_OF_WOMEN = indicator(Polarity.HIGHER, "%", D(50))
BALANCE = indicator(Polarity.NONE, "女=100")
PLACES = indicator(Polarity.HIGHER, "所")
PEOPLE = indicator(Polarity.HIGHER, "名")
URBAN = Scope("urban", "城市", "urban", False, AT)
RURAL = Scope("rural", "农村", "rural", False, AT)
EACH = Scope("per-institution", "每个机构", "per institution", True, AT)


def side(goal: str, year: int = 2030, place: str = "here", **more: Any) -> Side:
    above = frozenset({"nation"}) if place != "nation" else frozenset[str]()
    names = {"nation": ("国家", "the nation"), "here": ("本地", "here"), "there": ("邻地", "there")}
    zh, en = names[place]
    return Side(parse_goal(goal, year), place, zh, en, ancestors=above, **more)


def nation(goal: str, year: int = 2030, **more: Any) -> Side:
    return side(goal, year, "nation", **more)


def decided(ours: Side, theirs: Side, one: Any) -> Verdict:
    """The verdict, after a look at it from the other side."""
    verdict = judge(ours, theirs, one)
    assert judge(theirs, ours, one).code is MIRROR[verdict.code]
    return verdict


# -- levels and time --------------------------------------------------------------------------

LEVELS = [
    # polarity decides which way is more
    ("≥98%", 2030, "≥95%", 2030, HIGHER, V.STRICTER, T.SAME, "stricter-higher"),
    ("≥92%", 2030, "≥95%", 2030, HIGHER, V.LOOSER, T.SAME, "looser-higher"),
    ("≤3.0‰", 2030, "≤5.0‰", 2030, LOWER, V.STRICTER, T.SAME, "stricter-lower"),
    ("≤6.0‰", 2030, "≤5.0‰", 2030, LOWER, V.LOOSER, T.SAME, "looser-lower"),
    # units are scaled exactly
    ("≤820/10万", 2030, "≤8.2‰", 2030, LOWER, V.EQUAL, T.SAME, "equal"),
    ("≤0.3%", 2030, "≤3‰", 2030, LOWER, V.EQUAL, T.SAME, "equal"),
    ("≤819.99/10万", 2030, "≤8.2‰", 2030, LOWER, V.STRICTER, T.SAME, "stricter-lower"),
    # bounds that differ only in including the number
    (">90%", 2030, "≥90%", 2030, HIGHER, V.EQUAL, T.SAME, "equal-boundary"),
    ("<9‰", 2030, "≤9‰", 2030, LOWER, V.EQUAL, T.SAME, "equal-boundary"),
    ("=100%", 2030, "≥100%", 2030, HIGHER, V.EQUAL, T.SAME, "equal"),
    # time is a second answer
    ("≥95%", 2025, "≥95%", 2030, HIGHER, V.EQUAL, T.EARLIER, "equal"),
    ("≥95%", 2035, "≥95%", 2030, HIGHER, V.EQUAL, T.LATER, "equal"),
    ("≥98%", 2025, "≥95%", 2030, HIGHER, V.STRICTER, T.EARLIER, "stricter-higher"),
    ("≥92%", 2025, "≥95%", 2030, HIGHER, V.INTERIM, T.EARLIER, "interim"),
    ("≥92%", 2035, "≥95%", 2030, HIGHER, V.LOOSER, T.LATER, "looser-higher"),
    ("≥98%", 2035, "≥95%", 2030, HIGHER, V.DEFERRED, T.LATER, "deferred"),
    ("≤3.5‰", 2025, "≤3.0‰", 2030, LOWER, V.INTERIM, T.EARLIER, "interim"),
    # standing duties: years do not matter
    ("hold ≥90%", 2025, "hold ≥90%", 2030, HIGHER, V.EQUAL, T.STANDING, "equal"),
    ("hold ≥85%", 2025, "hold ≥90%", 2030, HIGHER, V.LOOSER, T.STANDING, "looser-higher"),
    ("hold ≥95%", 2035, "hold ≥90%", 2030, HIGHER, V.STRICTER, T.STANDING, "stricter-higher"),
    ("hold ≥85%", 2025, "≥90%", 2030, HIGHER, V.INTERIM, T.EARLIER, "interim"),
    # about: a ceiling or floor against a bound, a distance against another "about"
    ("≈3.5%", 2030, "≤3%", 2030, indicator(Polarity.LOWER), V.LOOSER, T.SAME, "looser-lower"),
    ("≈46%", 2030, "≈45%", 2030, HIGHER, V.DIFFERS, T.SAME, "differs-about"),
    ("≈46%", 2030, "≈46%", 2030, HIGHER, V.EQUAL, T.SAME, "equal"),
    # no better side
    ("≤110女=100", 2030, "≤112女=100", 2030, BALANCE, V.DIFFERS, T.SAME, "differs"),
    ("<112女=100", 2030, "≤112女=100", 2030, BALANCE, V.EQUAL, T.SAME, "equal-boundary"),
    ("≥107女=100", 2030, "≤107女=100", 2030, BALANCE, V.DIFFERS, T.SAME, "differs-bound"),
    ("103–107女=100", 2030, "≤107女=100", 2030, BALANCE, V.DIFFERS, T.SAME, "differs-range"),
    ("103–107女=100", 2030, "103–107女=100", 2030, BALANCE, V.EQUAL, T.SAME, "equal"),
    # shares of women: more than half is not more demanding
    ("≥55%", 2030, "≥50%", 2030, SHARE_OF_WOMEN, V.EQUAL, T.SAME, "equal-capped"),
    ("≥60%", 2030, "≥55%", 2030, SHARE_OF_WOMEN, V.EQUAL, T.SAME, "equal-capped"),
    ("≥55%", 2030, "≥30%", 2030, SHARE_OF_WOMEN, V.STRICTER, T.SAME, "stricter-higher"),
    ("≥50%", 2030, "≥30%", 2030, SHARE_OF_WOMEN, V.STRICTER, T.SAME, "stricter-higher"),
    # a bound that runs against the indicator cannot be ranked
    ("≤90%", 2030, "≥95%", 2030, HIGHER, V.INCOMPARABLE, None, "bound-direction"),
    ("≥5‰", 2030, "≤5‰", 2030, LOWER, V.INCOMPARABLE, None, "bound-direction"),
    ("≥90%", 2030, "≥2小时", 2030, HIGHER, V.INCOMPARABLE, None, "unit"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "at", "b", "by", "one", "code", "time", "why"), LEVELS)
def test_level_by_polarity_and_bound_then_time(
    a: str, at: int, b: str, by: int, one: Any, code: V, time: T | None, why: str
) -> None:
    verdict = decided(side(a, at), side(b, by, "there"), one)
    assert (verdict.code, verdict.timing, verdict.reason.code) == (code, time, why)


def test_a_birth_defect_rate_in_ten_thousandths_is_scaled_to_hundred_thousandths() -> None:
    # 曾都 prints 9/10万 where one in ten thousand is 10/10万
    verdict = decided(side("<9/10万"), nation("<1/万"), indicator(Polarity.LOWER, "/10万"))
    assert verdict.code is V.STRICTER
    assert (verdict.distance, verdict.distance_unit) == (D(-1), "/10万")


def test_about_on_a_lower_is_better_rate_works_as_a_ceiling_and_is_flagged() -> None:
    # 控制在3.5%左右 against 3%以下 and against 3.5%以下
    rate = indicator(Polarity.LOWER, "%")
    wider = decided(side("≈3.5%"), nation("≤3%"), rate)
    assert wider.code is V.LOOSER
    assert wider.approximate
    assert "左右" in wider.reason.zh
    same = decided(side("≈3.5%"), nation("≤3.5%"), rate)
    assert same.code is V.EQUAL
    assert same.approximate


def test_an_exact_bound_is_not_flagged_approximate() -> None:
    assert not decided(side("≥98%"), nation("≥95%"), HIGHER).approximate


def test_an_equal_goal_due_earlier_says_by_how_many_years() -> None:
    five = decided(side("≥95%", 2025), nation("≥95%"), HIGHER)
    assert five.reason.zh.endswith("早5年")
    assert five.reason.en.endswith("5 years earlier")
    one = decided(side("≥95%", 2031), nation("≥95%"), HIGHER)
    assert one.reason.zh.endswith("晚1年")
    assert one.reason.en.endswith("1 year later")


@pytest.mark.parametrize(
    ("a", "b", "one", "distance", "unit"),
    [
        ("≥98%", "≥95%", HIGHER, "3", "个百分点"),
        ("≥92.5%", "≥95%", HIGHER, "-2.5", "个百分点"),
        ("≤3.0‰", "≤5.0‰", LOWER, "-2.0", "个千分点"),
        ("≤0.3%", "≤5‰", LOWER, "-2", "个千分点"),
        ("≥1小时", "≥90分钟", indicator(Polarity.HIGHER, "小时"), "-30", "分钟"),
        # 20 minutes are no decimal number of hours: the distance is told in minutes
        ("≥20分钟", "≥1小时", indicator(Polarity.HIGHER, "小时"), "-40", "分钟"),
        ("≥1小时", "≥20分钟", indicator(Polarity.HIGHER, "小时"), "40", "分钟"),
    ],
)
def test_distance_is_exact_and_in_points_for_shares(
    a: str, b: str, one: Any, distance: str, unit: str
) -> None:
    verdict = decided(side(a), side(b, place="there"), one)
    assert verdict.distance == D(distance)
    assert verdict.distance_unit == unit
    assert str(abs(D(distance))) in verdict.reason.zh


# -- changes against levels --------------------------------------------------------------------

INJURY = indicator(Polarity.LOWER, "/10万")
MYOPIA = indicator(Polarity.LOWER, "%")


@pytest.mark.parametrize("year", [2020, 2025, 2030, 2035])
def test_a_ceiling_above_its_own_base_is_looser_than_asked_improvement_whatever_the_years(
    year: int,
) -> None:
    # 乐清: 7.17 per 100,000 in 2020, to be kept under 8.78, where the nation asks −20 %
    verdict = decided(side("<8.78/10万@2020=7.17", year), nation("−20%@2020"), INJURY)
    assert verdict.code is V.LOOSER
    assert verdict.reason.code == "wrong-side-looser"
    assert "7.17/10万" in verdict.reason.zh
    also = decided(side("<8.78/10万@2020=7.17", year), nation("↓"), INJURY)
    assert also.code is V.LOOSER


def test_a_control_of_a_band_asks_for_no_improvement() -> None:
    verdict = decided(side("<8.78/10万@2020=7.17"), nation("control"), INJURY)
    assert verdict.code is V.QUANTIFIED


def test_an_upper_change_is_converted_with_the_base_of_the_place_that_must_reach_it() -> None:
    # 20 % off 7.17 is 5.736
    short = decided(side("≤6/10万@2020=7.17"), nation("−20%@2020"), INJURY)
    assert short.code is V.LOOSER
    assert short.distance == D("0.264")
    beyond = decided(side("≤5/10万@2020=7.17"), nation("−20%@2020"), INJURY)
    assert beyond.code is V.STRICTER
    exactly = decided(side("≤5.736/10万@2020=7.17"), nation("−20%@2020"), INJURY)
    assert exactly.code is V.EQUAL


def test_a_local_change_is_converted_with_its_own_published_base() -> None:
    verdict = decided(side("−20%@2020=7.17"), nation("≤6/10万"), INJURY)
    assert verdict.code is V.STRICTER


def test_a_change_is_never_converted_with_the_base_of_a_neighbour() -> None:
    ours, theirs = side("≤6/10万@2020=7.17"), side("−20%@2020", place="there")
    verdict = decided(ours, theirs, INJURY)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "no-base")


def test_a_change_is_never_converted_with_the_base_of_the_nation() -> None:
    verdict = decided(side("≤6/10万"), nation("−20%@2020=11.67"), INJURY)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "no-base")
    assert "2020" in verdict.reason.zh
    assert "2020" in verdict.reason.en


def test_a_base_of_another_year_does_not_serve() -> None:
    verdict = decided(side("≤6/10万@2018=7.17"), nation("−20%@2020"), INJURY)
    assert verdict.reason.code == "no-base"


def test_a_change_without_base_year_is_told_so_in_both_languages() -> None:
    verdict = decided(side("≤6/10万"), nation("−20%"), INJURY)
    assert "基期" in verdict.reason.zh
    assert verdict.reason.en.isascii() or "基" not in verdict.reason.en


CHANGES = [
    ("−25%@2020", "−20%@2020", INJURY, V.STRICTER, "larger-change"),
    ("−10%@2020", "−20%@2020", INJURY, V.LOOSER, "smaller-change"),
    ("−20%@2020", "−20%@2020", INJURY, V.EQUAL, "equal-relative"),
    ("−200‰@2020", "−20%@2020", INJURY, V.EQUAL, "equal-relative"),
    ("+25%@2020", "+20%@2020", HIGHER, V.STRICTER, "larger-change"),
    # towards the worse side less is more demanding
    ("+25%@2020", "+20%@2020", INJURY, V.LOOSER, "larger-change"),
    ("−25%@2020", "−20%@2020", BALANCE, V.DIFFERS, "differs"),
    ("+20%@2020", "−20%@2020", INJURY, V.OPPOSED, "opposed"),
    ("−20%@2018", "−20%@2020", INJURY, V.INCOMPARABLE, "base-year"),
    ("−20%@2020", "−5pp@2020", MYOPIA, V.INCOMPARABLE, "unit"),
    ("−1pp/yr", "−0.5pp/yr", MYOPIA, V.STRICTER, "larger-change"),
    ("−0.5pp/yr@2018", "−0.5pp/yr", MYOPIA, V.EQUAL, "equal-relative"),
    ("−0.5pp/yr", "−20%@2020", MYOPIA, V.INCOMPARABLE, "change-kind"),
    ("−0.5pp/yr@2018=50", "≤38%", MYOPIA, V.INCOMPARABLE, "yearly-and-level"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "one", "code", "why"), CHANGES)
def test_changes_compare_with_changes_of_their_kind_and_base_year(
    a: str, b: str, one: Any, code: V, why: str
) -> None:
    verdict = decided(side(a), side(b, place="there"), one)
    assert (verdict.code, verdict.reason.code) == (code, why)


# -- scopes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whole", "part", "scope", "code"),
    [
        # 东莞's 100 % of villages and communities answers both 95 % urban and 85 % rural
        ("≥100%", "≥95%", URBAN, V.STRICTER),
        ("≥100%", "≥85%", RURAL, V.STRICTER),
        ("≥100%", "≥100%", RURAL, V.EQUAL),
        ("all", "≥95%", URBAN, V.STRICTER),
    ],
)
def test_a_whole_at_its_extreme_answers_for_each_part(
    whole: str, part: str, scope: Scope, code: V
) -> None:
    assert decided(side(whole), nation(part, scope=scope), HIGHER).code is code


@pytest.mark.parametrize("whole", ["≥99.9%", ">100%", "≥100%[市定目标]", "−100%@2020"])
def test_a_whole_short_of_everything_says_nothing_of_a_part(whole: str) -> None:
    verdict = decided(side(whole), nation("≥95%", scope=URBAN), HIGHER)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "scope")


def test_nobody_in_the_whole_is_nobody_in_a_part() -> None:
    assert decided(side("≤0‰"), nation("≤1‰", scope=RURAL), LOWER).code is V.STRICTER


def test_one_part_says_nothing_of_another() -> None:
    verdict = decided(side("≥100%", scope=URBAN), nation("≥85%", scope=RURAL), HIGHER)
    assert verdict.reason.code == "scope"
    assert "城市" in verdict.reason.zh
    assert "rural" in verdict.reason.en


def test_a_total_says_nothing_of_each_institution() -> None:
    verdict = decided(side("≥100%"), nation("≥95%", scope=EACH), HIGHER)
    assert verdict.reason.code == "scope"


# -- counts ---------------------------------------------------------------------------------------


def test_counts_of_different_places_are_incomparable_by_size() -> None:
    verdict = decided(side("≥2所"), side("≥15所", place="there"), PLACES)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "size")


def test_counts_of_one_place_compare() -> None:
    assert decided(side("≥2所"), side("≥3所"), PLACES).code is V.LOOSER


def test_minimums_per_institution_compare() -> None:
    verdict = decided(side("≥2名", scope=EACH), nation("≥1名", scope=EACH), PEOPLE)
    assert verdict.code is V.STRICTER


def test_counts_of_different_things_do_not_compare() -> None:
    verdict = decided(side("≥2名", scope=EACH), nation("≥1所", scope=EACH), PEOPLE)
    assert verdict.reason.code == "unit"


def test_a_change_of_a_count_compares_with_a_count_only_on_the_places_own_base() -> None:
    own = decided(side("≥12所@2020=10"), nation("+10%@2020"), PLACES)
    assert own.code is V.STRICTER
    other = decided(side("+10%@2020=10"), nation("≥1000所"), PLACES)
    assert other.reason.code == "size"


# -- words ----------------------------------------------------------------------------------------


def test_full_coverage_counts_as_everything_only_when_firm() -> None:
    firm = decided(side("all"), nation("≥95%"), HIGHER)
    assert firm.code is V.STRICTER
    assert "即100%" in firm.reason.zh
    for firmness in (Firmness.STRIVE, Firmness.ENCOURAGE):
        soft = decided(side("all", firmness=firmness), nation("≥95%"), HIGHER)
        assert (soft.code, soft.reason.code) == (V.UNQUANTIFIED, "unquantified")


@pytest.mark.parametrize(
    ("written", "code"),
    [("实现全覆盖", V.STRICTER), ("所有学校", V.STRICTER), ("均建有家长学校", V.STRICTER),
     ("普遍建立", V.UNQUANTIFIED), ("应建尽建", V.UNQUANTIFIED)],
)  # fmt: skip
def test_what_is_widespread_or_due_to_some_is_not_everything(
    tmp_path: Path, written: str, code: V
) -> None:
    name = "parent-school-coverage"
    book = catalogue(
        tmp_path,
        plan("a-children", "dongguan", target(name, "all", written=written)),
        upper("b-children", "nation", target(name, "≥95%")),
    )
    ours, theirs = (side_of(book, t) for t in book.targets())
    verdict = decided(ours, theirs, book.indicators[name])
    assert verdict.code is code
    assert ("100%" in verdict.reason.zh) is (code is V.STRICTER)


def test_full_coverage_counts_as_everything_only_of_a_countable_whole() -> None:
    assert decided(side("all"), side("≥2所", place="there"), PLACES).code is V.UNQUANTIFIED


WORDS = [
    ("≥95%", "↑", V.QUANTIFIED, "quantified"),
    ("↑", "≥95%", V.UNQUANTIFIED, "unquantified"),
    ("≥[全省平均水平]", "≥95%", V.UNQUANTIFIED, "unquantified"),
    ("qualitative", "≥95%", V.UNQUANTIFIED, "unquantified"),
    ("+5%@2020", "↑", V.QUANTIFIED, "quantified"),
    ("+5%@2020", "↓", V.OPPOSED, "opposed"),
    ("↑", "↑", V.EQUAL, "equal-direction"),
    ("↑", "↓", V.OPPOSED, "opposed"),
    ("control", "control", V.EQUAL, "equal-direction"),
    ("control", "↓", V.DIFFERS, "differs-statement"),
    ("maintain", "↑", V.DIFFERS, "differs-statement"),
    ("↑", "≥[全省平均水平]", V.DIFFERS, "differs-statement"),
    ("≥[全省平均水平]", "≥[全省平均水平]", V.EQUAL, "equal-reference"),
    ("≥[全省平均水平]", "≥[市定目标]", V.INCOMPARABLE, "reference"),
    ("≥87%[市定目标]", "≥90%[市定目标]", V.DIFFERS, "differs-statement"),
    ("qualitative", "qualitative", V.INCOMPARABLE, "qualitative"),
    ("qualitative", "↑", V.INCOMPARABLE, "qualitative-one"),
]


@pytest.mark.parametrize(("a", "b", "code", "why"), WORDS)
def test_statements_without_a_number_answer_by_their_kind(
    a: str, b: str, code: V, why: str
) -> None:
    verdict = decided(side(a), side(b, place="there"), HIGHER)
    assert (verdict.code, verdict.reason.code) == (code, why)


def test_universal_wordings_that_are_not_firm_are_level_with_each_other() -> None:
    soft = Firmness.ENCOURAGE
    verdict = decided(side("all", firmness=soft), nation("all", firmness=soft), HIGHER)
    assert (verdict.code, verdict.reason.code) == (V.EQUAL, "equal-universal")


def test_a_one_sided_qualitative_wording_is_not_said_to_be_on_both_sides() -> None:
    assert "双方" not in decided(side("qualitative"), nation("↑"), HIGHER).reason.zh


# -- doubt ----------------------------------------------------------------------------------------


def test_a_suspect_figure_is_incomparable_whatever_it_says() -> None:
    # 乐清 prints its birth defects as "1/‰"
    doubt = Suspect("1/‰", "1/万", "单位疑误")
    verdict = decided(side("<9‰", suspect=doubt), nation("<9‰"), LOWER)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "suspect")
    assert "单位疑误" in verdict.reason.zh


def test_a_near_match_is_never_ranked_and_says_what_differs() -> None:
    near = side("≥98%", match=Match.NEAR, note="只计户籍人口")
    verdict = decided(near, nation("≥95%"), HIGHER)
    assert (verdict.code, verdict.reason.code) == (V.INCOMPARABLE, "near-match")
    assert "只计户籍人口" in verdict.reason.zh


def test_braces_in_a_note_are_text_and_not_blanks_to_fill() -> None:
    near = side("≥98%", match=Match.NEAR, note="{ref} {0}")
    assert "{ref} {0}" in decided(near, nation("≥95%"), HIGHER).reason.zh


def test_firmness_changes_no_level() -> None:
    strive = side("≥95%", firmness=Firmness.STRIVE)
    assert decided(strive, nation("≥95%"), HIGHER).code is V.EQUAL


# -- wording --------------------------------------------------------------------------------------

BANNED = ("达标", "落后", "倒数", "最差", "不合格")


def test_no_reason_says_what_belongs_to_actual_values_or_names_the_worst() -> None:
    for zh, _ in REASONS.values():
        assert not any(word in zh for word in BANNED), zh


@pytest.mark.parametrize(
    ("a", "b", "one", "words"),
    [
        ("≥95%", "≥95%", HIGHER, "与国家持平"),
        ("≥98%", "≥95%", HIGHER, "高于国家3个百分点"),
        ("≤3.0‰", "≤5.0‰", LOWER, "控制目标更严，低于国家2.0个千分点"),
        ("≥92%", "≥95%", HIGHER, "低于国家目标值"),
        ("↑", "≥95%", HIGHER, "未设量化目标"),
        ("↑", "≥95%", HIGHER, "仅作方向性表述"),
    ],
)
def test_the_wording_is_what_an_office_can_send_on(a: str, b: str, one: Any, words: str) -> None:
    assert words in decided(side(a), nation(b), one).reason.zh


def test_different_due_years_are_said_to_be_unfit_for_direct_comparison() -> None:
    for year in (2025, 2035):
        goal = "≥92%" if year == 2025 else "≥98%"
        assert "不宜直接比较" in decided(side(goal, year), nation("≥95%"), HIGHER).reason.zh


def test_a_verdict_does_not_change_when_the_places_are_renamed() -> None:
    a, b = side("≥98%"), nation("≥95%")
    renamed = judge(replace(a, name="甲", name_en="A"), replace(b, name="乙", name_en="B"), HIGHER)
    assert renamed.code is judge(a, b, HIGHER).code


# -- completeness ---------------------------------------------------------------------------------

NOT_OF_A_PAIR = {"missing", "extra", "not-applicable", "not-collected"}
OTHERS = [
    (side("<8.78/10万@2020=7.17"), nation("−20%@2020"), INJURY),
    (side("≤6/10万"), nation("−20%@2020"), INJURY),
    (side("≥95%", scope=URBAN), nation("≥95%", scope=RURAL), HIGHER),
    (side("≥2所"), nation("≥3所"), PLACES),
    (side("≥95%", match=Match.NEAR, note="另一口径"), nation("≥95%"), HIGHER),
    (side("≥95%", suspect=Suspect("a", "b", "c")), nation("≥95%"), HIGHER),
    (side("all", firmness=Firmness.STRIVE), nation("all", firmness=Firmness.STRIVE), HIGHER),
]


def test_every_reason_verdict_and_timing_has_an_example_here() -> None:
    pairs = [(side(a, at), side(b, by, "there"), one) for a, at, b, by, one, *_ in LEVELS]
    pairs += [(side(a), side(b, place="there"), one) for a, b, one, *_ in CHANGES]
    pairs += [(side(a), side(b, place="there"), HIGHER) for a, b, *_ in WORDS]
    pairs += OTHERS
    both = [judge(*pair) for pair in pairs] + [judge(b, a, one) for a, b, one in pairs]
    assert set(REASONS) - {v.reason.code for v in both} == NOT_OF_A_PAIR | {"missing-related"}
    assert set(VerdictCode) - {v.code for v in both} == {V(name) for name in NOT_OF_A_PAIR}
    assert set(Timing) <= {v.timing for v in both}
