"""What a workbook holds, as tables of texts and numbers; :mod:`.xlsx` writes them to a file.

A number stands in a column of its own beside its unit, as it was printed: 2.0 stays 2.0. What a
number means (≥, ≤, about, a fall by) stands in the column before it, for a figure without its
bound is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from plancmp.compare.catalogue import has_number
from plancmp.compare.check import CheckReport
from plancmp.compare.check import Finding as CheckFinding
from plancmp.compare.diff import Cell as DiffCell
from plancmp.compare.diff import DiffReport, Row
from plancmp.compare.formats import Document
from plancmp.compare.labels import label
from plancmp.compare.lint.phrases import Phrases
from plancmp.compare.listing import ListReport
from plancmp.compare.model import Aim, Field, Match, Op, Plan, Target
from plancmp.compare.record import record
from plancmp.compare.sheets import goal_cell, indicator_name, sheets_of
from plancmp.compare.verdict import Verdict

__all__ = ["Cell", "Head", "Table", "tables_of"]

Cell = str | Decimal | int | None
"""A text, a figure as printed, a whole number, or nothing."""

_BOUNDS: Final = {
    Op.GE: ("≥", "≥"), Op.LE: ("≤", "≤"), Op.GT: (">", ">"), Op.LT: ("<", "<"), Op.EQ: ("=", "="),
    Op.APPROX: ("≈", "≈"), Op.RANGE: ("区间", "range"), Op.REDUCE_BY: ("下降", "fall by"),
    Op.REDUCE_PER_YEAR: ("每年下降", "fall a year"), Op.INCREASE: ("提高", "rise by"),
}  # fmt: skip


@record
class Head:
    """A column: its heading and the greatest width in characters its texts may take before they
    wrap; ``printed`` columns go onto paper."""

    title: str
    widest: int = 16
    printed: bool = True


@record
class Table:
    """One sheet of a workbook. The first ``fixed`` columns stay in view; ``notes`` stand below."""

    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 1
    notes: tuple[str, ...] = ()


def tables_of(document: Document) -> list[Table]:
    """The sheets for a diff, list or check. Raises TypeError for any other report."""
    words = _Words(document)
    report = document.report
    if isinstance(report, ListReport):
        return [_targets(words, report.targets), _sources(words, report.plans, ())]
    if isinstance(report, CheckReport):
        return _check_tables(words, report)
    if isinstance(report, tuple) and all(isinstance(r, DiffReport) for r in report):
        return _diff_tables(words, report)
    raise TypeError(type(report).__name__)


@record
class _Words:
    """How the document says things."""

    document: Document

    def say(self, zh: str, en: str) -> str:
        return zh if self.document.lang == "zh" else en

    def label(self, key: str) -> str:
        return label(key, self.document.lang)

    def place(self, plan: Plan) -> str:
        return self.document.catalogue.plan_name(plan, self.document.lang)

    def plan(self, plan: Plan | str) -> str:
        return Phrases(self.document.catalogue, self.document.lang).plan(plan)

    def indicator(self, indicator: str) -> str:
        return indicator_name(self.document.catalogue, indicator, None, self.document.lang)

    def scope(self, scope: str | None) -> str | None:
        if scope is None:
            return None
        found = self.document.catalogue.scopes[scope]
        return self.say(found.zh, found.en)

    def field(self, indicator: str) -> str:
        return self.label(f"field.{self.document.catalogue.indicators[indicator].field}")

    def goal(self, target: Target) -> str:
        return goal_cell(target, self.document.lang)


# -- figures ---------------------------------------------------------------------------------------


def _figure_heads(words: _Words, of: str, *, printed: bool = True) -> list[Head]:
    """The four columns of :func:`_figure`, for the plan or baseline ``of``."""
    titles = (words.say("界限", "Bound"), words.label("col.value"), words.label("col.unit"),
              words.label("col.year"))  # fmt: skip
    return [Head(f"{of} {title}".strip(), 12, printed) for title in titles]


def _figure(words: _Words, target: Target | None) -> list[Cell]:
    """Bound, figure, unit and due year; a share of another quantity has no figure of its own."""
    if target is None:
        return [None, None, None, None]
    goal = target.goal
    if not has_number(goal) or goal.op is None:
        return [None, None, None, target.year]
    bound = words.say(*_BOUNDS[goal.op])
    return [bound, goal.value, goal.unit, target.year]


# -- diff ------------------------------------------------------------------------------------------


def _diff_tables(words: _Words, reports: Sequence[DiffReport]) -> list[Table]:
    shown = [r for r in reports if r.plans]
    several = len(shown) > 1
    tables = [_matrix(words, r, several=several) for r in shown]
    notes = [note for r in shown for note in _legend(words, r)]
    plans: list[Plan] = []
    targets: list[Target] = []
    for report in shown:
        plans += report.plans
        for row in _all_rows(words, report):
            targets += [t for c in row.cells.values() for t in c.statement.all]
        if report.reference is not None:
            plans.append(report.reference)
            targets += [t for r in _all_rows(words, report) for t in r.references]
    findings = [row for r in shown for row in _reference_rows(words, r)]
    tables.append(_targets(words, _in_order(words, targets)))
    if findings:
        tables.append(_findings(words, findings))
    tables.append(_sources(words, plans, notes))
    return tables


def _all_rows(words: _Words, report: DiffReport) -> list[Row]:
    """The rows asked for and those a screen folds away, field by field; in the order of the
    registry unless another was asked for."""
    rows = [*report.rows, *report.folded, *report.wordless]
    fields = {f: n for n, f in enumerate(Field)}
    if words.document.query.get("sort") in (None, "document"):
        order = {name: n for n, name in enumerate(words.document.catalogue.indicators)}
        return sorted(rows, key=lambda r: (fields[r.field], order[r.indicator], r.scope or ""))
    return sorted(rows, key=lambda r: fields[r.field])


def _matrix(words: _Words, report: DiffReport, *, several: bool) -> Table:
    """What people compare on the left, every figure by itself on the right."""
    rows = _all_rows(words, report)
    sheet = sheets_of(
        words.document.catalogue,
        (replace(report, rows=tuple(rows), folded=(), wordless=()),),
        words.document.lang,
    )[0]
    texts = [row for group in sheet.groups for row in group.rows]
    columns = [Head(c.title, 30) for c in sheet.columns[1:]]
    plans = [*([report.reference] if report.reference else []), *report.plans]
    heads = [
        Head(words.label("col.field"), 16),
        Head(words.label("col.indicator"), 42),
        Head(words.say("范围", "Scope"), 12),
        *columns,
        Head(words.say("异同", "Alike"), 8),
    ]
    for plan in plans:
        heads += _figure_heads(words, words.place(plan), printed=False)
    heads.append(Head(words.label("col.id"), 80, printed=False))
    out = []
    for row, text in zip(rows, texts, strict=True):
        alike = words.say("一致", "same") if row.uniform else words.say("不同", "differs")
        line: list[Cell] = [
            words.field(row.indicator),
            words.indicator(row.indicator),
            words.scope(row.scope),
            *text[1:],
            alike,
        ]
        for plan in plans:
            line += _figure(words, _stated(row, plan, report))
        out.append((*line, row.indicator))
    name = words.say("对照表", "Matrix")
    if several:
        audience = words.label(report.audience)
        name += words.say(f"（{audience}）", f" ({audience})")
    return Table(name, tuple(heads), tuple(out), fixed=3)


def _stated(row: Row, plan: Plan, report: DiffReport) -> Target | None:
    if plan is report.reference:
        return row.reference
    cell = row.cells.get(plan.id)
    return None if cell is None else cell.target


def _legend(words: _Words, report: DiffReport) -> Iterable[str]:
    """What the signs in the matrix mean."""
    unfolded = replace(report, rows=tuple(_all_rows(words, report)), folded=(), wordless=())
    sheets = sheets_of(words.document.catalogue, (unfolded,), words.document.lang)
    return sheets[0].notes


def _reference_rows(words: _Words, report: DiffReport) -> list[tuple[Cell, ...]]:
    """The verdicts of a diff with a reference column."""
    if report.reference is None:
        return []
    out = []
    for row in _all_rows(words, report):
        for plan in report.plans:
            cell: DiffCell | None = row.cells.get(plan.id)
            if cell is None or cell.verdict is None:
                continue
            out.append(
                _finding_row(words, plan, report.reference, row.indicator, row.scope,
                             cell.verdict, cell.target, cell.against, None)
            )  # fmt: skip
    return out


# -- check -----------------------------------------------------------------------------------------


def _check_tables(words: _Words, report: CheckReport) -> list[Table]:
    plans = list(dict.fromkeys(t.plan.id for t in report.tallies))
    plans += [t.baseline_plan.id for t in report.tallies]
    catalogue = words.document.catalogue
    targets = [t for f in report.findings for t in (f.target, f.baseline) if t is not None]
    notes = [
        words.say(
            f"共 {report.stated} 项基准目标，可判断 {report.judged} 项；"
            f"计入退出码的 {report.failures} 项。",
            f"{report.judged} of {report.stated} baseline targets judged; "
            f"{report.failures} of them count for the exit status.",
        ),
        *(words.say(zh, en) for zh, en in report.remarks),
    ]
    return [
        _findings(words, [_check_row(words, f) for f in report.findings]),
        _targets(words, _in_order(words, targets)),
        _sources(words, [catalogue.plans[name] for name in dict.fromkeys(plans)], notes),
    ]


def _check_row(words: _Words, finding: CheckFinding) -> tuple[Cell, ...]:
    return _finding_row(
        words, finding.plan, finding.baseline_plan, finding.indicator, finding.scope,
        finding.verdict, finding.target, finding.baseline, finding.failing,
    )  # fmt: skip


def _findings(words: _Words, rows: Sequence[tuple[Cell, ...]]) -> Table:
    ours, theirs = words.label("col.goal"), words.label("col.baseline")
    heads = (
        Head(words.label("col.plan"), 16),
        Head(words.label("col.field"), 16),
        Head(words.label("col.indicator"), 42),
        Head(words.say("范围", "Scope"), 10),
        Head(ours, 18),
        Head(words.say("基准文件", "Document"), 20),
        Head(theirs, 18),
        Head(words.label("col.evidence"), 8),
        Head(words.label("col.verdict"), 10),
        Head(words.say("时间", "Timing"), 10),
        Head(words.say("差距", "Distance"), 8),
        Head(words.say("差距单位", "Distance unit"), 10),
        Head(words.label("col.reason"), 44),
        Head(words.say("计入退出码", "Counts"), 8),
        *_figure_heads(words, words.say("本规划", "Plan"), printed=False),
        *_figure_heads(words, theirs, printed=False),
        Head(words.say("目标编号", "Target id"), 80, printed=False),
        Head(words.say("基准编号", "Baseline id"), 80, printed=False),
    )
    return Table(words.say("对照上级", "Findings"), heads, tuple(rows), fixed=3)


def _finding_row(
    words: _Words,
    plan: Plan,
    baseline_plan: Plan,
    indicator: str,
    scope: str | None,
    verdict: Verdict,
    target: Target | None,
    baseline: Target | None,
    counts: bool | None,
) -> tuple[Cell, ...]:
    """One comparison; ``counts`` is None where there is no exit status to count for."""
    evidence = baseline.confidence if baseline else None
    return (
        words.plan(plan),
        words.field(indicator),
        words.indicator(indicator),
        words.scope(scope),
        words.goal(target) if target else words.label("verdict.missing"),
        words.plan(baseline_plan),
        _baseline_text(words, baseline, scope),
        words.label(f"confidence.{evidence}") if evidence else None,
        words.label(f"verdict.{verdict.code}"),
        words.label(f"timing.{verdict.timing}") if verdict.timing else None,
        verdict.distance,
        verdict.distance_unit,
        verdict.reason.text(words.document.lang),
        None if counts is None else words.say("是", "yes") if counts else words.say("否", "no"),
        *_figure(words, target),
        *_figure(words, baseline),
        target.id if target else None,
        baseline.id if baseline else None,
    )


def _baseline_text(words: _Words, baseline: Target | None, scope: str | None) -> str:
    """What the baseline asks, with its scope where that is not the row's."""
    if baseline is None:
        return words.label("verdict.missing")
    text = words.goal(baseline)
    if baseline.scope in (None, scope):
        return text
    return text + words.say(
        f"（{words.scope(baseline.scope)}）", f" ({words.scope(baseline.scope)})"
    )


