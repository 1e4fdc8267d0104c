"""Reports as plain tables of text: what the terminal, Markdown and CSV all show.

A sheet knows words and order, not looks: no colour, no escaping, no widths. Each format
renders sheets in its own way and escapes once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, runtime_checkable

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import CheckReport, Finding
from plancmp.compare.diff import Cell, DiffReport, Row
from plancmp.compare.goal import goal_text, quantity_text
from plancmp.compare.labels import label
from plancmp.compare.listing import IndicatorsReport, ListReport, PlansReport
from plancmp.compare.model import (
    Aim,
    Confidence,
    Firmness,
    Kind,
    Locator,
    Match,
    Op,
    Plan,
    Target,
)
from plancmp.compare.record import record
from plancmp.compare.show import ShowReport
from plancmp.compare.universals import universal_words
from plancmp.compare.verdict import JUDGED, VerdictCode

__all__ = [
    "Column",
    "Group",
    "SelfDescribing",
    "Sheet",
    "goal_cell",
    "sheets_of",
    "where_text",
    "with_signs",
]


@record
class Column:
    """A column: its heading, and whether its cells are numbers to set right."""

    title: str
    right: bool = False


@record
class Group:
    """Rows under one heading (a field, a plan); the title may be empty."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@record
class Sheet:
    """A table with a title, grouped rows and notes below."""

    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no row is left to show."""
        return not any(g.rows for g in self.groups)


def with_signs(sheets: Sequence[Sheet], signs: Callable[[str], str]) -> list[Sheet]:
    """The same tables with every text passed through ``signs``."""
    return [
        Sheet(
            signs(sheet.title),
            tuple(Column(signs(c.title), c.right) for c in sheet.columns),
            tuple(
                Group(signs(g.title), tuple(tuple(map(signs, row)) for row in g.rows))
                for g in sheet.groups
            ),
            tuple(map(signs, sheet.notes)),
        )
        for sheet in sheets
    ]


@runtime_checkable
class SelfDescribing(Protocol):
    """A report that knows its own tables and its own JSON payload."""

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """The report as tables of text."""

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The report as a JSON payload."""


def sheets_of(
    catalogue: Catalogue, report: object, lang: str = "zh", *, reasons: bool = True
) -> list[Sheet]:
    """The sheets of a report. Raises TypeError for something that is not a report."""
    if isinstance(report, ListReport):
        return [_list_sheet(catalogue, report, lang)]
    if isinstance(report, IndicatorsReport):
        return [_indicators_sheet(report, lang)]
    if isinstance(report, PlansReport):
        return [_plans_sheet(catalogue, report, lang)]
    if isinstance(report, CheckReport):
        return _check_sheets(catalogue, report, lang)
    if isinstance(report, ShowReport):
        return _show_sheets(catalogue, report, lang)
    if isinstance(report, tuple) and all(isinstance(r, DiffReport) for r in report):
        return [sheet for r in report for sheet in _diff_sheets(catalogue, r, lang)]
    if isinstance(report, SelfDescribing):
        return report.sheets(catalogue, lang)
    raise TypeError(type(report).__name__)


# -- words -------------------------------------------------------------------------------------


def _say(lang: str, zh: str, en: str) -> str:
    return zh if lang == "zh" else en


def indicator_name(catalogue: Catalogue, indicator: str, scope: str | None, lang: str) -> str:
    """An indicator's name with its scope: 自来水普及率(农村)."""
    found = catalogue.indicators[indicator]
    name = found.zh if lang == "zh" else found.en
    if scope is None:
        return name
    part = catalogue.scopes[scope]
    return f"{name}（{part.zh}）" if lang == "zh" else f"{name} ({part.en})"


