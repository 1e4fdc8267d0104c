"""The tables of one audience: places in figures, and the plans side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plancmp.compare.catalogue import Catalogue, has_number
from plancmp.compare.check import Finding
from plancmp.compare.diff import Cell
from plancmp.compare.goal import goal_text
from plancmp.compare.labels import label
from plancmp.compare.model import Plan, Target
from plancmp.compare.page.markup import Html, anchor, join, tag
from plancmp.compare.page.view import AudienceView, CellView, RowView
from plancmp.compare.page.words import word
from plancmp.compare.sheets import goal_cell, indicator_name
from plancmp.compare.verdict import VerdictCode

__all__ = ["baseline_name", "comparison", "goal_link", "joint_of", "kind_of", "summaries"]


def kind_of(view: AudienceView, lang: str) -> str:
    """The audience as a word: 儿童, children."""
    return word(f"kind.{view.audience}", lang)


def baseline_name(catalogue: Catalogue, plan: Plan, lang: str) -> str:
    """What a verdict calls an upper-level document: its short title; in English its place, and
    the id of a sector document, whose titles are in Chinese only."""
    if lang == "zh" or plan.role != "sector":
        return catalogue.plan_name(plan, lang)
    return plan.id


_JOINTS: Final = {
    VerdictCode.STRICTER: " than ", VerdictCode.LOOSER: " than ", VerdictCode.EQUAL: " to ",
    VerdictCode.DIFFERS: " from ", VerdictCode.INCOMPARABLE: " with ", VerdictCode.OPPOSED: " to ",
    VerdictCode.EXTRA: ": not in ",
}  # fmt: skip


def joint_of(code: VerdictCode, lang: str) -> str:
    """What stands between a verdict and the document it is against."""
    return " " if lang == "zh" else _JOINTS.get(code, " against ")


def unseen(words: str) -> Html:
    """Words for those who listen to the page."""
    return tag("span", words, class_="unseen")


# -- places in figures -----------------------------------------------------------------------------


def summaries(catalogue: Catalogue, view: AudienceView, lang: str) -> Html:
    """Counts for each place, and folded below it for each place and upper-level document."""
    codes = _codes(view)
    own = [word(f"summary.{k}", lang) for k in ("stated", "numbers", "missing", "top", "bottom",
                                                "near", "alone")]  # fmt: skip
    groups = [("", [label("col.place", lang)]), (word("summary.own", lang), own)]
    if view.check.tallies:
        groups.append((word("summary.upper", lang), _verdict_heads(codes, lang)))
    rows = []
    for s in view.report.summaries:
        counts = [s.stated, s.numbers, s.missing, s.top, s.bottom, s.near, s.alone]
        if view.check.tallies:
            mine = [t for t in view.check.tallies if t.plan.id == s.plan.id]
            counts += [sum(t.stated for t in mine), sum(t.judged for t in mine)]
            counts += _verdicts(view, codes, s.plan)
        rows.append(_count_row([catalogue.plan_name(s.plan, lang)], counts))
    parts = [_counts_table(word("summary", lang), groups, rows)]
    if any(t.stated for t in view.check.tallies):
        parts.append(_by_document(catalogue, view, codes, lang))
    return tag("div", *parts, class_="summary")


def _codes(view: AudienceView) -> list[VerdictCode]:
    seen = {f.verdict.code for f in view.check.findings}
    return [c for c in VerdictCode if c in seen]


def _verdict_heads(codes: Sequence[VerdictCode], lang: str) -> list[str]:
    heads = [word("summary.asked", lang), word("summary.judged", lang)]
    return heads + [label(f"verdict.{c}", lang) for c in codes]


def _verdicts(
    view: AudienceView, codes: Sequence[VerdictCode], plan: Plan, baseline: Plan | None = None
) -> list[int]:
    mine = [
        f.verdict.code
        for f in view.check.findings
        if f.plan.id == plan.id and (baseline is None or f.baseline_plan.id == baseline.id)
    ]
    return [mine.count(code) for code in codes]


def _by_document(
    catalogue: Catalogue, view: AudienceView, codes: Sequence[VerdictCode], lang: str
) -> Html:
    groups = [
        ("", [label("col.place", lang), label("col.baseline", lang)]),
        (word("summary.upper", lang), _verdict_heads(codes, lang)),
    ]
    rows = []
    for tally in view.check.tallies:
        if not tally.stated:
            continue
        names = [catalogue.plan_name(tally.plan, lang),
                 baseline_name(catalogue, tally.baseline_plan, lang)]  # fmt: skip
        counts = _verdicts(view, codes, tally.plan, tally.baseline_plan)
        rows.append(_count_row(names, [tally.stated, tally.judged, *counts]))
    title = word("by-document", lang)
    table = _counts_table(title, groups, rows, said=True)
    return tag("details", tag("summary", title), table)


def _counts_table(
    title: str, groups: Sequence[tuple[str, list[str]]], rows: Sequence[Html], *, said: bool = False
) -> Html:
    """A table of counts; headings stand in groups, the first of them names and no numbers.
    ``said`` says that the title is read above the table already."""
    (_, names), *counted = groups
    above = [tag("th", name, scope="col", rowspan=2) for name in names]
    above += [
        tag("th", head, scope="colgroup", colspan=len(some), class_="group")
        for head, some in counted
    ]
    below = [
        tag("th", head, scope="col", class_="number group" if n == 0 else "number")
        for _, some in counted
        for n, head in enumerate(some)
    ]
    table = tag(
        "table",
        tag("caption", title, class_="unseen" if said else None),
        *(tag("colgroup", span=len(some)) for _, some in groups),
        tag("thead", tag("tr", *above), tag("tr", *below)),
        tag("tbody", *rows),
        class_="counts",
    )
    return tag("div", table, class_="scroller", tabindex=0, role="region", aria_label=title)


def _count_row(names: Sequence[str], counts: Iterable[int]) -> Html:
    first = tag("th", tag("bdi", names[0]), scope="row")
    more = [tag("td", tag("bdi", name)) for name in names[1:]]
    cells = [tag("td", str(n), class_="number" if n else "number zero") for n in counts]
    return Html("\n" + tag("tr", first, *more, *cells))


# -- side by side -----------------------------------------------------------------------------------


def comparison(catalogue: Catalogue, view: AudienceView, lang: str, ranks: dict[str, int]) -> Html:
    """Rows are indicators by field, columns the upper level and the plans. ``ranks`` is the
    order of indicators by name."""
    title = word("comparison", lang, kind=kind_of(view, lang))
    heads = [tag("th", label("col.indicator", lang), scope="col", class_="name")]
    upper = bool(view.check.tallies)
    if upper:
        heads.append(tag("th", word("upper", lang), scope="col", class_="upper"))
    for plan in view.plans:
        heads.append(_head(catalogue, plan, lang))
    bodies = []
    for field, rows in view.fields:
        count = tag("span", word("indicators", lang, n=len(rows)), class_="count")
        head = tag("tr", tag("th", label(f"field.{field}", lang), " ", count, scope="rowgroup",
                             colspan=len(heads)), class_="field")  # fmt: skip
        lines = [_row(catalogue, view, row, lang, ranks, upper) for row in rows]
        bodies.append(Html("\n" + tag("tbody", head, *lines, data_field=field)))
    table = tag(
        "table", tag("caption", title), tag("thead", tag("tr", *heads)), *bodies,
        class_="comparison", id=f"table-{view.audience}",
    )  # fmt: skip
    return tag(
        "div", table, class_="scroller", role="region", tabindex=0, aria_label=title,
    )  # fmt: skip


def _head(catalogue: Catalogue, plan: Plan, lang: str) -> Html:
    name = tag("bdi", catalogue.plan_name(plan, lang))
    end = tag("small", word("due", lang, year=plan.end))
    return tag("th", name, " ", end, scope="col", data_place=plan.jurisdiction)


def _row(
    catalogue: Catalogue, view: AudienceView, row: RowView, lang: str,
    ranks: dict[str, int], upper: bool,
) -> Html:  # fmt: skip
    name = tag("bdi", indicator_name(catalogue, row.indicator, row.scope, lang))
    cells = [tag("th", name, scope="row")]
    if upper:
        cells.append(_upper_cell(catalogue, row, lang))
    cells += [_cell(catalogue, cell, lang) for cell in row.cells]
    line = tag(
        "tr", *cells, data_indicator=row.indicator, data_scope=row.scope,
        data_rank=ranks[row.indicator],
    )  # fmt: skip
    return Html("\n" + line)


def _upper_cell(catalogue: Catalogue, row: RowView, lang: str) -> Html:
    if not row.baselines:
        return _nothing(lang)
    lines = []
    for finding in row.baselines:
        assert finding.baseline is not None
        parts: list[str] = [goal_link(finding.baseline, lang)]
        if finding.weak:
            parts.append(_dagger(lang))
        if finding.scope != row.scope and finding.scope is not None:
            scope = catalogue.scopes[finding.scope]
            parts += [" ", tag("bdi", scope.zh if lang == "zh" else scope.en)]
        who = tag("bdi", baseline_name(catalogue, finding.baseline_plan, lang), class_="who")
        lines.append(tag("li", *parts, " ", _due(finding.baseline, lang), " ", who))
    return tag("td", tag("ul", *lines), class_="upper")


def _nothing(lang: str) -> Html:
    """No upper-level figure: of those documents only a part could be had."""
    return tag("td", word("not-had", lang), class_="none")


def _dash(lang: str) -> tuple[Html, ...]:
    return tag("span", "—", aria_hidden="true"), unseen(word("none", lang))


def _dagger(lang: str) -> Html:
    return tag("span", "†", class_="dagger", role="img", aria_label=word("dagger", lang))


def _due(target: Target, lang: str) -> Html:
    return tag("span", word("due", lang, year=target.year), class_="due")


def goal_link(target: Target, lang: str) -> Html:
    """The goal as printed, leading to how it is written and where."""
    return tag("a", tag("bdi", goal_cell(target, lang)), class_="goal", href=anchor(target.id))


def _cell(catalogue: Catalogue, view: CellView, lang: str) -> Html:
    verdicts = _verdict_list(catalogue, view.findings, lang)
    if view.cell is None:
        return tag("td", *_dash(lang), *verdicts, class_="none")
    cell, target = view.cell, view.cell.target
    parts: list[str] = [goal_link(target, lang)]
    if cell.mark:
        parts += [" ", _mark(cell, lang)]
    parts += [" ", _due(target, lang)]
    for other in _milestones(cell):
        parts.append(tag("div", goal_link(other, lang), " ", _due(other, lang), class_="also"))
    classes = "figure" if has_number(target.goal) else None
    return tag("td", *parts, *verdicts, class_=classes, data_group=view.group)


def _mark(cell: Cell, lang: str) -> Html:
    kind = {"▲": "top", "▼": "bottom", "≈": "near"}[cell.mark]
    said = word(f"rank.{kind}", lang, n=cell.ranked)
    return tag("span", cell.mark, class_=f"mark {kind}", role="img", aria_label=said)


def _milestones(cell: Cell) -> list[Target]:
    """Other figures of the same plan that are due in another year."""
    shown = {(cell.target.year, goal_text(cell.target.goal))}
    out = []
    for other in cell.statement.others:
        key = (other.year, goal_text(other.goal))
        if other.goal.value is None or other.year == cell.target.year or key in shown:
            continue
        shown.add(key)
        out.append(other)
    return out


def _verdict_list(catalogue: Catalogue, findings: Sequence[Finding], lang: str) -> tuple[Html, ...]:
    """Verdicts by word, each with the documents it is against."""
    if not findings:
        return ()
    groups: dict[VerdictCode, list[Html]] = {}
    for finding in findings:
        named = tag("bdi", baseline_name(catalogue, finding.baseline_plan, lang))
        name = tag("span", named, _dagger(lang) if finding.weak else "", class_="by")
        names = groups.setdefault(finding.verdict.code, [])
        if name not in names:
            names.append(name)
    between = "、" if lang == "zh" else ", "
    lines = []
    for code, names in groups.items():
        said: list[str] = [tag("b", label(f"verdict.{code}", lang)), joint_of(code, lang)]
        if code is VerdictCode.MISSING:  # the cell says so; here, who does state it
            said = [word("stated-by", lang), " "]
        lines.append(tag("li", *said, join(names, between), data_verdict=code, class_=code))
    return (tag("ul", *lines, class_="verdicts"),)
