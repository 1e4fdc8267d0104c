"""How a verdict came about, step by step, with both expressions and their places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plancmp.compare.align import Reference, Statements, counterpart, references
from plancmp.compare.catalogue import Catalogue
from plancmp.compare.check import reference_name
from plancmp.compare.errors import UsageError
from plancmp.compare.goal import format_goal
from plancmp.compare.jsonform import target_record, verdict_record
from plancmp.compare.labels import label
from plancmp.compare.model import Indicator, Plan, Target
from plancmp.compare.record import record
from plancmp.compare.sheets import Column, Group, Sheet, goal_cell, indicator_name, where_text
from plancmp.compare.verdict import Verdict, judge, side_of

__all__ = ["Derivation", "ExplainReport", "explain"]


@record
class Derivation:
    """One comparison laid open: the two targets, what was passed over, the verdict's steps."""

    plan: Plan
    target: Target
    passed_over: tuple[Target, ...]
    baseline_plan: Plan
    baseline: Target
    verdict: Verdict


@record
class ExplainReport:
    """The derivations for one indicator and one place."""

    indicator: Indicator
    derivations: tuple[Derivation, ...]

    def sheets(self, catalogue: Catalogue, lang: str) -> list[Sheet]:
        """One table of steps a derivation."""
        return [_sheet(catalogue, d, lang) for d in self.derivations]

    def record(self, catalogue: Catalogue) -> dict[str, Any]:
        """The derivations with their steps in both languages."""
        return {
            "indicator": self.indicator.id,
            "derivations": [
                {
                    "plan": d.plan.id,
                    "target": target_record(catalogue, d.target),
                    "passed_over": [t.id for t in d.passed_over],
                    "baseline_plan": d.baseline_plan.id,
                    "baseline": target_record(catalogue, d.baseline),
                    **verdict_record(d.verdict),
                    "steps": [{"zh": zh, "en": en} for zh, en in d.verdict.steps],
                }
                for d in self.derivations
            ],
        }


def explain(
    catalogue: Catalogue,
    indicator: Indicator,
    plans: Sequence[Plan],
    against: Sequence[str],
    year: int | None = None,
) -> ExplainReport:
    """Lay open every comparison of the plans' targets on an indicator with the references'.

    Raises :class:`UsageError` when the plans or the references do not state the indicator.
    """
    out: list[Derivation] = []
    stating = [p for p in plans if any(t.indicator == indicator.id for t in p.targets)]
    if not stating:
        names = "、".join(p.title for p in plans) or "所选规划"
        ids = ", ".join(p.id for p in plans) or "the plans chosen"
        raise UsageError(
            f"{names}未列“{indicator.zh}”；用 plancmp show {indicator.id} 看谁列了它",
            f"“{indicator.en}” is not stated by {ids}; plancmp show {indicator.id} tells who does",
        )
    for plan in stating:
        seen: set[str] = set()
        for wanted in against:
            for reference in references(catalogue, plan, wanted, as_of=year):
                if reference.plan.id not in seen:
                    seen.add(reference.plan.id)
                    out += _derive(catalogue, indicator, plan, reference, year)
    if not out:
        raise UsageError(
            f"所选基准没有“{indicator.zh}”；用 --against 换一个，或 plancmp show {indicator.id} 查看",
            f"the baselines do not state “{indicator.en}”; name another one, or see "
            f"plancmp show {indicator.id}",
        )
    return ExplainReport(indicator, tuple(out))


def _derive(
    catalogue: Catalogue, indicator: Indicator, plan: Plan, reference: Reference, year: int | None
) -> list[Derivation]:
    stated = Statements(plan.targets, year)
    name = reference_name(catalogue, reference.plan)
    out = []
    for baseline in reference.targets:
        if baseline.indicator != indicator.id:
            continue
        target = counterpart(stated, baseline, as_of=year)
        assert target is not None  # only plans that state the indicator are asked
        rest = tuple(
            t for statement in stated.about(indicator.id) for t in statement.all if t is not target
        )
        verdict = judge(
            side_of(catalogue, target),
            side_of(catalogue, baseline, name),
            indicator,
            explained=True,
        )
        out.append(Derivation(plan, target, rest, reference.plan, baseline, verdict))
    return out


def _sheet(catalogue: Catalogue, d: Derivation, lang: str) -> Sheet:
    zh = lang == "zh"
    name = indicator_name(catalogue, d.baseline.indicator, d.baseline.scope, lang)
    ours, theirs = catalogue.plan_name(d.plan, lang), catalogue.plan_name(d.baseline_plan, lang)
    rows = [
        _stated("目标" if zh else "target", ours, d.target, lang),
        _stated("参照" if zh else "reference", theirs, d.baseline, lang),
    ]
    if d.passed_over:
        others = "；".join(f"{goal_cell(t, lang)} {t.year} {where_text(t.locator, lang)}"
                           for t in d.passed_over)  # fmt: skip
        rows.append(("未取" if zh else "passed over", others))
    steps = d.verdict.steps[2:]
    rows += [(str(n), step[0 if zh else 1]) for n, step in enumerate(steps, 1)]
    title = f"{name}：{ours} 对 {theirs}" if zh else f"{name}: {ours} against {theirs}"
    word = label(f"verdict.{d.verdict.code}", lang)
    code = d.verdict.reason.code
    note = f"判断：{word}（{code}）" if zh else f"verdict: {word} ({code})"
    if d.verdict.timing is not None:
        timing = label(f"timing.{d.verdict.timing}", lang)
        note += f"，时间：{timing}" if zh else f", timing: {timing}"
    columns = (Column("步骤" if zh else "Step"), Column("内容" if zh else "What"))
    return Sheet(title, columns, (Group("", tuple(rows)),), (note,))


def _stated(word: str, name: str, target: Target, lang: str) -> tuple[str, str]:
    where = where_text(target.locator, lang)
    parts = [f"{name} “{target.written}” → {format_goal(target.goal)}", str(target.year)]
    if target.locator is not None:
        parts.append(where)
    text = ("，" if lang == "zh" else ", ").join(parts)
    if target.confidence is not None:
        word_for = label(f"confidence.{target.confidence}", lang)
        text += f"（{word_for}）" if lang == "zh" else f" ({word_for})"
    return (word, text)