def where_text(locator: Locator | None, lang: str) -> str:
    """A locator as people cite it: 儿童与健康·目标3."""
    if locator is None:
        return "—"
    word = label(f"list.{locator.list}", lang)
    number = f"{locator.item}" if locator.item else ""
    if lang == "zh":
        return f"{locator.heading}·{word}{number}"
    return f"{locator.heading}, {word} {number}".rstrip()


def goal_cell(target: Target, lang: str, end: int | None = None) -> str:
    """A goal with what must not be lost beside it: its due year where it is not ``end``,
    how firm it is, that it is held, that its figure is doubtful."""
    text = goal_text(target.goal, lang)
    if target.goal.kind is Kind.QUALITATIVE and target.label and lang == "zh":
        text = target.label
    words = universal_words(target)
    if words is not None:
        text = words[0 if lang == "zh" else 1]
    extra = []
    if end is not None and target.year != end:
        extra.append(str(target.year))
    if target.goal.aim is Aim.HOLD and target.goal.op is not Op.MAINTAIN:
        extra.append(label("aim.hold", lang))
    if target.firmness is not Firmness.FIRM:
        extra.append(label(f"firmness.{target.firmness}", lang))
    if target.suspect is not None:
        extra.append(_say(lang, "原文存疑", "doubtful figure"))
    if extra:
        text += f"（{'，'.join(extra)}）" if lang == "zh" else f" ({', '.join(extra)})"
    return text


def _recalled(target: Target) -> bool:
    return target.confidence is Confidence.RECALLED


def _dagger(weak: bool) -> str:
    return "†" if weak else ""


# -- registries and lists ------------------------------------------------------------------------


def _list_sheet(catalogue: Catalogue, report: ListReport, lang: str) -> Sheet:
    keys = ("col.indicator", "col.goal", "col.year", "col.kind", "col.written", "col.where")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    groups = []
    for plan in report.plans:
        rows = tuple(
            (
                indicator_name(catalogue, t.indicator, t.scope, lang)
                + (" ≈" if t.match is Match.NEAR else ""),
                goal_cell(t, lang),
                str(t.year),
                label(f"kind.{t.goal.kind}", lang),
                t.written,
                where_text(t.locator, lang),
            )
            for t in report.targets
            if t.plan == plan.id
        )
        if rows:
            groups.append(Group(_plan_heading(catalogue, plan, lang), rows))
    count = len(report.targets)
    note = _say(lang, f"共 {count} 项目标。", f"{count} targets.")
    notes = [note]
    if any(t.match is Match.NEAR for t in report.targets):
        notes.append(_near_note(lang))
    return Sheet("", columns, tuple(groups), tuple(notes))


def _near_note(lang: str) -> str:
    return _say(
        lang,
        "≈ 列在指标名或单元格末尾：口径相近而不同，不参与高低判断。",
        "A trailing ≈: a similar but different definition, never ranked.",
    )


