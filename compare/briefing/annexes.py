"""The annexes: every figure side by side, where each is written, what cannot be compared; the
legend of the marks and how to cite."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.compare.briefing.blocks import Block, Bullets, Heading, Paragraph, Table
from plancmp.compare.briefing.chapters import cell_text
from plancmp.compare.briefing.facts import RowFact, Standing, chosen_targets
from plancmp.compare.briefing.paper import Paper
from plancmp.compare.briefing.voice import Voice
from plancmp.compare.catalogue import has_number
from plancmp.compare.check import Finding
from plancmp.compare.labels import label
from plancmp.compare.model import Kind, Match, Plan, Target
from plancmp.compare.verdict import VerdictCode

__all__ = ["citation", "comparison", "incomparable", "notes", "sources"]

_V = VerdictCode


# -- 附1 -------------------------------------------------------------------------------------------


def comparison(paper: Paper) -> list[Block]:
    """Every row with a figure, field by field; rows without one counted and named."""
    voice = paper.voice
    out: list[Block] = []
    for field in paper.facts.fields:
        assert field.field is not None
        out.append(Heading(paper.depth + 1, voice.field(field.field)))
        figured = [r for r in field.rows if r.standing is not Standing.WORDS]
        if figured:
            out.append(_side_by_side(paper, figured))
        words = field.of(Standing.WORDS)
        if words:
            out.append(Paragraph(_wordless(paper, words)))
    return out


def _side_by_side(paper: Paper, rows: Sequence[RowFact]) -> Table:
    voice, plans = paper.voice, paper.facts.plans
    asked = _asked(paper)
    baselines = [b for b in paper.facts.baselines if b.role == "plan" and b.id in asked][:2]
    body = tuple(
        (
            voice.indicator(*row.key),
            *(_asked_text(voice, asked[b.id].get(row.key), b) for b in baselines),
            *(cell_text(voice, row.row.cells.get(p.id), p, stages=True) for p in plans),
        )
        for row in rows
    )
    above = (voice.baseline_column(b) for b in baselines)
    heads = (voice.say("指标", "Indicator"), *above, *(voice.column(p) for p in plans))
    return Table(heads, body)


def _asked(paper: Paper) -> dict[str, dict[tuple[str, str | None], Finding]]:
    """Baseline targets by document, indicator and scope."""
    out: dict[str, dict[tuple[str, str | None], Finding]] = {}
    for finding in paper.facts.findings:
        key = (finding.indicator, finding.scope)
        out.setdefault(finding.baseline_plan.id, {}).setdefault(key, finding)
    return out


def _asked_text(voice: Voice, finding: Finding | None, plan: Plan) -> str:
    if finding is None or finding.baseline is None:
        return "—"
    return voice.marked(finding.baseline, plan.end) + ("†" if finding.weak else "")


def _wordless(paper: Paper, rows: Sequence[RowFact]) -> str:
    """Rows without any figure by name, each with the plans that state it."""
    voice, plans = paper.voice, paper.facts.plans
    names = []
    for row in rows:
        name = _label(voice, row)
        mine = [p for p in plans if p.id in row.row.cells]
        if len(plans) > 1:
            where = voice.say("均列", "all") if len(mine) == len(plans) else voice.listed(
                [voice.name(p) for p in mine]
            )  # fmt: skip
            name += voice.say(f"（{where}）", f" ({where})")
        names.append(name)
    head = voice.say(f"均无数值的{len(rows)}项：", f"{len(rows)} without a figure: ")
    return head + voice.say("、", ", ").join(names) + voice.say("。", ".")


def _label(voice: Voice, row: RowFact) -> str:
    return voice.indicator(*row.key)


# -- 附2 -------------------------------------------------------------------------------------------


def sources(paper: Paper) -> list[Block]:
    """Each figure as written, where it stands, in which document; then the upper-level ones."""
    voice = paper.voice
    out: list[Block] = []
    for plan in paper.facts.plans:
        targets = [
            t
            for t in chosen_targets(voice.catalogue, plan, paper.request.fields)
            if has_number(t.goal)
        ]
        out.append(Heading(paper.depth + 1, plan.title))
        out.append(Paragraph(_document(voice, plan, len(targets))))
        if targets:
            out.append(_written(voice, plan, targets))
    baselines = paper.facts.baselines
    if baselines:
        out.append(
            Heading(
                paper.depth + 1, voice.say(f"{voice.up}文件", f"{voice.up.capitalize()} documents")
            )
        )
        out += _upper_sources(paper)
    return out


def _document(voice: Voice, plan: Plan, count: int) -> str:
    facts = [plan.number or voice.say("未印文号", "no number printed")]
    if plan.issued:
        facts.append(voice.say(f"{plan.issued}印发", f"issued {plan.issued}"))
    if plan.published:
        facts.append(voice.say(f"{plan.published}公布", f"published {plan.published}"))
    if plan.source_file and plan.source_sha256:
        name, digest = plan.source_file, plan.source_sha256[:12]
        facts.append(
            voice.say(f"据文本{name}（SHA-256 {digest}…）", f"text {name} (SHA-256 {digest}…)")
        )
    if plan.url:
        facts.append(plan.url)
    said = voice.say("，", ", ").join(facts)
    return voice.say(
        f"{said}。有数值的目标{count}项。", f"{said}. {voice.many(count, 'target')} with a figure."
    )


def _written(voice: Voice, plan: Plan, targets: Sequence[Target]) -> Table:
    heads = (voice.say("指标", "Indicator"), voice.say("目标值", "Goal"),
             voice.say("原文表述", "As written"), voice.say("出处", "Place in document"),
             voice.say("口径说明", "Note"))  # fmt: skip
    rows = tuple(
        (
            voice.indicator(t.indicator, t.scope),
            voice.marked(t, plan.end),
            t.written,
            voice.where(t),
            voice.note(t.note),
        )
        for t in targets
    )
    return Table(heads, rows)


def _upper_sources(paper: Paper) -> list[Block]:
    """The upper-level figures used, and below them, once each, the pages that attest them."""
    voice = paper.voice
    heads = (voice.say("指标", "Indicator"), voice.say("目标值", "Goal"),
             voice.say("原文表述", "As written"), voice.say("依据", "Evidence"),
             voice.say("来源", "Source"))  # fmt: skip
    out: list[Block] = []
    pages: dict[str, int] = {}
    for baseline in paper.facts.baselines:
        used = _used(paper, baseline)
        if not used:
            continue
        number = baseline.number or voice.note(baseline.number_note)
        said = voice.say(number or "文号未收录", number or "number not collected")
        out.append(Paragraph(voice.say("：", ": ") + said, baseline.title))
        out.append(Table(heads, tuple(_upper_row(voice, f, baseline, pages) for f in used)))
    if pages:
        out.append(Paragraph(voice.say("：", ":"), voice.say("来源", "Sources")))
        out.append(Bullets(tuple(f"[{n}] {page}" for page, n in pages.items())))
    return out


def _used(paper: Paper, baseline: Plan) -> list[Finding]:
    """One finding for each figure of a baseline that was compared with."""
    used: dict[str, Finding] = {}
    for finding in paper.facts.findings:
        target = finding.baseline
        if finding.baseline_plan is baseline and target and has_number(target.goal):
            used.setdefault(target.id, finding)
    return list(used.values())


def _upper_row(
    voice: Voice, finding: Finding, baseline: Plan, pages: dict[str, int]
) -> tuple[str, ...]:
    target = finding.baseline
    assert target is not None
    level = voice.say("全文收录", "read whole")
    if target.confidence is not None:
        level = label(f"confidence.{target.confidence}", voice.lang)
    where = "—" if target.locator is None else voice.where(target)
    marks = [f"[{pages.setdefault(page, len(pages) + 1)}]" for page in target.evidence]
    return (
        voice.indicator(target.indicator, target.scope),
        voice.marked(target, baseline.end),
        target.written,
        level + ("†" if finding.weak else ""),
        "".join(marks) or where,
    )


# -- 附3 -------------------------------------------------------------------------------------------


def incomparable(paper: Paper) -> list[Block]:
    """Figures that cannot be compared, between plans and with the upper level, and why."""
    voice, facts = paper.voice, paper.facts
    out: list[Block] = []
    heads = (voice.say("指标", "Indicator"), voice.say("涉及", "Between"),
             voice.say("理由", "Reason"))  # fmt: skip
    rows = [_doubtful_row(voice, t) for t in paper.concerns.doubtful]
    for one in paper.concerns.apart:
        rows.append(
            (
                voice.indicator(*one.row.key),
                voice.listed([voice.name(p) for p in one.plans]),
                voice.say(one.reason_zh, one.reason_en),
            )
        )
    rows += _with_upper(paper)
    if rows:
        out.append(Table(heads, tuple(rows)))
    said = _left_out(paper)
    if said:
        out.append(Paragraph(said))
    years = facts.total.of(Standing.YEARS)
    if years:
        names = voice.listed([voice.indicator(*r.key) for r in years])
        out.append(
            Paragraph(
                voice.say(
                    f"目标年不同，不宜直接比较的{len(years)}项：{names}。",
                    f"{len(years)} due in different years, not to be compared directly: {names}.",
                )
            )
        )
    if not out:
        out.append(Paragraph(voice.say("没有不可比的项目。", "Nothing is beyond comparison.")))
    return out


def _doubtful_row(voice: Voice, target: Target) -> tuple[str, ...]:
    assert target.suspect is not None
    return (
        voice.indicator(target.indicator, target.scope),
        voice.name(voice.catalogue.plans[target.plan]),
        voice.say(
            f"原文数值存疑（{target.suspect.reason}），不作比较",
            f"the printed figure is doubtful ({voice.note(target.suspect.reason)}); not compared",
        ),
    )


def _with_upper(paper: Paper) -> list[tuple[str, ...]]:
    """Pairs with the upper level, one row for the plans that share a reason."""
    voice = paper.voice
    groups: dict[tuple[str, str, str], list[Plan]] = {}
    for finding in paper.concerns.unanswered:
        if finding.target is not None and finding.target.goal.kind is Kind.QUALITATIVE:
            continue
        name = voice.indicator(finding.indicator, finding.scope)
        why = voice.say(finding.verdict.reason.zh, finding.verdict.reason.en)
        key = (name, voice.baseline(finding.baseline_plan), why)
        groups.setdefault(key, []).append(finding.plan)
    return [
        (name, voice.listed([voice.name(p) for p in plans]) + voice.say("对", " and ") + above, why)
        for (name, above, why), plans in groups.items()
    ]


def _left_out(paper: Paper) -> str:
    """Qualitative statements: there is no level to judge, and no table of them."""
    n = sum(
        f.target is not None and f.target.goal.kind is Kind.QUALITATIVE
        for f in paper.concerns.unanswered
    )
    if not n:
        return ""
    return paper.voice.say(
        f"另有{n}项次本级为定性表述，不作高低判断，未列入表。",
        f"{n} more are qualitative statements: no level to judge, not in the table.",
    )


# -- 说明、引用 ------------------------------------------------------------------------------------


def notes(papers: Sequence[Paper]) -> list[Block]:
    """What the marks mean, and what this paper does not say."""
    paper = papers[0]
    voice = paper.voice
    many = any(len(p.facts.plans) > 1 for p in papers)
    near = any(t.match is Match.NEAR for p in papers for plan in p.facts.plans
               for t in plan.targets)  # fmt: skip
    weak = any(f.weak for p in papers for f in p.facts.findings)
    items = [
        voice.say(
            "≥ 以上，≤ 以下，> 超过，< 低于，≈ 数字前为左右，− 较基期下降，↑ 提高，↓ 下降；— 未列。",
            "≥ at least, ≤ at most, > more than, < less than, ≈ before a figure: about, "
            "− a fall from the base year, ↑ rise, ↓ fall; — not stated.",
        ),
        voice.say(
            "表头年份为规划期末；目标年不同的，在括号内注明。括号内“保持”是持续性要求，“争取”“鼓励推进”"
            "是原文语气较缓。",
            "The year in a heading is the end of the period; other due years are given. “Hold” is a "
            "standing duty; “strive” and “encourage” are the softer wordings of the text.",
        ),
    ]
    if many:
        items.append(
            voice.say(
                "▲ 同一指标、同一目标年、同口径的数值中要求最高；▼ 其中要求相对较低。没有标记的，不表示没有差别，"
                "也可能是目标年或口径不同而不排位。",
                "▲ asks most, ▼ asks least among figures of one indicator, due year and definition; "
                "no mark may also mean that they are not ranked.",
            )
        )
    if near:
        items.append(
            voice.say(
                "≈ 在数值或表述之后：口径相近而不同，仅供参考，不参与高低判断。",
                "≈ after a goal: a similar but different definition, for reference, never ranked.",
            )
        )
    if weak:
        items.append(
            voice.say(
                f"† {voice.up}文件的数值未能核对（凭记忆或依据不足），引用前须查原件。",
                "† a baseline figure that could not be checked; see the original before use.",
            )
        )
    items.append(
        voice.say(
            "本文比较规划文本写明的目标值，不评价实际完成情况；未列不等于未开展工作。地方目标低于或不同于全国"
            "平均目标，可能与本地基数和发展条件有关。",
            "This paper compares targets as written; it does not judge results. Not stated does not "
            "mean not done, and a local target may differ from a national average for local reasons.",
        )
    )
    if voice.lang != "zh":
        items.append("Quotations and notes are in Chinese, as in the documents and the catalogue.")
    return [Bullets(tuple(items))]


def citation(paper: Paper) -> list[Block]:
    """How to cite the tool and the version of its catalogue."""
    voice, version = paper.voice, paper.request.version
    data = voice.catalogue.version
    return [
        Paragraph(
            voice.say(
                f"数据和判断引自 plancmp {version}（数据版本 {data}）。引用时请写明两个版本，并以所列规划文件的"
                "正式文本为准。",
                f"Data and verdicts: plancmp {version}, catalogue {data}. Please give both versions; "
                "the official texts of the plans prevail.",
            )
        )
    ]
