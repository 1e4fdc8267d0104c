"""Gives what the grammar found its meaning: operators by bound, verb and polarity; units.

Where no bound is printed, in this order:

1. a verb that points: 提高到 at least; 降至, 控制在 at most;
2. what is built or had (a count), and what is reached (达到): at least, or at most where lower
   is better; a circle of travel (15分钟生活圈) is always at most;
3. where lower or higher is better: at most, at least;
4. so much of something (95%的城市社区, 15年免费教育): at least;
5. the bare level of a balance (polarity none, 保持在50%): exactly that, ``=``; for a band has
   no better side to be open to.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from plancmp.compare.expression.lexicon import Role
from plancmp.compare.expression.numerals import shifted
from plancmp.compare.expression.phrases import belongs
from plancmp.compare.expression.syntax import (
    Amount,
    Change,
    Clause,
    Comparison,
    Figure,
    Frame,
    State,
)
from plancmp.compare.expression.unreadable import Unreadable
from plancmp.compare.model import Aim, Goal, Kind, Op, Polarity
from plancmp.compare.units import UNITS

__all__ = ["goals_of"]

_AT_LEAST: Final = (Op.GE, Op.GT)
_AT_MOST: Final = (Op.LE, Op.LT)
_DIRECTIONS: Final = (Op.INCREASE, Op.DECREASE, Op.CONTROL, Op.MAINTAIN)
_POINTING: Final = {
    Role.RAISE: Op.GE, Role.LIFT: Op.GE, Role.LOWER: Op.LE, Role.CONTROL: Op.LE,
}  # fmt: skip


def goals_of(clause: Clause, polarity: Polarity, unit: str | None) -> list[Goal]:
    """The goals a clause states. Raises :class:`Unreadable` where no goal can hold them."""
    match clause:
        case Figure():
            return [_figure(clause, polarity, unit)] * clause.times
        case Change():
            return [_change(clause)]
        case Comparison():
            return [_comparison(clause, polarity)]
        case _:
            return [_state(clause)]


def _figure(figure: Figure, polarity: Polarity, unit: str | None) -> Goal:
    amount = figure.amount
    if figure.verb and figure.verb.is_change:
        unit = None  # so many more are a number of things, not the indicator's rate
    value, symbol = _in_unit(amount, amount.value, unit, figure.frame)
    high = None if amount.high is None else _in_unit(amount, amount.high, unit, figure.frame)[0]
    if UNITS[symbol].dimension.startswith("points"):
        raise Unreadable(
            "百分点只能是变化的幅度，这里没有升降",
            "points measure a change, and none is named",
            amount.start,
        )
    op = _bound(figure, polarity)
    holds = figure.verb is not None and figure.verb.holds
    base, dated = figure.frame.base_value, figure.frame.base_year is not None
    return Goal(
        Kind.COUNT if UNITS[symbol].is_count else Kind.QUANTITATIVE,
        op, value, high, symbol,
        base_year=figure.frame.base_year,
        base_value=base.value if base and base.unit == amount.unit and dated else None,
        aim=Aim.HOLD if holds else Aim.REACH,
        year=_year(figure.frame, amount.start),
    )  # fmt: skip


def _bound(figure: Figure, polarity: Polarity) -> Op:
    ops = figure.bounds
    start = figure.amount.start
    if figure.amount.high is not None:
        if ops:
            raise Unreadable("区间又带界限词，含义不明", "a range with a bound of its own", start)
        return Op.RANGE
    if ops:
        return _joined(ops, start)
    lower = polarity is Polarity.LOWER
    main = figure.verb.main if figure.verb else None
    if main in _POINTING:
        return _POINTING[main]
    if figure.within:
        return Op.LE
    assert figure.amount.unit is not None
    counted = UNITS[figure.amount.unit].is_count
    if counted or main is Role.REACH or figure.of or polarity is not Polarity.NONE:
        return Op.LE if lower else Op.GE
    return Op.EQ


def _joined(ops: tuple[Op, ...], position: int) -> Op:
    """Both bounds hold: 至少1个以上 is ≥, 超过90%以上 is >; 至少5%以下 is nothing."""
    if len(set(ops)) == 1:
        return ops[0]
    if all(op in _AT_LEAST for op in ops):
        return Op.GT
    if all(op in _AT_MOST for op in ops):
        return Op.LT
    raise Unreadable("前后两个界限词互相矛盾", "the bounds before and after contradict", position)


def _in_unit(amount: Amount, value: Decimal, unit: str | None, frame: Frame) -> tuple[Decimal, str]:
    """The value and its unit; the indicator's own where the printed one stands for it."""
    printed = amount.unit
    assert printed is not None  # figures without a unit were refused
    if printed == "次":
        return value, _times(unit, frame, amount.start)
    if unit is None:
        return value, printed
    if printed == "/万" and unit == "/10万":
        return shifted(value, 1), unit  # 万分之一 is how 10/10万 is said
    if printed == "分钟" and unit == "小时" and "半" in amount.measure:
        return value / 60, unit
    by_measure_word = UNITS[printed].is_count and belongs(printed, unit)
    return value, unit if by_measure_word else printed


def _times(unit: str | None, frame: Frame, position: int) -> str:
    if unit in {"次", "次/年"}:
        return unit
    if frame.often:
        raise Unreadable(
            f"没有“次/{frame.often[1:]}”这一单位", "there is no unit for that frequency", position
        )
    return "次/年" if frame.yearly else "次"


def _change(change: Change) -> Goal:
    amount, start = change.amount, change.amount.start
    if amount.high is not None or any(op is not Op.GE for op in change.bounds):
        raise Unreadable(
            "变化幅度只能是一个数，或一个数“以上”",
            "a change is one number, or that and more",
            start,
        )
    assert amount.unit is not None
    op, unit = Op.INCREASE if change.rising else Op.REDUCE_BY, amount.unit
    if change.frame.yearly:
        if change.rising or unit != "个百分点":
            raise Unreadable(
                "每年的变化只能写成降低若干个百分点",
                "a change every year can only be a fall in percentage points",
                start,
            )
        op, unit = Op.REDUCE_PER_YEAR, "个百分点/年"
    return Goal(
        Kind.RELATIVE, op, amount.value, None, unit,
        base_year=change.frame.base_year, year=_year(change.frame, start),
    )  # fmt: skip


def _comparison(comparison: Comparison, polarity: Polarity) -> Goal:
    op = comparison.op
    if op is None:
        # 优于 is better, 领先 at least as good: only polarity says on which side that lies.
        lower = polarity is Polarity.LOWER
        better, level = (Op.LT, Op.LE) if lower else (Op.GT, Op.GE)
        op = better if comparison.strict else level
    share = comparison.share
    return Goal(
        Kind.COMPARATIVE, op,
        share.value if share else None, None, share.unit if share else None,
        aim=Aim.HOLD if comparison.holds else Aim.REACH,
        reference=comparison.reference,
        year=_year(comparison.frame, share.start if share else 0),
    )  # fmt: skip


def _state(state: State) -> Goal:
    kind = Kind.DIRECTIONAL if state.op in _DIRECTIONS else Kind.UNIVERSAL
    aim = Aim.HOLD if state.holds else Aim.REACH
    year = _year(state.frame, 0)
    return Goal(kind, state.op, base_year=state.frame.base_year, aim=aim, year=year)


def _year(frame: Frame, position: int) -> int | None:
    if len(frame.years) > 1:
        raise Unreadable("一个目标有几个年份", "several years for one statement", position)
    return frame.years[0] if frame.years else None
