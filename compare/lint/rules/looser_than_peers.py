"""A target less demanding than that of most places of the same rank.

What. Plans of the same audience whose places stand at the same administrative rank (provinces;
prefecture-level cities; county-level cities, districts and counties). Where at least two of
them can be compared and more than half of those ask more, those (a dozen at most) are given with
their figures.
Where a peer asks more but is due later, that is no answer and does not count.

Why. For whoever drafts the next plan: what places like this one ask for. Their starting points
differ, so that it is information and no judgement.

Source. The plans in the catalogue; administrative ranks after the Constitution 宪法, article 30.

Example. ≥82% where three of three comparable places ask for 85 % to 90 %.

中文

目标值低于多数同级地方。

查什么：同一对象、地方行政级别相同（省级；地级；县级，含县级市、市辖区、县）的规划。可比的至少两份、其中过半
要求更高时，列出其数值（至多十二份）。要求更高但目标年更晚的，不算可比。

为什么：供起草下一轮规划参考。各地基础不同，只作信息，不作评价。

依据：收录的规划；行政级别依宪法第三十条。

例：目标值为≥82%，可比的三个同级地方都在85%至90%之间。
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from operator import itemgetter
from typing import Final

from plancmp.compare.align import counterpart
from plancmp.compare.lint.engine import Context, Finding, Severity
from plancmp.compare.lint.phrases import Phrases, both
from plancmp.compare.model import Audience, Kind, Level, Plan, Target
from plancmp.compare.sides import basis_of, side_of
from plancmp.compare.verdict import Verdict, VerdictCode, judge

ID = "looser-than-peers"
SEVERITY = Severity.NOTE

_RANK: Final = {
    Level.NATION: 0, Level.PROVINCE: 1, Level.PREFECTURE: 2,
    Level.COUNTY_CITY: 3, Level.DISTRICT: 3, Level.COUNTY: 3,
}  # fmt: skip
_COMPARED: Final = (VerdictCode.STRICTER, VerdictCode.EQUAL, VerdictCode.LOOSER)
_FIGURES: Final = (Kind.QUANTITATIVE, Kind.COUNT, Kind.RELATIVE, Kind.UNIVERSAL)
"""Kinds that can ask more by some distance; 全覆盖 may count as 100 %."""
_FEWEST: Final = 2
_NAMED: Final = 12
"""So many of those that ask more are named."""


def check(context: Context) -> Iterator[Finding]:
    """Compare what speaks for each plan with its peers."""
    zh, en = both(context.catalogue)
    peers = _Peers(context)
    for plan in context.plans:
        for statement in context.statements(plan).values():
            ours = statement.speaking
            compared, more = peers.asking_more(plan, ours)
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
                against=more[:_NAMED],
            )


_Answers = dict[str, list[tuple[int, Target]]]
"""By place, the targets of its plans, each with the number of its plan."""


class _Peers:
    """What plans of one audience and rank answer, by what a verdict on it rests on: a target is
    held against each different goal once, not against each of a thousand plans. Places of one
    rank stand beside each other, so that nothing else of them matters."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._plans: dict[tuple[Audience | None, int], list[Plan]] = {}
        for plan in context.catalogue.plans.values():
            if plan.complete and plan.role == "plan":
                self._plans.setdefault(self._group(plan), []).append(plan)
        self._answers: dict[Hashable, dict[Hashable, _Answers]] = {}
        self._verdicts: dict[Hashable, Verdict] = {}

    def asking_more(self, plan: Plan, ours: Target) -> tuple[int, list[Target]]:
        """How many peers of a plan can be compared with its target, and the targets of those that
        ask more, in the order of the catalogue."""
        compared = 0
        more: list[tuple[int, Target]] = []
        if ours.goal.kind not in _FIGURES:
            return compared, []
        basis = basis_of(ours)
        for their_basis, answers in self._answered(plan, ours).items():
            theirs = [place for place in answers if place != plan.jurisdiction]
            if not theirs:
                continue
            key = (ours.indicator, basis, their_basis)
            verdict = self._verdict(key, ours, answers[theirs[0]][0][1])
            # without a distance it is the wrong side of a base, which has a rule of its own
            if verdict.code not in _COMPARED or verdict.distance is None:
                continue
            compared += sum(len(answers[place]) for place in theirs)
            if verdict.code is VerdictCode.LOOSER:
                more += [one for place in theirs for one in answers[place]]
        return compared, [target for _, target in sorted(more, key=itemgetter(0))]

    def _group(self, plan: Plan) -> tuple[Audience | None, int]:
        return plan.audience, _RANK[self._context.catalogue.level_of(plan)]

    def _answered(self, plan: Plan, ours: Target) -> dict[Hashable, _Answers]:
        """What all plans like this one state of what a target is about, by its basis."""
        key = (self._group(plan), ours.indicator, ours.scope, ours.year)
        if key not in self._answers:
            found: dict[Hashable, _Answers] = {}
            for number, other in enumerate(self._plans.get(key[0], ())):
                theirs = counterpart(self._context.statements(other), ours)
                if theirs is not None and theirs.goal.kind in _FIGURES:
                    answers = found.setdefault(basis_of(theirs), {})
                    answers.setdefault(other.jurisdiction, []).append((number, theirs))
            self._answers[key] = found
        return self._answers[key]

    def _verdict(self, key: Hashable, ours: Target, theirs: Target) -> Verdict:
        if key not in self._verdicts:
            catalogue = self._context.catalogue
            self._verdicts[key] = judge(
                side_of(catalogue, ours),
                side_of(catalogue, theirs),
                catalogue.indicators[ours.indicator],
            )
        return self._verdicts[key]


def _listed(words: Phrases, targets: list[Target]) -> str:
    out = []
    for target in targets[:_NAMED]:
        plan = words.catalogue.plans[target.plan]
        place = words.catalogue.plan_name(plan, words.lang)
        goal = words.goal(target.goal, target.firmness)
        if words.lang == "zh":
            out.append(f"{place}{goal}（{target.year}年）")
        else:
            out.append(f"{place} {goal} ({target.year})")
    joined = ("、" if words.lang == "zh" else ", ").join(out)
    if len(targets) <= _NAMED:
        return joined
    rest = len(targets)
    return f"{joined}等{rest}份" if words.lang == "zh" else f"{joined} and others, {rest} in all"
