"""A target that asks for no progress over its base value.

What. A bound equal to the value of the base year that the plan itself gives. Where the value is
at its limit already (100 %), the message says so.

Why. Such a target is kept by standing still. That can be meant, 保持, and at 100 % nothing else
is possible; a reader should know it when targets are counted.

Source. The plan's own table of indicators with base values.

Example. 98.51 % in 2020, 保持 for 2025.

中文

目标值与基期值相同。

查什么：目标值等于规划自己公布的基期值；已到上限（100%）的另作说明。

为什么：维持现状即可实现。可能本意就是“保持”，到了100%也别无可能；统计目标数量时应当知道。

依据：规划自己的指标表及其基期值。

例：2020年为98.51%，2025年目标为“保持”。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from plancmp.compare.lint.base_values import Against, against_base
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.units import UNITS, scaled

ID = "no-progress-over-base"
SEVERITY = Severity.NOTE


def check(context: Context) -> Iterator[Finding]:
    """Look at every target with a base value."""
    zh, en = both(context.catalogue)
    for target, base, _, stand in against_base(context):
        if stand is not Against.SAME:
            continue
        unit = target.goal.unit or ""
        at_limit = UNITS[unit].is_share and scaled(base, unit) in (Decimal(0), Decimal(1))
        yield context.finding(
            ID,
            SEVERITY,
            [target],
            zh=f"{zh.subject(target)}{zh.cite(target)}，与规划所列{target.goal.base_year}年值"
            f"{zh.amount(base, unit)}相同，"
            + ("已到限值，属保持性要求。" if at_limit else "未要求提升，属保持性要求。"),
            en=f"{en.subject(target)}: {en.cite(target)} equals the {target.goal.base_year} value "
            f"the plan gives, {en.amount(base, unit)}; "
            + ("at its limit, to be kept." if at_limit else "no progress is asked for."),
        )
