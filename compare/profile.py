"""One place in one screen: where it asks most and least, what only it states, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import CheckReport, check_plans
from plancmp.compare.diff import Row, diff_plans
from plancmp.compare.labels import label
from plancmp.compare.model import Audience, Confidence, Field, Plan
from plancmp.compare.record import record
from plancmp.compare.sheets import Column, Group, Sheet, goal_cell, indicator_name
from plancmp.compare.verdict import VerdictCode

__all__ = ["ProfileReport", "profile"]

_LONG = 8


@record
class ProfileReport:
    """A plan among its peers. ``peers`` are those of the same level first.

    ``top`` and ``bottom`` are rows on which it asks most or least of the comparable peers,
    ``alone`` those that only it states, ``absent`` those that most peers state with a number
    and it does not.
    """

    plan: Plan
    peers: tuple[Plan, ...]
    top: tuple[Row, ...]
    bottom: tuple[Row, ...]
    alone: tuple[Row, ...]
    absent: tuple[Row, ...]
    check: CheckReport

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """What stands out, and the standing by field."""
        return [_standing_out(catalogue, self, lang), _by_field(catalogue, self, lang)]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The same as ids and counts."""
        return {
            "plan": self.plan.id,
            "peers": [p.id for p in self.peers],
            "most_demanding": [_key(r) for r in self.top],
            "least_demanding": [_key(r) for r in self.bottom],
            "alone": [_key(r) for r in self.alone],
            "absent": [_key(r) for r in self.absent],
            "standing": [
                {"baseline_plan": baseline.id, "field": field,
                 "verdicts": {c.value: n for c, n in counts.items()}}
                for baseline, field, counts in _standing(catalogue, self.check)
            ],
        }  # fmt: skip


def _key(row: Row) -> dict[str, str | None]:
    return {"indicator": row.indicator, "scope": row.scope}


def profile(
    catalogue: Catalogue,
    plan: Plan,
    *,
    against: Sequence[str] = ("national", "province"),
    evidence: Confidence = Confidence.SECONDARY,
) -> ProfileReport:
    """Where a plan stands among the local plans of its audience and against those above."""
    audience = plan.audience or Audience.CHILDREN
    level = catalogue.level_of(plan)
    peers = [p for p in catalogue.local_plans(audience) if p.id != plan.id]
    peers.sort(key=lambda p: catalogue.level_of(p) is not level)
    report = diff_plans(catalogue, [plan, *peers], audience, show_all=True)
    here = [r for r in report.rows if plan.id in r.cells]
    needed = max(2, (len(peers) + 1) // 2)
    return ProfileReport(
        plan,
        tuple(peers),
        top=tuple(r for r in here if r.cells[plan.id].mark == "▲"),
        bottom=tuple(r for r in here if r.cells[plan.id].mark == "▼"),
        alone=tuple(r for r in here if len(r.cells) == 1 and r.has_number),
        absent=tuple(
            r
            for r in report.rows
            if plan.id not in r.cells and r.has_number and len(r.cells) >= min(needed, len(peers))
        ),
        check=check_plans(catalogue, [plan], against, evidence=evidence),
    )


def _standing(
    catalogue: Catalogue, check: CheckReport
) -> list[tuple[Plan, Field, dict[VerdictCode, int]]]:
    out: dict[tuple[str, Field], tuple[Plan, Field, dict[VerdictCode, int]]] = {}
    for finding in check.findings:
        if finding.baseline is None or finding.weak:
            continue
        field = catalogue.indicators[finding.indicator].field
        key = (finding.baseline_plan.id, field)
        counts = out.setdefault(key, (finding.baseline_plan, field, {}))[2]
        counts[finding.verdict.code] = counts.get(finding.verdict.code, 0) + 1
    return list(out.values())


def _row_text(catalogue: Catalogue, report: ProfileReport, row: Row, lang: str) -> str:
    name = indicator_name(catalogue, row.indicator, row.scope, lang)
    cell = row.cells.get(report.plan.id)
    if cell is None:
        return name
    return f"{name} {goal_cell(cell.target, lang, report.plan.end)}"


def _standing_out(catalogue: Catalogue, report: ProfileReport, lang: str) -> Sheet:
    zh = lang == "zh"
    names = ("、" if zh else ", ").join(catalogue.plan_name(p, lang) for p in report.peers)
    titles = {
        "top": "▲ 要求最高" if zh else "▲ asks most",
        "bottom": "▼ 要求最低" if zh else "▼ asks least",
        "alone": "只有本规划列出" if zh else "stated by this plan alone",
        "absent": _absent_title(len(report.peers), zh),
    }
    rows = []
    for key, rows_of in (("top", report.top), ("bottom", report.bottom),
                         ("alone", report.alone), ("absent", report.absent)):  # fmt: skip
        shown = [_row_text(catalogue, report, r, lang) for r in rows_of[:_LONG]]
        text = ("；" if zh else "; ").join(shown) or "—"
        if len(rows_of) > _LONG:
            text += f" 等 {len(rows_of)} 项" if zh else f" and {len(rows_of) - _LONG} more"
        rows.append((titles[key], str(len(rows_of)), text))
    title = report.plan.title if zh else report.plan.id
    if not report.peers:
        note = (
            "数据库中没有其他地方同一对象的规划，无从比较。"
            if zh
            else "No other local plan of this audience in the catalogue to compare with."
        )
    elif zh:
        note = f"与{names}比较；▲▼ 限目标年相同、同口径的数值之间。"
    else:
        note = f"Compared with {names}; ▲▼ among figures of one definition and due year."
    columns = (Column(""), Column("项" if zh else "No.", True), Column("内容" if zh else "What"))
    return Sheet(title, columns, (Group("", tuple(rows)),), (note,))


def _absent_title(peers: int, zh: bool) -> str:
    """What a row of :attr:`ProfileReport.absent` is called: with one peer there is no majority."""
    if peers == 1:
        return "对方列出而本规划未列" if zh else "stated by the other, not here"
    return (
        "半数以上规划列出而本规划未列" if zh else "stated by half or more of the others, not here"
    )


def _by_field(catalogue: Catalogue, report: ProfileReport, lang: str) -> Sheet:
    zh = lang == "zh"
    codes = [c for c in VerdictCode if any(f.verdict.code is c for f in report.check.findings)]
    columns = (
        Column(label("col.baseline", lang)),
        Column(label("col.field", lang)),
        *(Column(label(f"verdict.{c}", lang), True) for c in codes),
    )
    rows = tuple(
        (
            catalogue.plan_name(baseline, lang),
            label(f"field.{field}", lang),
            *(str(counts.get(c, 0)) for c in codes),
        )
        for baseline, field, counts in _standing(catalogue, report.check)
    )
    notes = [zh_text if zh else en for zh_text, en in report.check.remarks]
    notes.append(
        "凭记忆的上级数值不计入。" if zh else "Recalled upper-level figures are not counted."
    )
    title = "对照上级目标（按领域）" if zh else "Against upper-level targets, by field"
    return Sheet(title, columns, (Group("", rows),), tuple(notes))