def _plan_heading(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    return plan.title if lang == "zh" else f"{plan.id} ({plan.start or ''}–{plan.end})"


def _indicators_sheet(report: IndicatorsReport, lang: str) -> Sheet:
    keys = ("col.id", "col.name", "col.english", "col.unit", "col.polarity", "col.plans")
    columns = tuple(Column(label(k, lang), k == "col.plans") for k in keys)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in report.rows:
        one = row.indicator
        groups.setdefault(label(f"field.{one.field}", lang), []).append(
            (
                one.id,
                one.zh,
                one.en,
                one.unit or "—",
                label(f"polarity.{one.polarity}", lang),
                str(len(row.plans)),
            )
        )
    total = len(report.rows)
    shared = sum(len(r.plans) > 1 for r in report.rows)
    note = _say(
        lang,
        f"共 {total} 个指标，{shared} 个为两个以上规划共有。",
        f"{total} indicators, {shared} of them stated by two or more plans.",
    )
    return Sheet("", columns, tuple(Group(k, tuple(v)) for k, v in groups.items()), (note,))


def _plans_sheet(catalogue: Catalogue, report: PlansReport, lang: str) -> Sheet:
    keys = ("col.id", "col.title", "col.number", "col.period", "col.status", "col.targets",
            "col.numbers")  # fmt: skip
    columns = tuple(Column(label(k, lang), k in keys[-2:]) for k in keys)
    groups: dict[str, list[tuple[str, ...]]] = {}
    for plan in report.plans:
        place = catalogue.jurisdictions[plan.jurisdiction]
        groups.setdefault(place.name if lang == "zh" else place.en, []).append(
            (
                plan.id,
                plan.title,
                plan.number or _say(lang, "无", "none"),
                f"{plan.start or ''}–{plan.end}",
                label(f"status.{plan.status}", lang),
                str(len(plan.targets)),
                str(sum(has_number(t.goal) for t in plan.targets)),
            )
        )
    partial = [p for p in report.plans if not p.complete]
    notes = []
    if partial:
        notes.append(
            _say(
                lang,
                f"{len(partial)} 份上级文件只收录了能取得的目标值。",
                f"Of {len(partial)} upper-level documents only the figures that could be had.",
            )
        )
    return Sheet("", columns, tuple(Group(k, tuple(v)) for k, v in groups.items()), tuple(notes))


# -- diff ------------------------------------------------------------------------------------------


def _diff_sheets(catalogue: Catalogue, report: DiffReport, lang: str) -> list[Sheet]:
    if not report.plans:
        return []
    names = [_column_name(catalogue, p, lang) for p in report.plans]
    columns = [Column(label("col.indicator", lang))]
    if report.reference is not None:
        columns.append(Column(_column_name(catalogue, report.reference, lang)))
    columns += [Column(n) for n in names]
    two = len(report.plans) == 2 and report.reference is None
    if two:
        a, b = (catalogue.plan_name(p, lang) for p in reversed(report.plans))
        columns.append(Column(label("col.difference", lang, a=a, b=b)))
    groups: dict[str, list[tuple[str, ...]]] = {}
    for row in report.rows:
        line = [indicator_name(catalogue, row.indicator, row.scope, lang)]
        if report.reference is not None:
            line.append(_reference_cell(report, row, lang))
        line += [_diff_cell(row.cells.get(p.id), p, lang) for p in report.plans]
        if two:
            line.append(_difference_text(catalogue, report, row, lang))
        groups.setdefault(label(f"field.{row.field}", lang), []).append(tuple(line))
    main = Sheet(
        label(report.audience, lang),
        tuple(columns),
        tuple(Group(k, tuple(v)) for k, v in groups.items()),
        tuple(_diff_notes(catalogue, report, lang)),
    )
    return [main, _summary_sheet(catalogue, report, lang)]


def _column_name(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    name = catalogue.plan_name(plan, lang)
    return f"{name} {plan.end}"


def _reference_cell(report: DiffReport, row: Row, lang: str) -> str:
    assert report.reference is not None
    if row.reference is None:
        return "—"
    weak = _recalled(row.reference)
    return goal_cell(row.reference, lang, report.reference.end) + _dagger(weak)


def _diff_cell(cell: Cell | None, plan: Plan, lang: str) -> str:
    if cell is None:
        return "—"
    lines = [goal_cell(cell.target, lang, plan.end)]
    if cell.mark:
        lines[0] += f" {cell.mark}"
    shown = {(cell.target.year, goal_text(cell.target.goal))}
    for other in cell.statement.others:
        key = (other.year, goal_text(other.goal))
        if other.goal.value is None or other.year == cell.target.year or key in shown:
            continue
        shown.add(key)
        lines.append(goal_cell(other, lang, plan.end))
    if cell.verdict is not None:
        lines.append(label(f"verdict.{cell.verdict.code}", lang))
    return "\n".join(lines)


def _difference_text(catalogue: Catalogue, report: DiffReport, row: Row, lang: str) -> str:
    """The verdict of two plans, or which of them does not state the indicator."""
    if row.difference is not None:
        return row.difference.reason.text(lang)
    silent = next(p for p in report.plans if p.id not in row.cells)
    name = catalogue.plan_name(silent, lang)
    return f"{name}未列" if lang == "zh" else f"not stated by {name}"


def _diff_notes(catalogue: Catalogue, report: DiffReport, lang: str) -> list[str]:
    notes = []
    if report.folded:
        names = "、".join(
            indicator_name(catalogue, r.indicator, r.scope, lang) for r in report.folded
        )
        notes.append(
            _say(
                lang,
                f"{len(report.folded)} 项各规划一致，已折叠（--all 展开）：{names}。",
                f"{len(report.folded)} rows without difference folded (--all shows them): {names}.",
            )
        )
    if report.wordless:
        notes.append(
            _say(
                lang,
                f"{len(report.wordless)} 项均无数值，未列出（--all 或 --only words 查看）。",
                f"{len(report.wordless)} rows without any figure left out (--all or --only words).",
            )
        )
    marks = {c.mark for r in report.rows for c in r.cells.values()}
    if marks & {"▲", "▼"}:
        condition = (
            _say(lang, "不论目标年", "whatever the due year")
            if report.ignore_year
            else _say(lang, "目标年相同", "with the same due year")
        )
        notes.append(
            _say(
                lang,
                f"▲ 要求最高、▼ 要求最低（{condition}、同口径的数值之间）；— 未列。",
                f"▲ asks most, ▼ asks least (among figures of one definition {condition}); "
                "— not stated.",
            )
        )
    if "≈" in marks:
        notes.append(_near_note(lang))
    if any(r.reference is not None and _recalled(r.reference) for r in report.rows):
        notes.append(_dagger_note(lang))
    notes.append(
        _say(
            lang,
            "表头年份为规划期末；目标年不同的另注。",
            "The year in a heading is the end of the period; other due years are given.",
        )
    )
    return notes


def _dagger_note(lang: str) -> str:
    return _say(
        lang,
        "† 上级数值凭记忆，未能核对，仅供参考。",
        "† upper-level figure recalled, not checked against a page; for reference only.",
    )


def _summary_sheet(catalogue: Catalogue, report: DiffReport, lang: str) -> Sheet:
    keys = ["col.place", "col.targets", "col.numbers", "col.missing", "col.top", "col.bottom",
            "col.near", "col.alone"]  # fmt: skip
    columns = [Column(label(k, lang), k != "col.place") for k in keys]
    columns[1] = Column(_say(lang, "已列", "Stated"), True)
    codes = [c for c in VerdictCode if any(c in dict(s.verdicts) for s in report.summaries)]
    columns += [Column(label(f"verdict.{c}", lang), True) for c in codes]
    rows = []
    for s in report.summaries:
        counts = dict(s.verdicts)
        row = [catalogue.plan_name(s.plan, lang)]
        row += [str(n) for n in (s.stated, s.numbers, s.missing, s.top, s.bottom, s.near, s.alone)]
        row += [str(counts.get(c, 0)) for c in codes]
        rows.append(tuple(row))
    title = _say(lang, "小结（指标数）", "Summary (indicators)")
    return Sheet(title, tuple(columns), (Group("", tuple(rows)),))


# -- check ---------------------------------------------------------------------------------------------


def _check_sheets(catalogue: Catalogue, report: CheckReport, lang: str) -> list[Sheet]:
    keys = ("col.indicator", "col.goal", "col.baseline", "col.verdict", "col.reason")
    columns = tuple(Column(label(k, lang)) for k in keys)
    out = []
    for tally in report.tallies:
        mine = [
            f
            for f in report.findings
            if f.plan is tally.plan
            and f.baseline_plan is tally.baseline_plan
            and f.baseline is not None
        ]
        groups: dict[str, list[tuple[str, ...]]] = {}
        stated = [f for f in mine if f.verdict.code is not VerdictCode.MISSING or f.failing]
        for finding in sorted(stated, key=lambda f: not f.failing):
            field = catalogue.indicators[finding.indicator].field
            title = (
                _say(lang, "需要关注", "Failing")
                if finding.failing
                else label(f"field.{field}", lang)
            )
            groups.setdefault(title, []).append(_check_row(catalogue, finding, lang))
        out.append(
            Sheet(
                _check_title(catalogue, tally.plan, tally.baseline_plan, lang),
                columns,
                tuple(Group(k, tuple(v)) for k, v in groups.items()),
                tuple(_check_notes(catalogue, tally.plan, tally.baseline_plan, mine, lang)),
            )
        )
    return out


def _check_title(catalogue: Catalogue, plan: Plan, baseline: Plan, lang: str) -> str:
    if lang == "zh":
        return f"{plan.title} 对 {baseline.title}"
    return f"{plan.id} against {baseline.id}"


def _check_row(catalogue: Catalogue, finding: Finding, lang: str) -> tuple[str, ...]:
    assert finding.baseline is not None
    target = finding.target
    return (
        indicator_name(catalogue, finding.indicator, finding.scope, lang),
        "—" if target is None else goal_cell(target, lang, finding.plan.end),
        goal_cell(finding.baseline, lang, finding.baseline_plan.end) + _dagger(finding.weak),
        label(f"verdict.{finding.verdict.code}", lang),
        finding.verdict.reason.text(lang),
    )


def _absent_note(catalogue: Catalogue, absent: Sequence[Finding], lang: str) -> str:
    """What is not stated: named with its figure where the baseline has one, else counted."""
    named = []
    for finding in absent:
        assert finding.baseline is not None
        if finding.baseline.goal.value is None:
            continue
        name = indicator_name(catalogue, finding.indicator, finding.scope, lang)
        goal = goal_cell(finding.baseline, lang, finding.baseline_plan.end)
        named.append(f"{name} {goal}{_dagger(finding.weak)}")
    rest = len(absent) - len(named)
    parts = list(named)
    if rest:
        parts.append(_say(lang, f"另有无数值的 {rest} 项", f"and {rest} without a figure"))
    joined = _say(lang, "；", "; ").join(parts)
    count = len(absent)
    return _say(lang, f"未列 {count} 项：{joined}。", f"Not stated ({count}): {joined}.")


def _check_notes(
    catalogue: Catalogue, plan: Plan, baseline: Plan, mine: Sequence[Finding], lang: str
) -> list[str]:
    counts: dict[VerdictCode, int] = {}
    for finding in mine:
        counts[finding.verdict.code] = counts.get(finding.verdict.code, 0) + 1
    judged = sum(n for code, n in counts.items() if code in JUDGED)
    parts = [f"{label(f'verdict.{c}', lang)} {counts[c]}" for c in VerdictCode if c in counts]
    notes = [
        _say(
            lang,
            f"基准 {len(mine)} 项，可判断 {judged} 项：{'、'.join(parts)}。",
            f"{judged} of {len(mine)} baseline targets judged: {', '.join(parts)}.",
        )
    ]
    absent = [f for f in mine if f.verdict.code is VerdictCode.MISSING and not f.failing]
    if absent:
        notes.append(_absent_note(catalogue, absent, lang))
    if any(f.weak for f in mine):
        notes.append(_dagger_note(lang))
    late = baseline.issued is not None and plan.issued is not None and plan.issued < baseline.issued
    if late:
        notes.append(
            _say(
                lang,
                f"本规划印发（{plan.issued}）早于该文件（{baseline.issued}）。",
                f"The plan was issued ({plan.issued}) before that document ({baseline.issued}).",
            )
        )
    return notes


# -- show ------------------------------------------------------------------------------------------------


def _show_sheets(catalogue: Catalogue, report: ShowReport, lang: str) -> list[Sheet]:
    sheets = [_show_plans(catalogue, report, lang)]
    if report.baselines:
        sheets.append(_show_baselines(catalogue, report, lang))
    if report.observations:
        sheets.append(_show_observed(catalogue, report, lang))
    return sheets


def _show_plans(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.plan", "col.goal", "col.year", "col.written", "col.where", "col.reason")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    rows = []
    for row in report.rows:
        target = row.target
        name = catalogue.plan_name(row.plan, lang) + label(row.plan.audience or "children", lang)
        if lang != "zh":
            name = row.plan.id
        scope = target.scope
        if scope:
            part = catalogue.scopes[scope]
            name += f"（{part.zh}）" if lang == "zh" else f" ({part.en})"
        verdicts = [j.verdict.reason.text(lang) + _dagger(j.weak) for j in row.judgements]
        if not row.speaks:
            verdicts = [_say(lang, "（重复或阶段表述）", "(restatement or milestone)")]
        if target.match is Match.NEAR:
            verdicts.append("≈ " + (target.note or ""))
        elif target.note:
            verdicts.append(_say(lang, f"注：{target.note}", f"note: {target.note}"))
        rows.append(
            (
                name,
                goal_cell(target, lang),
                str(target.year),
                target.written,
                where_text(target.locator, lang),
                "\n".join(verdicts) or "—",
            )
        )
    notes = []
    if report.silent:
        names = "、".join(
            catalogue.plan_name(p, lang) + (f"（{label(p.audience, lang)}）" if p.audience else "")
            for p in report.silent
        )
        notes.append(_say(lang, f"未列：{names}。", f"Not stated: {names}."))
    if any(j.weak for r in report.rows for j in r.judgements):
        notes.append(_dagger_note(lang))
    return Sheet(_show_title(report, lang), columns, (Group("", tuple(rows)),), tuple(notes))


def _show_title(report: ShowReport, lang: str) -> str:
    one = report.indicator
    name = f"{one.zh}（{one.id}）" if lang == "zh" else f"{one.en} ({one.id})"
    facts = [label(f"field.{one.field}", lang), label(f"polarity.{one.polarity}", lang)]
    if one.unit:
        facts.append(one.unit)
    if one.population and lang == "zh":
        facts.append(one.population)
    return f"{name} · {' · '.join(facts)}"


def _show_baselines(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.baseline", "col.goal", "col.year", "col.written", "col.evidence")
    columns = tuple(Column(label(k, lang), k == "col.year") for k in keys)
    rows = tuple(
        (
            plan.title if lang == "zh" else plan.id,
            goal_cell(target, lang),
            str(target.year),
            target.written,
            label(f"confidence.{target.confidence}", lang) if target.confidence else "—",
        )
        for plan, target in report.baselines
    )
    return Sheet(_say(lang, "上级目标", "Upper-level targets"), columns, (Group("", rows),))


def _show_observed(catalogue: Catalogue, report: ShowReport, lang: str) -> Sheet:
    keys = ("col.area", "col.observed", "col.value", "col.note")
    columns = tuple(Column(label(k, lang), k in ("col.observed", "col.value")) for k in keys)
    rows = []
    for seen in sorted(report.observations, key=lambda o: (o.jurisdiction, o.year)):
        place = catalogue.jurisdictions[seen.jurisdiction]
        note = []
        if seen.derived:
            note.append(_say(lang, "推算", "derived"))
        if seen.match is Match.NEAR:
            note.append("≈")
        if seen.note:
            note.append(seen.note)
        rows.append(
            (
                place.short if lang == "zh" else place.en,
                str(seen.year),
                quantity_text(seen.value, seen.unit, lang),
                " ".join(note) or "—",
            )
        )
    title = _say(lang, "实际值（只作参考，不作判断）", "Observed values (information, no verdict)")
    return Sheet(title, columns, (Group("", tuple(rows)),))
