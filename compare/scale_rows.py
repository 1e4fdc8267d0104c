"""From the rows of a comparison to scales: which figures can stand on one line, and where.

A row of :func:`~plancmp.compare.diff.diff_plans` becomes one scale for levels and one more for
each way of stating a change, since a fall by 20 % and a ceiling of 8.78 per 100,000 have no
place on the same line.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from plancmp.compare.align import references
from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.diff import Cell, Row, diff_plans
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.model import (
    Audience,
    Field,
    Firmness,
    Goal,
    Indicator,
    Kind,
    Op,
    Plan,
    Polarity,
    Target,
)
from plancmp.compare.scales import Form, Mark, Scale, ScaleReport, Toward, Unplaced
from plancmp.compare.units import UNITS, number_text, scaled
from plancmp.compare.universals import speaks_of_whole

__all__ = ["scales"]


def scales(
    catalogue: Catalogue,
    plans: Sequence[Plan],
    audience: Audience,
    against: Sequence[str] = ("national",),
    *,
    fields: Sequence[Field] = (),
    indicators: Sequence[Indicator] = (),
    show_all: bool = False,
) -> ScaleReport:
    """Put every row with a figure on its scale.

    ``against`` names baselines as for ``check``, ``none`` for no baseline; those that are
    themselves compared are not repeated. Without ``show_all`` and ``indicators``, rows on
    which a single document gives a figure are set aside, not lost.

    Raises :class:`UsageError` for a baseline nothing answers to.
    """
    mine = [p for p in plans if p.audience is audience]
    upper = _baselines(catalogue, mine, against)
    wanted = {i.id for i in indicators}
    report = diff_plans(catalogue, mine, audience, fields=fields, show_all=True)
    found = [
        scale
        for row in report.rows
        if not wanted or row.indicator in wanted
        for scale in _of_row(catalogue, row, mine, upper.get((row.indicator, row.scope), []))
    ]
    everything = show_all or bool(wanted)
    alone = [] if everything else [s for s in found if s.is_alone]
    shown = [s for s in found if everything or not s.is_alone]
    used = {m.plan.id for s in shown for m in s.marks if m.baseline}
    return ScaleReport(
        audience,
        tuple(mine),
        tuple(p for p in catalogue.plans.values() if p.id in used),
        _usual_year(mine),
        tuple(shown),
        tuple(alone),
    )


def _baselines(
    catalogue: Catalogue, plans: Sequence[Plan], against: Sequence[str]
) -> dict[tuple[str, str | None], list[Target]]:
    """Upper-level targets by indicator and scope, each once, in the order of the catalogue."""
    found: dict[str, Target] = {}
    if "none" in against and len(against) > 1:
        raise UsageError(
            "--against none 不能与其他基准同用",
            "--against none does not go with other baselines",
        )
    compared = {p.id for p in plans}
    for wanted in against:
        if wanted == "none":
            continue
        for plan in plans:
            for reference in references(catalogue, plan, wanted):
                if reference.plan.id not in compared:
                    found |= {t.id: t for t in reference.targets}
    out: dict[tuple[str, str | None], list[Target]] = {}
    for target in found.values():
        if has_number(target.goal):
            out.setdefault((target.indicator, target.scope), []).append(target)
    return out


def _usual_year(plans: Sequence[Plan]) -> int:
    """The year in which most plans end, so that it is the same for every field; the later of
    two that are as common."""
    years = [p.end for p in plans]
    return max(set(years), key=lambda y: (years.count(y), y), default=0)


# -- one row ---------------------------------------------------------------------------------------


def _of_row(
    catalogue: Catalogue, row: Row, plans: Sequence[Plan], upper: Sequence[Target]
) -> list[Scale]:
    """The scales of a row: one for each form and dimension that a compared plan uses."""
    indicator = catalogue.indicators[row.indicator]
    figures = [
        (plan, target, False)
        for plan in plans
        if plan.id in row.cells
        for target in _figures(row.cells[plan.id], indicator)
    ]
    ours = {_place(t.goal) for _, t, _ in figures if has_number(t.goal)}
    figures += [(catalogue.plans[t.plan], t, True) for t in upper]
    out = []
    for form, dimension in sorted(ours, key=lambda p: (p[0].change, p[0].yearly, p[1])):
        members = [f for f in figures if _place(_level(f[1], indicator)) == (form, dimension)]
        out.append(_scale(catalogue, row, indicator, form, members, plans))
    return out


def _figures(cell: Cell, indicator: Indicator) -> list[Target]:
    """What a plan says with a figure: the target that speaks, and its other due years."""
    out: list[Target] = []
    shown: set[tuple[int, str]] = set()
    for target in cell.statement.all:
        if not has_number(_level(target, indicator)):
            continue
        key = (target.year, goal_text(target.goal))
        restated = target is not cell.target and target.year == cell.target.year
        if key not in shown and not restated:
            shown.add(key)
            out.append(target)
    return out


_HUNDRED: Final = Decimal(100)


def _level(target: Target, indicator: Indicator) -> Goal:
    """The goal as a level: 全覆盖 is 100 % where it is firm and the denominator countable; 普遍
    and 应建尽建 are not."""
    goal = target.goal
    countable = indicator.unit is not None and UNITS[indicator.unit].is_share
    if goal.kind is not Kind.UNIVERSAL or target.firmness is not Firmness.FIRM or not countable:
        return goal
    if not speaks_of_whole(target):
        return goal
    return Goal(Kind.QUANTITATIVE, Op.GE, _HUNDRED, None, "%", aim=goal.aim, year=goal.year)


def _place(goal: Goal) -> tuple[Form, str]:
    """Form and dimension: figures that share both stand on one scale."""
    if goal.kind is Kind.RELATIVE:
        yearly = goal.op is Op.REDUCE_PER_YEAR
        form = Form(True, yearly, None if yearly else goal.base_year)
    else:
        form = Form()
    return form, UNITS[_unit_of(goal)].dimension


def _unit_of(goal: Goal) -> str:
    """The unit of a figure: the notation knows none without."""
    assert goal.unit is not None
    return goal.unit


def _scale(
    catalogue: Catalogue,
    row: Row,
    indicator: Indicator,
    form: Form,
    members: Sequence[tuple[Plan, Target, bool]],
    plans: Sequence[Plan],
) -> Scale:
    unit = _unit(indicator, [_level(t, indicator) for _, t, _ in members])
    marks = sorted(
        (_mark(plan, target, indicator, unit, baseline) for plan, target, baseline in members),
        key=lambda m: m.value,
    )
    placed = {m.plan.id for m in marks}
    rest = [p for p in plans if p.id not in placed]
    toward = _toward(catalogue, row.scope, indicator, unit, marks)
    ranked = toward in (Toward.LEFT, Toward.RIGHT)
    return Scale(
        indicator,
        row.scope,
        form,
        unit,
        toward,
        tuple(marks),
        tuple(Unplaced(p, row.cells[p.id].target) for p in rest if p.id in row.cells),
        tuple(p for p in rest if p.id not in row.cells),
        _cap(indicator, unit, marks) if ranked and not form.change else None,
    )


def _unit(indicator: Indicator, goals: Sequence[Goal]) -> str:
    """The indicator's own unit where it fits, else that of most figures."""
    units = [_unit_of(g) for g in goals]
    if indicator.unit in units:
        return indicator.unit
    return max(dict.fromkeys(units), key=units.count)


