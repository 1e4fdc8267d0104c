"""Chapters one to three: the documents, the overall picture, the fields."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.briefing import premises, wording
from plancmp.compare.briefing.blocks import Block, Bullets, Paragraph, Table
from plancmp.compare.briefing.facts import FieldFact, RowFact, Standing
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.request import Part
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.diff import Cell
from plancmp.compare.labels import label
from plancmp.compare.model import Confidence, Plan
from plancmp.compare.verdict import VerdictCode

__all__ = ["cell_text", "fields", "judgement", "overview"]

_V = VerdictCode
ROWS_SHOWN = 10
"""Rows of a field's table in the text; the rest stands in the annex."""


# -- 一 --------------------------------------------------------------------------------------------


def overview(paper: Paper) -> list[Block]:
    """Documents with number, date, period and status; comparability; method."""
    voice, facts = paper.voice, paper.facts
    heads = _heads(
        voice,
        ("文件", "Document"), ("文号", "Number"), ("印发或公布", "Issued or published"),
        ("期限", "Period"), ("状态", "Status"), ("目标", "Targets"), ("有数值", "With figure"),
        ("无数值", "Without"),
    )  # fmt: skip
    rows = tuple(
        (
            voice.say(d.plan.title, d.plan.title),
            d.plan.number or voice.say("未印", "none printed"),
            _date(voice, d.plan),
            premises.period(voice, d.plan),
            label(f"status.{d.plan.status}", voice.lang),
            str(d.targets),
            str(d.figures),
            str(d.words),
        )
        for d in facts.documents
    )
    text = premises.counts_sentence(voice, facts)
    if paper.request.fields:
        chosen = voice.listed([voice.field(f) for f in paper.request.fields])
        text += voice.say(f"只取{chosen}领域。", f" Only these fields: {chosen}.")
    out: list[Block] = [
        Paragraph((text + voice.gap() + premises.absent_sentence(voice, facts)).rstrip()),
        Table(heads, rows, frozenset(heads[5:])),
    ]
    notes = [n for p in facts.plans if (n := _remark(voice, p))]
    if notes:
        out.append(Paragraph(voice.say("：", ":"), voice.say("文件说明", "On the documents")))
        out.append(Bullets(tuple(notes)))
    out.append(Paragraph(voice.say("：", ":"), voice.say("可比性", "Comparability")))
    out.append(Bullets(tuple(premises.comparability(voice, facts))))
    lead = voice.say("比较方法", "Method")
    if paper.first:
        out.append(Paragraph(voice.say("：", ":"), lead))
        out.append(Bullets(tuple(premises.method(voice))))
    else:
        out.append(Paragraph(voice.say("：同第一部分。", ": as in part 1."), lead))
    said, listed = premises.upper_documents(voice, facts)
    if listed:
        lead = voice.say(f"{voice.up}文件", f"{voice.up.capitalize()} documents")
        out.append(Paragraph(voice.say("：", ": ") + said, lead))
        levels = tuple(label(f"confidence.{c}", voice.lang) for c in Confidence)
        heads = _heads(voice, ("文件", "Document"), ("文号", "Number"), ("期限", "Period"),
                       ("所用目标", "Targets used"))  # fmt: skip
        out.append(Table((*heads, *levels), tuple(listed), frozenset((heads[-1], *levels))))
    return out


def _date(voice: Voice, plan: Plan) -> str:
    if plan.issued:
        return plan.issued
    if plan.published:
        return voice.say(f"{plan.published}（公布）", f"{plan.published} (published)")
    return voice.say("未载", "not given")


def _remark(voice: Voice, plan: Plan) -> str:
    """What is odd about a document, in the words of the catalogue."""
    parts = [] if plan.number else [voice.note(plan.number_note)]
    parts.append(voice.note(plan.note))
    said = "；".join(p for p in parts if p)
    return f"{voice.name(plan)}{voice.say('：', ': ')}{said}{voice.say('。', '')}" if said else ""


def _heads(voice: Voice, *pairs: tuple[str, str]) -> tuple[str, ...]:
    return tuple(voice.say(zh, en) for zh, en in pairs)


# -- 二 --------------------------------------------------------------------------------------------


def judgement(paper: Paper) -> list[Block]:
    """How many are equal, above, below, not stated, not comparable: between plans, by field,
    and by place and baseline."""
    voice, facts = paper.voice, paper.facts
    out: list[Block] = [Paragraph(wording.between_sentence(voice, facts.total, facts.plans))]
    if len(facts.plans) > 1:
        out = [
            Paragraph(
                voice.say("：", ": ") + wording.between_sentence(voice, facts.total, facts.plans),
                voice.say("各规划之间", "Between the plans"),
            ),
            _standing_table(voice, facts.fields, facts.total),
        ]
    if facts.home is not None and facts.peers:
        lead = voice.say(f"{voice.ours()}与各地", "Our plan and the others")
        out.append(Paragraph(voice.say("：", ":"), lead))
        out.append(Bullets(tuple(wording.peer_sentence(voice, p) for p in facts.peers)))
    if len(facts.plans) > 1:
        out.append(_place_table(paper))
    out.append(
        Paragraph(
            voice.say("：", ": ") + wording.upper_sentence(voice, facts),
            voice.say(f"与{voice.up}目标", f"Against {voice.up} targets"),
        )
    )
    if facts.upper:
        out.append(_upper_table(paper))
    return out


