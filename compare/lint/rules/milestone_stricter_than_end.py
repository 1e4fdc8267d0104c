"""A milestone that asks more than the end value.

What. For one indicator and scope, a figure due earlier that is more demanding than the figure
due next.

Why. A plan that reaches its milestone may then fall back. One of the two is a slip, or the two
years have been exchanged.

Source. Arithmetic of level and time: a milestone stands on the way to the end value.

Example. ≤3.0‰ by 2025 and ≤3.5‰ by 2030.

中文

阶段值比期末值要求更高。

查什么：同一指标和范围，目标年在前的数值比其后一个目标年的数值更严。

为什么：实现阶段值之后反而可以退步；不是笔误，就是两个年份写颠倒了。

依据：阶段值是通往期末值的中途。

例：2025年≤3.0‰，2030年≤3.5‰。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.milestones import numbers_by_year
from plancmp.compare.lint.phrases import both
from plancmp.compare.verdict import VerdictCode, judge, side_of

ID = "milestone-stricter-than-end"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Compare the figures of each indicator from one due year to the next."""
    catalogue = context.catalogue
    zh, en = both(catalogue)
    for plan in context.plans:
        for statement in context.statements(plan).values():
            for early, late in pairwise(numbers_by_year(statement)):
                verdict = judge(
                    side_of(catalogue, early),
                    side_of(catalogue, late),
                    catalogue.indicators[early.indicator],
                )
                if verdict.level is not VerdictCode.STRICTER:
                    continue
                far_zh, far_en = zh.distance(verdict, "，相差{}"), en.distance(verdict, ", by {}")
                yield context.finding(
                    ID,
                    SEVERITY,
                    [early, late],
                    zh=f"{zh.subject(early)}阶段值{zh.cite(early)}比期末值{zh.cite(late)}要求更高{far_zh}，"
                    "请核对数值和年份。",
                    en=f"{en.subject(early)}: the milestone {en.cite(early)} asks more than the "
                    f"later value {en.cite(late)}{far_en}.",
                )
