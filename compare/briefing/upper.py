"""Chapter four: the plans against what is asked above them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancmp.compare.briefing.blocks import Block, Bullets, Paragraph, Table
from plancmp.compare.briefing.facts import UpperFact
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.briefing.wording import distance
from plancmp.compare.catalogue import has_number
from plancmp.compare.check import Finding
from plancmp.compare.model import Kind, Plan
from plancmp.compare.verdict import Timing, Verdict, VerdictCode

__all__ = ["short_verdict", "upper"]

_V = VerdictCode


def upper(paper: Paper) -> list[Block]:
    """A table for the plan above, one for sector documents; how many could be judged."""
    voice, facts = paper.voice, paper.facts
    out: list[Block] = []
    if not facts.upper:
        out.append(
            Paragraph(
                voice.say(
                    f"没有{voice.up}目标可用，本部分不作判断。",
                    f"There is no {voice.up} figure to compare with; nothing is judged here.",
                )
            )
        )
    plain = [b for b in facts.baselines if b.role == "plan"]
    sector = [b for b in facts.baselines if b.role != "plan"]
    number = 0
    for baseline in plain:
        number += 1
        mine = [u for u in facts.upper if u.baseline is baseline]
        out.append(
            paper.section(number, f"对照{voice.baseline(baseline)}", voice.baseline(baseline))
        )
        out += _against(paper, mine)
    if sector:
        mine = [u for u in facts.upper if u.baseline.role != "plan"]
        out.append(paper.section(number + 1, "对照专项文件", "Sector documents"))
        out += _against(paper, mine)
    if facts.remarks:
        lead = voice.say("无从比较的", "Nothing to compare with")
        out.append(Paragraph(voice.say("：", ":"), lead))
        out.append(Bullets(tuple(_remark(voice, r) for r in facts.remarks)))
    return out


def _remark(voice: Voice, remark: tuple[str, str]) -> str:
    return voice.say(remark[0] + "。", remark[1] + ".")


def _against(paper: Paper, upper: Sequence[UpperFact]) -> list[Block]:
    voice = paper.voice
    findings = [f for u in upper for f in u.findings]
    figured = [f for f in findings if f.baseline is not None and has_number(f.baseline.goal)]
    out: list[Block] = [Paragraph(_counts(voice, upper))]
    plans = tuple({u.plan.id: u.plan for u in upper}.values())
    stated = [f for f in figured if f.verdict.code not in (_V.MISSING, _V.NOT_APPLICABLE)]
    shown = {f.baseline.id for f in stated if f.baseline is not None}
    rows = _by_baseline(f for f in figured if f.baseline is not None and f.baseline.id in shown)
    if rows and len(plans) == 1:
        out.append(_reasons(paper, [f for members in rows for f in members]))
    elif rows:
        out.append(_matrix(paper, rows, plans))
    out += _closing(paper, findings, figured, shown)
    return out


def _counts(voice: Voice, upper: Sequence[UpperFact]) -> str:
    """How many were judged of how many, plan by plan."""
    clauses = []
    for plan in {u.plan.id: u.plan for u in upper}.values():
        mine = [u for u in upper if u.plan is plan]
        judged, asked = sum(u.judged for u in mine), sum(len(u.findings) for u in mine)
        missing = sum(u.count(_V.MISSING) for u in mine)
        name = voice.place(plan)
        clause = voice.say(
            f"{name}{asked}项中可判断{judged}项", f"{name}: {judged} of {asked} judged"
        )
        if missing:
            clause += voice.say(f"，未列{missing}项", f", {missing} not stated")
        clauses.append(clause)
    return voice.sentences(clauses)


def _by_baseline(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        assert finding.baseline is not None
        groups.setdefault(finding.baseline.id, []).append(finding)
    return list(groups.values())


def _asked(voice: Voice, finding: Finding) -> str:
    assert finding.baseline is not None
    dagger = "†" if finding.weak else ""
    return voice.marked(finding.baseline, finding.baseline_plan.end) + dagger


def _matrix(paper: Paper, rows: Sequence[Sequence[Finding]], plans: Sequence[Plan]) -> Table:
    """Rows are baseline targets, columns plans: the figure and, briefly, how it stands."""
    voice = paper.voice
    sector = any(members[0].baseline_plan.role != "plan" for members in rows)
    heads = [voice.say("指标", "Indicator")]
    if sector:
        heads.append(voice.say("对照文件", "Baseline"))
    heads.append(voice.say(f"{voice.up}目标", "Asked"))
    body = []
    for members in rows:
        first = members[0]
        line = [voice.indicator(first.indicator, first.scope)]
        if sector:
            line.append(voice.baseline(first.baseline_plan))
        line.append(_asked(voice, first))
        for plan in plans:
            found = next((f for f in members if f.plan is plan), None)
            line.append("" if found is None else _answer(voice, found))
        body.append(tuple(line))
    return Table((*heads, *(voice.column(p) for p in plans)), tuple(body))


def _answer(voice: Voice, finding: Finding) -> str:
    short = short_verdict(voice, finding)
    if finding.target is None:
        return short
    goal = voice.marked(finding.target, finding.plan.end)
    return f"{goal}{voice.say('，', ', ')}{short}"


def _reasons(paper: Paper, findings: Sequence[Finding]) -> Table:
    """One plan: its figure, the one asked, and the reason of the verdict in full."""
    voice = paper.voice
    sector = any(f.baseline_plan.role != "plan" for f in findings)
    heads = [voice.say("指标", "Indicator"), voice.say("本规划", "This plan")]
    if sector:
        heads.append(voice.say("对照文件", "Baseline"))
    heads += [voice.say(f"{voice.up}目标", "Asked"), voice.say("比较", "Comparison")]
    body = []
    for finding in findings:
        line = [voice.indicator(finding.indicator, finding.scope)]
        target = finding.target
        line.append("—" if target is None else voice.marked(target, finding.plan.end))
        if sector:
            line.append(voice.baseline(finding.baseline_plan))
        line += [_asked(voice, finding), voice.say(*_both(finding.verdict))]
        body.append(tuple(line))
    return Table(tuple(heads), tuple(body))


def _both(verdict: Verdict) -> tuple[str, str]:
    return (verdict.reason.zh, verdict.reason.en)


def _closing(
    paper: Paper, findings: Sequence[Finding], figured: Sequence[Finding], shown: set[str]
) -> list[Block]:
    """What the table leaves out: figures no plan answers, statements without a figure, †."""
    voice = paper.voice
    said = []
    silent = _by_baseline(
        f for f in figured if f.baseline is not None and f.baseline.id not in shown
    )
    if silent:
        names = voice.listed(
            [f"{voice.indicator(m[0].indicator, m[0].scope)} {_asked(voice, m[0])}" for m in silent]
        )
        said.append(
            voice.say(
                f"{voice.up}目标有数值而各规划均未列的{len(silent)}项：{names}。"
                if paper.facts.home is None and len(paper.facts.plans) > 1
                else f"{voice.up}目标有数值而本规划未列的{len(silent)}项：{names}。",
                f"{len(silent)} {voice.up} figures that are not stated: {names}.",
            )
        )
    wordless = {f.baseline.id for f in findings if f.baseline and not has_number(f.baseline.goal)}
    if wordless:
        said.append(
            voice.say(
                f"{voice.up}目标无数值的{len(wordless)}项未列入表。",
                f"{len(wordless)} {voice.up} statements without a figure are left out.",
            )
        )
    if any(f.weak for f in findings):
        said.append(
            voice.say(
                f"†：{voice.up}数值未能核对，引用前须查原件。",
                f"†: the {voice.up} figure could not be checked; see the original before use.",
            )
        )
    return [Paragraph(voice.gap().join(said))] if said else []


def short_verdict(voice: Voice, finding: Finding) -> str:
    """A verdict in a few words, for a cell beside the figure."""
    verdict = finding.verdict
    gap = distance(voice, verdict)
    why = verdict.reason.code
    if verdict.code is _V.EQUAL:
        late = {Timing.EARLIER: ("（目标年较早）", " (earlier)"),
                Timing.LATER: ("（目标年较晚）", " (later)")}  # fmt: skip
        zh, en = late.get(verdict.timing or Timing.SAME, ("", ""))
        return voice.say(f"持平{zh}", f"equal{en}")
    if verdict.code in (_V.STRICTER, _V.LOOSER):
        return _short_level(voice, verdict.code is _V.STRICTER, gap, why)
    if verdict.code is _V.DIFFERS:
        return voice.say(f"相差{gap}", f"{gap} apart") if gap else voice.say("不同", "differs")
    if verdict.code is _V.UNQUANTIFIED:
        wordy = finding.target is not None and finding.target.goal.kind is Kind.DIRECTIONAL
        if wordy:
            return voice.say("仅作方向性表述", "a direction only")
        return voice.say("未设量化目标", "no figure")
    if why == "missing-related":
        return voice.say("未列（列有相近指标）", "not stated (a related indicator is)")
    if verdict.code is _V.INCOMPARABLE:
        return voice.say(*_APART.get(why, ("不可比", "not comparable")))
    return voice.say(*_SHORT[verdict.code])


_APART = {
    "near-match": ("口径不同，仅供参考", "other definition"),
    "suspect": ("原文数值存疑", "doubtful figure"),
}
_SHORT = {
    _V.INTERIM: ("阶段值，不宜直接比较", "a milestone"),
    _V.DEFERRED: ("更高但目标年较晚，不宜直接比较", "more, but later"),
    _V.QUANTIFIED: ("已量化", "quantified"),
    _V.OPPOSED: ("方向相反", "opposed"),
    _V.MISSING: ("未列", "not stated"),
    _V.NOT_APPLICABLE: ("不属本级", "not applicable"),
    _V.EXTRA: ("另列", "extra"),
    _V.NOT_COLLECTED: ("未收录", "not collected"),
}


def _short_level(voice: Voice, more: bool, gap: str, why: str) -> str:
    if why.startswith("wrong-side"):
        return voice.say("目标值劣于本地基数", "worse than its own base value")
    if why.endswith("-change"):
        large = why.startswith("larger")
        return voice.say(
            f"幅度{'大' if large else '小'}{gap}", f"{gap} {'larger' if large else 'smaller'}"
        )
    if why.endswith("-lower"):
        return voice.say(
            f"更严（低{gap}）" if more else f"较宽（高{gap}）",
            f"{gap} {'tighter' if more else 'wider'}",
        )
    return voice.say(
        f"高{gap}" if more else f"低于目标值{gap}", f"{gap} {'above' if more else 'below'}"
    )