def _mark(plan: Plan, target: Target, indicator: Indicator, unit: str, baseline: bool) -> Mark:
    goal = _level(target, indicator)
    assert goal.value is not None
    sign = -1 if goal.op in (Op.REDUCE_BY, Op.REDUCE_PER_YEAR) else 1
    high = None if goal.value_max is None else _in_unit(goal.value_max, _unit_of(goal), unit)
    value = sign * _in_unit(goal.value, _unit_of(goal), unit)
    text, text_en = (_text(target, goal, indicator, unit, lang) for lang in ("zh", "en"))
    return Mark(plan, target, value, high, text, text_en, baseline)


def _in_unit(value: Decimal, own: str, unit: str) -> Decimal:
    """A value in the unit of the scale. For placing only: 20 minutes are no decimal number of
    hours, so what is printed stays in its own unit."""
    return value if own == unit else scaled(value, own) / UNITS[unit].size


_USUAL: Final = {Polarity.HIGHER: (Op.GE, Op.EQ), Polarity.LOWER: (Op.LE, Op.EQ)}


def _text(target: Target, goal: Goal, indicator: Indicator, unit: str, lang: str) -> str:
    if target.goal.kind is Kind.UNIVERSAL:
        return goal_text(target.goal, lang)
    assert goal.value is not None
    own = goal.unit if goal.unit != unit else None
    number = quantity_text(goal.value, own, lang)
    if goal.kind is Kind.RELATIVE:
        return f"+{number}" if goal.op is Op.INCREASE else f"−{number}"
    if goal.op is Op.RANGE:
        assert goal.value_max is not None
        return f"{number_text(goal.value)}–{quantity_text(goal.value_max, own, lang)}"
    if goal.op in _USUAL.get(indicator.polarity, ()):
        return number
    # the sign alone, for the number may stand in a unit of its own
    sign = goal_text(Goal(goal.kind, goal.op, goal.value)).removesuffix(number_text(goal.value))
    return sign + number


def _toward(
    catalogue: Catalogue,
    scope: str | None,
    indicator: Indicator,
    unit: str,
    marks: Sequence[Mark],
) -> Toward:
    if indicator.polarity is Polarity.NONE:
        return Toward.NEITHER
    size_free = scope is not None and catalogue.scopes[scope].size_free
    places = {m.plan.jurisdiction for m in marks}
    if UNITS[unit].is_count and not size_free and len(places) > 1:
        return Toward.SIZE
    return Toward.RIGHT if indicator.polarity is Polarity.HIGHER else Toward.LEFT


def _cap(indicator: Indicator, unit: str, marks: Sequence[Mark]) -> Decimal | None:
    """The value beyond which more is not more demanding, where a mark lies beyond it."""
    if indicator.cap is None or indicator.unit is None:
        return None
    if UNITS[indicator.unit].dimension != UNITS[unit].dimension:
        return None
    cap = _in_unit(indicator.cap, indicator.unit, unit)
    beyond = any(m.value > cap for m in marks)
    return cap if beyond else None
