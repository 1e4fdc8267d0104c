"""The opening: overall judgement, three findings, two proposals, in about 250 characters."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from plancmp.compare.briefing.attention import acts_text, range_text
from plancmp.compare.briefing.blocks import Block, Paragraph
from plancmp.compare.briefing.facts import RowFact, Standing
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.proposals import Proposal
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.briefing.wording import examples
from plancmp.compare.model import Kind, Match, Op, Plan
from plancmp.compare.units import UNITS, scaled
from plancmp.compare.verdict import VerdictCode

__all__ = ["summary"]

_V = VerdictCode
FINDINGS, PROPOSALS = 3, 2


def summary(paper: Paper) -> list[Block]:
    """One paragraph each: the judgement, the findings, the proposals."""
    voice = paper.voice
    out: list[Block] = [
        Paragraph(voice.say("：", ": ") + _overall(paper), voice.say("总体判断", "Overall"))
    ]
    found = findings(paper)
    if found:
        out.append(
            Paragraph(
                voice.say("：", ": ") + _numbered(voice, found),
                voice.say("主要发现", "Findings"),
            )
        )
    said = [_proposal(voice, one) for one in paper.proposals[:PROPOSALS]]
    if said:
        lead = voice.say("建议研究", "Proposals")
        out.append(Paragraph(voice.say("：", ": ") + _numbered(voice, said), lead))
    return out


def _numbered(voice: Voice, clauses: Sequence[str]) -> str:
    if len(clauses) == 1:
        return voice.sentences(clauses)
    marks = [voice.say(f"{voice.number(n)}是", f"({n}) ") for n in range(1, len(clauses) + 1)]
    return voice.sentences([f"{m}{c}" for m, c in zip(marks, clauses, strict=True)])


def _overall(paper: Paper) -> str:
    voice, facts = paper.voice, paper.facts
    if facts.home is not None and facts.peers:
        return _home_overall(paper) + _against(paper)
    targets = sum(d.targets for d in facts.documents)
    figures = sum(d.figures for d in facts.documents)
    kind = voice.audience(facts.audience)
    n = len(facts.plans)
    which = f"{n}份" if n > 1 else voice.place(facts.plans[0])
    head = voice.say(
        f"{which}{kind}规划共{targets}项目标，{figures}项有数值",
        f"{n} {kind.lower()}'s plan{'s state' if n > 1 else ' states'} "
        f"{voice.many(targets, 'target')}, {figures} with a figure",
    )
    total = facts.total
    if n > 1 and total.shared:
        apart = total.count(Standing.YEARS, Standing.APART)
        head += voice.say(
            f"；两份以上有数值的{total.shared}项指标，持平{total.count(Standing.SAME)}、"
            f"不同{total.count(Standing.DIFFER)}、不宜直接比较{apart}",
            f"; of {total.shared} indicators with figures in two or more, "
            f"{total.count(Standing.SAME)} are equal, {total.count(Standing.DIFFER)} different, "
            f"{apart} not to be compared directly",
        )
    return head + _against(paper)


def _home_overall(paper: Paper) -> str:
    """The home plan by itself, and against all others taken together."""
    voice, facts = paper.voice, paper.facts
    mine = next(d for d in facts.documents if d.plan is facts.home)
    kind, ours = voice.audience(facts.audience), voice.ours()

    def count(*codes: VerdictCode) -> int:
        return sum(peer.count(*codes) for peer in facts.peers)

    pairs = sum(n for peer in facts.peers for _, n in peer.codes)
    apart = pairs - count(_V.EQUAL) - count(_V.STRICTER) - count(_V.LOOSER)
    others = voice.places([peer.other for peer in facts.peers])
    return voice.say(
        f"{ours}{kind}规划共{mine.targets}项目标，{mine.figures}项有数值；与{others}逐一比较，双方均有数值的"
        f"{pairs}项次，持平{count(_V.EQUAL)}、要求更高{count(_V.STRICTER)}、要求较低{count(_V.LOOSER)}、"
        f"不宜直接比较{apart}",
        f"{ours[:1].upper()}{ours[1:]}'s {kind.lower()}'s plan states {mine.targets} targets, "
        f"{mine.figures} with a figure; against {others}, of {pairs} pairs of figures "
        f"{count(_V.EQUAL)} are equal, {count(_V.STRICTER)} ask more, {count(_V.LOOSER)} ask less, "
        f"{apart} are not to be compared directly",
    )


def _against(paper: Paper) -> str:
    voice, facts = paper.voice, paper.facts
    if not facts.stated:
        return voice.say(
            f"；{voice.up}目标未能取得，未作对照。",
            f"; no {voice.up} figure could be judged against.",
        )
    if not facts.judged:
        return voice.say(
            f"；与{voice.up}目标比较{facts.stated}项次，没有可判断的。",
            f"; {voice.many(facts.stated, f'{voice.up} target')} asked about, none of which could be "
            "judged.",
        )
    equal, more, less = (facts.count(c) for c in (_V.EQUAL, _V.STRICTER, _V.LOOSER))
    text = voice.say(
        f"；与{voice.up}目标比较{facts.stated}项次，可判断{facts.judged}项次，持平{equal}、高于{more}、低于{less}",
        f"; against {voice.up} targets {facts.judged} of {facts.stated} could be judged: "
        f"{equal} equal, {more} above, {less} below",
    )
    weak = sum(u.weak for u in facts.upper)
    if weak:
        text += voice.say(
            f"（其中{weak}项次{voice.up}数值未能核对）",
            f" ({weak} on figures that could not be checked)",
        )
    return text + voice.say("。", ".")


def findings(paper: Paper) -> list[str]:
    """The first three things to know that hold, the weightiest first."""
    makers = (_below, _unanswered, _asks_less, _widest, _years, _alone, _unclear)
    return [text for make in makers if (text := make(paper))][:FINDINGS]


def _below(paper: Paper) -> str:
    voice, facts, found = paper.voice, paper.facts, paper.concerns.lower
    if not facts.judged:
        return ""
    if not found:
        return voice.say(
            f"可判断的项次中没有低于{voice.up}目标值的",
            f"none of those judged is below the {voice.up} target",
        )
    first = found[0]
    name = voice.indicator(first.indicator, first.scope)
    dagger = "†" if first.weak else ""
    return voice.say(
        f"低于{voice.up}目标值{len(found)}项次，如{voice.place(first.plan)}{name}{dagger}",
        f"{len(found)} below the {voice.up} target, such as {name} in {voice.place(first.plan)}"
        f"{dagger}",
    )


def _unanswered(paper: Paper) -> str:
    voice = paper.voice
    found = [g for g in paper.concerns.upper_gaps if g.target.match is Match.EXACT]
    if found:
        first = found[0]
        plans = _in_order(paper, [f.plan for f in (*first.silent, *first.wordy)])
        name = voice.indicator(first.target.indicator, first.target.scope)
        if len(paper.facts.focus) == 1:
            return voice.say(
                f"{voice.up}目标有数值而未列或未量化{len(found)}项，如{name}",
                f"{len(found)} {voice.up} figures are not answered with a figure, such as {name}",
            )
        return voice.say(
            f"{voice.up}目标有数值而有规划未列或未量化{len(found)}项，如{name}（{voice.places(plans)}）",
            f"{len(found)} {voice.up} figures are not answered with a figure by some plan, such as "
            f"{name} ({voice.places(plans)})",
        )
    gaps = paper.concerns.gaps
    if not gaps:
        return ""
    gap = gaps[0]
    plans = _in_order(paper, [*gap.silent, *gap.wordy])
    name = voice.indicator(*gap.row.key)
    return voice.say(
        f"半数以上规划有数值而有规划未列或未量化{len(gaps)}项，如{name}（{voice.places(plans)}）",
        f"{len(gaps)} indicators with figures in most plans lack one in others, such as {name} "
        f"({voice.places(plans)})",
    )


def _asks_less(paper: Paper) -> str:
    """Only from the home place's own point of view."""
    voice, found = paper.voice, paper.concerns.asks_less
    if not found:
        return ""
    name = voice.indicator(*found[0].row.key)
    return voice.say(
        f"同年目标低于半数以上可比规划{len(found)}项，如{name}",
        f"{len(found)} figures are below half or more of the comparable plans, such as {name}",
    )


