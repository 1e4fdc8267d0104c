"""Hypothesis strategies: goals as the notation can say them, and sides made of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st
from plancmp.compare.model import (
    Aim,
    Field,
    Firmness,
    Goal,
    Indicator,
    Kind,
    Match,
    Op,
    Place,
    Polarity,
    Scope,
    Suspect,
)
from plancmp.compare.units import UNITS
from plancmp.compare.verdict import Side

AT = Place("test.yaml", 1)
BOUNDS = (Op.GE, Op.LE, Op.GT, Op.LT, Op.EQ)
SHARES = ("%", "‰", "/万", "/10万")

years = st.integers(2020, 2035)
numbers = st.decimals(
    min_value=0, max_value=999, places=3, allow_nan=False, allow_infinity=False
) | st.builds(
    lambda n, places: Decimal(n).scaleb(-places), st.integers(0, 10**6), st.integers(0, 9)
)
references = st.sampled_from(["全省平均水平", "市定目标", "provincial average"])
base_years = st.none() | st.integers(2015, 2022)


def _aim() -> st.SearchStrategy[Aim]:
    return st.sampled_from(Aim)


@st.composite
def levels(
    draw: st.DrawFn,
    units: tuple[str, ...] = tuple(UNITS),
    ops: tuple[Op, ...] = (*BOUNDS, Op.APPROX, Op.RANGE),
) -> Goal:
    """A quantity or a count under a bound, about, or in a range."""
    unit = draw(st.sampled_from(units))
    kind = Kind.COUNT if UNITS[unit].is_count else Kind.QUANTITATIVE
    base_year = draw(base_years)
    base = draw(st.none() | numbers) if base_year else None
    op = draw(st.sampled_from(ops))
    low, high = draw(numbers), None
    if op is Op.RANGE:
        high = low + draw(numbers) + 1
    return Goal(kind, op, low, high, unit, base_year, base, draw(_aim()), None, draw(years))


@st.composite
def changes(draw: st.DrawFn) -> Goal:
    """A change against a base year, or a change a year."""
    op = draw(st.sampled_from((Op.REDUCE_BY, Op.INCREASE, Op.REDUCE_PER_YEAR)))
    unit = (
        "个百分点/年"
        if op is Op.REDUCE_PER_YEAR
        else draw(st.sampled_from(("%", "‰", "个百分点", "个千分点")))
    )
    base_year = draw(base_years)
    base = draw(st.none() | numbers) if base_year else None
    return Goal(Kind.RELATIVE, op, draw(numbers), None, unit, base_year, base, draw(_aim()),
                None, draw(years))  # fmt: skip


@st.composite
def comparatives(draw: st.DrawFn) -> Goal:
    """A goal against another quantity, or a share of it."""
    value = draw(st.none() | numbers)
    unit = None if value is None else draw(st.sampled_from(("%", "个")))
    return Goal(Kind.COMPARATIVE, draw(st.sampled_from((*BOUNDS, Op.APPROX))), value, None, unit,
                draw(base_years), None, draw(_aim()), draw(references), draw(years))  # fmt: skip


@st.composite
def wordings(draw: st.DrawFn) -> Goal:
    """A direction, a universal wording or a qualitative one."""
    if draw(st.booleans()):
        return Goal(Kind.QUALITATIVE, None, aim=draw(_aim()), year=draw(years))
    op = draw(st.sampled_from((Op.ALL, Op.INCREASE, Op.DECREASE, Op.CONTROL, Op.MAINTAIN)))
    kind = Kind.UNIVERSAL if op is Op.ALL else Kind.DIRECTIONAL
    base_year = draw(base_years)
    base = draw(st.none() | numbers) if base_year else None
    return Goal(kind, op, None, None, None, base_year, base, draw(_aim()), None, draw(years))


def goals() -> st.SearchStrategy[Goal]:
    """Any goal the notation can say."""
    return levels() | changes() | comparatives() | wordings()


@st.composite
def exact_levels(draw: st.DrawFn, polarity: Polarity) -> Goal:
    """An exact bound in a unit of shares that fits the indicator."""
    ops = (Op.GE, Op.GT, Op.EQ) if polarity is Polarity.HIGHER else (Op.LE, Op.LT, Op.EQ)
    # few different values, so that ties come up
    value = draw(st.integers(0, 40).map(lambda n: Decimal(n) / 4))
    return Goal(Kind.QUANTITATIVE, draw(st.sampled_from(ops)), value, None,
                draw(st.sampled_from(SHARES)), year=draw(years), aim=draw(_aim()))  # fmt: skip


SCOPES = (
    None,
    Scope("urban", "城市", "urban", False, AT),
    Scope("rural", "农村", "rural", False, AT),
    Scope("per-institution", "每个机构", "per institution", True, AT),
)
# the places above each: only what an upper level asks is reached from one's own base
PLACES = {"nation": frozenset[str](), "here": frozenset({"nation"}), "there": frozenset({"nation"})}


@st.composite
def sides(draw: st.DrawFn, goal: st.SearchStrategy[Goal] | None = None) -> Side:
    """One side of a comparison, with all that a comparison may look at."""
    place = draw(st.sampled_from(tuple(PLACES)))
    match = draw(st.sampled_from((Match.EXACT, Match.EXACT, Match.EXACT, Match.NEAR)))
    doubtful = draw(st.sampled_from((False, False, False, True)))
    chosen = draw(goals() if goal is None else goal)
    whole = chosen.kind is not Kind.UNIVERSAL or draw(st.booleans())
    return Side(
        goal=chosen,
        place=place,
        name=f"甲{place}",
        name_en=place,
        scope=draw(st.sampled_from(SCOPES)),
        firmness=draw(st.sampled_from(Firmness)),
        match=match,
        suspect=Suspect("1/‰", "10‰", "misprint") if doubtful else None,
        note="another definition" if match is Match.NEAR else None,
        ancestors=PLACES[place],
        whole=whole,
        words=None if whole else ("普遍", "widespread"),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Side, Side, Indicator]:
    """Two sides about one indicator, mostly in its own units and of one scope, so that they
    meet more often than by chance."""
    one = draw(indicators())
    units = tuple(u for u in UNITS if one.unit and UNITS[u].dimension == UNITS[one.unit].dimension)
    goal = goals() if not units else levels(units) | levels(units) | changes() | goals()
    a, b = draw(sides(goal)), draw(sides(goal))
    if draw(st.integers(0, 3)):
        b = replace(b, scope=a.scope)
    if draw(st.integers(0, 3)) == 0:
        b = replace(b, goal=replace(b.goal, value=a.goal.value) if _share_op(a, b) else a.goal)
    return a, b, one


def _share_op(a: Side, b: Side) -> bool:
    plain = (*BOUNDS, Op.APPROX)
    return a.goal.kind is b.goal.kind and a.goal.op in plain and b.goal.op in plain and (
        a.goal.value is not None and b.goal.value is not None
    )  # fmt: skip


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """An indicator of any polarity and unit, some of them capped."""
    unit = draw(st.sampled_from(("%", "‰", "/10万", "所", "小时", "女=100", None)))
    polarity = draw(st.sampled_from(Polarity))
    capped = unit == "%" and polarity is Polarity.HIGHER and draw(st.booleans())
    return indicator(polarity, unit, Decimal(50) if capped else None)


def indicator(
    polarity: Polarity = Polarity.HIGHER, unit: str | None = "%", cap: Decimal | None = None
) -> Indicator:
    """An indicator with what matters to a comparison."""
    return Indicator("one", "某率", "Some rate", (), Field.HEALTH, unit, polarity, None, None, None,
                     None, cap, None, AT)  # fmt: skip
