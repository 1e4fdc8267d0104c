"""One plan states one thing in several ways.

What. The same indicator, scope and due year with different figures in one plan (where the
measures or projects ask more than the goals, stricter-outside-goals says so instead). An error
where both cannot hold, a warning where both can, a note where the figures differ only in
including the bound, or where one place keeps a level and another calls for change.

Why. A reader who cites one place and a reader who cites the other disagree, and both are right.
For comparisons the speaking order decides: goals, then projects, then measures.

Source. The documents themselves; whether 以上 and 以下 include the number: Civil Code 民法典,
article 1259.

Example. Goal 9 raises a rate to 95 %, measure 7 keeps it at 90 % or more.

中文

同一规划对同一事项的表述不一致。

查什么：同一规划中指标、范围、目标年都相同而数值不同（措施或工程比主要目标要求更高的，见
stricter-outside-goals）。两处不能同时成立为错误；可以同时成立为警告；仅界限是否含本数不同，或一处为保持、
一处为提高（下降）的，为提示。

为什么：引用不同条目的人会得出不同的数，而各自都有出处。作比较时依次以主要目标、重点工程、策略措施为准。

依据：规划原文；“以上”“以下”是否含本数依民法典第1259条。

例：主要目标9为提高到95%，策略措施7为保持在90%以上。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.lint.restatements import Restated, exclude, is_held, restated, strays
from plancmp.compare.model import Op, Polarity, Target
from plancmp.compare.verdict import judge, side_of

ID = "inconsistent-statement"
SEVERITY = Severity.ERROR


def check(context: Context) -> Iterator[Finding]:
    """Look at everything a plan states twice for one year."""
    for group in restated(context):
        if strays(context.catalogue, group):
            continue
        differing = [figures for figures in group.alike if len(figures) > 1]
        for figures in differing:
            yield _figures(context, group, figures)
        if not differing:
            yield from _directions(context, group)


def _figures(context: Context, group: Restated, figures: list[Target]) -> Finding:
    zh, en = both(context.catalogue)
    first, second = figures[0], figures[1]
    cited_zh, cited_en = zh.cites(figures), en.cites(figures)
    if any(exclude(a.goal, b.goal) for a, b in combinations(figures, 2)):
        return context.finding(
            ID,
            Severity.ERROR,
            figures,
            zh=f"{zh.subject(first)}同年数值相互矛盾：{cited_zh}；不能同时成立，请核对。",
            en=f"{en.subject(first)}: contradictory figures for one year: {cited_en}; they cannot "
            "both hold.",
        )
    if len({(group.content(t) or ())[1:] for t in figures}) == 1:
        return context.finding(
            ID,
            Severity.NOTE,
            figures,
            zh=f"{zh.subject(first)}表述不一致：{cited_zh}；数值相同，界限写法不同。",
            en=f"{en.subject(first)}: stated in several ways: {cited_en}; one figure, different "
            "bounds.",
        )
    indicator = context.catalogue.indicators[first.indicator]
    verdict = judge(
        side_of(context.catalogue, first), side_of(context.catalogue, second), indicator
    )
    far_zh, far_en = "", ""
    if len(figures) == 2:
        far_zh, far_en = zh.distance(verdict, "，相差{}"), en.distance(verdict, ", {} apart")
    return context.finding(
        ID,
        Severity.WARNING,
        figures,
        zh=f"{zh.subject(first)}表述不一致：{cited_zh}{far_zh}；比较时以前者为准。",
        en=f"{en.subject(first)}: stated in several ways: {cited_en}{far_en}; comparisons use the "
        "first.",
    )


def _directions(context: Context, group: Restated) -> Iterator[Finding]:
    """A figure and a direction, or two directions, that do not go together."""
    zh, en = both(context.catalogue)
    stated = group.distinct + group.wordings
    for one, other in combinations(stated, 2):
        if exclude(one.goal, other.goal):
            yield context.finding(
                ID,
                Severity.ERROR,
                [one, other],
                zh=f"{zh.subject(one)}方向相互矛盾：{zh.cites([one, other])}；请核对。",
                en=f"{en.subject(one)}: opposite directions: {en.cites([one, other])}.",
            )
            return
    if not group.distinct:
        return
    first = group.distinct[0]
    polarity = context.catalogue.indicators[first.indicator].polarity
    kept = is_held(first.goal) or polarity is Polarity.NONE
    moving = [t for t in group.wordings if t.goal.op in (Op.INCREASE, Op.DECREASE)]
    if kept and moving:
        yield context.finding(
            ID,
            Severity.NOTE,
            [first, moving[0]],
            zh=f"{zh.subject(first)}表述不一致：{zh.cites([first, moving[0]])}；"
            "一处要求稳定，一处要求变化。",
            en=f"{en.subject(first)}: stated in several ways: {en.cites([first, moving[0]])}; one "
            "keeps the level, the other calls for change.",
        )