# -- targets and sources -----------------------------------------------------------------------------


def _in_order(words: _Words, targets: Iterable[Target]) -> list[Target]:
    """Each target once, plan by plan in document order."""
    wanted = {t.id: t.plan for t in targets}
    catalogue = words.document.catalogue
    plans = [catalogue.plans[name] for name in dict.fromkeys(wanted.values())]
    return [t for t in catalogue.targets(plans) if t.id in wanted]


def _targets(words: _Words, targets: Iterable[Target]) -> Table:
    say = words.say
    columns: list[tuple[Head, Callable[[Target], Cell]]] = [
        (Head(words.label("col.plan"), 16), lambda t: words.plan(t.plan)),
        (Head(words.label("col.field"), 16), lambda t: words.field(t.indicator)),
        (Head(words.label("col.indicator"), 42), lambda t: words.indicator(t.indicator)),
        (Head(say("范围", "Scope"), 10), lambda t: words.scope(t.scope)),
        (Head(words.label("col.goal"), 22), words.goal),
        *_figure_columns(words),
        (Head(words.label("col.written"), 36), lambda t: t.written),
        (Head(say("章节", "Heading"), 26), lambda t: t.locator.heading if t.locator else None),
        (Head(say("部分", "List"), 8),
            lambda t: words.label(f"list.{t.locator.list}") if t.locator else None),
        (Head(say("条目", "Item"), 6), lambda t: t.locator.item if t.locator else None),
        (Head(say("口径", "Match"), 8),
            lambda t: say("≈ 相近", "≈ near") if t.match is Match.NEAR else None),
        (Head(words.label("col.note"), 44), lambda t: t.note),
        # what few targets have, beyond the page
        (Head(words.label("col.kind"), 10, False), lambda t: words.label(f"kind.{t.goal.kind}")),
        (Head(say("上限", "To"), 8, False), lambda t: t.goal.value_max),
        (Head(say("基期年", "Base year"), 8, False), lambda t: t.goal.base_year),
        (Head(say("基期值", "Base value"), 8, False), lambda t: t.goal.base_value),
        (Head(say("保持", "Hold"), 8, False),
            lambda t: words.label("aim.hold") if t.goal.aim is Aim.HOLD else None),
        (Head(say("语气", "Firmness"), 10, False), lambda t: words.label(f"firmness.{t.firmness}")),
        (Head(say("比较对象", "Compared with"), 16, False), lambda t: t.goal.reference),
        (Head(say("第几个数", "Part"), 8, False), lambda t: t.part),
        (Head(say("原文存疑", "Doubtful figure"), 44, False), _doubt),
        (Head(words.label("col.evidence"), 8, False),
            lambda t: words.label(f"confidence.{t.confidence}") if t.confidence else None),
        (Head(words.label("col.id"), 80, False), lambda t: t.id),
    ]  # fmt: skip
    rows = tuple(tuple(read(t) for _, read in columns) for t in targets)
    return Table(say("目标", "Targets"), tuple(h for h, _ in columns), rows, fixed=4)


