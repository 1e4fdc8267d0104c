"""Which of two targets asks more, and why: the algebra of comparison.

Level and time are two answers and are not folded into one:

* *level* by polarity and bound, units scaled exactly: ``stricter``, ``equal``, ``looser``;
* *timing* of the due years: ``same``, ``earlier``, ``later``, or ``standing`` when both are
  duties through the whole period, and then years do not matter.

The verdict is the level, except that looser and due earlier is ``interim`` (a milestone on
the way is no shortfall), and stricter and due later is ``deferred``. Everything that cannot be
ranked says so: ``differs``, ``quantified``, ``unquantified``, ``opposed``, ``incomparable``.

Swapping the two sides mirrors the verdict (:data:`MIRROR`).
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum
from typing import Final

from plancmp.compare.catalogue import has_number
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.goal_facts import (
    COUNT_OR_LEVEL,
    contrary,
    distance,
    distances,
    ends,
    improves,
    on_wrong_side,
    scaling,
    scopes_meet,
    side_bound,
    stance,
    strict,
    words,
)
from plancmp.compare.model import (
    Aim,
    Firmness,
    Goal,
    Indicator,
    Kind,
    Match,
    Op,
    Polarity,
)
from plancmp.compare.record import record
from plancmp.compare.sides import Side, side_of
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.wording import Reason

__all__ = [
    "MIRROR", "Side", "Timing", "Verdict", "VerdictCode", "judge", "side_of",
]  # fmt: skip


class VerdictCode(StrEnum):
    """What can be said of a target against a reference."""

    STRICTER = "stricter"
    EQUAL = "equal"
    LOOSER = "looser"
    INTERIM = "interim"
    DEFERRED = "deferred"
    DIFFERS = "differs"
    QUANTIFIED = "quantified"
    UNQUANTIFIED = "unquantified"
    OPPOSED = "opposed"
    INCOMPARABLE = "incomparable"
    MISSING = "missing"
    EXTRA = "extra"
    NOT_APPLICABLE = "not-applicable"
    NOT_COLLECTED = "not-collected"


_V = VerdictCode
MIRROR: Final = {
    _V.STRICTER: _V.LOOSER, _V.LOOSER: _V.STRICTER,
    _V.INTERIM: _V.DEFERRED, _V.DEFERRED: _V.INTERIM,
    _V.QUANTIFIED: _V.UNQUANTIFIED, _V.UNQUANTIFIED: _V.QUANTIFIED,
    _V.MISSING: _V.EXTRA, _V.EXTRA: _V.MISSING,
    _V.EQUAL: _V.EQUAL, _V.DIFFERS: _V.DIFFERS, _V.OPPOSED: _V.OPPOSED,
    _V.INCOMPARABLE: _V.INCOMPARABLE, _V.NOT_APPLICABLE: _V.NOT_APPLICABLE,
    _V.NOT_COLLECTED: _V.NOT_COLLECTED,
}  # fmt: skip
"""The verdict of the other side."""

JUDGED: Final = frozenset(
    {_V.STRICTER, _V.EQUAL, _V.LOOSER, _V.INTERIM, _V.DEFERRED, _V.DIFFERS, _V.QUANTIFIED,
     _V.UNQUANTIFIED, _V.OPPOSED}
)  # fmt: skip
"""Verdicts that compare two statements; the others say why there is nothing to compare."""


class Timing(StrEnum):
    """When a target is due, against its reference."""

    SAME = "same"
    EARLIER = "earlier"
    LATER = "later"
    STANDING = "standing"


@record
class Verdict:
    """The answer: level, timing, verdict, the reason, and the steps that led there.

    ``distance`` is how far apart the figures are in ``distance_unit`` (points for shares),
    ours minus theirs; ``approximate`` flags a bound that was printed with 左右.
    """

    code: VerdictCode
    reason: Reason
    level: VerdictCode | None = None
    timing: Timing | None = None
    distance: Decimal | None = None
    distance_unit: str | None = None
    approximate: bool = False
    steps: tuple[tuple[str, str], ...] = ()


def judge(ours: Side, theirs: Side, indicator: Indicator, *, explained: bool = False) -> Verdict:
    """Compare our target with theirs, both about ``indicator``.

    With ``explained`` the steps are noted as they are taken, so that an explanation is the
    computation itself.
    """
    return _Judge(ours, theirs, indicator, explained).verdict()


_APPROX_NOTE: Final = ("；按“左右”估作界限", "; “about” is read as a bound")


class _Judge:
    """One comparison under way. State: the two sides and the steps noted so far."""

    __slots__ = ("a", "b", "indicator", "noting", "ours", "polarity", "steps", "theirs")

    def __init__(self, ours: Side, theirs: Side, indicator: Indicator, noting: bool) -> None:
        self.ours, self.theirs, self.indicator = ours, theirs, indicator
        self.noting = noting
        self.polarity = indicator.polarity
        self.steps: list[tuple[str, str]] = []
        self.a, self.b = ours.goal, theirs.goal

    # -- results -------------------------------------------------------------------------

    def _parts(self, more: dict[str, str]) -> dict[str, str]:
        return {
            "ref": self.theirs.name, "ref_en": self.theirs.name_en,
            "a": words(self.ours, self.a), "a_en": words(self.ours, self.a, "en"),
            "b": words(self.theirs, self.b), "b_en": words(self.theirs, self.b, "en"),
            "year_a": str(self.ours.goal.year), "year_b": str(self.theirs.goal.year),
        } | more  # fmt: skip

    def _done(
        self,
        code: VerdictCode,
        why: str,
        *,
        level: VerdictCode | None = None,
        timing: Timing | None = None,
        distance: tuple[Decimal, str] | None = None,
        approximate: bool = False,
        words: dict[str, str] | None = None,
    ) -> Verdict:
        zh, en = self._timing_note(timing) if code is VerdictCode.EQUAL else ("", "")
        if approximate:
            zh, en = zh + _APPROX_NOTE[0], en + _APPROX_NOTE[1]
        result = Reason(why, lambda: self._parts(words or {}), (zh, en))
        self._step(lambda: (f"结论：{result.zh}", f"verdict {code}: {result.en}"))
        return Verdict(
            code, result, level, timing,
            distance[0] if distance else None, distance[1] if distance else None,
            approximate, tuple(self.steps),
        )  # fmt: skip

    def _step(self, words: Callable[[], tuple[str, str]]) -> None:
        """Note a step of the derivation, when one is wanted."""
        if self.noting:
            self.steps.append(words())

    def _timing_note(self, timing: Timing | None) -> tuple[str, str]:
        if timing not in (Timing.EARLIER, Timing.LATER):
            return "", ""
        assert self.a.year is not None
        assert self.b.year is not None
        years = abs(self.a.year - self.b.year)
        many = f"{years} year" if years == 1 else f"{years} years"
        if timing is Timing.EARLIER:
            return f"，早{years}年", f", {many} earlier"
        return f"，晚{years}年", f", {many} later"

    # -- the rules, in order ----------------------------------------------------------------

    def verdict(self) -> Verdict:
        """Apply the rules in order; the first that answers decides."""
        self._step(
            lambda: (
                f"目标：{self.ours.name} {goal_text(self.a)}（{self.a.year}年）",
                f"target: {self.ours.name_en} {goal_text(self.a, 'en')} ({self.a.year})",
            )
        )
        self._step(
            lambda: (
                f"参照：{self.theirs.name} {goal_text(self.b)}（{self.b.year}年）",
                f"reference: {self.theirs.name_en} {goal_text(self.b, 'en')} ({self.b.year})",
            )
        )
        return self._unfit() or self._by_kind()

    def _unfit(self) -> Verdict | None:
        """Reasons not to compare at all: doubtful figure, other definition, other scope."""
        for side in (self.ours, self.theirs):
            if side.suspect is not None:
                return self._done(_V.INCOMPARABLE, "suspect", words={"note": side.suspect.reason})
        for side in (self.ours, self.theirs):
            if side.match is Match.NEAR:
                return self._done(_V.INCOMPARABLE, "near-match", words={"note": side.note or ""})
        if not scopes_meet(self.ours, self.theirs):
            return self._done(_V.INCOMPARABLE, "scope", words=self._scope_names())
        return None

    def _scope_names(self) -> dict[str, str]:
        out = {}
        for key, side in (("scope_a", self.ours), ("scope_b", self.theirs)):
            out[key] = side.scope.zh if side.scope else "总体"
            out[f"{key}_en"] = side.scope.en if side.scope else "whole"
        return out

    def _by_kind(self) -> Verdict:
        self.a = self._as_share(self.ours, self.a)
        self.b = self._as_share(self.theirs, self.b)
        a, b = self.a.kind, self.b.kind
        wrong = self._wrong_side()
        if wrong is not None:
            return wrong
        if a in COUNT_OR_LEVEL and b in COUNT_OR_LEVEL:
            return self._levels(self.a, self.b)
        if a is Kind.RELATIVE and b is Kind.RELATIVE:
            return self._changes()
        if {a, b} <= {Kind.RELATIVE, *COUNT_OR_LEVEL}:
            return self._change_and_level()
        return self._without_number()

    def _as_share(self, side: Side, goal: Goal) -> Goal:
        """全覆盖 is 100 % only when firm and on a countable denominator."""
        if goal.kind is not Kind.UNIVERSAL:
            return goal
        unit = self.indicator.unit
        countable = unit is not None and UNITS[unit].is_share
        firm = side.firmness is Firmness.FIRM and side.whole
        if not firm or not countable:
            return goal
        self._step(
            lambda: (
                f"{side.name}的全覆盖为实现性表述，分母可数，按100%计",
                f"universal coverage of {side.name_en} is firm on a countable whole: taken as 100 %",
            )
        )
        return Goal(
            Kind.QUANTITATIVE, Op.GE, Decimal(100), None, "%", goal.base_year, goal.base_value,
            goal.aim, None, goal.year,
        )  # fmt: skip

    # -- time ---------------------------------------------------------------------------------

    def _timing(self) -> Timing:
        if self.a.aim is Aim.HOLD and self.b.aim is Aim.HOLD:
            self._step(
                lambda: (
                    "双方均为保持性要求，不比目标年",
                    "both are standing duties; due years do not matter",
                )
            )
            return Timing.STANDING
        assert self.a.year is not None
        assert self.b.year is not None
        if self.a.year == self.b.year:
            self._step(
                lambda: (f"目标年相同（{self.a.year}）", f"due in the same year ({self.a.year})")
            )
            return Timing.SAME
        timing = Timing.EARLIER if self.a.year < self.b.year else Timing.LATER
        self._step(
            lambda: (
                f"目标年{self.a.year}{'早' if timing is Timing.EARLIER else '晚'}于{self.b.year}",
                f"due {self.a.year}, {timing} than {self.b.year}",
            )
        )
        return timing

    # -- numbers ---------------------------------------------------------------------------------

    def _levels(self, a: Goal, b: Goal, *, one_place: bool = False) -> Verdict:
        """Two levels; ``one_place`` when both are stated in the size of the same place."""
        assert a.unit and b.unit and a.value is not None and b.value is not None  # noqa: PT018
        if UNITS[a.unit].dimension != UNITS[b.unit].dimension:
            return self._done(_V.INCOMPARABLE, "unit")
        if not one_place and self._depends_on_size(a.unit):
            return self._done(_V.INCOMPARABLE, "size")
        if a.unit != b.unit:
            pair = (a.value, a.unit), (b.value, b.unit)
            self._step(lambda: scaling(*pair))
        timing = self._timing()
        gap, unit = distance(a.value, a.unit, b.value, b.unit)
        approximate = Op.APPROX in (a.op, b.op)
        two_sided = a.op is Op.APPROX and b.op is Op.APPROX
        ranged = Op.RANGE in (a.op, b.op)
        if ranged:
            return self._ranges(a, b, timing)
        if two_sided or self.polarity is Polarity.NONE:
            self._step(
                lambda: (
                    "双边或不分高低的指标，只看是否相同",
                    "two-sided, or an indicator without a better side",
                )
            )
            return self._unranked(a, b, timing, (gap, unit))
        if not self._bounds_fit(a, b):
            return self._done(_V.INCOMPARABLE, "bound-direction")
        sign = self._demand(a, b)
        if sign == 0 and gap != 0:
            return self._equal_at_cap(timing)
        if sign == 0:
            boundary = strict(a.op) != strict(b.op) and not approximate
            return self._done(
                _V.EQUAL, "equal-boundary" if boundary else "equal",
                level=_V.EQUAL, timing=timing, distance=(gap, unit), approximate=approximate,
            )  # fmt: skip
        level = _V.STRICTER if sign > 0 else _V.LOOSER
        way = "higher" if self.polarity is Polarity.HIGHER else "lower"
        self._step(
            lambda: (
                f"{'数值越高要求越高' if way == 'higher' else '数值越低要求越高'}："
                f"{goal_text(a)} 比 {goal_text(b)} {'要求更高' if sign > 0 else '要求较低'}",
                f"{way} is more demanding: {goal_text(a, 'en')} is {level} than {goal_text(b, 'en')}",
            )
        )
        return self._level_and_time(
            level, timing, f"{level}-{way}", (gap, unit), approximate=approximate
        )

    def _unranked(self, a: Goal, b: Goal, timing: Timing, distance: tuple[Decimal, str]) -> Verdict:
        """Values without a better side: the same, or so far apart."""
        if distance[0] != 0:
            why = "differs" if self.polarity is Polarity.NONE else "differs-about"
            return self._done(
                _V.DIFFERS, why, timing=timing, distance=distance, words=distances(*distance)
            )
        if side_bound(a.op) != side_bound(b.op):
            return self._done(_V.DIFFERS, "differs-bound", timing=timing)
        why = "equal-boundary" if strict(a.op) != strict(b.op) else "equal"
        return self._done(_V.EQUAL, why, level=_V.EQUAL, timing=timing, distance=distance)

    def _equal_at_cap(self, timing: Timing) -> Verdict:
        cap, unit = self.indicator.cap, self.indicator.unit
        assert cap is not None
        words = {"cap": quantity_text(cap, unit), "cap_en": quantity_text(cap, unit, "en")}
        return self._done(_V.EQUAL, "equal-capped", level=_V.EQUAL, timing=timing, words=words)

    def _depends_on_size(self, unit: str) -> bool:
        if not UNITS[unit].is_count or self.ours.place == self.theirs.place:
            return False
        return self.ours.scope is None or not self.ours.scope.size_free

    def _ranges(self, a: Goal, b: Goal, timing: Timing) -> Verdict:
        if a.op is b.op and ends(a) == ends(b):
            return self._done(_V.EQUAL, "equal", level=_V.EQUAL, timing=timing)
        return self._done(_V.DIFFERS, "differs-range", timing=timing)

    def _bounds_fit(self, a: Goal, b: Goal) -> bool:
        wrong = (Op.LE, Op.LT) if self.polarity is Polarity.HIGHER else (Op.GE, Op.GT)
        return a.op not in wrong and b.op not in wrong

    def _demand(self, a: Goal, b: Goal) -> int:
        """+1 when a asks more than b, −1 when less, 0 when the same."""
        x, y = self._capped(a), self._capped(b)
        if x == y:
            return 0
        more = x > y if self.polarity is Polarity.HIGHER else x < y
        return 1 if more else -1

    def _capped(self, goal: Goal) -> Decimal:
        assert goal.value is not None
        assert goal.unit is not None
        size = scaled(goal.value, goal.unit)
        cap, unit = self.indicator.cap, self.indicator.unit
        if cap is None or unit is None:
            return size
        limit = scaled(cap, unit)
        if size > limit:
            self._step(
                lambda: (
                    f"超过{quantity_text(cap, unit)}后不再视为要求更高",
                    f"beyond {quantity_text(cap, unit, 'en')} more is not more demanding",
                )
            )
        return min(size, limit)

    def _level_and_time(
        self,
        level: VerdictCode,
        timing: Timing,
        why: str,
        distance: tuple[Decimal, str],
        *,
        approximate: bool = False,
    ) -> Verdict:
        code = level
        if level is _V.LOOSER and timing is Timing.EARLIER:
            code, why = _V.INTERIM, "interim"
        elif level is _V.STRICTER and timing is Timing.LATER:
            code, why = _V.DEFERRED, "deferred"
        return self._done(
            code, why, level=level, timing=timing, distance=distance, approximate=approximate,
            words=distances(*distance),
        )  # fmt: skip

    # -- changes --------------------------------------------------------------------------------

    def _changes(self) -> Verdict:
        a, b = self.a, self.b
        assert a.value is not None
        assert b.value is not None
        if (a.op is Op.INCREASE) != (b.op is Op.INCREASE):
            return self._done(_V.OPPOSED, "opposed")
        if a.op is not b.op:
            return self._done(_V.INCOMPARABLE, "change-kind")
        assert a.unit is not None
        assert b.unit is not None
        if UNITS[a.unit].dimension != UNITS[b.unit].dimension:
            return self._done(_V.INCOMPARABLE, "unit")
        per_year = a.op is Op.REDUCE_PER_YEAR
        if not per_year and a.base_year != b.base_year:
            return self._done(_V.INCOMPARABLE, "base-year")
        timing = self._timing()
        gap, unit = distance(a.value, a.unit, b.value, b.unit)
        if gap == 0:
            return self._done(_V.EQUAL, "equal-relative", level=_V.EQUAL, timing=timing)
        improving = improves(a, self.polarity)
        if improving is None:
            return self._done(
                _V.DIFFERS,
                "differs",
                timing=timing,
                distance=(gap, unit),
                words=distances(gap, unit),
            )
        level = _V.STRICTER if (gap > 0) == improving else _V.LOOSER
        why = "larger-change" if gap > 0 else "smaller-change"
        self._step(
            lambda: (
                f"变化幅度：{goal_text(a)} 对 {goal_text(b)}",
                f"size of the change: {goal_text(a, 'en')} against {goal_text(b, 'en')}",
            )
        )
        return self._level_and_time(level, timing, why, (gap, unit))

    def _change_and_level(self) -> Verdict:
        """Relative against absolute: convert with the base of the place that must reach it."""
        ours_relative = self.a.kind is Kind.RELATIVE
        relative, absolute = (self.a, self.b) if ours_relative else (self.b, self.a)
        rel_side, abs_side = (self.ours, self.theirs) if ours_relative else (self.theirs, self.ours)
        if relative.op is Op.REDUCE_PER_YEAR:
            return self._done(_V.INCOMPARABLE, "yearly-and-level")
        found = self._base_for(relative, absolute, rel_side, abs_side)
        if found is None:
            year = relative.base_year
            words = {
                "base_year": f"{year}年" if year else "基期",
                "base_year_en": str(year) if year else "base-year",
            }
            return self._done(_V.INCOMPARABLE, "no-base", words=words)
        base, unit, one_place = found
        assert relative.value is not None
        sign = 1 if relative.op is Op.INCREASE else -1
        level = base + sign * base * scaled(relative.value, "%")
        op = Op.GE if relative.op is Op.INCREASE else Op.LE
        converted = Goal(
            Kind.QUANTITATIVE, op, level.normalize() + 0, None, unit, None, None,
            relative.aim, None, relative.year,
        )  # fmt: skip
        self._step(
            lambda: (
                f"换算：基数{quantity_text(base, unit)}按{goal_text(relative)}折合{goal_text(converted)}",
                f"converted: {goal_text(relative, 'en')} on a base of "
                f"{quantity_text(base, unit, 'en')} is {goal_text(converted, 'en')}",
            )
        )
        pair = (converted, absolute) if ours_relative else (absolute, converted)
        return self._levels(*pair, one_place=one_place)

    def _base_for(
        self, relative: Goal, absolute: Goal, rel_side: Side, abs_side: Side
    ) -> tuple[Decimal, str, bool] | None:
        """The base, its unit, and whether it is that of the place that states the level; None
        where there is no base to convert with.

        What the nation asks its places must reach each from its own base; what a place asks of
        itself, or of a neighbour one compares it with, starts from the base it published.
        """
        if relative.unit != "%":
            return None
        if rel_side.place == abs_side.place or rel_side.place in abs_side.ancestors:
            if absolute.base_value is not None and absolute.base_year == relative.base_year:
                assert absolute.unit is not None
                return absolute.base_value, absolute.unit, True
            if rel_side.place != abs_side.place:
                return None
        if relative.base_value is None or self.indicator.unit is None:
            return None
        return relative.base_value, self.indicator.unit, False

    def _wrong_side(self) -> Verdict | None:
        """A target worse than its own base, where the other side asks for improvement."""
        if on_wrong_side(self.a, self.polarity) and improves(self.b, self.polarity):
            return self._wrong("looser", self.a)
        if on_wrong_side(self.b, self.polarity) and improves(self.a, self.polarity):
            return self._wrong("stricter", self.b)
        return None

    def _wrong(self, which: str, goal: Goal) -> Verdict:
        assert goal.base_value is not None
        timing = self._timing()
        level = VerdictCode(which)
        return self._done(
            level, f"wrong-side-{which}", level=level, timing=timing,
            words={
                "base_year": str(goal.base_year),
                "base": quantity_text(goal.base_value, goal.unit),
                "base_en": quantity_text(goal.base_value, goal.unit, "en"),
            },
        )  # fmt: skip

    # -- statements without a number ---------------------------------------------------------------

    def _without_number(self) -> Verdict:
        a, b = self.a, self.b
        if has_number(a) or has_number(b):
            if contrary(a, b):
                return self._done(_V.OPPOSED, "opposed")
            if has_number(a):
                return self._done(_V.QUANTIFIED, "quantified")
            return self._done(_V.UNQUANTIFIED, "unquantified", words=stance(a))
        if a.kind is not b.kind:
            if Kind.QUALITATIVE in (a.kind, b.kind):
                return self._done(_V.INCOMPARABLE, "qualitative-one")
            return self._done(_V.DIFFERS, "differs-statement")
        if a.kind is Kind.QUALITATIVE:
            return self._done(_V.INCOMPARABLE, "qualitative")
        if a.kind is Kind.COMPARATIVE:
            return self._references()
        timing = self._timing()
        if a.kind is Kind.UNIVERSAL:
            return self._done(_V.EQUAL, "equal-universal", level=_V.EQUAL, timing=timing)
        if a.op is b.op:
            return self._done(_V.EQUAL, "equal-direction", level=_V.EQUAL, timing=timing)
        if {a.op, b.op} == {Op.INCREASE, Op.DECREASE}:
            return self._done(_V.OPPOSED, "opposed", timing=timing)
        return self._done(_V.DIFFERS, "differs-statement", timing=timing)

    def _references(self) -> Verdict:
        a, b = self.a, self.b
        if a.reference != b.reference:
            return self._done(_V.INCOMPARABLE, "reference")
        if (a.op, a.value, a.unit) != (b.op, b.value, b.unit):
            return self._done(_V.DIFFERS, "differs-statement", timing=self._timing())
        return self._done(_V.EQUAL, "equal-reference", level=_V.EQUAL, timing=self._timing())
