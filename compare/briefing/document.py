"""The parts in the order an office expects, as one Markdown document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from plancmp.compare.align import audiences
from plancmp.compare.briefing import annexes, attention, chapters, summary, upper, wording
from plancmp.compare.briefing.blocks import Block, Heading, to_markdown
from plancmp.compare.briefing.concerns import concerns_of
from plancmp.compare.briefing.facts import gather
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.proposals import proposals_of
from plancmp.compare.briefing.request import Part, Request
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.errors import UsageError
from plancmp.compare.model import Audience

__all__ = ["blocks_of", "briefing", "papers_of"]

Maker = Callable[[Paper], list[Block]]

_CHAPTERS: Final[tuple[tuple[Part, str, str, Maker], ...]] = (
    (Part.OVERVIEW, "基本情况", "Documents", chapters.overview),
    (Part.JUDGEMENT, "总体判断", "Overall picture", chapters.judgement),
    (Part.FIELDS, "分领域比较", "By field", chapters.fields),
    (Part.UPPER, "与{up}目标衔接", "Against {up} targets", upper.upper),
    (Part.CONCERNS, "需要关注的问题", "Points of attention", attention.attention),
    (Part.PROPOSALS, "建议", "Proposals", attention.proposals),
)
_ANNEXES: Final[tuple[tuple[Part, str, str, Maker], ...]] = (
    (Part.TABLE, "附1 对照表", "Annex 1: side by side", annexes.comparison),
    (Part.SOURCES, "附2 口径与出处", "Annex 2: definitions and sources", annexes.sources),
    (Part.INCOMPARABLE, "附3 不可比项", "Annex 3: not comparable", annexes.incomparable),
)


def briefing(catalogue: Catalogue, request: Request) -> str:
    """The paper as Markdown. Raises :class:`UsageError` when nothing can be compared."""
    return to_markdown(blocks_of(papers_of(catalogue, request)), request.level)


def papers_of(catalogue: Catalogue, request: Request) -> tuple[Paper, ...]:
    """The facts of every audience present, children first, ready to be told.

    With a home place only its audiences. Raises :class:`UsageError` for a document of which
    only some targets are collected (what it does not state cannot be known), and when nothing
    is left to tell.
    """
    partial = [p for p in request.plans if not p.complete]
    if partial:
        names = "、".join(p.title for p in partial)
        titles = ", ".join(p.id for p in partial)
        raise UsageError(
            f"{names}只收录了部分目标，不能作为比较对象；可用 --against 作对照",
            f"only some targets of {titles} are collected, so it cannot be what is compared; "
            "use it with --against",
        )
    named = [a for a in audiences(request.plans) if _told(request, a)]
    depth = 1 if len(named) == 1 else 2
    found = [_paper(catalogue, request, a, depth) for a in named]
    papers = [p for p in found if p.facts.total.rows]
    if not papers:
        raise UsageError(
            "没有可写的内容：所选规划在所选领域没有目标；换一个 --field 或地方",
            "nothing to write: the chosen plans have no target in the chosen fields; "
            "choose another --field or place",
        )
    if len(papers) == 1:
        papers = [replace(papers[0], depth=1)]
    return (papers[0], *(replace(p, first=False) for p in papers[1:]))


def _told(request: Request, audience: Audience) -> bool:
    here = request.home
    return here is None or any(p.jurisdiction == here.id for p in request.of(audience))


def _paper(catalogue: Catalogue, request: Request, audience: Audience, depth: int) -> Paper:
    facts = gather(catalogue, request, audience)
    above = all(
        u.baseline.jurisdiction in {j.id for j in catalogue.ancestors(u.plan.jurisdiction)}
        for u in facts.upper
    )
    voice = Voice(catalogue, request.lang, request.home, above)
    concerns = concerns_of(catalogue, request, facts)
    found = proposals_of(catalogue, facts, concerns)
    return Paper(request, voice, facts, concerns, found, depth)


def blocks_of(papers: tuple[Paper, ...]) -> list[Block]:
    """Title, chapters for each audience, annexes, notes, citation: what was asked for of them."""
    first = papers[0]
    voice, parts = first.voice, first.request.parts
    out: list[Block] = [Heading(0, wording.title(voice, tuple(p.facts for p in papers)))]
    for number, paper in enumerate(papers, 1):
        body = _chapters(paper)
        if body and len(papers) > 1:
            kind = voice.audience(paper.facts.audience)
            text = voice.say(f"第{voice.number(number)}部分 {kind}规划", f"Part {number}: {kind}")
            out.append(Heading(1, text))
        out += body
    for part, zh, en, make in _ANNEXES:
        if part in parts:
            out += _annex(papers, zh, en, make)
    if Part.NOTES in parts:
        out += [Heading(1, voice.say("说明", "Notes")), *annexes.notes(papers)]
    if Part.CITATION in parts:
        out += [Heading(1, voice.say("引用", "Citation")), *annexes.citation(first)]
    return out


def _chapters(paper: Paper) -> list[Block]:
    voice, parts, depth = paper.voice, paper.request.parts, paper.depth
    out: list[Block] = []
    if Part.SUMMARY in parts:
        out += [Heading(depth, voice.say("提要", "Summary")), *summary.summary(paper)]
    number = 0
    for part, zh, en, make in _CHAPTERS:
        if part in parts:
            number += 1
            zh, en = (name.format(up=voice.up) for name in (zh, en))
            text = voice.say(f"{voice.number(number)}、{zh}", f"{number}. {en}")
            out += [Heading(depth, text), *make(paper)]
    return out


def _annex(papers: tuple[Paper, ...], zh: str, en: str, make: Maker) -> list[Block]:
    voice = papers[0].voice
    out: list[Block] = [Heading(1, voice.say(zh, en))]
    for paper in papers:
        if len(papers) > 1:
            kind = voice.audience(paper.facts.audience)
            out.append(Heading(2, voice.say(f"{kind}规划", kind)))
        out += make(paper)
    return out