def _figure_columns(words: _Words) -> list[tuple[Head, Callable[[Target], Cell]]]:
    def nth(number: int) -> Callable[[Target], Cell]:
        return lambda target: _figure(words, target)[number]

    return [(head, nth(n)) for n, head in enumerate(_figure_heads(words, ""))]


def _doubt(target: Target) -> str | None:
    doubt = target.suspect
    return None if doubt is None else f"{doubt.printed} → {doubt.likely}：{doubt.reason}"


def _sources(words: _Words, plans: Iterable[Plan], notes: Iterable[str]) -> Table:
    say, catalogue = words.say, words.document.catalogue
    columns: list[tuple[Head, Callable[[Plan], Cell]]] = [
        (Head(words.label("col.id"), 26), lambda p: p.id),
        (Head(words.label("col.title"), 40), lambda p: p.title),
        (Head(words.label("col.place"), 14),
            lambda p: say(catalogue.jurisdiction_of(p).name, catalogue.jurisdiction_of(p).en)),
        (Head(say("代码", "Code"), 8), lambda p: catalogue.jurisdiction_of(p).code),
        (Head(words.label("col.audience"), 8),
            lambda p: words.label(p.audience) if p.audience else None),
        (Head(words.label("col.number"), 20), lambda p: p.number or p.number_note),
        (Head(say("印发机关", "Issuer"), 20), lambda p: p.issuer),
        (Head(words.label("col.issued"), 12), lambda p: p.issued),
        (Head(say("公布", "Published"), 12), lambda p: p.published),
        (Head(say("起", "From"), 6), lambda p: p.start),
        (Head(say("止", "To"), 6), lambda p: p.end),
        (Head(words.label("col.status"), 8), lambda p: words.label(f"status.{p.status}")),
        (Head(say("收录", "Collected"), 10),
            lambda p: say("全部", "whole") if p.complete else say("部分", "in part")),
        (Head(words.label("col.targets"), 8), lambda p: len(p.targets)),
        (Head(say("原文文件", "Text"), 24), lambda p: p.source_file),
        (Head(words.label("col.note"), 44), lambda p: p.note),
        (Head(say("网址", "Address"), 80, printed=False), lambda p: p.url),
        (Head("SHA-256", 66, printed=False), lambda p: p.source_sha256),
    ]  # fmt: skip
    chosen = {p.id: p for p in plans}.values()
    rows = tuple(tuple(read(p) for _, read in columns) for p in chosen)
    made = f"plancmp {words.document.version}"
    closing = (
        say("数值照原文的精度列出，单位在右一列；未列的格留空。",
            "Figures have the precision of the text, the unit stands to their right; what is not "
            "stated is left empty."),
        say(f"{made}，数据 {catalogue.version}", f"{made}, catalogue {catalogue.version}"),
    )  # fmt: skip
    heads = tuple(h for h, _ in columns)
    everything = (*dict.fromkeys(notes), *closing)
    return Table(say("出处与说明", "Sources"), heads, rows, fixed=2, notes=everything)
