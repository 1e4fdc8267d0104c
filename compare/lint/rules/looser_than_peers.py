"""A target less demanding than that of most places of the same rank.

What. Plans of the same audience whose places stand at the same administrative rank (provinces;
prefecture-level cities; county-level cities, districts and counties). Where at least two of
them can be compared and more than half of those ask more, those are given with their figures.
Where a peer asks more but is due later, that is no answer and does not count.

Why. For whoever drafts the next plan: what places like this one ask for. Their starting points
differ, so that it is information and no judgement.

Source. The plans in the catalogue; administrative ranks after the Constitution 宪法, article 30.

Example. ≥82% where three of three comparable places ask for 85 % to 90 %.

中文

目标值低于多数同级地方。

查什么：同一对象、地方行政级别相同（省级；地级；县级，含县级市、市辖区、县）的规划。可比的至少两份、其中过半
要求更高时，列出其数值。要求更高但目标年更晚的，不算可比。

为什么：供起草下一轮规划参考。各地基础不同，只作信息，不作评价。

依据：收录的规划；行政级别依宪法第三十条。

例：目标值为≥82%，可比的三个同级地方都在85%至90%之间。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plancmp.compare.align import Statements, counterpart
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import Phrases, both
from plancmp.compare.model import Level, Plan, Target
from plancmp.compare.verdict import VerdictCode, judge, side_of

ID = "looser-than-peers"
SEVERITY = Severity.NOTE

_RANK: Final = {
    Level.NATION: 0, Level.PROVINCE: 1, Level.PREFECTURE: 2,
    Level.COUNTY_CITY: 3, Level.DISTRICT: 3, Level.COUNTY: 3,
}  # fmt: skip
_COMPARED: Final = (VerdictCode.STRICTER, VerdictCode.EQUAL, VerdictCode.LOOSER)
_FEWEST: Final = 2


def check(context: Context) -> Iterator[Finding]:
    """Compare what speaks for each plan with its peers."""
    zh, en = both(context.catalogue)
    for plan in context.plans:
        stated = [context.statements(p) for p in _peers(context, plan)]
        for statement in context.statements(plan).values():
            ours = statement.speaking
            compared, more = _count(context, ours, stated)
            if compared < _FEWEST or 2 * len(more) <= compared:
                continue
            yield context.finding(
                ID,
                SEVERITY,
                [ours],
                zh=f"{zh.subject(ours)}{zh.cite(ours)}；可比的同级规划中，{_listed(zh, more)}"
                "要求更高。各地基础不同，仅供参考。",
                en=f"{en.subject(ours)}: {en.cite(ours)}; of comparable plans of the same rank, "
                f"these ask more: {_listed(en, more)}. Starting points differ; for information.",
                against=more,
            )


def _peers(context: Context, plan: Plan) -> list[Plan]:
    catalogue = context.catalogue
    rank = _RANK[catalogue.level_of(plan)]
    return [
        other
        for other in catalogue.plans.values()
        if other.complete
        and other.role == "plan"
        and other.audience is plan.audience
        and other.jurisdiction != plan.jurisdiction
        and _RANK[catalogue.level_of(other)] == rank
    ]


def _count(context: Context, ours: Target, peers: list[Statements]) -> tuple[int, list[Target]]:
    """How many peers can be compared, and the targets of those that ask more."""
    catalogue = context.catalogue
    compared, more = 0, []
    for stated in peers:
        theirs = counterpart(stated, ours)
        if theirs is None:
            continue
        verdict = judge(
            side_of(catalogue, ours),
            side_of(catalogue, theirs),
            catalogue.indicators[ours.indicator],
        )
        # without a distance it is the wrong side of a base, which has a rule of its own
        if verdict.code not in _COMPARED or verdict.distance is None:
            continue
        compared += 1
        if verdict.code is VerdictCode.LOOSER:
            more.append(theirs)
    return compared, more


def _listed(words: Phrases, targets: list[Target]) -> str:
    out = []
    for target in targets:
        plan = words.catalogue.plans[target.plan]
        place = words.catalogue.plan_name(plan, words.lang)
        goal = words.goal(target.goal, target.firmness)
        if words.lang == "zh":
            out.append(f"{place}{goal}（{target.year}年）")
        else:
            out.append(f"{place} {goal} ({target.year})")
    return ("、" if words.lang == "zh" else ", ").join(out)