def _in_order(paper: Paper, plans: Sequence[Plan]) -> list[Plan]:
    return [p for p in paper.facts.plans if p in plans]


def _widest(paper: Paper) -> str:
    """The field with most unlike figures, and one row of it."""
    voice, facts = paper.voice, paper.facts
    best = max(facts.fields, key=lambda f: f.count(Standing.DIFFER), default=None)
    if best is None or best.field is None or not best.count(Standing.DIFFER):
        return ""
    text = voice.say(
        f"{voice.field(best.field)}领域数值不同最多（{best.count(Standing.DIFFER)}项）",
        f"figures differ most in the field of {voice.field(best.field).lower()} "
        f"({voice.many(best.count(Standing.DIFFER), 'indicator')})",
    )
    rows = examples(facts, best, 1)
    return text + (_spread(voice, rows[0]) if rows else "")


def _spread(voice: Voice, row: RowFact) -> str:
    """From the smallest figure of a row to the largest, for the year most plans share: levels
    among levels, changes among changes of one sort."""
    groups: dict[tuple[int, object], dict[Decimal, str]] = {}
    for plan in row.figures:
        target = row.target(plan)
        goal = target.goal
        assert goal.value is not None
        assert goal.unit is not None
        change = goal.op if goal.kind is Kind.RELATIVE else None
        whole = change is not None or goal.op is Op.RANGE
        said = voice.words(goal) if whole else voice.quantity(goal.value, goal.unit)
        group = groups.setdefault((target.year, (change, UNITS[goal.unit].dimension)), {})
        group.setdefault(scaled(goal.value, goal.unit), said)
    (year, _), values = max(groups.items(), key=lambda pair: len(pair[1]))
    if len(values) < 2:
        return ""
    low, high = values[min(values)], values[max(values)]
    name = voice.indicator(*row.key)
    return voice.say(
        f"，如{name}{year}年目标由{low}到{high}", f", such as {name}: {low} to {high} in {year}"
    )


