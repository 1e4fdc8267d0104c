"""The women's and the children's plan of one place differ on one indicator.

What. Both plans of a place state the same indicator and scope for the same year with different
figures (warning). A note where one gives a figure and the other only words, or where the two
measure different populations.

Why. Two plans of one government, often of one day, give two answers; whoever has to report
needs to know which applies.

Source. The two plans.

Example. Completion of nine-year compulsory education: ≥98% in the women's plan, ≥98.5% in the
children's.

中文

同一地方的妇女规划与儿童规划对同一指标的要求不同。

查什么：两份规划对同一指标、范围、目标年的数值不同（警告）；一份有数值而另一份只有文字表述，或两者的统计对象
不同，为提示。

为什么：同一政府的两份规划（往往同日印发）给出两个答案，填报时无所适从。

依据：两份规划原文。

例：九年义务教育巩固率，妇女规划为≥98%，儿童规划为≥98.5%。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plancmp.compare.align import Statement
from plancmp.compare.catalogue import has_number, speaking_key
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import both
from plancmp.compare.model import Audience, Kind, Match, Plan, Target
from plancmp.compare.verdict import VerdictCode, judge, side_of

ID = "women-children-differ"
SEVERITY = Severity.WARNING

_DIFFERENT = (VerdictCode.STRICTER, VerdictCode.LOOSER, VerdictCode.DIFFERS, VerdictCode.OPPOSED)
_WORDS = (VerdictCode.QUANTIFIED, VerdictCode.UNQUANTIFIED)


def check(context: Context) -> Iterator[Finding]:
    """Pair the plans of each place, at least one of them asked about."""
    asked = {plan.id for plan in context.plans}
    for women, children in _pairs(context):
        if not asked & {women.id, children.id}:
            continue
        theirs = context.statements(children)
        for key, statement in context.statements(women).items():
            if key in theirs:
                yield from _compare(context, *_same_year(statement, theirs[key]))


def _pairs(context: Context) -> Iterator[tuple[Plan, Plan]]:
    plans = [p for p in context.catalogue.plans.values() if p.complete and p.role == "plan"]
    children: dict[str, list[Plan]] = {}
    for plan in plans:
        if plan.audience is Audience.CHILDREN:
            children.setdefault(plan.jurisdiction, []).append(plan)
    for women in plans:
        if women.audience is Audience.WOMEN:
            for other in children.get(women.jurisdiction, ()):
                yield women, other


def _same_year(ours: Statement, theirs: Statement) -> tuple[Target, Target]:
    """What both say for the latest year they share; else what speaks for each."""
    shared = {t.year for t in ours.all} & {t.year for t in theirs.all}
    if not shared:
        return ours.speaking, theirs.speaking
    year = max(shared)
    mine, other = (
        min((t for t in s.all if t.year == year), key=speaking_key) for s in (ours, theirs)
    )
    return mine, other


def _compare(context: Context, ours: Target, theirs: Target) -> Iterator[Finding]:
    catalogue = context.catalogue
    zh, en = both(catalogue)
    near = Match.NEAR in (ours.match, theirs.match)
    verdict = judge(
        replace(side_of(catalogue, ours), match=Match.EXACT),
        replace(side_of(catalogue, theirs), match=Match.EXACT),
        catalogue.indicators[ours.indicator],
    )
    numbers = has_number(ours.goal) and has_number(theirs.goal)
    words = verdict.code in _WORDS
    if verdict.code not in _DIFFERENT and not words:
        return
    if words and _said_elsewhere(context, ours, theirs):
        return
    if near and not numbers:
        return
    if near:
        why_zh, why_en = "；统计对象不同，仅供参考", "; different populations, for reference only"
    elif words:
        why_zh, why_en = "；一份有量化要求，另一份没有", "; only one can be measured"
    elif verdict.code is VerdictCode.DIFFERS and not numbers:
        why_zh, why_en = "；均无数值，表述方式不同", "; no figure in either, worded differently"
    else:
        why_zh = zh.distance(verdict, "，相差{}；请明确以何者为准")
        why_en = en.distance(verdict, ", {} apart")
    firm = not near and not words and (numbers or verdict.code is not VerdictCode.DIFFERS)
    lead, other = zh.plan(ours.plan), zh.plan(theirs.plan)
    yield context.finding(
        ID,
        Severity.WARNING if firm else Severity.NOTE,
        [ours, theirs],
        zh=f"{lead}与{other}对“{zh.indicator(ours)}”的要求不同：前者{zh.cite(ours)}，"
        f"后者{zh.cite(theirs)}{why_zh}。",
        en=f"{en.plan(ours.plan)} and {en.plan(theirs.plan)} differ on {en.indicator(ours)}: "
        f"{en.cite(ours)} and {en.cite(theirs)}{why_en}.",
    )


def _said_elsewhere(context: Context, ours: Target, theirs: Target) -> bool:
    """Whether the plan that gives only words here measures a similar thing in another place."""
    for one in (ours, theirs):
        if has_number(one.goal) or one.goal.kind is Kind.UNIVERSAL:
            continue
        for other in context.catalogue.plans[one.plan].targets:
            same = (other.indicator, other.scope) == (one.indicator, one.scope)
            if same and (has_number(other.goal) or other.goal.kind is Kind.UNIVERSAL):
                return True
    return False
