"""Chapters five and six: what deserves attention, and what could be proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plancmp.compare.briefing.blocks import Block, Bullets, Paragraph, Table
from plancmp.compare.briefing.concerns import Gap, Met, TwoWays, UpperGap
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.proposals import Act, Proposal
from plancmp.compare.briefing.request import Part
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.briefing.wording import grouped
from plancmp.compare.model import Op, Plan, Polarity, Target

__all__ = ["attention", "proposals", "range_text"]

ROWS_SHOWN = 15


def attention(paper: Paper) -> list[Block]:
    """Gaps, figures below the baseline, values met already, statements that do not agree."""
    up = paper.voice.up
    parts: list[tuple[str, str, Callable[[Paper], list[Block]]]] = [
        (f"{up}目标有数值而未列或未量化", f"{up.capitalize()} figures not answered", _upper_gaps),
        ("多数规划有数值而未列或未量化", "Figures most plans have", _gaps),
        (f"低于{up}目标值", f"Below the {up} target", _lower),
        ("同年目标低于可比规划", "Figures below comparable plans", _asks_less),
        ("已有数值达到目标水平（仅供参考）", "Values at the level of a target (information)", _met),
        ("同一规划前后表述不一致", "Stated two ways in one plan", _two_ways),
        ("原文数值存疑", "Doubtful figures", _doubtful),
        ("口径不一", "Definitions that differ", _near),
    ]
    out: list[Block] = []
    number = 0
    for zh, en, make in parts:
        blocks = make(paper)
        if blocks:
            number += 1
            out += [paper.section(number, zh, en), *blocks]
    if not out:
        out.append(Paragraph(paper.voice.say("未发现需要提示的问题。", "Nothing to point out.")))
    return out


def _named(voice: Voice, plans: Sequence[Plan]) -> str:
    return voice.places(plans) or "—"


def _rest(paper: Paper, total: int, part: Part, zh: str, en: str) -> str:
    """How many rows the table leaves out, and where they are."""
    if total <= ROWS_SHOWN:
        return ""
    voice, more = paper.voice, total - ROWS_SHOWN
    where = paper.see(part, zh, en)
    return voice.gap() + voice.say(
        f"下表列前{ROWS_SHOWN}项，另{more}项{where or '从略'}。",
        f"The table has the first {ROWS_SHOWN}; {more} more {where or 'are left out'}.",
    )


def _upper_gaps(paper: Paper) -> list[Block]:
    found = paper.concerns.upper_gaps
    if not found:
        return []
    voice = paper.voice
    text = voice.say(
        f"共{len(found)}项。未列是指没有该指标的可计量表述；未量化是指有表述而无数值。",
        f"{len(found)} in all. Not stated: absent from the text; no figure: words only.",
    ) + _rest(paper, len(found), Part.UPPER, f"见与{voice.up}目标衔接部分", "are in chapter four")
    rows = tuple(_upper_gap_row(voice, gap) for gap in found[:ROWS_SHOWN])
    heads = (voice.say("指标", "Indicator"), voice.say(f"{voice.up}目标", "Asked"),
             voice.say("未列", "Not stated"), voice.say("未量化", "No figure"))  # fmt: skip
    return [Paragraph(text), Table(heads, rows)]


def _upper_gap_row(voice: Voice, gap: UpperGap) -> tuple[str, ...]:
    asked = voice.marked(gap.target, gap.baseline.end) + ("†" if gap.weak else "")
    return (
        voice.indicator(gap.target.indicator, gap.target.scope),
        f"{voice.baseline(gap.baseline)} {asked}",
        _named(voice, [f.plan for f in gap.silent]),
        _named(voice, [f.plan for f in gap.wordy]),
    )


def _gaps(paper: Paper) -> list[Block]:
    """Gaps between plans; those a baseline already shows are not told twice."""
    told = {(g.target.indicator, g.target.scope) for g in paper.concerns.upper_gaps}
    found = [g for g in paper.concerns.gaps if g.row.key not in told]
    if not found:
        return []
    voice = paper.voice
    text = voice.say(
        f"{'除上述外，' if told else ''}半数以上规划设有数值的指标中，有规划未列或未量化的{len(found)}项。",
        f"{'Beside those, ' if told else ''}{voice.many(len(found), 'indicator')} with a figure in "
        "half of the plans or more: not stated, or without a figure, in others.",
    ) + _rest(paper, len(found), Part.TABLE, "见附1", "are in annex 1")
    heads = (voice.say("指标", "Indicator"), voice.say("已设数值", "Figures"),
             voice.say("未列", "Not stated"), voice.say("未量化", "No figure"))  # fmt: skip
    rows = tuple(_gap_row(voice, gap) for gap in found[:ROWS_SHOWN])
    return [Paragraph(text), Table(heads, rows)]


def _gap_row(voice: Voice, gap: Gap) -> tuple[str, ...]:
    return (
        voice.indicator(*gap.row.key),
        _stated(voice, [(p, gap.row.target(p)) for p in gap.row.figures]),
        _named(voice, gap.silent),
        _named(voice, gap.wordy),
    )


def _stated(voice: Voice, pairs: Sequence[tuple[Plan, Target]]) -> str:
    """Figures with the plans that state them: 东莞、清城≤3.0‰；曾都≤4.5‰."""
    target_of = {p.id: t for p, t in pairs}
    said = grouped([p for p, _ in pairs], lambda p: voice.marked(target_of[p.id], p.end))
    gap = voice.gap()
    return voice.say("；", "; ").join(f"{voice.places(ps)}{gap}{g}" for g, ps in said.items())


def _lower(paper: Paper) -> list[Block]:
    found = paper.concerns.lower
    if not found:
        return []
    voice = paper.voice
    items = []
    for finding in found:
        dagger = "†" if finding.weak else ""
        name = voice.indicator(finding.indicator, finding.scope)
        why = voice.say(finding.verdict.reason.zh, finding.verdict.reason.en)
        items.append(
            voice.say(
                f"{voice.place(finding.plan)}{name}：{why}{dagger}。",
                f"{voice.place(finding.plan)}, {name}: {why}{dagger}.",
            )
        )
    text = voice.say(
        f"共{len(found)}项次。比较的是目标值，不涉及实际完成情况。",
        f"{len(found)} in all. Targets are compared, not results.",
    )
    return [Paragraph(text), Bullets(tuple(items))]


def _asks_less(paper: Paper) -> list[Block]:
    found, home = paper.concerns.asks_less, paper.facts.home
    if not found or home is None:
        return []
    voice = paper.voice
    text = voice.say(
        f"与目标年相同、口径相同的规划相比，{voice.ours()}要求较低且半数以上可比规划要求更高的{len(found)}项"
        "，供评估时研究；是否调整取决于本地基数和条件。",
        f"{len(found)} figures are below those of half or more of the plans that can be ranked with "
        "ours for the same year. Whether to change them depends on local conditions.",
    )
    heads = (voice.say("指标", "Indicator"), voice.say(voice.ours(), "Ours"),
             voice.say("要求更高的规划", "Plans that ask more"))  # fmt: skip
    rows = tuple(
        (
            voice.indicator(*one.row.key),
            voice.marked(one.row.target(home), home.end),
            _stated(voice, [(p, one.row.target(p)) for p in one.others]),
        )
        for one in found
    )
    return [Paragraph(text), Table(heads, rows)]


def _met(paper: Paper) -> list[Block]:
    found = paper.concerns.met
    if not found:
        return []
    voice = paper.voice
    groups: dict[tuple[str, str | None, str, int], list[Met]] = {}
    for one in found:
        key = (one.target.indicator, one.target.scope, one.area, one.year)
        groups.setdefault(key, []).append(one)
    rows = []
    for (indicator, scope, area, year), members in groups.items():
        first = members[0]
        place = voice.area(area)
        printed = voice.say("，规划所载基期值", ", printed in the plan") if first.printed else ""
        rows.append(
            (
                voice.indicator(indicator, scope),
                voice.quantity(first.value, first.unit),
                f"{place}{voice.gap()}{voice.year(year)}{printed}",
                _stated(voice, [(m.plan, m.target) for m in members]),
            )
        )
    text = voice.say(
        "下列已有数值在目标水平上或优于目标水平。全国、全省数值是平均数，不代表本地；本地实际值须另查。"
        "以此为参考，不作为对目标的判断。",
        "The values below are at the level of the targets or better. National and provincial "
        "values are averages; local ones have to be looked up. Information, not a judgement.",
    )
    heads = (voice.say("指标", "Indicator"), voice.say("已有数值", "Value"),
             voice.say("范围和年份", "Area and year"), voice.say("目标值", "Targets"))  # fmt: skip
    return [Paragraph(text), Table(heads, tuple(rows))]


def _two_ways(paper: Paper) -> list[Block]:
    found = paper.concerns.two_ways
    if not found:
        return []
    voice = paper.voice
    text = voice.say(
        "同一指标、同一目标年在同一份规划中有不同数值，须核对原文后确定采用哪一个；本文比较时取排序在前的一个"
        "（主要目标、重点工程、措施依次）。",
        "One plan gives different figures for one indicator and year; the original has to decide. "
        "Here the first is compared (goals, then projects, then measures).",
    )
    return [Paragraph(text), Bullets(tuple(_two_ways_item(voice, one) for one in found))]


def _two_ways_item(voice: Voice, one: TwoWays) -> str:
    first = one.targets[0]
    said = [
        f"{voice.words(t.goal)}{voice.say('（', ' (')}{voice.where(t)}{voice.say('）', ')')}"
        for t in one.targets
    ]
    name, year = voice.indicator(first.indicator, first.scope), voice.year(first.year)
    return voice.say(
        f"{voice.place(one.plan)}{name}（{year}）：", f"{voice.place(one.plan)}, {name} ({year}): "
    ) + voice.sentences(said, ("，", ", "))


def _doubtful(paper: Paper) -> list[Block]:
    voice = paper.voice
    items = []
    for target in paper.concerns.doubtful:
        assert target.suspect is not None
        plan = voice.catalogue.plans[target.plan]
        name = voice.indicator(target.indicator, target.scope)
        doubt = target.suspect
        items.append(
            voice.say(
                f"{voice.place(plan)}{name}：原文印作“{doubt.printed}”，疑为“{doubt.likely}”。{doubt.reason}。",
                f"{voice.place(plan)}, {name}: printed “{doubt.printed}”, perhaps “{doubt.likely}”. "
                f"{voice.note(doubt.reason)}.",
            )
        )
    return [Bullets(tuple(items))] if items else []


def _near(paper: Paper) -> list[Block]:
    found = paper.concerns.near
    if not found:
        return []
    voice = paper.voice
    text = voice.say(
        f"下列{len(found)}处与指标名称相近而口径不同，标≈，仅供参考，不排高低。",
        f"Close to the indicator but not the same (≈), {len(found)} in all: for reference, never "
        "ranked.",
    )
    heads = (voice.say("地区", "Place"), voice.say("指标", "Indicator"),
             voice.say("目标值", "Goal"), voice.say("口径说明", "Note"))  # fmt: skip
    rows = []
    for target in found:
        plan = voice.catalogue.plans[target.plan]
        rows.append(
            (
                voice.name(plan),
                voice.indicator(target.indicator, target.scope),
                voice.goal(target, plan.end),
                voice.note(target.note),
            )
        )
    return [Paragraph(text), Table(heads, tuple(rows))]


# -- 六 --------------------------------------------------------------------------------------------


def proposals(paper: Paper) -> list[Block]:
    """Indicator, range, who, and on what basis."""
    voice, found = paper.voice, paper.proposals
    if not found:
        return [
            Paragraph(
                voice.say(
                    f"据{voice.up}目标和各规划已有数值，没有可提出的具体数值建议。",
                    f"Neither the {voice.up} targets nor the other plans suggest a figure.",
                )
            )
        ]
    shown = found[:ROWS_SHOWN]
    heads = (voice.say("指标", "Indicator"), voice.say("建议范围", "Range"),
             voice.say("涉及地区", "Who"), voice.say("依据", "Basis"))  # fmt: skip
    rows = tuple(
        (
            voice.indicator(one.indicator, one.scope),
            f"{range_text(voice, one)}{voice.say('（', ' (')}{voice.year(one.low.year)}"
            f"{voice.say('）', ')')}",
            acts_text(voice, one),
            _basis(paper, one),
        )
        for one in shown
    )
    more = len(found) - len(shown)
    text = _occasion(paper) + voice.say(
        f"供参考的指标共{len(found)}项", f"{voice.many(len(found), 'indicator')} for consideration"
    )
    text += (
        voice.say(f"，下表列前{len(shown)}项。", f"; the first {len(shown)} below.")
        if more
        else (voice.say("。", "."))
    )
    text += voice.gap() + voice.say(
        f"范围取自{voice.up}目标和其他规划已有的数值，不是测算结果，确定前须核对本地基数。",
        f"Ranges repeat what {voice.up} documents and other plans state; they are no forecast, and "
        "local base values have to be checked first.",
    )
    out: list[Block] = [Paragraph(text), Table(heads, rows)]
    if any(one.weak for one in shown):
        out.append(
            Paragraph(
                voice.say(
                    f"†：{voice.up}数值未能核对，须先查原件。",
                    f"†: check the {voice.up} figure first.",
                )
            )
        )
    return out


def _occasion(paper: Paper) -> str:
    """When a proposal could be taken up: the next plan, or a revision of this one."""
    voice = paper.voice
    over = [p for p in paper.facts.focus if p.status == "ended"]
    running = [p for p in paper.facts.focus if p.status != "ended"]
    clauses = [
        voice.say(
            f"{voice.places(over)}编制下一轮规划", f"for the next plan of {voice.places(over)}"
        )
        if over
        else "",
        voice.say(
            f"{voice.places(running)}评估、修订规划",
            f"for a review of the plan{'s' if len(running) > 1 else ''} of {voice.places(running)}",
        )
        if running
        else "",
    ]
    said = voice.say("，", ", ").join(c for c in clauses if c)
    return voice.say(f"{said}时，", f"{said[:1].upper()}{said[1:]}: ")


_ACTS = {
    Act.RAISE: ("研究提高", "consider raising: "),
    Act.QUANTIFY: ("量化", "put a figure: "),
    Act.ADD: ("列入", "state: "),
}


def acts_text(voice: Voice, one: Proposal) -> str:
    """Who would do what: 兰溪列入；东莞量化."""
    polarity = voice.catalogue.indicators[one.indicator].polarity
    said = []
    for act, plans in one.acts:
        zh, en = _ACTS[act]
        if act is Act.RAISE and polarity is Polarity.LOWER:
            zh, en = "研究从严", "consider tightening: "
        said.append(voice.say(f"{voice.places(plans)}{zh}", f"{en}{voice.places(plans)}"))
    return voice.say("；", "; ").join(said)


def range_text(voice: Voice, one: Proposal) -> str:
    """The range in words: 90%至95%, 3.0‰至4.5‰; one figure where nothing exceeds it."""
    dagger = "†" if one.weak else ""
    low = voice.words(one.low.goal)
    if one.high is None:
        return low + dagger
    ends = (one.low.goal, one.high.goal)
    polarity = voice.catalogue.indicators[one.indicator].polarity
    if any(g.op not in (Op.GE, Op.LE, Op.GT, Op.LT, Op.EQ) for g in ends):
        return low + dagger + voice.say("至", " to ") + voice.words(ends[1])
    if polarity is Polarity.LOWER:
        ends = (ends[1], ends[0])
    first, second = (voice.quantity(g.value, g.unit) for g in ends if g.value is not None)
    return f"{first}{voice.say('至', ' to ')}{second}{dagger}"


def _basis(paper: Paper, one: Proposal) -> str:
    voice = paper.voice
    said = []
    if one.baseline is not None:
        asked = voice.marked(one.low, one.baseline.end) + ("†" if one.weak else "")
        said.append(f"{voice.baseline(one.baseline)} {asked}")
    rows = {row.key: row for row in paper.facts.total.rows}
    row = rows.get((one.indicator, one.scope))
    if row is not None and one.peers:
        said.append(_stated(voice, [(p, row.target(p)) for p in one.peers]))
    return voice.say("；", "; ").join(said)