def _years(paper: Paper) -> str:
    voice, n = paper.voice, paper.facts.total.count(Standing.YEARS)
    return (
        n
        and voice.say(
            f"{n}项指标目标年不同，不宜直接比较", f"{n} indicators are due in different years"
        )
    ) or ""


def _alone(paper: Paper) -> str:
    voice, n = paper.voice, paper.facts.total.count(Standing.ALONE)
    if len(paper.facts.plans) == 1 or not n:
        return ""
    return voice.say(
        f"{n}项指标只有一份规划设有数值", f"{n} indicators have a figure in one plan only"
    )


def _unclear(paper: Paper) -> str:
    voice = paper.voice
    near, ways = len(paper.concerns.near), len(paper.concerns.two_ways)
    if not near and not ways:
        return ""
    said = [
        voice.say(f"口径相近而不同{near}处", f"{near} near matches") if near else "",
        voice.say(f"前后表述不一致{ways}处", f"{ways} statements made two ways") if ways else "",
    ]
    return voice.say("、", ", ").join(s for s in said if s)


def _proposal(voice: Voice, one: Proposal) -> str:
    name = voice.indicator(one.indicator, one.scope)
    reach = range_text(voice, one)
    return voice.say(
        f"{name}（{acts_text(voice, one)}，{reach}）",
        f"{name} ({acts_text(voice, one)}; range {reach})",
    )
