"""Behind the tables: how every target is written and where, the documents, notes, method.

The rows of the sources are what a goal links to and what the page's card is filled from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plancmp.compare.align import Statements
from plancmp.compare.briefing.voice import fullwidth
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import Finding
from plancmp.compare.labels import label
from plancmp.compare.model import Aim, Confidence, Field, Firmness, Match, Plan, Target
from plancmp.compare.page.markup import Html, join, tag, visible
from plancmp.compare.page.tables import baseline_name, joint_of
from plancmp.compare.page.view import AudienceView
from plancmp.compare.page.words import METHOD, word
from plancmp.compare.sheets import goal_cell, indicator_name, where_text

__all__ = ["documents", "notes", "sources"]


def _note(note: str | None, lang: str) -> Html:
    """A note of the catalogue: Chinese in every language."""
    if not note:
        return Html()
    return _chinese(fullwidth(note), lang)


def _chinese(text: str, lang: str, name: str = "span") -> Html:
    return tag(name, tag("bdi", text), lang=None if lang == "zh" else "zh-CN")


# -- sources ------------------------------------------------------------------------------------


def sources(
    catalogue: Catalogue, views: Sequence[AudienceView], fields: Sequence[Field], lang: str
) -> Html:
    """One folded table a document: the plans, then the upper-level documents they meet."""
    parts = [tag("p", word("sources.lead", lang), class_="hint")]
    seen: set[str] = set()
    for view in views:
        verdicts = _by_target(view)
        for plan in view.plans:
            mine = [t for t in plan.targets if _wanted(catalogue, t, fields)]
            parts.append(_plan_sources(catalogue, plan, mine, verdicts, lang))
            seen |= {t.id for t in mine}
    for view in views:
        for plan, targets in _upper(view, seen):
            parts.append(_upper_sources(catalogue, plan, targets, lang))
    return _section("sources", word("sources", lang), *parts)


def _section(identifier: str, title: str, *parts: str) -> Html:
    head = tag("h2", title, id=f"{identifier}-title")
    return tag("section", head, *parts, id=identifier, aria_labelledby=f"{identifier}-title")


def _wanted(catalogue: Catalogue, target: Target, fields: Sequence[Field]) -> bool:
    return not fields or catalogue.indicator_of(target).field in fields


def _by_target(view: AudienceView) -> dict[str, list[Finding]]:
    out: dict[str, list[Finding]] = {}
    for finding in view.check.findings:
        if finding.target is not None:
            out.setdefault(finding.target.id, []).append(finding)
    return out


def _upper(view: AudienceView, seen: set[str]) -> list[tuple[Plan, list[Finding]]]:
    """Upper-level targets that were met, by document, each once on the whole page."""
    out: dict[str, tuple[Plan, list[Finding]]] = {}
    for _, rows in view.fields:
        for row in rows:
            for finding in row.baselines:
                assert finding.baseline is not None
                if finding.baseline.id in seen:
                    continue
                seen.add(finding.baseline.id)
                plan = finding.baseline_plan
                out.setdefault(plan.id, (plan, []))[1].append(finding)
    return list(out.values())


def _folded(plan: Plan, lang: str, heads: Sequence[str], rows: Sequence[Html]) -> Html:
    title = _chinese(plan.title, lang)
    count = tag("span", word("sources.count", lang, n=len(rows)), class_="count")
    cells = [tag("th", head, scope="col") for head in heads]
    table = tag(
        "table",
        tag("caption", title, class_="unseen"),
        tag("thead", tag("tr", *cells)),
        tag("tbody", *rows),
        class_="sources",
    )
    scroller = tag("div", table, class_="scroller")
    return Html("\n" + tag("details", tag("summary", title, " ", count), scroller))


def _source_row(target: Target, cells: Iterable[Html]) -> Html:
    first, *rest = cells
    line = tag("tr", tag("th", first, scope="row"), *(tag("td", c) for c in rest),
               id=visible(target.id))  # fmt: skip
    return Html("\n" + line)


def _goal(target: Target, lang: str, weak: bool = False) -> Html:
    near = " ≈" if target.match is Match.NEAR else ""
    return join([tag("bdi", goal_cell(target, lang)), near, "†" if weak else ""])


def _written(target: Target, lang: str) -> Html:
    quoted = _chinese(target.written, lang, "q")
    if target.part is None:
        return quoted
    part = word("part", lang, n=target.part)
    return join([quoted, f"（{part}）" if lang == "zh" else f" ({part})"])


def _lines(lines: Sequence[Html]) -> Html:
    return tag("ul", *(tag("li", line) for line in lines if line)) if any(lines) else Html()


def _plan_sources(
    catalogue: Catalogue,
    plan: Plan,
    targets: Sequence[Target],
    verdicts: dict[str, list[Finding]],
    lang: str,
) -> Html:
    heads = [label(k, lang) for k in ("col.indicator", "col.goal", "col.year", "col.written",
                                      "col.where")]  # fmt: skip
    heads.append(word("remarks", lang))
    stated = Statements(plan.targets)
    rows = []
    for target in targets:
        statement = stated[(target.indicator, target.scope)]
        lines = _remarks(target, lang)
        if statement.speaking is target:
            lines += [_restated(other, lang) for other in statement.others]
        else:
            lines.append(join([word("restatement", lang)]))
        lines += [_reason(catalogue, f, lang) for f in verdicts.get(target.id, ())]
        cells = (
            tag("bdi", indicator_name(catalogue, target.indicator, target.scope, lang)),
            _goal(target, lang),
            join([word("due", lang, year=target.year)]),
            _written(target, lang),
            _where(target, lang),
            _lines(lines),
        )
        rows.append(_source_row(target, cells))
    return _folded(plan, lang, heads, rows)


def _where(target: Target, lang: str) -> Html:
    return _chinese(where_text(target.locator, lang), lang) if target.locator else Html("—")


def _remarks(target: Target, lang: str) -> list[Html]:
    """What must be known to read the goal right."""
    out = []
    if target.goal.aim is Aim.HOLD:
        out.append(join([word("hold", lang)]))
    if target.firmness is not Firmness.FIRM:
        out.append(join([word("firmness", lang, word=label(f"firmness.{target.firmness}", lang))]))
    if target.suspect is not None:
        one = target.suspect
        why = fullwidth(one.reason)
        said = word("suspect", lang, printed=one.printed, likely=one.likely, reason=why)
        out.append(tag("bdi", said))
    if target.note:
        near = "≈ " if target.match is Match.NEAR else ""
        out.append(join([near, _note(target.note, lang)]))
    if target.reading:
        out.append(tag("bdi", word("reading", lang, text=fullwidth(target.reading))))
    return out


def _restated(other: Target, lang: str) -> Html:
    due = word("due", lang, year=other.year)
    goal = f"{goal_cell(other, lang)} {due}"
    said = word("restated", lang, goal=goal, where=where_text(other.locator, lang),
                written=other.written)  # fmt: skip
    return tag("bdi", said)


def _reason(catalogue: Catalogue, finding: Finding, lang: str) -> Html:
    """A verdict in a sentence, with the document it is against."""
    who = tag("bdi", baseline_name(catalogue, finding.baseline_plan, lang))
    code = tag("b", label(f"verdict.{finding.verdict.code}", lang))
    why = tag("bdi", finding.verdict.reason.text(lang))
    colon = "：" if lang == "zh" else ": "
    joint = joint_of(finding.verdict.code, lang)
    return join([code, joint, who, "†" if finding.weak else "", colon, why])


def _upper_sources(
    catalogue: Catalogue, plan: Plan, findings: Sequence[Finding], lang: str
) -> Html:
    heads = [label(k, lang) for k in ("col.indicator", "col.goal", "col.year", "col.written",
                                      "col.evidence")]  # fmt: skip
    heads.append(label("col.note", lang))
    rows = []
    for finding in findings:
        target = finding.baseline
        assert target is not None
        cells = (
            tag("bdi", indicator_name(catalogue, target.indicator, target.scope, lang)),
            _goal(target, lang, finding.weak),
            join([word("due", lang, year=target.year)]),
            _written(target, lang),
            _evidence(target, lang),
            _lines(_remarks(target, lang)),
        )
        rows.append(_source_row(target, cells))
    return _folded(plan, lang, heads, rows)


def _evidence(target: Target, lang: str) -> Html:
    if target.confidence is None:
        return join([word("read-whole", lang), " ", _where(target, lang)])
    level = label(f"confidence.{target.confidence}", lang)
    return _lines([join([level]), *(_chinese(e, lang) for e in target.evidence)])


# -- documents, notes, method --------------------------------------------------------------------


def documents(catalogue: Catalogue, views: Sequence[AudienceView], lang: str) -> Html:
    """The plans compared and the documents they are compared with."""
    plans = {p.id: p for view in views for p in view.plans}
    upper = {
        t.baseline_plan.id: t.baseline_plan
        for view in views
        for t in view.check.tallies
        if t.stated and t.baseline_plan.id not in plans
    }
    tables = [_documents(catalogue, word("documents.of", lang), plans.values(), lang)]
    if upper:
        tables.append(_documents(catalogue, word("documents.upper", lang), upper.values(), lang))
    return _section("documents", word("documents", lang), *tables)


def _documents(catalogue: Catalogue, title: str, plans: Iterable[Plan], lang: str) -> Html:
    heads = [label(k, lang) for k in ("col.title", "col.number", "col.period", "col.status",
                                      "col.targets")]  # fmt: skip
    heads.append(label("col.note", lang))
    rows = []
    for plan in plans:
        number = _chinese(plan.number, lang) if plan.number else _number_note(plan, lang)
        period = f"{plan.start}–{plan.end}" if plan.start else str(plan.end)
        cells = [
            tag("td", number),
            tag("td", period),
            tag("td", label(f"status.{plan.status}", lang)),
            tag("td", str(len(plan.targets)), class_="number"),
            tag("td", _lines(_document_notes(plan, lang))),
        ]
        rows.append(tag("tr", tag("th", _chinese(plan.title, lang), scope="row"), *cells))
    head = tag("thead", tag("tr", *(tag("th", h, scope="col") for h in heads)))
    body = tag("tbody", *(Html("\n" + r) for r in rows))
    table = tag("table", tag("caption", title), head, body, class_="documents")
    return tag("div", table, class_="scroller")


def _number_note(plan: Plan, lang: str) -> Html:
    return _note(plan.number_note, lang) or join([word("no-number", lang)])


def _document_notes(plan: Plan, lang: str) -> list[Html]:
    dates = []
    if plan.issued:
        dates.append(word("issued", lang, date=plan.issued))
    if plan.published:
        dates.append(word("published", lang, date=plan.published))
    out = [join(dates, "，" if lang == "zh" else ", ")] if dates else []
    if plan.source_file and plan.source_sha256:
        colon = "：" if lang == "zh" else ": "
        digest = f"{plan.source_file} (SHA-256 {plan.source_sha256[:12]}…)"
        out.append(join([word("documents.text", lang), colon, tag("bdi", digest)]))
    return [*out, _note(plan.note, lang)]


def notes(
    catalogue: Catalogue, views: Sequence[AudienceView], lang: str, *,
    evidence: Confidence, title: str, version: str, pinyin: bool,
) -> Html:  # fmt: skip
    """Notes, method and citation."""
    items: list[Html] = [join([word("legend", lang)])]
    remarks = [r for view in views for r in view.check.remarks]
    items += [join([zh if lang == "zh" else en]) for zh, en in dict.fromkeys(remarks)]
    items += [join([line]) for view in views if (line := absent(catalogue, view, lang))]
    if not pinyin:
        items.append(join([word("no-pinyin", lang)]))
    items.append(join([word("chinese", lang)]))
    level = label(f"confidence.{evidence}", lang)
    method = [(zh if lang == "zh" else en).format(evidence=level) for zh, en in METHOD]
    cite = word("cite", lang, title=title, version=version, data=catalogue.version)
    return join([
        _section("notes", word("notes", lang), _lines(items)),
        _section("method", word("method", lang),
                 tag("ol", *(tag("li", point) for point in method))),
        _section("citation", word("citation", lang), tag("p", tag("bdi", cite))),
    ], "\n")  # fmt: skip


def absent(catalogue: Catalogue, view: AudienceView, lang: str) -> str:
    """Which places on the page have no plan of this audience in the catalogue."""
    if not view.absent:
        return ""
    names = [p.short if lang == "zh" else p.en for p in view.absent]
    places = "、".join(names) if lang == "zh" else ", ".join(names)
    return word("absent", lang, places=places, kind=word(f"kind.{view.audience}", lang))
