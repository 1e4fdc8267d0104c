"""The algebra of comparison: what holds for every pair of goals, whatever they say."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from goals import SCOPES, SHARES, exact_levels, goals, indicator, indicators, levels, pairs, sides
from hypothesis import assume, given
from hypothesis import strategies as st
from plancmp.compare.model import Firmness, Goal, Indicator, Kind, Match, Op, Polarity
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.verdict import MIRROR, Side, Timing, Verdict, VerdictCode, judge
from plancmp.compare.wording import REASONS

V = VerdictCode
RANKING = {V.STRICTER, V.LOOSER, V.EQUAL, V.INTERIM, V.DEFERRED}
MIRRORED_TIME = {
    None: None, Timing.SAME: Timing.SAME, Timing.STANDING: Timing.STANDING,
    Timing.EARLIER: Timing.LATER, Timing.LATER: Timing.EARLIER,
}  # fmt: skip
FACTORS = [(a, b) for a in SHARES for b in SHARES]
Pair = tuple[Side, Side, Indicator]
ranked = st.sampled_from((Polarity.HIGHER, Polarity.LOWER))
about = levels(ops=(Op.APPROX,))


def level(a: Goal, b: Goal, one: Indicator) -> VerdictCode | None:
    return judge(Side(a, "here", "甲", "A"), Side(b, "there", "乙", "B"), one).level


@st.composite
def three(draw: st.DrawFn) -> tuple[Goal, Goal, Goal, Indicator]:
    polarity = draw(ranked)
    goal = exact_levels(polarity)
    cap = draw(st.sampled_from((None, Decimal("0.5")))) if polarity is Polarity.HIGHER else None
    return draw(goal), draw(goal), draw(goal), indicator(polarity, "%", cap)


def in_unit(goal: Goal, unit: str) -> Goal:
    """The same goal in another unit of shares."""
    assert goal.value is not None
    assert goal.unit is not None
    value = scaled(goal.value, goal.unit) / UNITS[unit].size
    base = goal.base_value
    if base is not None:
        base = scaled(base, goal.unit) / UNITS[unit].size
    high = goal.value_max
    if high is not None:
        high = scaled(high, goal.unit) / UNITS[unit].size
    return replace(goal, value=value, value_max=high, base_value=base, unit=unit)


# -- level is a partial order ----------------------------------------------------------------


@given(three())
def test_every_goal_is_level_with_itself(world: tuple[Goal, Goal, Goal, Indicator]) -> None:
    a, _, _, one = world
    assert level(a, a, one) is V.EQUAL


@given(three())
def test_two_goals_are_never_stricter_than_each_other(
    world: tuple[Goal, Goal, Goal, Indicator],
) -> None:
    a, b, _, one = world
    there, back = level(a, b, one), level(b, a, one)
    assert there is not None
    assert back is MIRROR[there]


@given(three())
def test_stricter_than_a_stricter_one_is_stricter(
    world: tuple[Goal, Goal, Goal, Indicator],
) -> None:
    a, b, c, one = world
    order = {V.STRICTER: 1, V.EQUAL: 0, V.LOOSER: -1}
    first, second = level(a, b, one), level(b, c, one)
    assert first is not None
    assert second is not None
    steps = {order[first], order[second]}
    assume(steps != {1, -1})
    assert level(a, c, one) is {1: V.STRICTER, 0: V.EQUAL, -1: V.LOOSER}[sum(steps)]


# -- units ----------------------------------------------------------------------------------


@given(three(), st.sampled_from(SHARES), st.sampled_from(SHARES))
def test_the_unit_a_goal_is_written_in_never_changes_its_verdict(
    world: tuple[Goal, Goal, Goal, Indicator], unit_a: str, unit_b: str
) -> None:
    a, b, _, one = world
    here, there = Side(a, "here", "甲", "A"), Side(b, "there", "乙", "B")
    before = judge(here, there, one)
    after = judge(replace(here, goal=in_unit(a, unit_a)), replace(there, goal=in_unit(b, unit_b)),
                  one)  # fmt: skip
    assert (before.code, before.level, before.timing) == (after.code, after.level, after.timing)


@given(levels(SHARES), st.sampled_from(SHARES), indicators())
def test_a_goal_equals_itself_in_any_unit(goal: Goal, unit: str, one: Indicator) -> None:
    one = replace(one, unit="%")
    wrong = {Polarity.HIGHER: (Op.LE, Op.LT), Polarity.LOWER: (Op.GE, Op.GT), Polarity.NONE: ()}
    assume(goal.op not in wrong[one.polarity])
    verdict = judge(
        Side(goal, "here", "甲", "A"), Side(in_unit(goal, unit), "there", "乙", "B"), one
    )
    assert verdict.code is V.EQUAL


@given(three())
def test_the_distance_is_the_exact_difference(world: tuple[Goal, Goal, Goal, Indicator]) -> None:
    a, b, _, one = world
    verdict = judge(Side(a, "here", "甲", "A"), Side(b, "there", "乙", "B"), one)
    if verdict.distance is None:
        assert verdict.reason.code == "equal-capped"
        return
    sizes = {"个百分点": "%", "个千分点": "‰"}
    unit = sizes.get(verdict.distance_unit or "", verdict.distance_unit or "")
    assert a.value is not None
    assert b.value is not None
    gap = scaled(a.value, a.unit or "") - scaled(b.value, b.unit or "")
    assert scaled(verdict.distance, unit) == gap


# -- mirror ----------------------------------------------------------------------------------


@given(pairs())
def test_swapping_the_sides_mirrors_the_verdict(pair: Pair) -> None:
    a, b, one = pair
    there, back = judge(a, b, one), judge(b, a, one)
    assert back.code is MIRROR[there.code]
    assert back.level is (None if there.level is None else MIRROR[there.level])
    assert back.timing is MIRRORED_TIME[there.timing]
    assert back.approximate is there.approximate


@given(pairs())
def test_swapping_the_sides_turns_the_distance_round(pair: Pair) -> None:
    a, b, one = pair
    there, back = judge(a, b, one), judge(b, a, one)
    assert (there.distance is None) is (back.distance is None)
    assert there.distance_unit == back.distance_unit
    if there.distance is not None and back.distance is not None:
        assert back.distance == -there.distance


def test_the_mirror_of_the_mirror_is_the_verdict_and_covers_all() -> None:
    assert set(MIRROR) == set(VerdictCode)
    assert all(MIRROR[MIRROR[code]] is code for code in VerdictCode)


# -- what must never be ranked ------------------------------------------------------------------


def extreme(side: Side) -> bool:
    """Everything, or nothing: what is true of the whole is then true of each part."""
    goal = side.goal
    if goal.kind is Kind.UNIVERSAL:
        return side.firmness is Firmness.FIRM and side.whole
    if goal.kind is not Kind.QUANTITATIVE or goal.unit not in SHARES or goal.value is None:
        return False
    size = scaled(goal.value, goal.unit)
    return (size == 1 and goal.op in (Op.GE, Op.EQ)) or (size == 0 and goal.op in (Op.LE, Op.EQ))


@given(pairs())
def test_different_scopes_are_ranked_only_where_a_whole_implies_its_part(pair: Pair) -> None:
    a, b, one = pair
    if a.scope == b.scope:
        b = replace(b, scope=SCOPES[SCOPES.index(a.scope) - 1])
    if judge(a, b, one).code in RANKING:
        whole, part = (a, b) if a.scope is None else (b, a)
        assert whole.scope is None
        assert part.scope is not None
        assert not part.scope.size_free
        assert extreme(whole)


@given(pairs())
def test_near_and_doubtful_figures_are_never_judged(pair: Pair) -> None:
    a, b, one = pair
    if not (Match.NEAR in (a.match, b.match) or a.suspect or b.suspect):
        b = replace(b, match=Match.NEAR, note="another definition")
    verdict = judge(a, b, one)
    assert verdict.code is V.INCOMPARABLE
    assert verdict.reason.code in {"near-match", "suspect"}


@given(sides(levels()), sides(levels()), indicators())
def test_units_of_different_dimensions_are_never_ranked(a: Side, b: Side, one: Indicator) -> None:
    assume(UNITS[a.goal.unit or ""].dimension != UNITS[b.goal.unit or ""].dimension)
    assert judge(a, b, one).code is V.INCOMPARABLE


@given(sides(levels(("所", "名"))), sides(levels(("所", "名"))), indicators())
def test_counts_of_different_places_are_ranked_only_per_institution(
    a: Side, b: Side, one: Indicator
) -> None:
    if a.place == b.place:
        b = replace(b, place="there" if a.place == "here" else "here")
    if judge(a, b, one).code in RANKING:
        assert a.scope is not None
        assert a.scope.size_free


@given(sides(levels()), sides(levels()), indicators())
def test_an_indicator_without_a_better_side_is_never_stricter_or_looser(
    a: Side, b: Side, one: Indicator
) -> None:
    verdict = judge(a, b, replace(one, polarity=Polarity.NONE))
    assert verdict.code in {V.EQUAL, V.DIFFERS, V.INCOMPARABLE}


@given(sides(about), sides(about), indicators())
def test_two_approximate_values_are_never_stricter_or_looser(
    a: Side, b: Side, one: Indicator
) -> None:
    assert judge(a, b, one).code in {V.EQUAL, V.DIFFERS, V.INCOMPARABLE}


# -- level and time are two answers ---------------------------------------------------------------


@given(pairs())
def test_verdict_follows_from_level_and_time(pair: Pair) -> None:
    a, b, one = pair
    verdict = judge(a, b, one)
    if verdict.level is None:
        assert verdict.code not in RANKING
    elif verdict.reason.code.startswith("wrong-side"):
        # worse than its own base is looser whatever the years
        assert verdict.code is verdict.level
    elif verdict.level is V.LOOSER and verdict.timing is Timing.EARLIER:
        assert verdict.code is V.INTERIM
    elif verdict.level is V.STRICTER and verdict.timing is Timing.LATER:
        assert verdict.code is V.DEFERRED
    else:
        assert verdict.code is verdict.level


@given(pairs(), st.integers(-9, 9))
def test_moving_both_due_years_together_changes_nothing(pair: Pair, by: int) -> None:
    a, b, one = pair

    def moved(side: Side) -> Side:
        return replace(side, goal=replace(side.goal, year=(side.goal.year or 0) + by))

    before, after = judge(a, b, one), judge(moved(a), moved(b), one)
    assert (before.code, before.timing) == (after.code, after.timing)


# -- every verdict says why ----------------------------------------------------------------------


@given(pairs())
def test_every_verdict_carries_a_reason_in_both_languages(pair: Pair) -> None:
    a, b, one = pair
    verdict = judge(a, b, one)
    assert verdict.reason.code in REASONS
    for text in (verdict.reason.zh, verdict.reason.en):
        assert text.strip()
        assert not re.search(r"[{}]|None|E[-+]\d", text)


@given(pairs())
def test_english_reasons_and_steps_are_english(pair: Pair) -> None:
    a, b, one = pair

    def plain(side: Side) -> Side:
        goal = side.goal
        return replace(side, goal=replace(goal, reference=goal.reference and "the average"))

    verdict = judge(plain(a), plain(b), one)
    for text in (verdict.reason.en, *(en for _, en in verdict.steps)):
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", text), text


@given(pairs())
def test_the_steps_begin_with_both_goals_and_end_with_the_reason(pair: Pair) -> None:
    a, b, one = pair
    verdict: Verdict = judge(a, b, one, explained=True)
    assert len(verdict.steps) >= 3
    assert a.name in verdict.steps[0][0]
    assert b.name in verdict.steps[1][0]
    assert verdict.reason.zh in verdict.steps[-1][0]
    assert verdict.reason.en in verdict.steps[-1][1]


@given(goals(), goals(), indicators())
def test_judging_is_a_function_of_its_arguments(a: Goal, b: Goal, one: Indicator) -> None:
    here, there = Side(a, "here", "甲", "A"), Side(b, "there", "乙", "B")
    assert judge(here, there, one) == judge(here, there, one)
