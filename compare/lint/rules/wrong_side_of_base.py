"""A target worse than the base value printed beside it.

What. A ceiling above, or a floor below, the value of the base year that the plan itself gives.

Why. Read literally, the target permits things to get worse than they were when the plan was
made. Often the reason is a cautious bound on a rate that varies from year to year; it is worth
a word of explanation.

Source. The plan's own table of indicators with base values.

Example. Injury mortality <8.78/10万, where the plan gives 7.17/10万 for 2020.

中文

目标值不如规划自己公布的基期值。

查什么：上限高于规划所列基期值，或下限低于规划所列基期值。

为什么：按字面理解，允许比制定规划时退步。常见原因是对逐年波动的指标留了余地；宜加说明。

依据：规划自己的指标表及其基期值。

例：儿童伤害死亡率<8.78/10万，而规划所列2020年值为7.17/10万。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.lint.base_values import Against, against_base
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Polarity
from plancmp.compare.units import distance_unit

ID = "wrong-side-of-base"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look at every target with a base value."""
    zh, en = both(context.catalogue)
    for target, base, gap, stand in against_base(context):
        if stand is not Against.WORSE:
            continue
        lower = context.catalogue.indicators[target.indicator].polarity is Polarity.LOWER
        year = target.goal.base_year
        unit = target.goal.unit or ""
        far = distance_unit(unit)
        yield context.finding(
            ID,
            SEVERITY,
            [target],
            zh=f"{zh.subject(target)}{zh.cite(target)}，{'高' if lower else '低'}于规划所列"
            f"{year}年值{zh.amount(base, unit)}（相差{zh.amount(gap, far)}）；"
            "按字面允许比基期退步，建议说明缘由。",
            en=f"{en.subject(target)}: {en.cite(target)} is {'above' if lower else 'below'} the "
            f"{year} value the plan gives, {en.amount(base, unit)} (by {en.amount(gap, far)}); "
            "read literally it permits a step back.",
        )
