"""The measures or projects ask more than the goals.

What. For one indicator, scope and due year, a figure in the measures or projects that is more
demanding than the one in the goals (warning), or the same figure stated firmly where the goals
only strive for it, 争取, or encourage it (note).

Why. The goals speak for the plan; whoever reads only them, or compares by them, understates
what the plan asks.

Source. The order in which the lists of a plan speak: goals, then projects, then measures.

Example. Goal 3 asks for ≥90% by 2030, measure 5 for ≥95% by 2030.

中文

策略措施或重点工程比主要目标要求更高。

查什么：同一指标、范围和目标年，措施或工程中的数值比主要目标更严（警告）；或数值相同，主要目标用“争取”
“鼓励”等留有余地的说法，措施或工程没有（提示）。

为什么：主要目标代表规划；只看主要目标或据以比较，会低估规划的要求。

依据：规划各部分的取值次序：主要目标、重点工程、策略措施。

例：主要目标3为2030年≥90%，策略措施5为2030年≥95%。
"""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.lint.restatements import restated, strays
from plancmp.compare.verdict import VerdictCode, judge, side_of

ID = "stricter-outside-goals"
SEVERITY = Severity.WARNING


def check(context: Context) -> Iterator[Finding]:
    """Look at everything a plan states twice for one year."""
    catalogue = context.catalogue
    zh, en = both(catalogue)
    for group in restated(context):
        found = strays(catalogue, group)
        if not found:
            continue
        goal, other = group.distinct[0], found[0]
        indicator = catalogue.indicators[goal.indicator]
        verdict = judge(side_of(catalogue, other), side_of(catalogue, goal), indicator)
        cited_zh, cited_en = zh.cites([goal, other]), en.cites([goal, other])
        if verdict.level is VerdictCode.STRICTER:
            far_zh, far_en = zh.distance(verdict, "，相差{}"), en.distance(verdict, ", by {}")
            yield context.finding(
                ID,
                Severity.WARNING,
                [goal, other],
                zh=f"{zh.subject(goal)}表述不一致：{cited_zh}；后者要求更高{far_zh}，"
                "只看主要目标会低估。",
                en=f"{en.subject(goal)}: stated in several ways: {cited_en}; the second asks more"
                f"{far_en}; the goals alone understate the plan.",
            )
        else:
            yield context.finding(
                ID,
                Severity.NOTE,
                [goal, other],
                zh=f"{zh.subject(goal)}数值相同而语气不同：{cited_zh}；前者留有余地，后者没有。",
                en=f"{en.subject(goal)}: one figure, two degrees of firmness: {cited_en}.",
            )
