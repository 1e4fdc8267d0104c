"""A share above its whole.

What. A level or base value above 100 % (1000‰ and so on) where the indicator is a share, and a
reduction by more than 100 %. Gross enrolment is left alone: it counts pupils of any age against
children of one age group and may exceed 100 %.

Why. A part cannot exceed its whole; the figure or its unit is a slip, or the indicator is
another one.

Source. Arithmetic; for gross enrolment the definition of 毛入园率 and 毛入学率 in education
statistics, the same as that of the UNESCO Institute for Statistics.

Example. Rural tap water coverage ≥102%.

中文

比率超过全体。

查什么：指标为比率而目标值或基期值超过100%（或1000‰等），以及降幅超过100%。毛入园率、毛入学率不在此列：
其分子不限年龄，可以超过100%。

为什么：部分不能大于整体；不是数字或单位有误，就是另有所指。

依据：算术；毛入园率、毛入学率按教育统计的定义，与联合国教科文组织统计研究所一致。

例：农村自来水普及率≥102%。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Indicator, Kind, Op, Target
from plancmp.compare.units import UNITS, scaled

ID = "percent-above-100"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look at value, upper end and base value of every share."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for target in plan.targets:
            indicator = context.catalogue.indicators[target.indicator]
            excess = None if target.suspect else _excess(target, indicator)
            if excess is None:
                continue
            unit = target.goal.unit
            fall = target.goal.kind is Kind.RELATIVE
            yield context.finding(
                ID,
                SEVERITY,
                [target],
                zh=f"{zh.subject(target)}{zh.cite(target)}中的{zh.amount(excess, unit)}超过全体，"
                f"{'降幅' if fall else '比率'}不应大于100%，请核对数字、单位或指标。",
                en=f"{en.subject(target)}: {en.amount(excess, unit)} in {en.cite(target)} is more "
                "than the whole; figure, unit or indicator need checking.",
            )


def _excess(target: Target, indicator: Indicator) -> Decimal | None:
    goal = target.goal
    if goal.unit is None or not UNITS[goal.unit].is_share or goal.reference is not None:
        return None
    if goal.kind is Kind.RELATIVE:
        # the change is in %, its base value in the unit of the indicator
        if goal.op is not Op.REDUCE_BY or goal.value is None:
            return None
        return goal.value if scaled(goal.value, goal.unit) > 1 else None
    if may_exceed(indicator):
        return None
    values = (goal.value, goal.value_max, goal.base_value)
    return next((v for v in values if v is not None and scaled(v, goal.unit) > 1), None)


def may_exceed(indicator: Indicator) -> bool:
    """Whether more than 100 % has a meaning: gross rates, and what the registry allows."""
    if indicator.limits is not None and indicator.unit is not None:
        return scaled(indicator.limits[1], indicator.unit) > 1
    names = (indicator.zh, *indicator.aliases)
    gross = any("毛入" in name for name in names)
    return gross or "gross enrolment" in indicator.en.casefold()
