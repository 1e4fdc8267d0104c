"""A milestone without an end value.

What. A figure due before the end of the period, and none due at its end: a warning where
nothing is said of the end, a note where only a direction is given. Totals to be built or held
(a project finished early) are not milestones and are left alone.

Why. For the rest of the period nobody can say what is asked.

Source. The plan's own period.

Example. 4.5 childcare places per 1000 residents by 2025 in a plan up to 2030 that then only
asks for steady growth.

中文

有阶段值而无期末值。

查什么：目标年早于规划期末的数值，到期末再无数值：期末全无表述为警告，仅有方向性表述为提示。总量性的建设任务
（提前完成的工程）不是阶段值，不在此列。

为什么：阶段年之后到期末之间，无从判断要求。

依据：规划自身的期限。

例：规划到2030年，每千人口托位数只列2025年4.5个，以后仅称稳定增长。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.milestones import numbers_by_year
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Kind, Target

ID = "milestone-without-end"
SEVERITY = Severity.WARNING

_VAGUE = (Kind.DIRECTIONAL, Kind.QUALITATIVE)


def check(context: Context) -> Iterator[Finding]:
    """Look for indicators whose last figure is due before the plan ends."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        if not plan.complete:
            continue
        for statement in context.statements(plan).values():
            numbers = numbers_by_year(statement)
            if not numbers or _is_total(context.catalogue, numbers[-1]):
                continue
            last = numbers[-1]
            at_end = [t for t in statement.all if t.year >= plan.end]
            if last.year >= plan.end or any(t.goal.kind not in _VAGUE for t in at_end):
                continue
            if at_end:
                yield context.finding(
                    ID,
                    Severity.NOTE,
                    [last, at_end[0]],
                    zh=f"{zh.subject(last)}的阶段值为{zh.cite(last)}，期末仅作方向性表述："
                    f"{zh.cite(at_end[0])}。",
                    en=f"{en.subject(last)}: a milestone, {en.cite(last)}, and for {plan.end} only "
                    f"a direction: {en.cite(at_end[0])}.",
                )
            else:
                yield context.finding(
                    ID,
                    Severity.WARNING,
                    [last],
                    zh=f"{zh.subject(last)}的阶段值为{zh.cite(last)}，"
                    f"未列规划期末（{plan.end}年）目标值。",
                    en=f"{en.subject(last)}: a milestone, {en.cite(last)}, but nothing for the end "
                    f"of the period ({plan.end}).",
                )


def _is_total(catalogue: Catalogue, target: Target) -> bool:
    """So many things to build or hold, whatever the size of the place."""
    if target.goal.kind is not Kind.COUNT:
        return False
    return target.scope is None or not catalogue.scopes[target.scope].size_free
