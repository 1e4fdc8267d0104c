"""A change whose starting point is not published.

What. A reduction or increase, in all or per year, from a base year whose value the plan does
not give (note), or without any base year (warning).

Why. Nobody outside the office can tell what level is to be reached, and it cannot be compared
with a level; the national outline leaves its base values out too.

Source. The plan itself; base values printed elsewhere in the same plan are taken into account.

Example. Injury mortality 20 % below 2020, the value of 2020 not given.

中文

相对变化的目标没有公布基数。

查什么：总降（增）幅或年均变化的目标，写了基期而没有基期值（提示），或连基期也没有（警告）。

为什么：外人无从知道要达到什么水平，也无法与绝对水平比较；国家纲要同样没有列出基期值。

依据：规划原文；同一规划其他条目列出的基期值已计入。

例：儿童伤害死亡率以2020年为基数下降20%，未列2020年值。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.align import Statement
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Kind, Target

ID = "relative-without-base"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """One finding for each indicator and scope, with every place it is stated in."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        for statement in context.statements(plan).values():
            bare = _bare(statement)
            if not bare:
                continue
            first = bare[0]
            year = first.goal.base_year
            yield context.finding(
                ID,
                Severity.WARNING if year is None else Severity.NOTE,
                bare,
                zh=f"{zh.subject(first)}到{first.year}年的目标为"
                f"{zh.goal(first.goal, first.firmness)}（{zh.places(bare)}）；"
                + (
                    "未写明以哪一年为基期。"
                    if year is None
                    else f"未公布{year}年基数，无法折算为水平。"
                ),
                en=f"{en.subject(first)}: {en.goal(first.goal, first.firmness)} "
                f"({first.year}; {en.places(bare)}); "
                + ("no base year given." if year is None else f"the {year} value is not given."),
            )


def _bare(statement: Statement) -> list[Target]:
    known = {
        t.goal.base_year for t in statement.all if t.goal.base_value is not None and not t.suspect
    }
    return [
        t
        for t in statement.all
        if t.goal.kind is Kind.RELATIVE
        and t.goal.base_value is None
        and (t.goal.base_year is None or t.goal.base_year not in known)
    ]