def _standing_table(voice: Voice, fields: Sequence[FieldFact], total: FieldFact) -> Table:
    heads = _heads(
        voice,
        ("领域", "Field"), ("指标", "Indicators"), ("有数值", "With figure"),
        ("两份以上有数值", "In two or more"), ("持平", "Equal"), ("数值不同", "Different"),
        ("目标年不同", "Other year"), ("不可比", "Not comparable"), ("只一份有数值", "In one only"),
    )  # fmt: skip
    rows = []
    for one in (*fields, total):
        name = voice.say("合计", "Total") if one.field is None else voice.field(one.field)
        counts = [len(one.rows), one.figures, one.shared]
        for standing in (Standing.SAME, Standing.DIFFER, Standing.YEARS, Standing.APART,
                         Standing.ALONE):  # fmt: skip
            counts.append(one.count(standing))
        rows.append((name, *map(str, counts)))
    return Table(heads, tuple(rows), frozenset(heads[1:]))


def _place_table(paper: Paper) -> Table:
    voice = paper.voice
    heads = _heads(
        voice,
        ("地区", "Place"), ("已列指标", "Stated"), ("未列指标", "Not stated"),
        ("只本地列有", "Stated here only"), ("同组要求最高（▲）", "Asking most (▲)"),
    )  # fmt: skip
    rows = tuple(
        (voice.name(d.plan), str(d.stated), str(d.missing), str(d.alone), str(d.top))
        for d in paper.facts.documents
    )
    return Table(heads, rows, frozenset(heads[1:]))


def _upper_table(paper: Paper) -> Table:
    voice = paper.voice
    heads = _heads(
        voice,
        ("地区", "Place"), ("对照文件", "Baseline"), (f"{voice.up}目标", "Asked"), ("可判断", "Judged"),
        ("持平", "Equal"), ("高于", "Above"), ("低于", "Below"), ("目标年不同", "Other year"),
        ("未设量化目标", "No figure"), ("其他", "Other"), ("未列", "Not stated"),
        ("不能判断", "Not judged"),
    )  # fmt: skip
    groups = ((_V.EQUAL,), (_V.STRICTER,), (_V.LOOSER,), (_V.INTERIM, _V.DEFERRED),
              (_V.UNQUANTIFIED,), (_V.DIFFERS, _V.QUANTIFIED, _V.OPPOSED), (_V.MISSING,),
              (_V.INCOMPARABLE, _V.NOT_APPLICABLE))  # fmt: skip
    rows = []
    for plan in paper.facts.focus:
        mine = [u for u in paper.facts.upper if u.plan is plan]
        named = [([u], voice.baseline(u.baseline)) for u in mine if u.baseline.role == "plan"]
        sector = [u for u in mine if u.baseline.role != "plan"]
        if sector:
            many = voice.say(f"专项文件{len(sector)}份", f"{len(sector)} sector documents")
            named.append((sector, many))
        for group, name in named:
            counts = [sum(len(u.findings) for u in group), sum(u.judged for u in group)]
            counts += [sum(u.count(*codes) for u in group) for codes in groups]
            rows.append((voice.name(plan), name, *map(str, counts)))
    return Table(heads, tuple(rows), frozenset(heads[2:]))


# -- 三 --------------------------------------------------------------------------------------------


def fields(paper: Paper) -> list[Block]:
    """For each field a sentence with its figures and a table of what differs."""
    voice, facts = paper.voice, paper.facts
    out: list[Block] = []
    for number, field in enumerate(facts.fields, 1):
        assert field.field is not None
        out.append(
            paper.section(
                number, label(f"field.{field.field}"), label(f"field.{field.field}", "en")
            )
        )
        sentence = wording.field_sentence(voice, facts, field)
        rows, rest = _shown(field)
        if len(facts.plans) > 1 and rest:
            sentence += voice.gap() + voice.say(
                f"下表列数值不一致的{len(rows)}项，另{rest}项", f"The table has {len(rows)} rows; {rest} more"
            ) + paper.see(Part.TABLE, "见附1", " are in annex 1") + voice.say("。", ".")  # fmt: skip
        out.append(Paragraph(sentence.rstrip()))
        if len(facts.plans) > 1 and rows:
            out.append(_field_table(paper, rows))
    return out


def _shown(field: FieldFact) -> tuple[list[RowFact], int]:
    """The rows of the table in the text: unlike figures, those of most plans, in order."""
    rows = field.of(Standing.DIFFER, Standing.YEARS)
    chosen = sorted(rows, key=lambda r: -len(r.figures))[:ROWS_SHOWN]
    return [r for r in rows if r in chosen], len(rows) - len(chosen)


def _field_table(paper: Paper, rows: Sequence[RowFact]) -> Table:
    voice, plans = paper.voice, paper.facts.plans
    return Table(
        (voice.say("指标", "Indicator"), *(voice.column(p) for p in plans)),
        tuple(
            (
                voice.indicator(*row.key),
                *(cell_text(voice, row.row.cells.get(p.id), p) for p in plans),
            )
            for row in rows
        ),
    )


def cell_text(voice: Voice, cell: Cell | None, plan: Plan, *, stages: bool = False) -> str:
    """What a plan states of a row, with its mark; with ``stages``, figures of other years too."""
    if cell is None:
        return "—"
    text = voice.marked(cell.target, plan.end, cell.mark)
    if not stages:
        return text
    seen = {(cell.target.year, voice.goal(cell.target, plan.end))}
    for other in cell.statement.others:
        said = voice.goal(other, plan.end)
        if other.goal.value is None or other.year == cell.target.year or (other.year, said) in seen:
            continue
        seen.add((other.year, said))
        text += voice.say("，", ", ") + said
    return text
